//! The conversation on screen: its facts, and the advice that follows from them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::catalog::{Catalog, Moment, Question};
use crate::domain::{SafeText, is_same_but_hidden};
use crate::interview::{
    CaseNeeds, Fact, Flow, Interview, NoteKind, Recorded, Status, UnsentWords, case_needs,
};
use crate::present::{Movement, Sure, View, tie_seed};
use crate::ranking::{Advice, advise};

use super::draft::Draft;
use super::papers::Papers;
use super::ponder::Follows;
use super::trying::Outlook;

/// How many first places are watched for movement.
pub(super) const WATCHED: usize = 5;

/// What a fact changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The answer to a question, or that it was put off.
    Question(usize),
    /// A choice between two offerings.
    Choice,
    /// A note.
    Note,
    /// What the adviser recommends of their own.
    Recommendation,
    /// Nothing: an answer was given again as it stood.
    Same,
}

/// A conversation and all that follows from its facts.
#[derive(Debug, Clone)]
pub struct Case {
    /// The catalog it is about.
    pub catalog: Arc<Catalog>,
    /// Its id, as shown.
    pub id: SafeText,
    /// What was said.
    pub interview: Interview,
    /// The facts, in order.
    pub facts: Vec<Recorded>,
    /// What the customer needs.
    pub needs: CaseNeeds,
    /// The advice on it.
    pub advice: Advice,
    /// How sure it is, what would change it, what would help; `None` until that is worked out.
    pub sure: Option<Arc<Sure>>,
    /// What would change it, worked out while it is looked at; `None` until then.
    pub outlook: Option<Outlook>,
    /// What the papers would lack and what is said aloud, worked out while the summary is looked at; `None` until then.
    pub papers: Option<Papers>,
    /// How each question stands.
    pub flow: Flow,
    /// What the last answer changed; `None` before the first.
    pub movement: Option<Movement>,
    /// Since when that has changed, as the heading says it.
    pub since: &'static str,
    /// The question on screen.
    pub asked: usize,
    /// The answer in the making.
    pub draft: Draft,
    /// Questions seen on the way here, for going back.
    pub trail: Vec<usize>,
    /// A note that was begun and not kept.
    pub note: Option<(NoteKind, String)>,
    /// Words about the end that were begun and not kept.
    pub words: Vec<UnsentWords>,
    /// Answers in the making to questions that are not on screen.
    pub(super) parked: BTreeMap<usize, Draft>,
    /// What is being worked out, by the number of the asking.
    pub(super) awaited: Option<u64>,
    /// What follows once it is.
    pub(super) follows: Follows,
}

