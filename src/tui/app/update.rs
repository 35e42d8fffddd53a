//! Events: what they make of the app, and what follows once a fact is on disk.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::command::Place;
use crate::domain::SafeText;
use crate::interview::{Fact, Recorded};
use crate::tui::terminal::{Guarded, Input};

use super::ponder::Follows;
use super::waiting::Waiting;
use super::{App, Case, Changed, Effect, Event, Pending};

impl App {
    /// Takes an event; what is to be done in the world comes back.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let by_person = matches!(event, Event::Person(_) | Event::Said(_) | Event::Clicked(_));
        let mut effects = self.take(event);
        if self.is_looking()
            && effects.iter().any(|effect| {
                matches!(
                    effect,
                    Effect::Record(_) | Effect::KeepPerson(_) | Effect::ForgetPerson
                )
            })
        {
            // Whatever way led here: a conversation that is looked at stays as it is.
            effects.clear();
            self.to_record.clear();
            self.pending = Pending::Nothing;
            self.notice = Some(self.only_looked_at());
        }
        let fact = effects.iter().find_map(|effect| match effect {
            Effect::Record(fact) => Some(fact.clone()),
            _ => None,
        });
        if fact.is_some() {
            self.on_its_way = fact;
            if by_person {
                // What is said now stands in place of what could not be saved.
                self.waiting = Waiting::default();
            }
        }
        self.ponder(&mut effects);
        effects
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Person(guarded) if self.covered => self.uncover(&guarded),
            Event::Person(Guarded::Input(Input::Key(key))) => self.key(key),
            Event::Person(Guarded::Input(Input::Paste(text))) => {
                self.burst(&SafeText::new(&text), None)
            }
            Event::Person(Guarded::Burst { text, acted, .. }) => {
                self.burst(&SafeText::new(&text), acted)
            }
            Event::Person(Guarded::Input(_)) => Vec::new(),
            Event::Clicked(click) => self.clicked(click),
            Event::Wheel { up } => {
                self.wheeled(up);
                Vec::new()
            }
            Event::Said(said) => self.said(said),
            Event::Opened {
                catalog,
                id,
                facts,
                notice,
            } => self.opened(catalog, id, facts, notice),
            Event::Recorded(recorded) => self.recorded(recorded),
            Event::Exported(files) => {
                self.files = files;
                Vec::new()
            }
            Event::PaperWritten(files) => {
                self.paper_written(files);
                Vec::new()
            }
            Event::PaperToCopy(format, lines) => self.paper_to_copy(format, lines),
            Event::Pause => self.pause(),
            Event::Goodbye => self.goodbye(),
            Event::Drafted(recorded) => self.drafted(recorded),
            Event::NotDrafted(why) => self.not_drafted(&why),
            Event::Failed(why) => {
                self.failed(why);
                Vec::new()
            }
            Event::Retry => self.retry(),
            Event::Cover => self.cover(),
            Event::Hide => {
                self.hide();
                Vec::new()
            }
            Event::Looked {
                catalog,
                id,
                facts,
                elsewhere,
            } => {
                self.look(catalog, id, facts, elsewhere);
                Vec::new()
            }
            Event::Purged { cases, persons } => {
                // Nothing that somebody is to be told now is covered by it, and no customer reads of others.
                if self.place != Place::Customer {
                    self.notice.get_or_insert(purged_words(cases, persons));
                }
                Vec::new()
            }
            Event::Erased(erased) => self.erased(erased),
            Event::Contact(person) => {
                self.contact_read(person);
                Vec::new()
            }
            Event::ContactChanged(recorded) => {
                self.contact_changed(recorded);
                Vec::new()
            }
            Event::Found(found) => {
                self.found(found);
                Vec::new()
            }
            Event::Pondered(pondered) => {
                self.pondered(pondered);
                Vec::new()
            }
            Event::Cases(cases) => {
                self.cases = cases;
                Vec::new()
            }
        }
    }

    fn opened(
        &mut self,
        catalog: Arc<Catalog>,
        id: SafeText,
        facts: Vec<Recorded>,
        notice: Option<SafeText>,
    ) -> Vec<Effect> {
        self.looking = None;
        self.aside = None;
        self.asked_for.clear();
        let mut case = Case::new(catalog, id, facts);
        case.begin_with(self.asking);
        case.follows = Follows::Begin {
            question: case.begins_at(self.asking).is_none(),
            pair: false,
        };
        let opening = case.opens_with_statements();
        let stood = case.interview.stood().cloned();
        if let Some(stood) = &stood {
            case.restore(stood);
        }
        self.case = Some(case);
        self.files.clear();
        self.came_from = Place::Question;
        self.not_drafted = false;
        self.mended();
        self.notice = notice;
        self.show(if opening {
            Place::Opening
        } else {
            Place::Question
        });
        if let Some(stood) = stood.filter(|_| !opening) {
            self.return_to_page(stood.page);
        }
        self.take_up()
    }

    fn recorded(&mut self, recorded: Recorded) -> Vec<Effect> {
        self.on_its_way = None;
        let pending = std::mem::take(&mut self.pending);
        self.mended();
        let Some(case) = &mut self.case else {
            return Vec::new();
        };
        let undone = recorded.fact == Fact::Undone;
        let decided = case.interview.outcome().is_some();
        let changed = case.add(recorded);
        if let Some(next) = self.to_record.pop_front() {
            self.pending = pending;
            return vec![Effect::Record(next)];
        }
        if case.interview.outcome().is_none() {
            // Files about a decision that no longer holds are not what stands on the screen.
            self.files.clear();
        }
        match pending {
            Pending::Nothing => Vec::new(),
            Pending::Begin => {
                self.show(Place::Question);
                Vec::new()
            }
            Pending::Export => vec![Effect::Export],
            Pending::Kept => {
                self.kept();
                Vec::new()
            }
            Pending::Contact => self.open_contact(),
            Pending::Hold => {
                self.show(Place::Hold);
                Vec::new()
            }
            Pending::TakeUp(page) => {
                self.return_to_page(page);
                Vec::new()
            }
            Pending::ShowChanged => {
                if let Changed::Question(position) = changed {
                    case.return_to(position);
                }
                case.follows = Follows::Page(changed);
                let reopened = decided && case.interview.outcome().is_none();
                self.keep_cursor();
                self.notice = Some(self.changed_words(changed, undone, reopened));
                Vec::new()
            }
            Pending::GoOn => {
                // The next question follows from what is worked out now; until then the answer stands on its own.
                case.follows = Follows::Next;
                if self.place == Place::Change {
                    self.show(Place::Question);
                }
                Vec::new()
            }
        }
    }
}

/// What was erased because its time has come.
fn purged_words(cases: usize, persons: usize) -> SafeText {
    let cases = match cases {
        0 => None,
        1 => Some("One conversation past the day to which it was kept is erased.".to_owned()),
        n => Some(format!(
            "{n} conversations past the day to which they were kept are erased."
        )),
    };
    let persons = match persons {
        0 => None,
        1 => Some("One customer's contact details past their day are erased.".to_owned()),
        n => Some(format!(
            "{n} customers' contact details past their day are erased."
        )),
    };
    let words: Vec<String> = cases.into_iter().chain(persons).collect();
    words.join(" ").into()
}
