//! The thread that works out what takes longer than a key may wait: always the newest that was asked for.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::app::{Ponder, Pondered};

/// A handle to the thread; it ends when this is dropped, once the last is worked out. Nothing of it is to be saved.
#[derive(Debug)]
pub(super) struct Thinker {
    asks: Sender<Ponder>,
}

impl Thinker {
    /// Starts the thread. It gives what it has worked out to `tell`, which says whether anybody still listens.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(tell: impl Fn(Pondered) -> bool + Send + 'static) -> io::Result<Self> {
        let (asks, asked) = channel();
        thread::Builder::new()
            .name("thinker".to_owned())
            .spawn(move || work(&asked, Ponder::work, tell))?;
        Ok(Self { asks })
    }

    /// Asks for something; what was asked for before and not begun is forgotten. A thread that has ended works nothing out; its fault
    /// ends the program.
    pub fn order(&self, ponder: Ponder) {
        let _ = self.asks.send(ponder);
    }
}

/// Works out the newest of what is asked until nobody asks or listens any more.
fn work<A, R>(asked: &Receiver<A>, work: impl Fn(A) -> R, tell: impl Fn(R) -> bool) {
    while let Ok(first) = asked.recv() {
        let newest = asked.try_iter().last().unwrap_or(first);
        if !tell(work(newest)) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::cell::RefCell;
    use std::sync::mpsc::channel;

    use super::work;

    #[test]
    fn of_what_is_asked_while_it_works_only_the_newest_is_worked_out() {
        let (asks, asked) = channel();
        asks.send(1).unwrap();
        let asks = RefCell::new(Some(asks));
        let told = RefCell::new(Vec::new());
        let slowly = |n| {
            // While the first is worked out three more are asked for; then nobody asks any more.
            if let Some(asks) = asks.take() {
                for n in [2, 3, 4] {
                    asks.send(n).unwrap();
                }
            }
            n
        };
        work(&asked, slowly, |n| {
            told.borrow_mut().push(n);
            true
        });
        assert_eq!(told.into_inner(), [1, 4]);
    }

    #[test]
    fn it_ends_when_nobody_listens() {
        let (asks, asked) = channel();
        asks.send(()).unwrap();
        work(&asked, |()| (), |()| false);
        assert!(asks.send(()).is_ok(), "it has left what came later");
    }
}
