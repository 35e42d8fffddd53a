//! On hold: the conversation waits exactly where it stands, with what was begun and not kept.

use std::collections::BTreeMap;

use crate::catalog::Question;
use crate::command::Place;
use crate::domain::{Id, SafeText};
use crate::interview::{Bookmark, Fact, Page, Unsent, UnsentNote};

use super::draft::Draft;
use super::ponder::Follows;
use super::{App, Case, Effect, Pending};

impl Case {
    /// Where the conversation stands, on this page.
    pub(super) fn bookmark(&self, page: Page) -> Bookmark {
        let current = self.draft_begun().map(|draft| (self.asked, draft));
        let parked = self
            .parked
            .iter()
            .map(|(question, draft)| (*question, draft));
        let begun: BTreeMap<usize, &Draft> = parked.chain(current).collect();
        // Whoever leaves before the next question is there begins with it.
        let asked = self.question().filter(|_| !self.is_turning());
        let unsent = begun.into_iter().filter_map(|(position, draft)| {
            let question = self.catalog.questions.get(position)?;
            Some(unsent(question, draft))
        });
        Bookmark {
            page,
            question: asked.map(|question| question.id.clone()),
            unsent: unsent.collect(),
            note: self.note.as_ref().map(|(kind, text)| UnsentNote {
                kind: *kind,
                text: SafeText::new(text),
            }),
            words: self.words.clone(),
        }
    }

    /// Puts everything back where it stood. What a newer edition of the catalog no longer has is left out.
    pub(super) fn restore(&mut self, stood: &Bookmark) {
        let position = |id: &Id| {
            self.catalog
                .question(id.as_str())
                .map(|(position, _)| position)
        };
        let asked = stood.question.as_ref().and_then(position);
        for unsent in &stood.unsent {
            if let Some((position, question)) = self.catalog.question(unsent.question.as_str()) {
                let before = self.interview.answers().get(&question.id);
                self.parked.insert(
                    position,
                    draft(question, Draft::new(question, before), unsent),
                );
            }
        }
        if let Some(asked) = asked {
            self.asked = asked;
            self.follows = Follows::Nothing;
            self.trail.retain(|seen| *seen != asked);
        }
        self.begin_draft();
        self.note = stood
            .note
            .as_ref()
            .map(|note| (note.kind, note.text.to_string()));
        self.words.clone_from(&stood.words);
    }
}

impl App {
    /// Puts the conversation on hold.
    pub(super) fn hold(&mut self) -> Vec<Effect> {
        let page = self.page();
        let Some(case) = &self.case else {
            return Vec::new();
        };
        self.pending = Pending::Hold;
        let place = case.bookmark(page);
        vec![Effect::Record(Fact::Held { place })]
    }

    /// Takes the conversation up where it was put on hold; nothing happens when it is not on hold.
    pub(super) fn take_up(&mut self) -> Vec<Effect> {
        let held = self.case.as_ref().and_then(|case| case.interview.held());
        let Some((_, stood)) = held else {
            return Vec::new();
        };
        self.pending = Pending::TakeUp(stood.page);
        vec![Effect::Record(Fact::TakenUp)]
    }

    /// Shows a page of the conversation again.
    pub(super) fn return_to_page(&mut self, page: Page) {
        let pair = self.case.as_ref().is_some_and(|case| case.pair().is_some());
        if page == Page::Pair
            && let Some(case) = &mut self.case
        {
            case.wait_for_pair();
        }
        match page {
            Page::Opening => self.show(Place::Opening),
            Page::Pair if pair => self.show(Place::Pair),
            Page::Question | Page::Pair => self.show(Place::Question),
            Page::Compare => self.open_table(),
            Page::Why => self.show(Place::Why),
            Page::Summary => self.sum_up(),
        }
    }
}

/// An answer in the making as the record keeps it: options by name, because a newer edition may count them otherwise.
fn unsent(question: &Question, draft: &Draft) -> Unsent {
    let ids = |positions: &[usize]| -> Vec<Id> {
        let option = |position: &usize| question.kind.options().nth(*position);
        let options = positions.iter().filter_map(option);
        options.map(|option| option.id.clone()).collect()
    };
    Unsent {
        question: question.id.clone(),
        ticked: ids(&draft.ticked),
        order: ids(&draft.order),
        text: SafeText::new(&draft.text),
        level: draft.level,
        provenance: draft.provenance,
    }
}

/// The answer in the making again.
fn draft(question: &Question, blank: Draft, unsent: &Unsent) -> Draft {
    let positions = |ids: &[Id]| -> Vec<usize> {
        let position = |id: &Id| question.kind.options().position(|option| option.id == *id);
        ids.iter().filter_map(position).collect()
    };
    Draft {
        ticked: positions(&unsent.ticked),
        order: positions(&unsent.order),
        untouched: blank.untouched && unsent.text.as_str() == blank.text,
        text: unsent.text.to_string(),
        level: unsent.level,
        provenance: unsent.provenance,
        ..blank
    }
}
