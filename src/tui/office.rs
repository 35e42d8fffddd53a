//! The app with its desk and its archive, for a face that needs no screen: effects are done at once and in order, on the caller's thread.

use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::Timestamp;

use super::app::{App, Effect, Event};
use super::archive::Archive;
use super::desk::Desk;
use super::run::app;
use super::setup::{Keeping, Setup};

/// Does what the app wants done.
pub struct Office {
    desk: Desk,
    news: Receiver<Event>,
}

impl Office {
    /// The app as it starts, and the office that does what it wants.
    ///
    /// # Errors
    /// When the system gives no thread for the archive.
    pub fn open(setup: Setup) -> io::Result<(App, Self)> {
        let (tell, news) = channel();
        let archive = match &setup.keeping {
            Keeping::Folder { store, .. } => Some(Archive::start(
                store.clone(),
                setup.catalogs(),
                setup.look.zone.clone(),
                setup.user.clone(),
                setup.keep,
                setup.clock,
                move |event| tell.send(event).is_ok(),
            )?),
            Keeping::Nowhere { .. } => None,
        };
        let app = app(&setup);
        let desk = Desk::new(setup, archive);
        Ok((app, Self { desk, news }))
    }

    /// Does one thing; what came of it. A fact is on disk when this returns. What the archive is asked for comes as news.
    pub fn perform(&mut self, effect: Effect) -> Option<Event> {
        self.desk.perform(effect)
    }

    /// The time since some moment; it never goes backwards.
    #[must_use]
    pub fn ticks(&self) -> Duration {
        self.desk.setup.clock.ticks()
    }

    /// The moment by the clock on the wall.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.desk.setup.clock.now()
    }

    /// The next thing that the archive has to tell, if it comes within `wait`.
    pub fn news(&mut self, wait: Duration) -> Option<Event> {
        self.news.recv_timeout(wait).ok()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // Where the case is still open it is let go of as at any other end.
        self.desk.leave();
    }
}
