//! The full screen at work: events in, effects out, frames to the writer thread.
//!
//! ```text
//!  reader thread --> update --> effects --> clerk thread: append and sync, export --> events --> update
//!                                   |
//!                                   +--> thinker thread: how sure it is, what comes next --> events --> update
//!                                   +--> draw into a buffer --> writer thread, always the newest frame
//! ```
//! This thread never waits for the terminal, and only a moment for the disk and for what takes longer to work out. What a person does while something is being saved is taken
//! once that is done, and before that the screen says so. A key that would answer a question which the terminal has not shown yet is
//! dropped with a notice.

use std::io::{self, Write};
use std::panic::resume_unwind;
use std::sync::mpsc::channel;

use crate::clock;

use super::app::App;
use super::archive::Archive;
use super::clerk::Clerk;
use super::desk::Desk;
use super::idle::IdleWatch;
use super::program::{News, Program};
use super::setup::{Keeping, Setup};
use super::terminal::{
    Arrival, BurstGuard, Called, Calls, FrameWriter, Guarded, Input, InputReader, TerminalSession,
};
use super::thinker::Thinker;

/// Runs the full screen until the user leaves or the terminal goes away. Frames are written to `out`, which is the terminal that
/// standard output is, unbuffered.
///
/// # Errors
/// When the terminal cannot be used, or went away. Everything acknowledged before is on disk.
///
/// # Panics
/// When a thread of the program had a fault: then the terminal is given back first, and the fault is told in plain lines.
pub fn run(setup: Setup, out: impl Write + Send + 'static) -> io::Result<()> {
    let session = TerminalSession::start()?;
    let writer = FrameWriter::start(out, setup.erasing)?;
    let clock = setup.clock;
    let (to_us, news) = channel();
    let faults = to_us.clone();
    session.on_fault(move || {
        // Nobody listens when the loop has ended.
        let _ = faults.send(News::Fault);
    });
    let (told, listed, done) = (to_us.clone(), to_us.clone(), to_us.clone());
    let thought = to_us.clone();
    let _calls = Calls::start(move |called| {
        let at = clock.ticks();
        let news = match called {
            Called::Away => News::Person(Ok(Arrival {
                at,
                event: Guarded::Input(Input::Goodbye),
            })),
            Called::Back => News::Woken,
        };
        // Nobody listens when the loop has ended, which is what was asked for.
        let _ = told.send(news);
    })?;
    let _reader = InputReader::start(
        BurstGuard::HOLD,
        move || clock.ticks(),
        move |arrival| to_us.send(News::Person(arrival)).is_ok(),
    )?;
    let archive = match &setup.keeping {
        Keeping::Folder { store, .. } => Some(Archive::start(
            store.clone(),
            setup.catalogs(),
            setup.look.zone.clone(),
            setup.user.clone(),
            setup.keep,
            clock,
            move |event| listed.send(News::Archive(event)).is_ok(),
        )?),
        Keeping::Nowhere { .. } => None,
    };
    let app = app(&setup);
    let idle = IdleWatch::new(setup.lock_after, clock.ticks(), clock.now());
    let clerk = Clerk::start(Desk::new(setup, archive), move |event| {
        // Nobody listens when the loop has ended.
        let _ = done.send(News::Clerk(event));
    })?;
    let thinker = Thinker::start(move |event| thought.send(News::Thought(event)).is_ok())?;
    let mut program = Program::new(app, idle, clerk, thinker, writer, clock)?;
    let outcome = program.run(&news);
    // First what is still to be saved, then the screen.
    program.finish();
    let fault = session.had_fault();
    let given_back = session.finish();
    if fault {
        // A fault of any thread is a fault of the program, and ends it like one. It has been told.
        resume_unwind(Box::new("another thread had a fault"));
    }
    given_back.and(outcome)
}

/// The app as it starts.
pub(super) fn app(setup: &Setup) -> App {
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
    app.mouse = setup.mouse;
    if let Keeping::Nowhere { why } = &setup.keeping {
        app.keep_nothing(why.clone());
    }
    app
}
