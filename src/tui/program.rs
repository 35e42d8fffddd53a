//! The loop: what a person does becomes events, events become effects, effects go to the clerk, and every change becomes a frame.

mod due;
mod glimpse;
mod pointing;

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use ratatui::layout::Rect;

use crate::clock::{Clock, Stopwatch};
use crate::command::Place;

use super::app::{App, DROPPED, Effect, Event, Pondered, Seen};
use super::clerk::Clerk;
use super::idle::IdleWatch;
use super::terminal::{
    Arrival, BounceGuard, Frame, FrameWriter, Guarded, Input, Key, raw_again, size,
};
use super::thinker::Thinker;
use super::view::{draw, is_too_small};
use glimpse::Glimpse;

/// How long a key may wait for the question it answers to be shown.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long something may take before the screen says that it is being done.
const MOMENT: Duration = Duration::from_millis(40);
/// How long the first screen waits for the conversations to go on with.
const LISTING: Duration = Duration::from_millis(100);

/// What reaches the loop.
pub(super) enum News {
    /// A person did something, or the terminal can no longer be read.
    Person(io::Result<Arrival>),
    /// The archive has something to tell.
    Archive(Event),
    /// The clerk has done the last thing asked for; what came of it.
    Clerk(Option<Event>),
    /// Something is worked out.
    Thought(Pondered),
    /// The program was stopped for a while and goes on. Somebody else may have had the terminal meanwhile.
    Woken,
    /// Another thread has a fault.
    Fault,
}

/// The loop's own state.
pub(super) struct Program {
    app: App,
    clerk: Clerk,
    thinker: Thinker,
    /// Whether a frame waits for what is being worked out.
    glimpse: Glimpse,
    /// What the app wants done next.
    to_do: VecDeque<Effect>,
    /// Whether the clerk is at something that everything waits for.
    is_busy: bool,
    /// What the clerk was asked for and has not done, oldest first: whether everything waits for it.
    ordered: VecDeque<bool>,
    /// Since when something that was begun is to be saved.
    begun: Option<Duration>,
    /// What a person did while something was being done that took more than a moment.
    held_back: VecDeque<Arrival>,
    writer: FrameWriter,
    bounce: BounceGuard,
    idle: IdleWatch,
    clock: Clock,
    /// When a person last did something, since the start.
    touched: Duration,
    area: Rect,
    frame: u64,
    /// What was on screen when a frame was last made for something new, and that frame's number.
    asked: ((Place, usize, u8), u64),
    /// Where the last frame takes clicks.
    seen: Seen,
    /// Whether nothing has changed since it was made.
    is_drawn: bool,
}

impl Program {
    pub fn new(
        app: App,
        idle: IdleWatch,
        clerk: Clerk,
        thinker: Thinker,
        writer: FrameWriter,
        clock: Clock,
    ) -> io::Result<Self> {
        let size = size()?;
        let asked = (app.on_screen(), 1);
        Ok(Self {
            app,
            clerk,
            thinker,
            glimpse: Glimpse::default(),
            to_do: VecDeque::new(),
            is_busy: false,
            ordered: VecDeque::new(),
            begun: None,
            held_back: VecDeque::new(),
            writer,
            bounce: BounceGuard::default(),
            idle,
            clock,
            touched: Duration::ZERO,
            area: Rect::new(0, 0, size.width, size.height),
            frame: 0,
            asked,
            seen: Seen::default(),
            is_drawn: false,
        })
    }

    /// Saves what was begun and ends the threads: first the clerk's, when all is done, then that of the screen.
    pub fn finish(mut self) {
        // Whatever ended the loop, what was begun is saved.
        for effect in self.app.update(Event::Goodbye) {
            if !matches!(effect, Effect::Ponder(_)) {
                self.clerk.order(effect);
            }
        }
        self.clerk.finish();
        self.writer.stop();
    }

    /// Runs until the person leaves or the terminal goes away.
    ///
    /// # Errors
    /// When the terminal can no longer be used, or another thread has a fault.
    pub fn run(&mut self, news: &Receiver<News>) -> io::Result<()> {
        // Mostly there at once; then no row moves under anybody's finger.
        if !self.app.keeps_nothing()
            && let Ok(news) = news.recv_timeout(LISTING)
            && self.hear(news)?
        {
            return Ok(());
        }
        let first = self.app.begin_first();
        self.to_do.extend(first);
        loop {
            if self.work(news)? {
                return Ok(());
            }
            self.save_what_is_begun();
            if let Some(left) = self.glimpse_left()
                && let Ok(news) = news.recv_timeout(left)
            {
                if self.hear(news)? {
                    return Ok(());
                }
                continue;
            }
            self.draw();
            let came = news.recv_timeout(self.patience());
            let leave = match came {
                Ok(news) => self.hear(news)?,
                Err(RecvTimeoutError::Timeout) => {
                    self.cover_when_due(self.clock.ticks());
                    if self.shown_left() == Some(Duration::ZERO) {
                        self.update(Event::Hide);
                    }
                    if self.app.is_waiting() {
                        self.update(Event::Retry);
                    }
                    false
                }
                Err(RecvTimeoutError::Disconnected) => true,
            };
            if leave {
                return Ok(());
            }
            if let Some(why) = self.writer.failed() {
                return Err(io::Error::other(why.to_string()));
            }
        }
    }

