//! The full screen at work: events in, effects out, frames to the writer thread.
//!
//! ```text
//!  reader thread --> update --> effects: append and sync, export --> events --> update
//!                                   |
//!                                   +--> draw into a buffer --> writer thread, always the newest frame
//! ```
//! This thread never waits for the terminal. A key that would answer a question which the terminal has not shown yet is dropped with
//! a notice.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use ratatui::layout::Rect;

use crate::clock::{self, Stopwatch};
use crate::command::Place;

use super::app::{App, Effect, Event};
use super::archive::Archive;
use super::desk::Desk;
use super::idle::IdleWatch;
use super::setup::{Keeping, Setup};
use super::terminal::{
    Arrival, BounceGuard, BurstGuard, Farewell, Frame, FrameWriter, Guarded, Input, InputReader,
    Key, Mouse, TerminalSession, size,
};
use super::view::{draw, is_too_small};

/// How long a key may wait for the question it answers to be shown.
const PATIENCE: Duration = Duration::from_millis(100);
/// How often an idle program looks whether its terminal is still there.
const IDLE: Duration = Duration::from_secs(60);
/// How long before something that could not be saved is tried again.
const RETRY: Duration = Duration::from_secs(1);
/// How long the first screen waits for the conversations to go on with.
const LISTING: Duration = Duration::from_millis(100);

/// Runs the full screen until the user leaves or the terminal goes away.
///
/// # Errors
/// When the terminal cannot be used, or went away. Everything acknowledged before is on disk.
pub fn run(setup: Setup) -> io::Result<()> {
    let session = TerminalSession::start()?;
    let writer = FrameWriter::start(io::stdout())?;
    let started = Stopwatch::start();
    let (to_us, news) = channel();
    let (told, listed) = (to_us.clone(), to_us.clone());
    let _farewell = Farewell::start(move || {
        let arrival = Arrival {
            at: started.elapsed(),
            event: Guarded::Input(Input::Goodbye),
        };
        // Nobody listens when the loop has ended, which is what was asked for.
        let _ = told.send(News::Person(Ok(arrival)));
    })?;
    let _reader = InputReader::start(
        BurstGuard::HOLD,
        move || started.elapsed(),
        move |arrival| to_us.send(News::Person(arrival)).is_ok(),
    )?;
    let archive = match &setup.keeping {
        Keeping::Folder { store, .. } => Some(Archive::start(
            store.clone(),
            setup.catalogs(),
            setup.look.zone.clone(),
            setup.user.clone(),
            setup.keep,
            move |event| listed.send(News::Archive(event)).is_ok(),
        )?),
        Keeping::Nowhere { .. } => None,
    };
    let mut program = Program::new(&setup, writer, started)?;
    let mut desk = Desk::new(setup, archive);
    let outcome = program.run(&mut desk, &news);
    desk.leave();
    program.writer.stop();
    session.finish()?;
    outcome
}

/// What reaches the loop.
enum News {
    /// A person did something, or the terminal can no longer be read.
    Person(io::Result<Arrival>),
    /// The archive has something to tell.
    Archive(Event),
}

/// The loop's own state.
struct Program {
    app: App,
    writer: FrameWriter,
    bounce: BounceGuard,
    idle: IdleWatch,
    started: Stopwatch,
    area: Rect,
    frame: u64,
    /// What was on screen when a frame was last made for something new, and that frame's number.
    asked: ((Place, usize, u8), u64),
}

impl Program {
    fn new(setup: &Setup, writer: FrameWriter, started: Stopwatch) -> io::Result<Self> {
        let size = size()?;
        let mut app = App::new(
            setup.catalogs(),
            setup.refused.clone(),
            Vec::new(),
            setup.looks.clone(),
            setup.look.clone(),
            clock::today(),
        );
        app.asking = setup.asking;
        app.keep = setup.keep;
        app.user = setup.user.clone();
        app.first = setup.begin;
        if let Keeping::Nowhere { why } = &setup.keeping {
            app.keep_nothing(why.clone());
        }
        let asked = (app.on_screen(), 1);
        let area = Rect::new(0, 0, size.width, size.height);
        Ok(Self {
            app,
            writer,
            bounce: BounceGuard::default(),
            idle: IdleWatch::new(setup.lock_after, started.elapsed(), clock::now()),
            started,
            area,
            frame: 0,
            asked,
        })
    }

