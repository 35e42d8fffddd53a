//! Being told to go: the window is closed, the line is lost, the machine shuts down.
//!
//! What was acknowledged is on disk already, so all that is left is to give the terminal back. The loop is told first. If it has not
//! ended after a moment, it sits somewhere it should not, and the process ends without it.

#[cfg(not(unix))]
use std::io;

#[cfg(unix)]
pub use unix::Farewell;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::process;
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGHUP, SIGTERM};
    use signal_hook::iterator::{Handle, Signals};

    use crate::tui::terminal::restore;

    /// How long the loop has for ending by itself.
    const PATIENCE: Duration = Duration::from_millis(700);

    /// Listens until it is dropped.
    #[derive(Debug)]
    pub struct Farewell {
        signals: Handle,
    }

    impl Farewell {
        /// Starts the thread. `deliver` is called when the process is told to go.
        ///
        /// # Errors
        /// When the system gives no thread or takes no handler.
        pub fn start(deliver: impl Fn() + Send + 'static) -> io::Result<Self> {
            let mut signals = Signals::new([SIGTERM, SIGHUP])?;
            let handle = signals.handle();
            thread::Builder::new()
                .name("farewell".to_owned())
                .spawn(move || {
                    if let Some(signal) = signals.forever().next() {
                        deliver();
                        thread::sleep(PATIENCE);
                        // Nobody is left to be told that the terminal could not be given back.
                        let _ = restore();
                        process::exit(128 + signal);
                    }
                })?;
            Ok(Self { signals: handle })
        }
    }

    impl Drop for Farewell {
        fn drop(&mut self) {
            self.signals.close();
        }
    }
}

/// Elsewhere the console ends the program by itself.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Farewell;

#[cfg(not(unix))]
impl Farewell {
    /// Does nothing.
    ///
    /// # Errors
    /// None.
    pub fn start(_deliver: impl Fn() + Send + 'static) -> io::Result<Self> {
        Ok(Self)
    }
}
