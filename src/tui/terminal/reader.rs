//! The thread that reads the terminal, so that an app that is busy for a moment loses neither a key nor the time it was pressed.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;

use super::burst::{BurstGuard, Guarded};
use super::input::{Input, System, input};
use super::size::size;

/// Most events taken as one batch; what is left makes the next.
const BATCH: usize = 4096;
/// How often an idle reader looks whether it is to stop: nobody waits for it, and each look wakes the processor.
const IDLE: Duration = Duration::from_secs(3600);

/// Something a person did, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Time since the program's start.
    pub at: Duration,
    /// What it was.
    pub event: Guarded,
}

/// Reads the terminal until it is dropped.
#[derive(Debug)]
pub struct InputReader {
    stop: Arc<AtomicBool>,
}

impl InputReader {
    /// Starts the thread. `hold` is how long a lone key waits for a burst ([`BurstGuard::new`]), `now` gives the time since the
    /// program's start. Each arrival goes to `deliver`, which says whether to go on; an error is the last thing it gets, and means
    /// the terminal can no longer be read.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        hold: Duration,
        now: impl Fn() -> Duration + Send + 'static,
        deliver: impl FnMut(io::Result<Arrival>) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || pump(&mut Terminal, BurstGuard::new(hold), &stopped, now, deliver))?;
        Ok(Self { stop })
    }
}

impl Drop for InputReader {
    /// Tells the thread to end. It is not waited for: it may sit in a read.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Where events come from.
trait Source {
    /// Waits until an event can be read, at most `timeout`.
    fn poll(&mut self, timeout: Duration) -> io::Result<bool>;
    /// The next event.
    fn read(&mut self) -> io::Result<Event>;
    /// The size to report for a resize event that named `width` and `height`.
    fn size(&mut self, width: u16, height: u16) -> (u16, u16);
}

/// The terminal of this process.
struct Terminal;

impl Source for Terminal {
    fn poll(&mut self, timeout: Duration) -> io::Result<bool> {
        crossterm::event::poll(timeout)
    }
    fn read(&mut self) -> io::Result<Event> {
        crossterm::event::read()
    }
    fn size(&mut self, width: u16, height: u16) -> (u16, u16) {
        size().map_or((width, height), |s| (s.width, s.height))
    }
}

fn pump(
    source: &mut impl Source,
    mut guard: BurstGuard,
    stop: &AtomicBool,
    now: impl Fn() -> Duration,
    mut deliver: impl FnMut(io::Result<Arrival>) -> bool,
) {
    let mut out = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let wait = guard
            .deadline()
            .map_or(IDLE, |d| d.saturating_sub(now()).min(IDLE));
        match batch(source, wait) {
            Ok(batch) => guard.feed(batch, now(), &mut out),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => {
                deliver(Err(e));
                return;
            }
        }
        let at = now();
        for event in out.drain(..) {
            if !deliver(Ok(Arrival { at, event })) {
                return;
            }
        }
    }
}

/// Everything that can be read now, waiting at most `wait` for the first. Of several resizes only the last counts.
fn batch(source: &mut impl Source, wait: Duration) -> io::Result<Vec<Input>> {
    let mut batch = Vec::new();
    let mut resized = None;
    let mut more = source.poll(wait)?;
    for _ in 0..BATCH {
        if !more {
            break;
        }
        match input(source.read()?, System::here()) {
            Some(Input::Resize { width, height }) => resized = Some((width, height)),
            Some(other) => batch.push(other),
            None => {}
        }
        // An error here comes again at the next wait, when what was read has been delivered.
        more = source.poll(Duration::ZERO).unwrap_or(false);
    }
    if let Some((width, height)) = resized {
        let (width, height) = source.size(width, height);
        batch.push(Input::Resize { width, height });
    }
    Ok(batch)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::cell::Cell;
    use std::collections::VecDeque;

    use super::*;
    use crate::tui::terminal::Key;
    use crossterm::event::KeyCode;

    /// Events with the time in milliseconds each becomes readable; time goes on only while the reader waits.
    struct Script<'c> {
        clock: &'c Cell<u64>,
        events: VecDeque<(u64, Event)>,
    }

    impl Source for Script<'_> {
        fn poll(&mut self, timeout: Duration) -> io::Result<bool> {
            let until = self.clock.get() + u64::try_from(timeout.as_millis()).unwrap();
            let Some((at, _)) = self.events.front() else {
                return Err(io::Error::other("the terminal is gone"));
            };
            let ready = *at <= until;
            self.clock.set(if ready {
                self.clock.get().max(*at)
            } else {
                until
            });
            Ok(ready)
        }
        fn read(&mut self) -> io::Result<Event> {
            Ok(self.events.pop_front().unwrap().1)
        }
        fn size(&mut self, width: u16, height: u16) -> (u16, u16) {
            (width, height)
        }
    }

    fn run(events: Vec<(u64, Event)>) -> (Vec<(u64, Guarded)>, Option<String>) {
        let clock = Cell::new(0);
        let mut source = Script {
            clock: &clock,
            events: events.into(),
        };
        let (mut got, mut error) = (Vec::new(), None);
        pump(
            &mut source,
            BurstGuard::new(Duration::ZERO),
            &AtomicBool::new(false),
            || Duration::from_millis(clock.get()),
            |arrival| {
                match arrival {
                    Ok(a) => got.push((u64::try_from(a.at.as_millis()).unwrap(), a.event)),
                    Err(e) => error = Some(e.to_string()),
                }
                true
            },
        );
        (got, error)
    }

    fn typed(at: u64, c: char) -> (u64, Event) {
        (at, Event::Key(KeyCode::Char(c).into()))
    }

    fn key(c: char) -> Guarded {
        Guarded::Input(Input::Key(Key::Char(c)))
    }

    #[test]
    fn a_typed_key_arrives_with_the_time_it_was_read() {
        // The last event keeps the script from ending before the keys are decided.
        let (got, _) = run(vec![
            typed(40, '1'),
            typed(70, '2'),
            (400, Event::FocusGained),
        ]);
        assert_eq!(
            got,
            [
                (40, key('1')),
                (70, key('2')),
                (400, Guarded::Input(Input::Focus(true)))
            ]
        );
    }

    #[test]
    fn a_paste_without_marks_arrives_as_one_burst_after_it_is_over() {
        let mut events: Vec<_> = "12q4".chars().map(|c| typed(5, c)).collect();
        events.push((400, Event::FocusGained));
        let (got, _) = run(events);
        let burst = Guarded::Burst {
            text: "12q4".to_owned(),
            characters: 4,
            acted: None,
        };
        assert_eq!(got.first(), Some(&(20, burst)));
    }

    #[test]
    fn of_a_storm_of_resizes_only_the_last_arrives() {
        let mut events: Vec<_> = (1..=50).map(|n| (9, Event::Resize(n, n))).collect();
        events.push((400, Event::FocusLost));
        let (got, _) = run(events);
        assert_eq!(got.len(), 2);
        assert_eq!(
            got.first(),
            Some(&(
                9,
                Guarded::Input(Input::Resize {
                    width: 50,
                    height: 50
                })
            ))
        );
    }

    #[test]
    fn a_lost_terminal_is_said_once_and_ends_the_thread() {
        let (got, error) = run(vec![typed(1, 'a')]);
        assert_eq!(got, [(1, key('a'))]);
        assert_eq!(error.as_deref(), Some("the terminal is gone"));
    }
}
