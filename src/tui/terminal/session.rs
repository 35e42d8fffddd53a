//! The terminal is borrowed: whatever happens, it goes back as it was.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::EndSynchronizedUpdate;

use crate::clock::Stopwatch;
use crate::domain::SafeText;

use super::modes::{Mode, Modes};

/// How long a terminal that does not read may hold up the way out.
const PATIENCE: Duration = Duration::from_millis(200);

/// What is on, for the whole process: a panic hook has nothing else to look at.
struct State {
    modes: Modes,
    /// The thread that started the session; `None` when there is none.
    owner: Option<ThreadId>,
    /// The first panic of another thread, kept until there is a screen to print it on. Those after it may well follow from it.
    kept: Option<String>,
    /// Whether another thread had a panic.
    faulty: bool,
    /// Is told of that.
    tell: Option<Box<dyn Fn() + Send>>,
    /// Whether the terminal was given back: no frame may be written any more.
    over: bool,
}

/// Held while a frame is written, so that the terminal is not given back in its middle.
static FRAME: Mutex<()> = Mutex::new(());

static STATE: Mutex<State> = Mutex::new(State {
    modes: Modes::new(),
    owner: None,
    kept: None,
    faulty: false,
    tell: None,
    over: false,
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
            state.faulty = false;
            state.over = false;
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

    /// Has `tell` called when another thread panics, on that thread.
    pub fn on_fault(&self, tell: impl Fn() + Send + 'static) {
        state().tell = Some(Box::new(tell));
    }

    /// Whether another thread has panicked since the session began.
    #[must_use]
    pub fn had_fault(&self) -> bool {
        state().faulty
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

/// Has `write` write a frame, unless the terminal was given back; whether it was written, or what went wrong.
pub(super) fn while_ours(write: impl FnOnce() -> io::Result<()>) -> io::Result<bool> {
    let _frame = FRAME.lock().unwrap_or_else(PoisonError::into_inner);
    if state().over {
        return Ok(false);
    }
    write().map(|()| true)
}

/// Waits until no frame is being written, but not for ever.
fn wait_for_the_frame() {
    let began = Stopwatch::start();
    while matches!(FRAME.try_lock(), Err(TryLockError::WouldBlock)) && began.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(2));
    }
}

/// Keys come one by one again, after somebody else had the terminal.
///
/// In the background the system stops the program here, until it is in the foreground again.
pub fn raw_again() {
    if state().modes.active().contains(&Mode::Raw) {
        // A terminal that refuses is gone, which the next read or frame tells.
        let _ = super::modes::write_mode(Mode::Raw, false, &mut io::sink());
        let _ = super::modes::write_mode(Mode::Raw, true, &mut io::sink());
    }
}

/// Switches on once more all that is on, after somebody else had the terminal.
pub(super) fn modes_again(out: &mut impl Write) -> io::Result<()> {
    let on: Vec<Mode> = state().modes.active().to_vec();
    on.into_iter()
        .filter(|mode| *mode != Mode::Raw)
        .try_for_each(|mode| super::modes::write_mode(mode, true, out))
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
        state.over |= state.owner.is_some();
        state.owner = None;
        state.tell = None;
        (
            std::mem::take(&mut state.modes),
            std::mem::take(&mut state.kept),
        )
    };
    let raw = modes.remove(Mode::Raw);
    let mut first = Ok(());
    if !modes.active().is_empty() {
        wait_for_the_frame();
        let mut bytes = Vec::new();
        // A frame may have been cut off in its middle.
        first = queue!(bytes, EndSynchronizedUpdate, SetAttribute(Attribute::Reset));
        first = first.and(modes.undo(&mut bytes));
        first = first.and(write_in_time(bytes));
    }
    if raw {
        first = first.and(super::modes::write_mode(Mode::Raw, false, &mut io::sink()));
    }
    if let Some(message) = kept {
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
/// screen alone and is told to the session, which ends; its message is printed then.
fn install_hook() {
    panic::set_hook(Box::new(|info| {
        let message = fault(info);
        let owner = state().owner;
        if owner.is_some_and(|o| o != thread::current().id()) {
            let mut state = state();
            state.kept.get_or_insert(message);
            state.faulty = true;
            if let Some(tell) = &state.tell {
                tell();
            }
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
