//! What takes longer than a key may wait: how sure the order is, what would change it, what would help, and what follows from that.
//!
//! The order itself is there with the answer. The rest is asked for with [`Effect::Ponder`] and comes back as [`Event::Pondered`]; until
//! then nothing of it is shown, least of all what held for other answers. Each asking has a number, so that a result which has been
//! overtaken is dropped. The same case gives the same result, whichever thread works it out and however often.

use std::fmt;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::command::{Command, Place};
use crate::domain::SafeText;
use crate::interview::{CaseNeeds, Flow, Interview, Recorded};
use crate::present::{Sure, View};
use crate::ranking::{Advice, HeadToHead, Plan};
use crate::tui::glyphs::PENDING;
use crate::tui::terminal::Key;

use super::keys::{is_figure, name};
use super::papers::Papers;
use super::picking::Purpose;
use super::{App, Case, Changed, Effect, Outlook, Overlay};

/// What is said of a key that came for a question which nobody has seen yet.
pub const DROPPED: &str = "A key was dropped: its question was not on the screen yet.";

/// Something to be worked out.
#[derive(Clone)]
pub struct Ponder {
    number: u64,
    catalog: Arc<Catalog>,
    interview: Interview,
    flow: Flow,
    needs: CaseNeeds,
    advice: Advice,
    want: Want,
}

/// What is asked for. All but the first rest on how sure the order is.
#[derive(Clone)]
enum Want {
    /// How sure the order is.
    Sure,
    /// What would change it.
    Outlook(Arc<Sure>),
    /// What the papers would lack and what is said aloud, of the case with this id and these facts.
    Papers(Arc<Sure>, SafeText, Vec<Recorded>),
}

impl fmt::Debug for Ponder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ponder").field(&self.number).finish()
    }
}

impl PartialEq for Ponder {
    /// Each asking has its own number.
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// What something that is worked out is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// How sure the order is.
    Sure,
    /// What would change it.
    Outlook,
    /// The papers of the conversation.
    Papers,
}

impl Ponder {
    /// Its number, which no other has.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// What it is about.
    #[must_use]
    pub const fn about(&self) -> About {
        match self.want {
            Want::Sure => About::Sure,
            Want::Outlook(_) => About::Outlook,
            Want::Papers(..) => About::Papers,
        }
    }

    /// Works it out. Takes milliseconds for hundreds of offerings, and grows with them and with the open questions.
    #[must_use]
    pub fn work(self) -> Pondered {
        let view = View::new(&self.catalog, &self.needs, &self.advice);
        let thought = match &self.want {
            Want::Sure => Thought::Sure(Arc::new(Sure::new(
                &self.catalog,
                &self.interview,
                &self.flow,
                &self.needs,
                &self.advice,
                Plan::LIVE,
            ))),
            Want::Outlook(sure) => {
                Thought::Outlook(Outlook::of(&view, sure, &self.interview, &self.flow))
            }
            Want::Papers(sure, id, facts) => {
                let said = (&self.interview, facts.as_slice());
                Thought::Papers(facts.len(), Papers::of(&view, sure, said, &self.flow, id))
            }
        };
        Pondered {
            number: self.number,
            thought,
        }
    }
}

/// What was worked out.
#[derive(Debug, Clone)]
pub struct Pondered {
    number: u64,
    thought: Thought,
}

impl Pondered {
    /// The number of the asking that this answers.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }
}

#[derive(Debug, Clone)]
enum Thought {
    Sure(Arc<Sure>),
    Outlook(Outlook),
    /// After so many facts.
    Papers(usize, Papers),
}

/// What follows once it is known how sure the order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Follows {
    #[default]
    Nothing,
    /// The question to begin with, then the choice between two where that was the page.
    Begin { question: bool, pair: bool },
    /// The next question.
    Next,
    /// The page on which something that was taken back or brought back was said.
    Page(Changed),
}

impl Case {
    /// Whether it is still worked out how sure the order is.
    #[must_use]
    pub const fn is_pondered(&self) -> bool {
        self.sure.is_none()
    }

    /// How sure the first place is, in a sentence; `None` when nothing is ranked.
    #[must_use]
    pub fn sure_sentence(&self) -> Option<SafeText> {
        match &self.sure {
            Some(sure) => self.view().sure_sentence(sure),
            None => (!self.advice.ranked.is_empty()).then(|| PENDING.into()),
        }
    }

    /// The two offerings whose choice would tell most; `None` also until that is known.
    #[must_use]
    pub fn pair(&self) -> Option<&HeadToHead> {
        self.sure.as_ref()?.pair.as_ref()
    }

    /// The open questions that can still change the first place; none until that is known.
    pub fn can_change_first(&self) -> impl Iterator<Item = usize> {
        self.sure.iter().flat_map(|sure| sure.can_change_first())
    }

    /// Whether another question is about to take the place of the one on screen.
    pub(super) const fn is_turning(&self) -> bool {
        matches!(
            self.follows,
            Follows::Next | Follows::Begin { question: true, .. }
        )
    }