    /// Has everything done that the app wants done, and takes what a person did meanwhile, as far as that goes within a moment; true to
    /// leave.
    fn work(&mut self, news: &Receiver<News>) -> io::Result<bool> {
        loop {
            if self.is_busy {
                if self.watch_the_clerk(news)? {
                    return Ok(true);
                }
                if self.is_busy {
                    self.app.saving = true;
                    return Ok(false);
                }
                continue;
            }
            self.app.saving = false;
            if let Some(effect) = self.to_do.pop_front() {
                match effect {
                    Effect::Quit => return Ok(true),
                    Effect::Redraw => self.writer.redraw(),
                    Effect::Clipboard(lines) => self.writer.copy(lines),
                    effect => self.order(effect, true),
                }
            } else if let Some(arrival) = self.held_back.pop_front() {
                if self.take(arrival) {
                    return Ok(true);
                }
            } else {
                return Ok(false);
            }
        }
    }

    /// Waits a moment for what the clerk is at; true to leave. Once the screen says that it takes a while, nothing waits any more.
    fn watch_the_clerk(&mut self, news: &Receiver<News>) -> io::Result<bool> {
        let watch = Stopwatch::start();
        let moment = if self.app.saving {
            Duration::ZERO
        } else {
            MOMENT
        };
        while self.is_busy {
            let Ok(news) = news.recv_timeout(moment.saturating_sub(watch.elapsed())) else {
                break;
            };
            if self.hear(news)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Asks the clerk for something, and whether everything waits for it; the thinker for what is only thought about.
    fn order(&mut self, effect: Effect, waited_for: bool) {
        if let Effect::Ponder(ponder) = effect {
            let now = self.clock.ticks();
            self.glimpse.begin(ponder.number(), ponder.about(), now);
            self.thinker.order(*ponder);
            return;
        }
        self.clerk.order(effect);
        self.ordered.push_back(waited_for);
        self.is_busy |= waited_for;
    }

    /// Takes one arrival, unless it is the rest of what covered or uncovered the screen; true to leave.
    fn take(&mut self, arrival: Arrival) -> bool {
        if !IdleWatch::is_touch(&arrival.event) {
            return self.take_meant(arrival);
        }
        // The computer may have slept through the time at which it was due.
        self.cover_when_due(arrival.at);
        self.idle.touch(arrival.at, self.clock.now());
        self.touched = arrival.at;
        if !self.idle.is_meant(&arrival.event, arrival.at) {
            return false;
        }
        let (covered, at, event) = (self.app.is_covered(), arrival.at, arrival.event.clone());
        let leave = self.take_meant(arrival);
        if self.app.is_covered() != covered {
            self.idle.turned_by(&event, at);
        }
        leave
    }

    /// Takes what is new; true to leave.
    fn hear(&mut self, news: News) -> io::Result<bool> {
        match news {
            News::Person(arrival) => {
                let arrival = arrival?;
                match arrival.event {
                    Guarded::Input(Input::Goodbye | Input::Resize { .. }) => {
                        return Ok(self.take(arrival));
                    }
                    _ if self.is_busy => self.held_back.push_back(arrival),
                    _ => return Ok(self.take(arrival)),
                }
            }
            News::Archive(event) => self.update(event),
            News::Thought(pondered) => {
                self.glimpse.end(pondered.number(), self.clock.ticks());
                self.update(Event::Pondered(pondered));
            }
            News::Clerk(event) => {
                if self.ordered.pop_front() == Some(true) {
                    self.is_busy = false;
                }
                if let Some(event) = event {
                    self.update(event);
                }
            }
            News::Woken => {
                raw_again();
                self.writer.retake();
            }
            News::Fault => {
                return Err(io::Error::other("a part of candor has stopped"));
            }
        }
        Ok(false)
    }

    /// Takes an arrival that is meant for what is on the screen; true to leave.
    fn take_meant(&mut self, arrival: Arrival) -> bool {
        match arrival.event {
            event if self.app.is_covered() && IdleWatch::is_touch(&event) => {
                self.update(Event::Person(event));
            }
            Guarded::Input(Input::Resize { width, height }) => {
                self.area = Rect::new(0, 0, width, height);
                self.writer.redraw();
            }
            Guarded::Input(Input::Goodbye) => return true,
            // Nobody answers a question they cannot see.
            Guarded::Input(Input::Key(key)) if is_too_small(self.area) => {
                // Nothing is given up where it cannot be asked.
                let leaves = key == Key::Interrupt || self.app.is_leave(key);
                return leaves && !self.app.would_lose();
            }
            Guarded::Burst { .. } | Guarded::Input(Input::Paste(_)) if is_too_small(self.area) => {}
            Guarded::Input(Input::Key(key)) if self.app.would_answer(key) => {
                if !self.bounce.admit(key, arrival.at) {
                    return false;
                }
                // What was pressed while something was being saved may have been meant for what was on the screen then.
                let drawn = self.asked.0 == self.app.on_screen();
                if drawn && self.writer.wait_shown(self.asked.1, PATIENCE) {
                    self.update(Event::Person(Guarded::Input(Input::Key(key))));
                } else {
                    self.app.notice = Some(DROPPED.into());
                }
            }
            Guarded::Input(Input::Mouse(mouse)) => self.point(mouse, arrival.at),
            Guarded::Input(Input::Focus(_)) => {}
            event => self.update(Event::Person(event)),
        }
        false
    }

    fn update(&mut self, event: Event) {
        if let Event::Person(Guarded::Input(Input::Key(Key::Redraw))) = event {
            self.writer.redraw();
        }
        self.is_drawn = false;
        self.app.time_is(self.clock.ticks());
        self.to_do.extend(self.app.update(event));
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
        self.app.time_is(self.clock.ticks());
        self.app.saw(&drawn.seen);
        self.writer.show(Frame {
            number: self.frame,
            buffer: drawn.buffer,
            cursor: drawn.cursor,
            mouse: self.app.mouse,
        });
        self.seen = drawn.seen;
        self.is_drawn = true;
    }
}