    fn run(&mut self, desk: &mut Desk, news: &Receiver<News>) -> io::Result<()> {
        // Mostly there at once; then no row moves under anybody's finger.
        if !self.app.keeps_nothing()
            && let Ok(news) = news.recv_timeout(LISTING)
            && self.hear(desk, news)?
        {
            return Ok(());
        }
        let first = self.app.begin_first();
        self.perform(desk, first);
        self.draw();
        loop {
            match news.recv_timeout(self.patience()) {
                Ok(news) => {
                    if self.hear(desk, news)? {
                        return Ok(());
                    }
                    self.draw();
                }
                Err(RecvTimeoutError::Timeout) => {
                    let covers = self.cover_when_due(desk, self.started.elapsed());
                    let waits = self.app.is_waiting();
                    if waits && self.update(desk, Event::Retry) {
                        return Ok(());
                    }
                    if covers || waits {
                        self.draw();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if let Some(why) = self.writer.failed() {
                return Err(io::Error::other(why.to_string()));
            }
        }
    }

    /// How long to wait for something new: as long as nothing is due.
    fn patience(&self) -> Duration {
        let usual = if self.app.is_waiting() { RETRY } else { IDLE };
        let left = self.idle.left(self.started.elapsed());
        let left = left.filter(|_| !self.app.is_covered());
        left.map_or(usual, |left| left.min(usual))
    }

    /// Covers the screen when that is due; true when it did.
    fn cover_when_due(&mut self, desk: &mut Desk, at: Duration) -> bool {
        let due = !self.app.is_covered() && self.idle.is_due(at, clock::now());
        if due {
            self.update(desk, Event::Cover);
        }
        due
    }

    /// Takes one arrival, unless it is the rest of what covered or uncovered the screen; true to leave.
    fn take(&mut self, desk: &mut Desk, arrival: Arrival) -> bool {
        if !IdleWatch::is_touch(&arrival.event) {
            return self.take_meant(desk, arrival);
        }
        // The computer may have slept through the time at which it was due.
        self.cover_when_due(desk, arrival.at);
        self.idle.touch(arrival.at, clock::now());
        if !self.idle.is_meant(&arrival.event, arrival.at) {
            return false;
        }
        let (covered, at, event) = (self.app.is_covered(), arrival.at, arrival.event.clone());
        let leave = self.take_meant(desk, arrival);
        if self.app.is_covered() != covered {
            self.idle.turned_by(&event, at);
        }
        leave
    }

    /// Takes what is new; true to leave.
    fn hear(&mut self, desk: &mut Desk, news: News) -> io::Result<bool> {
        match news {
            News::Person(arrival) => Ok(self.take(desk, arrival?)),
            News::Archive(event) => Ok(self.update(desk, event)),
        }
    }

    /// Takes an arrival that is meant for what is on the screen; true to leave.
    fn take_meant(&mut self, desk: &mut Desk, arrival: Arrival) -> bool {
        match arrival.event {
            event if self.app.is_covered() && IdleWatch::is_touch(&event) => {
                self.update(desk, Event::Person(event))
            }
            Guarded::Input(Input::Resize { width, height }) => {
                self.area = Rect::new(0, 0, width, height);
                self.writer.redraw();
                false
            }
            Guarded::Input(Input::Goodbye) => true,
            // Nobody answers a question they cannot see.
            Guarded::Input(Input::Key(key)) if is_too_small(self.area) => {
                // Nothing is given up where it cannot be asked.
                matches!(key, Key::Char('q' | 'Q') | Key::Interrupt) && !self.app.would_lose()
            }
            Guarded::Burst { .. } | Guarded::Input(Input::Paste(_)) if is_too_small(self.area) => {
                false
            }
            Guarded::Input(Input::Key(key)) if self.app.would_answer(key) => {
                if !self.bounce.admit(key, arrival.at) {
                    return false;
                }
                if !self.writer.wait_shown(self.asked.1, PATIENCE) {
                    self.app.notice =
                        Some("A key was dropped: its question was not on the screen yet.".into());
                    return false;
                }
                self.update(desk, Event::Person(Guarded::Input(Input::Key(key))))
            }
            Guarded::Input(
                Input::Mouse(Mouse::Click { .. } | Mouse::Wheel { .. }) | Input::Focus(_),
            ) => false,
            event => self.update(desk, Event::Person(event)),
        }
    }

    fn update(&mut self, desk: &mut Desk, event: Event) -> bool {
        if let Event::Person(Guarded::Input(Input::Key(Key::Redraw))) = event {
            self.writer.redraw();
        }
        let effects = self.app.update(event);
        self.perform(desk, effects)
    }

    /// Does what the app wants done, and what follows from that; true to leave.
    fn perform(&mut self, desk: &mut Desk, effects: Vec<Effect>) -> bool {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => return true,
                Effect::Redraw => self.writer.redraw(),
                effect => {
                    if let Some(event) = desk.perform(effect) {
                        queue.extend(self.app.update(event));
                    }
                }
            }
        }
        false
    }

    fn draw(&mut self) {
        // Asked again each time: of a key and a new size that come together, the library that reads both loses the size.
        if let Ok(size) = size()
            && (size.width, size.height) != (self.area.width, self.area.height)
        {
            self.area = Rect::new(0, 0, size.width, size.height);
            self.writer.redraw();
        }
        self.frame += 1;
        let on_screen = self.app.on_screen();
        if self.asked.0 != on_screen {
            self.asked = (on_screen, self.frame);
        }
        let drawn = draw(&self.app, self.area);
        self.app.scrolls_to(drawn.furthest);
        self.writer.show(Frame {
            number: self.frame,
            buffer: drawn.buffer,
            cursor: drawn.cursor,
            mouse: false,
        });
    }
}