    /// Begins with the choice between two, as soon as it is known whether there is one.
    pub(super) fn wait_for_pair(&mut self) {
        let question = self.is_turning() && self.follows != Follows::Next;
        if self.is_pondered() {
            self.follows = Follows::Begin {
                question,
                pair: true,
            };
        }
    }

    /// Forgets what was worked out for other answers.
    pub(super) fn ponder_anew(&mut self) {
        (self.sure, self.outlook, self.awaited) = (None, None, None);
    }
}

impl App {
    /// Whether the screen still lacks something that is being worked out.
    #[must_use]
    pub fn is_pondering(&self) -> bool {
        let case = self.case.as_ref();
        case.is_some_and(|case| case.awaited.is_some())
    }

    /// Whether another question is about to take the place of the one on screen.
    pub(super) fn is_going_on(&self) -> bool {
        matches!(self.place, Place::Question | Place::Pair)
            && self.case.as_ref().is_some_and(Case::is_turning)
    }

    /// Whether `key` is meant for the question that is about to leave the screen, or for one that nobody has seen yet.
    pub(super) fn comes_too_early(&self, key: Key) -> bool {
        if !self.is_going_on() || !matches!(self.overlay, None | Some(Overlay::Keys(_))) {
            return false;
        }
        let asks = self.place == Place::Question;
        let typed = match key {
            Key::Char(c) => self.is_typing() || self.types_figures() && is_figure(c),
            _ => false,
        };
        let for_it = matches!(
            self.look.keys.for_key(self.place, &name(key)),
            Some(
                Command::Choose
                    | Command::Accept
                    | Command::NotSure
                    | Command::RatherNot
                    | Command::Later
                    | Command::Tick
                    | Command::Less
                    | Command::More
                    | Command::Source
            )
        );
        asks && typed || for_it
    }

    /// Takes what was worked out, unless it has been overtaken.
    pub(super) fn pondered(&mut self, pondered: Pondered) {
        let Some(case) = &mut self.case else { return };
        if case.awaited != Some(pondered.number) {
            return;
        }
        case.awaited = None;
        match pondered.thought {
            Thought::Sure(sure) => case.sure = Some(sure),
            // What was recorded meanwhile may have changed them: then they are asked for again.
            Thought::Papers(facts, papers) => {
                case.papers = Some(papers).filter(|_| facts == case.facts.len());
            }
            Thought::Outlook(outlook) => {
                case.outlook = Some(outlook);
                self.search_again();
            }
        }
    }

    /// Does what follows from what is known now, and asks for what is missing: at once, before anything else is done.
    pub(super) fn ponder(&mut self, effects: &mut Vec<Effect>) {
        self.follow();
        let looks_ahead = self.place == Place::Why
            || matches!(&self.overlay, Some(Overlay::Jump(jump)) if jump.purpose == Purpose::Go);
        let at_end =
            self.place == Place::Summary || matches!(self.overlay, Some(Overlay::Spoken(_)));
        let Some(case) = &mut self.case else { return };
        let want = match &case.sure {
            _ if case.awaited.is_some() => return,
            None => Want::Sure,
            Some(sure) if looks_ahead && case.outlook.is_none() => Want::Outlook(Arc::clone(sure)),
            Some(sure) if at_end && case.papers.is_none() => {
                Want::Papers(Arc::clone(sure), case.id.clone(), case.facts.clone())
            }
            Some(_) => return,
        };
        self.askings += 1;
        case.awaited = Some(self.askings);
        let ponder = Ponder {
            number: self.askings,
            catalog: Arc::clone(&case.catalog),
            interview: case.interview.clone(),
            flow: case.flow.clone(),
            needs: case.needs.clone(),
            advice: case.advice.clone(),
            want,
        };
        effects.insert(0, Effect::Ponder(Box::new(ponder)));
    }

    /// What follows from how sure the order is, as soon as that is known and nothing lies over the screen that it would take away.
    fn follow(&mut self) {
        let (asking, place) = (self.asking, self.place);
        let free = self.overlay.is_none();
        let Some(case) = &mut self.case else { return };
        if case.sure.is_none() {
            return;
        }
        if let Follows::Begin {
            question: true,
            pair,
        } = case.follows
        {
            case.begin_with(asking);
            case.follows = Follows::Begin {
                question: false,
                pair,
            };
        }
        match case.follows {
            Follows::Begin { pair, .. } => {
                let shows = pair && case.pair().is_some();
                if shows && !free {
                    return;
                }
                case.follows = Follows::Nothing;
                if shows && place == Place::Question {
                    self.show(Place::Pair);
                }
            }
            Follows::Next if free && matches!(place, Place::Question | Place::Pair) => {
                case.follows = Follows::Nothing;
                self.go_on();
            }
            Follows::Page(changed) if free => {
                case.follows = Follows::Nothing;
                self.after_change(changed);
                self.keep_cursor();
            }
            Follows::Next | Follows::Page(_) | Follows::Nothing => {}
        }
    }
}
