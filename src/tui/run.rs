//! The full screen at work: events in, effects out, frames to the writer thread.
//!
//! ```text
//!  reader thread --> update --> effects: append and sync, export --> events --> update
//!                                   |
//!                                   +--> draw into a buffer --> writer thread, always the newest frame
//! ```
//! This thread never waits for the terminal. A key that would answer a question which the terminal has not shown yet is dropped with
//! a notice.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use ratatui::layout::Rect;

use crate::casebook::{self, CaseError, OpenCase, Recovery};
use crate::cases::{CaseId, Store};
use crate::catalog::Catalog;
use crate::chance;
use crate::clock::{self, Stopwatch};
use crate::command::Place;
use crate::domain::SafeText;
use crate::interview::{Began, Fact, Recorded};

use super::app::{App, Asking, Effect, Event, Look};
use super::terminal::{
    Arrival, BounceGuard, BurstGuard, Farewell, Frame, FrameWriter, Guarded, Input, InputReader,
    Key, Mouse, TerminalSession, size,
};
use super::theme::Theme;
use super::view::{draw, is_too_small};

/// How long a key may wait for the question it answers to be shown.
const PATIENCE: Duration = Duration::from_millis(100);
/// How often an idle program looks whether its terminal is still there.
const IDLE: Duration = Duration::from_secs(60);

/// Writes the transcript of a case and says which files were written.
pub type Exporter = dyn Fn(&Catalog, CaseId, &[Recorded]) -> Result<Vec<SafeText>, SafeText>;

/// What the full screen starts with.
pub struct Setup {
    /// Catalogs on offer.
    pub shelf: Vec<Arc<Catalog>>,
    /// Catalogs that could not be opened, and why.
    pub refused: Vec<(SafeText, SafeText)>,
    /// Where cases are kept.
    pub store: Store,
    /// Themes to step through.
    pub looks: Vec<Theme>,
    /// The look to begin with.
    pub look: Look,
    /// In which order questions come up.
    pub asking: Asking,
    /// Begin a conversation on the catalog at this position at once.
    pub begin: Option<usize>,
    /// Writes transcripts.
    pub export: Box<Exporter>,
}

/// Runs the full screen until the user leaves or the terminal goes away.
///
/// # Errors
/// When the terminal cannot be used, or went away. Everything acknowledged before is on disk.
pub fn run(setup: Setup) -> io::Result<()> {
    let session = TerminalSession::start()?;
    let writer = FrameWriter::start(io::stdout())?;
    let started = Stopwatch::start();
    let (to_us, arrivals) = channel();
    let told = to_us.clone();
    let _farewell = Farewell::start(move || {
        let arrival = Arrival {
            at: started.elapsed(),
            event: Guarded::Input(Input::Goodbye),
        };
        // Nobody listens when the loop has ended, which is what was asked for.
        let _ = told.send(Ok(arrival));
    })?;
    let _reader = InputReader::start(
        BurstGuard::HOLD,
        move || started.elapsed(),
        move |arrival| to_us.send(arrival).is_ok(),
    )?;
    let mut desk = Desk { setup, case: None };
    let mut program = Program::new(&desk.setup, writer)?;
    let outcome = program.run(&mut desk, &arrivals);
    program.writer.stop();
    session.finish()?;
    outcome
}

/// The loop's own state.
struct Program {
    app: App,
    writer: FrameWriter,
    bounce: BounceGuard,
    area: Rect,
    frame: u64,
    /// What was on screen when a frame was last made for something new, and that frame's number.
    asked: ((Place, usize, bool), u64),
}

impl Program {
    fn new(setup: &Setup, writer: FrameWriter) -> io::Result<Self> {
        let size = size()?;
        let (cases, trouble) = match casebook::list(&setup.store) {
            Ok(cases) => (cases, None),
            Err(error) => (Vec::new(), Some(error.to_string().into())),
        };
        let mut app = App::new(
            setup.shelf.clone(),
            setup.refused.clone(),
            cases,
            setup.looks.clone(),
            setup.look.clone(),
            clock::today(),
        );
        // An empty list would say that there are no conversations to go on with.
        app.trouble = trouble;
        app.asking = setup.asking;
        let asked = (app.on_screen(), 1);
        let area = Rect::new(0, 0, size.width, size.height);
        Ok(Self {
            app,
            writer,
            bounce: BounceGuard::default(),
            area,
            frame: 0,
            asked,
        })
    }

    fn run(&mut self, desk: &mut Desk, arrivals: &Receiver<io::Result<Arrival>>) -> io::Result<()> {
        if let Some(catalog) = desk.setup.begin {
            self.perform(desk, vec![Effect::Begin(catalog)]);
        }
        self.draw();
        loop {
            match arrivals.recv_timeout(IDLE) {
                Ok(arrival) => {
                    if self.take(desk, arrival?) {
                        return Ok(());
                    }
                    self.draw();
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if let Some(why) = self.writer.failed() {
                return Err(io::Error::other(why.to_string()));
            }
        }
    }

    /// Takes one arrival; true to leave.
    fn take(&mut self, desk: &mut Desk, arrival: Arrival) -> bool {
        match arrival.event {
            Guarded::Input(Input::Resize { width, height }) => {
                self.area = Rect::new(0, 0, width, height);
                self.writer.redraw();
                false
            }
            Guarded::Input(Input::Goodbye) => true,
            // Nobody answers a question they cannot see.
            Guarded::Input(Input::Key(key)) if is_too_small(self.area) => {
                matches!(key, Key::Char('q' | 'Q') | Key::Interrupt)
            }
            Guarded::Burst { .. } | Guarded::Input(Input::Paste(_)) if is_too_small(self.area) => {
                false
            }
            Guarded::Input(Input::Key(key)) if self.app.would_answer(key) => {
                if !self.bounce.admit(key, arrival.at) {
                    return false;
                }
                if !self.writer.wait_shown(self.asked.1, PATIENCE) {
                    self.app.notice =
                        Some("A key was dropped: its question was not on the screen yet.".into());
                    return false;
                }
                self.update(desk, Event::Person(Guarded::Input(Input::Key(key))))
            }
            Guarded::Input(
                Input::Mouse(Mouse::Click { .. } | Mouse::Wheel { .. }) | Input::Focus(_),
            ) => false,
            event => self.update(desk, Event::Person(event)),
        }
    }

    fn update(&mut self, desk: &mut Desk, event: Event) -> bool {
        if let Event::Person(Guarded::Input(Input::Key(Key::Redraw))) = event {
            self.writer.redraw();
        }
        let effects = self.app.update(event);
        self.perform(desk, effects)
    }

    /// Does what the app wants done, and what follows from that; true to leave.
    fn perform(&mut self, desk: &mut Desk, effects: Vec<Effect>) -> bool {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => return true,
                Effect::Redraw => self.writer.redraw(),
                effect => {
                    let event = desk.perform(effect);
                    queue.extend(self.app.update(event));
                }
            }
        }
        false
    }

