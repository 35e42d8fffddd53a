//! The thread that does what the app wants done in the world, one thing after the other, so that no key waits for a disk.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::app::{Effect, Event};
use super::desk::Desk;

/// A handle to the thread.
#[derive(Debug)]
pub(super) struct Clerk {
    orders: Sender<Effect>,
    thread: JoinHandle<()>,
}

impl Clerk {
    /// Starts the thread. It says through `tell` what came of each thing, in order.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        mut desk: Desk,
        tell: impl Fn(Option<Event>) + Send + 'static,
    ) -> io::Result<Self> {
        let (orders, ordered) = channel();
        let thread = thread::Builder::new()
            .name("clerk".to_owned())
            .spawn(move || {
                for effect in ordered {
                    tell(desk.perform(effect));
                }
                desk.leave();
            })?;
        Ok(Self { orders, thread })
    }

    /// Asks for something. A thread that has ended does nothing; its fault ends the program.
    pub fn order(&self, effect: Effect) {
        let _ = self.orders.send(effect);
    }

    /// Lets go of the case and ends the thread, once all that was asked for is done. The session knows of its fault, when it had one.
    pub fn finish(self) {
        drop(self.orders);
        let _ = self.thread.join();
    }
}
