//! Calls of the system: to go, because the window is closed, the line is lost or the machine shuts down; and to go on, after the
//! program was stopped for a while.
//!
//! What was acknowledged is on disk already; what was begun is saved on the way out, and the terminal given back. The loop is told first.
//! If it has not ended after a while, it sits somewhere it should not, and the process ends without it.

#[cfg(not(unix))]
use std::io;

#[cfg(unix)]
pub use unix::Calls;

/// What the system calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// The program is to end.
    Away,
    /// The program was stopped and goes on.
    Back,
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::process;
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM};
    use signal_hook::iterator::{Handle, Signals};

    use super::Called;
    use crate::tui::terminal::restore;

    /// How long the loop has for ending by itself: whoever tells a program to go sees it gone within two seconds, and a busy machine
    /// needs most of them to save what was begun.
    const PATIENCE: Duration = Duration::from_millis(1_700);

    /// Listens until it is dropped.
    #[derive(Debug)]
    pub struct Calls {
        signals: Handle,
    }

    impl Calls {
        /// Starts the thread. `deliver` is called when the process is told to go or to go on.
        ///
        /// # Errors
        /// When the system gives no thread or takes no handler.
        pub fn start(deliver: impl Fn(Called) + Send + 'static) -> io::Result<Self> {
            let mut signals = Signals::new([SIGTERM, SIGHUP, SIGCONT])?;
            let handle = signals.handle();
            thread::Builder::new()
                .name("calls".to_owned())
                .spawn(move || {
                    for signal in signals.forever() {
                        if signal == SIGCONT {
                            deliver(Called::Back);
                            continue;
                        }
                        deliver(Called::Away);
                        thread::sleep(PATIENCE);
                        // Nobody is left to be told that the terminal could not be given back.
                        let _ = restore();
                        process::exit(128 + signal);
                    }
                })?;
            Ok(Self { signals: handle })
        }
    }

    impl Drop for Calls {
        fn drop(&mut self) {
            self.signals.close();
        }
    }
}

/// Elsewhere the console ends the program by itself, and none is stopped.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Calls;

#[cfg(not(unix))]
impl Calls {
    /// Does nothing.
    ///
    /// # Errors
    /// None.
    pub fn start(_deliver: impl Fn(Called) + Send + 'static) -> io::Result<Self> {
        Ok(Self)
    }
}