impl Case {
    /// Makes a case from its facts.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, id: SafeText, facts: Vec<Recorded>) -> Self {
        let interview = Interview::fold(&facts);
        let needs = case_needs(&catalog, &interview, tie_seed(&id));
        let advice = advise(catalog.blind(), &needs.needs);
        let flow = Flow::new(&catalog, &interview);
        let asked = flow.next(None).unwrap_or(0);
        let trail = trail(&catalog, &interview, asked);
        let mut case = Self {
            draft: blank(),
            catalog,
            id,
            interview,
            facts,
            needs,
            advice,
            sure: None,
            outlook: None,
            papers: None,
            flow,
            movement: None,
            since: "Since the last answer",
            asked,
            trail,
            note: None,
            words: Vec::new(),
            parked: BTreeMap::new(),
            awaited: None,
            follows: Follows::Nothing,
        };
        case.begin_draft();
        case
    }

    /// Adds a fact that is on disk, and draws its consequences. What it changed comes back.
    pub fn add(&mut self, recorded: Recorded) -> Changed {
        if matches!(recorded.fact, Fact::Drafted { .. }) {
            // It says where this stands; nothing follows from it.
            self.interview.apply(&recorded);
            self.facts.push(recorded);
            return Changed::Same;
        }
        self.papers = None;
        let before = self.interview.clone();
        self.interview.apply(&recorded);
        if let Fact::Noted { text, .. } = &recorded.fact {
            // Another note that was begun still waits.
            self.note
                .take_if(|(_, begun)| is_same_but_hidden(begun.trim(), text));
        }
        self.words
            .retain(|begun| !begun.are_kept_by(&recorded.fact));
        let since = match &recorded.fact {
            Fact::Undone => "Since it was taken back",
            Fact::Redone => "Since it was brought back",
            Fact::Chose(_) => "Since the last choice",
            _ => "Since the last answer",
        };
        let changes_needs = matches!(
            recorded.fact,
            Fact::Answered { .. } | Fact::Chose(_) | Fact::Undone | Fact::Redone
        );
        self.facts.push(recorded);
        self.flow = Flow::new(&self.catalog, &self.interview);
        let changed = self.changed_since(&before);
        if let Changed::Question(changed) = changed
            && changes_needs
        {
            // What was in the making is answered now, or stands on an answer that holds no longer.
            self.parked.remove(&changed);
            if changed == self.asked {
                self.draft = self.blank_draft();
            }
        }
        if changes_needs {
            self.since = since;
            self.needs = case_needs(&self.catalog, &self.interview, tie_seed(&self.id));
            let advice = advise(self.catalog.blind(), &self.needs.needs);
            self.movement = Some(Movement::between(
                &self.catalog,
                &self.advice,
                &advice,
                WATCHED,
            ));
            self.advice = advice;
        }
        let moves_order = matches!(changed, Changed::Question(_) | Changed::Choice);
        if changes_needs || moves_order {
            self.ponder_anew();
        }
        changed
    }

    /// What stands otherwise than in `before`.
    fn changed_since(&self, before: &Interview) -> Changed {
        let question = self.catalog.questions.iter().position(|question| {
            let id = &question.id;
            before.answers().get(id) != self.interview.answers().get(id)
                || before.put_off().contains(id) != self.interview.put_off().contains(id)
        });
        match question {
            Some(question) => Changed::Question(question),
            None if before.choices().ne(self.interview.choices()) => Changed::Choice,
            None if before.notes() != self.interview.notes() => Changed::Note,
            None if before.recommended() != self.interview.recommended() => Changed::Recommendation,
            None => Changed::Same,
        }
    }

    /// The advice with names and words.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(&self.catalog, &self.needs, &self.advice)
    }

    /// The question on screen; `None` only when the catalog has none.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        self.catalog.questions.get(self.asked)
    }

    /// Goes to a question; where one came from is remembered.
    pub fn go_to(&mut self, position: usize) {
        if position != self.asked {
            self.trail.push(self.asked);
        }
        self.turn_to(position);
    }

    /// Goes to a question; one step back where that is the one before.
    pub fn return_to(&mut self, position: usize) {
        if self.trail.last() == Some(&position) {
            self.go_back();
        } else {
            self.go_to(position);
        }
    }

    /// Puts a question on the screen; what was in the making on the one before waits there.
    pub(super) fn turn_to(&mut self, position: usize) {
        if let Some(begun) = self.draft_begun().cloned() {
            self.parked.insert(self.asked, begun);
        }
        self.asked = position;
        self.follows = Follows::Nothing;
        self.begin_draft();
    }

    /// The answer on screen, when something of it was begun: moving the cursor begins nothing.
    pub(super) fn draft_begun(&self) -> Option<&Draft> {
        let untouched = self.blank_draft();
        let moved_only = Draft {
            cursor: untouched.cursor,
            ..self.draft.clone()
        };
        (moved_only != untouched).then_some(&self.draft)
    }

    /// Goes back to the question one came from; false at the beginning.
    pub fn go_back(&mut self) -> bool {
        match self.trail.pop() {
            Some(before) => {
                self.turn_to(before);
                true
            }
            None => false,
        }
    }

    /// Starts the draft of the question on screen: what was in the making there, else what was answered before.
    pub fn begin_draft(&mut self) {
        self.draft = self
            .parked
            .remove(&self.asked)
            .unwrap_or_else(|| self.blank_draft());
    }

    fn blank_draft(&self) -> Draft {
        self.question().map_or_else(blank, |question| {
            Draft::new(question, self.interview.answers().get(&question.id))
        })
    }

    /// How many questions apply, and how many of them are answered.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (
            self.flow.applying().count(),
            self.flow.with(Status::Answered).count(),
        )
    }

    /// Whether it begins with what is read out, because nothing was said yet.
    pub(super) fn opens_with_statements(&self) -> bool {
        let mut statements = self.catalog.statements_at(Moment::Start);
        self.facts.len() <= 1 && statements.next().is_some()
    }

    /// When the last fact was recorded.
    #[must_use]
    pub fn saved(&self) -> Option<Timestamp> {
        self.interview.last()
    }
}

/// The questions answered so far in the order of their first answers, as if they had been seen just now.
fn trail(catalog: &Catalog, interview: &Interview, asked: usize) -> Vec<usize> {
    let mut trail = Vec::new();
    for (id, _) in interview.history() {
        let position = catalog.question(id.as_str()).map(|(position, _)| position);
        if let Some(position) = position.filter(|p| *p != asked && !trail.contains(p)) {
            trail.push(position);
        }
    }
    trail
}

fn blank() -> Draft {
    Draft {
        cursor: 0,
        ticked: Vec::new(),
        order: Vec::new(),
        text: String::new(),
        untouched: false,
        level: None,
        provenance: crate::domain::Provenance::Said,
    }
}
