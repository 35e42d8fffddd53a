//! The thread that does what the app wants done in the world, one thing after the other, so that no key waits for a disk.

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use super::app::{Effect, Event};
use super::desk::Desk;

/// What the clerk has to say.
#[derive(Debug)]
pub(super) enum Word {
    /// The last thing asked for is done; what came of it.
    Done(Option<Event>),
    /// Nothing more is done: the thread has ended.
    Gone,
}

/// A handle to the thread.
#[derive(Debug)]
pub(super) struct Clerk {
    orders: Sender<Effect>,
    thread: JoinHandle<()>,
}

/// Says that the thread has ended, in whatever way it did.
struct Bell<F: Fn(Word)>(F);

impl<F: Fn(Word)> Drop for Bell<F> {
    fn drop(&mut self) {
        (self.0)(Word::Gone);
    }
}

impl Clerk {
    /// Starts the thread. It says through `tell` what came of each thing, in order.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(mut desk: Desk, tell: impl Fn(Word) + Send + 'static) -> io::Result<Self> {
        let (orders, ordered) = channel();
        let thread = thread::Builder::new()
            .name("clerk".to_owned())
            .spawn(move || {
                let bell = Bell(tell);
                for effect in ordered {
                    (bell.0)(Word::Done(desk.perform(effect)));
                }
                desk.leave();
            })?;
        Ok(Self { orders, thread })
    }

    /// Asks for something. A thread that has ended does nothing; it has said so.
    pub fn order(&self, effect: Effect) {
        let _ = self.orders.send(effect);
    }

    /// Lets go of the case and ends the thread, once all that was asked for is done.
    ///
    /// # Errors
    /// The thread's panic, when that is how it ended.
    pub fn finish(self) -> thread::Result<()> {
        drop(self.orders);
        self.thread.join()
    }
}
