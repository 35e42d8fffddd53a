//! The terminal is borrowed: whatever happens, it goes back as it was.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::EndSynchronizedUpdate;

use crate::domain::SafeText;

use super::modes::{Mode, Modes};

/// How long a terminal that does not read may hold up the way out.
const PATIENCE: Duration = Duration::from_millis(200);

/// What is on, for the whole process: a panic hook has nothing else to look at.
struct State {
    modes: Modes,
    /// The thread that started the session; `None` when there is none.
    owner: Option<ThreadId>,
    /// Panics of other threads, kept until there is a screen to print them on.
    kept: Vec<String>,
}

static STATE: Mutex<State> = Mutex::new(State {
    modes: Modes::new(),
    owner: None,
    kept: Vec::new(),
});
static HOOK: Once = Once::new();

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The terminal in candor's hands. Given back by [`TerminalSession::finish`], when dropped, and when the thread panics.
#[derive(Debug)]
#[must_use]
pub struct TerminalSession {
    _private: (),
}

impl TerminalSession {
    /// Takes the terminal: keys one by one, a screen of its own, marked pastes, no cursor. The mouse is switched by the frames
    /// ([`super::Frame::mouse`]).
    ///
    /// # Errors
    /// When standard input or output is no terminal, when a session is under way, or when the terminal refuses. The terminal is
    /// then as it was.
    pub fn start() -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::other(
                "standard input and output must both be a terminal",
            ));
        }
        tell_faults_plainly();
        {
            let mut state = state();
            if state.owner.is_some() {
                return Err(io::Error::other("the terminal is already in use"));
            }
            state.owner = Some(thread::current().id());
        }
        let session = Self { _private: () };
        switch_on(Mode::Raw)?;
        switch_on(Mode::AlternateScreen)?;
        // The other two are comforts. Windows has no marked pastes.
        if cfg!(unix) {
            let _ = switch_on(Mode::BracketedPaste);
        }
        let _ = switch_on(Mode::HiddenCursor);
        Ok(session)
    }

    /// Gives the terminal back.
    ///
    /// # Errors
    /// The first thing that went wrong; everything else was tried all the same.
    pub fn finish(self) -> io::Result<()> {
        restore()
    }
}

impl Drop for TerminalSession {
    fn drop(&mut self) {
        // After `finish` or a panic there is nothing left to do. An error here has nobody to go to.
        let _ = restore();
    }
}

fn switch_on(mode: Mode) -> io::Result<()> {
    let mut out = io::stdout();
    state().modes.switch_on(mode, &mut out)?;
    out.flush()
}

/// Notes a mode that the writer thread switched. Without a session there is nothing to give back and nothing is noted.
pub(super) fn note(mode: Mode, on: bool) {
    let mut state = state();
    if state.owner.is_some() {
        state.modes.note(mode, on);
    }
}

/// Gives the terminal back, once: whoever comes first does it, and later calls do nothing.
///
/// A terminal that has stopped reading holds this up for a fifth of a second at most; the line mode is restored even then.
///
/// # Errors
/// The first thing that went wrong; everything else was tried all the same.
pub fn restore() -> io::Result<()> {
    let (mut modes, kept) = {
        let mut state = state();
        state.owner = None;
        (
            std::mem::take(&mut state.modes),
            std::mem::take(&mut state.kept),
        )
    };
    let raw = modes.remove(Mode::Raw);
    let mut first = Ok(());
    if !modes.active().is_empty() {
        let mut bytes = Vec::new();
        // A frame may have been cut off in its middle.
        first = queue!(bytes, EndSynchronizedUpdate, SetAttribute(Attribute::Reset));
        first = first.and(modes.undo(&mut bytes));
        first = first.and(write_in_time(bytes));
    }
    if raw {
        first = first.and(super::modes::write_mode(Mode::Raw, false, &mut io::sink()));
    }
    for message in kept {
        let _ = writeln!(io::stderr(), "{message}");
    }
    first
}

/// Writes `bytes` to the terminal on a thread of its own and waits for it, but not for ever.
fn write_in_time(bytes: Vec<u8>) -> io::Result<()> {
    let (done, wait) = mpsc::channel();
    thread::Builder::new()
        .name("restore".to_owned())
        .spawn(move || {
            let mut out = io::stdout();
            // Nobody listens after the patience has run out.
            let _ = done.send(out.write_all(&bytes).and_then(|()| out.flush()));
        })?;
    wait.recv_timeout(PATIENCE).unwrap_or_else(|_| {
        Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "the terminal does not read",
        ))
    })
}

/// From now on a fault of the program itself gives the terminal back first and is then told in plain lines: where in the program, no
/// list of calls, and nothing that somebody wrote. Calling it again changes nothing.
pub fn tell_faults_plainly() {
    HOOK.call_once(install_hook);
}

/// A panic of the session's own thread gives the terminal back before anything is printed. A panic of another thread leaves the
/// screen alone, since the session goes on; its message is printed when the session ends.
fn install_hook() {
    panic::set_hook(Box::new(|info| {
        let message = fault(info);
        let owner = state().owner;
        if owner.is_some_and(|o| o != thread::current().id()) {
            state().kept.push(message);
            return;
        }
        let _ = restore();
        let _ = writeln!(io::stderr(), "{message}");
    }));
}

/// A fault in words for a person. A text that was put together while the program ran may hold what a customer said, so only texts
/// that stand in the program are told.
fn fault(info: &panic::PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(
        || "an unknown place".to_owned(),
        |at| format!("{}:{}", at.file(), at.line()),
    );
    let what = info
        .payload()
        .downcast_ref::<&'static str>()
        .map_or_else(String::new, |text| format!(": {text}"));
    let first = SafeText::new(&format!("candor has a fault of its own at {place}{what}."));
    format!(
        "{first}\nEvery answer that was shown as saved is on disk.\nStart candor again to go on; please report the first line."
    )
}
