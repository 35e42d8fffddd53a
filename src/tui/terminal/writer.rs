//! The thread that writes frames. A terminal that stops reading stops this thread and nothing else.

use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::cells::Erasing;
use super::painter::Painter;
use super::session::while_ours;
use crate::domain::SafeText;

/// How long [`FrameWriter::stop`] waits for a write under way.
const PATIENCE: Duration = Duration::from_millis(200);
/// A full frame of a large terminal fits, so a frame reaches the terminal in one piece.
const ROOM: usize = 64 * 1024;

/// One finished picture of the screen.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Counts up from 1; [`FrameWriter::shown`] tells how far the terminal has come.
    pub number: u64,
    /// Every cell.
    pub buffer: Buffer,
    /// Where the cursor stands; `None` hides it.
    pub cursor: Option<Position>,
    /// Whether the terminal is to report the mouse.
    pub mouse: bool,
}

/// Writes the newest frame to a terminal, from a thread of its own.
#[derive(Debug)]
pub struct FrameWriter {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    desk: Mutex<Desk>,
    /// Something is on the desk, or the thread is to stop.
    work: Condvar,
    /// A frame was written, or the thread has ended.
    progress: Condvar,
    shown: AtomicU64,
}

/// How much of a frame is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Afresh {
    /// What has changed.
    #[default]
    Changes,
    /// Every cell.
    Cells,
    /// Every cell, and before that the modes of the terminal.
    CellsAndModes,
}

/// What is written next.
enum Work {
    Paint(Frame, Afresh),
    Copy(Vec<SafeText>),
}

/// What the app leaves for the thread, and what it finds there.
#[derive(Debug, Default)]
struct Desk {
    next: Option<Frame>,
    /// What is to be offered to the terminal's clipboard.
    copy: Option<Vec<SafeText>>,
    afresh: Afresh,
    stop: bool,
    ended: bool,
    failed: Option<SafeText>,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for something to write; `None` when the thread is to stop.
    fn next(&self) -> Option<Work> {
        let waiting = |desk: &mut Desk| desk.next.is_none() && desk.copy.is_none() && !desk.stop;
        let mut desk = self
            .work
            .wait_while(self.desk(), waiting)
            .unwrap_or_else(PoisonError::into_inner);
        if desk.stop {
            return None;
        }
        if let Some(lines) = desk.copy.take() {
            return Some(Work::Copy(lines));
        }
        let frame = desk.next.take()?;
        Some(Work::Paint(frame, std::mem::take(&mut desk.afresh)))
    }

    /// Waits until `done` holds or the thread has ended, at most `patience`. The last value of `done`.
    fn wait(&self, patience: Duration, done: impl Fn(&Desk) -> bool) -> bool {
        let (desk, _) = self
            .progress
            .wait_timeout_while(self.desk(), patience, |desk| !done(desk) && !desk.ended)
            .unwrap_or_else(PoisonError::into_inner);
        done(&desk)
    }
}

/// Marks the end of the thread, whatever ended it.
struct Ending<'s>(&'s Shared);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let mut desk = self.0.desk();
        desk.ended = true;
        if thread::panicking() {
            desk.failed.get_or_insert_with(|| {
                SafeText::new("the thread that draws the screen has failed")
            });
        }
        self.0.progress.notify_all();
    }
}

impl FrameWriter {
    /// Starts the thread. `out` is the terminal, unbuffered; nothing else may write to it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(out: impl Write + Send + 'static, erasing: Erasing) -> io::Result<Self> {
        // Whether colour is used is decided by the theme. The library would look at `NO_COLOR` on its own, and then send a reset
        // in place of each colour, which wipes bold and reversed.
        crossterm::style::force_color_output(true);
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        let thread = thread::Builder::new()
            .name("frames".to_owned())
            .spawn(move || {
                let _ending = Ending(&own);
                let mut painter = Painter::new(BufWriter::with_capacity(ROOM, out), erasing);
                while let Some(work) = own.next() {
                    let number = match &work {
                        Work::Paint(frame, _) => Some(frame.number),
                        Work::Copy(_) => None,
                    };
                    let written = while_ours(|| match work {
                        Work::Paint(frame, afresh) => painter.paint(frame, afresh),
                        Work::Copy(lines) => painter.copy(&lines),
                    });
                    match written {
                        Ok(true) => {}
                        Ok(false) => return,
                        Err(e) => {
                            own.desk().failed = Some(SafeText::new(&e.to_string()));
                            painter.abandon();
                            return;
                        }
                    }
                    let Some(number) = number else { continue };
                    own.shown.store(number, Ordering::Release);
                    // Taking the lock keeps a waiter from missing this between its look and its sleep.
                    drop(own.desk());
                    own.progress.notify_all();
                }
            })?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// Leaves a frame to be written. Returns at once; a frame nobody began to write is replaced.
    pub fn show(&self, frame: Frame) {
        self.shared.desk().next = Some(frame);
        self.shared.work.notify_one();
    }

    /// Leaves lines to be offered to the terminal's clipboard. Returns at once; nothing says whether the terminal took them.
    pub fn copy(&self, lines: Vec<SafeText>) {
        self.shared.desk().copy = Some(lines);
        self.shared.work.notify_one();
    }

    /// Makes the next frame clear the screen and write every cell, for a screen that somebody else wrote on. A frame of another
    /// size does that by itself.
    pub fn redraw(&self) {
        let afresh = &mut self.shared.desk().afresh;
        *afresh = Afresh::Cells.max(*afresh);
    }

    /// Does the same, and switches on before that what is on in the terminal: somebody else may have switched it off.
    pub fn retake(&self) {
        self.shared.desk().afresh = Afresh::CellsAndModes;
    }

    /// Number of the last frame the terminal has taken in full; 0 before the first. A key meant for a later frame was pressed
    /// blindly.
    #[must_use]
    pub fn shown(&self) -> u64 {
        self.shared.shown.load(Ordering::Acquire)
    }

    /// Waits until frame `number` or a later one is shown, at most `patience`; says whether it is.
    #[must_use]
    pub fn wait_shown(&self, number: u64, patience: Duration) -> bool {
        self.shared.wait(patience, |_| self.shown() >= number)
    }

    /// Why the terminal can no longer be written to; `None` while it can.
    #[must_use]
    pub fn failed(&self) -> Option<SafeText> {
        self.shared.desk().failed.clone()
    }

    /// Ends the thread; a frame it has not begun is dropped. Waits a fifth of a second at most, and says whether the thread has
    /// ended. If not, the terminal does not read, and the thread is left behind.
    pub fn stop(mut self) -> bool {
        self.end()
    }

    fn end(&mut self) -> bool {
        self.shared.desk().stop = true;
        self.shared.work.notify_one();
        let ended = self.shared.wait(PATIENCE, |desk| desk.ended);
        if ended && let Some(thread) = self.thread.take() {
            // How it ended stands on the desk.
            let _ = thread.join();
        }
        ended
    }
}

impl Drop for FrameWriter {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.end();
        }
    }
}