    fn draw(&mut self) {
        self.frame += 1;
        let on_screen = self.app.on_screen();
        if self.asked.0 != on_screen {
            self.asked = (on_screen, self.frame);
        }
        let drawn = draw(&self.app, self.area);
        self.app.scrolls_to(drawn.furthest);
        self.writer.show(Frame {
            number: self.frame,
            buffer: drawn.buffer,
            cursor: drawn.cursor,
            mouse: false,
        });
    }
}

/// The world as far as the app needs it: cases on disk, and exports.
struct Desk {
    setup: Setup,
    case: Option<OpenCase>,
}

impl Desk {
    fn perform(&mut self, effect: Effect) -> Event {
        let result = match effect {
            Effect::Begin(catalog) => self.begin(catalog),
            Effect::Resume(id) => self.resume(id),
            Effect::Record(fact) => self.record(fact),
            Effect::Export => return self.export(),
            Effect::Close | Effect::Quit | Effect::Redraw => {
                self.case = None;
                return match casebook::list(&self.setup.store) {
                    Ok(cases) => Event::Cases(cases),
                    Err(error) => Event::Failed(error.to_string().into()),
                };
            }
        };
        result.unwrap_or_else(|error| Event::Failed(error.to_string().into()))
    }

    fn begin(&mut self, position: usize) -> Result<Event, CaseError> {
        let Some(catalog) = self.setup.shelf.get(position) else {
            return Ok(Event::Failed("That catalog is not here any more.".into()));
        };
        let began = Began {
            catalog: catalog.id.clone(),
            edition: catalog.edition.clone(),
            fingerprint: catalog.fingerprint.as_str().into(),
            program: env!("CARGO_PKG_VERSION").into(),
        };
        let case = OpenCase::begin(&self.setup.store, chance::seed, began, clock::now())?;
        Ok(self.opened(position, case, None))
    }

    fn resume(&mut self, id: CaseId) -> Result<Event, CaseError> {
        self.case = None;
        let (case, recovery) = OpenCase::resume(&self.setup.store, &id)?;
        let began = case.interview().began().map(|(_, began)| began.clone());
        let position = began.as_ref().and_then(|began| {
            self.setup
                .shelf
                .iter()
                .position(|catalog| catalog.id == began.catalog)
        });
        let (Some(began), Some(position)) = (began, position) else {
            return Ok(Event::Failed(
                "The catalog of this conversation is not here. The conversation is safe; start candor with that catalog.".into(),
            ));
        };
        let moved_on = self
            .setup
            .shelf
            .get(position)
            .is_some_and(|catalog| catalog.fingerprint != *began.fingerprint);
        let notice = notice(&recovery, moved_on);
        Ok(self.opened(position, case, Some(notice)))
    }

    fn opened(&mut self, catalog: usize, case: OpenCase, notice: Option<SafeText>) -> Event {
        let event = Event::Opened {
            catalog,
            id: case.id().to_string().into(),
            facts: case.facts().to_vec(),
            notice,
        };
        self.case = Some(case);
        event
    }

    fn record(&mut self, fact: Fact) -> Result<Event, CaseError> {
        match &mut self.case {
            Some(case) => case
                .record(fact, clock::now())
                .map(|recorded| Event::Recorded(recorded.clone())),
            None => Ok(Event::Failed(
                "No conversation is open. Nothing was changed.".into(),
            )),
        }
    }

    fn export(&self) -> Event {
        let Some(case) = &self.case else {
            return Event::Failed("No conversation is open. Nothing was written.".into());
        };
        let catalog = case.interview().began().and_then(|(_, began)| {
            self.setup
                .shelf
                .iter()
                .find(|catalog| catalog.id == began.catalog)
        });
        match catalog.map(|catalog| (self.setup.export)(catalog, case.id(), case.facts())) {
            Some(Ok(files)) => Event::Exported(files),
            Some(Err(why)) => Event::Failed(why),
            None => Event::Failed("The catalog of this conversation is not here.".into()),
        }
    }
}

fn notice(recovery: &Recovery, moved_on: bool) -> SafeText {
    let lost = match recovery.torn_bytes {
        0 => "nothing was lost".to_owned(),
        bytes => format!("{bytes} bytes that were never acknowledged are set aside"),
    };
    let edition = if moved_on {
        " The catalog has changed since; this is the order by today's."
    } else {
        ""
    };
    let facts = recovery.facts.saturating_sub(1);
    let steps = if facts == 1 { "step" } else { "steps" };
    format!("Opened again with {facts} {steps}; {lost}.{edition}").into()
}
