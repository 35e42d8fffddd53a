//! What was begun and is not kept yet: an answer or a note in the making, and the place. It goes to the disk by itself soon after the last
//! key, and before the conversation is left, so that whatever ends it loses none of it.

use crate::command::Place;
use crate::domain::SafeText;
use crate::interview::{Bookmark, Fact, Page, Recorded, UnsentNote, UnsentWords};

use super::{App, Effect, Overlay, types_figures};

/// Most bookmarks made by themselves in one conversation, some hundred bytes each. Then only leaving and going on hold make one, so that
/// no keyboard on which something lies fills a disk.
const MOST: usize = 2000;

/// Most digits of a figure that is saved while it is typed; a card number has more.
const MOST_FIGURES: usize = 9;

/// What follows once the bookmark is on disk.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Leaving {
    /// The conversation is closed, and this is said.
    ForStart(Option<SafeText>),
    /// The conversation waits, and past ones with these words are shown.
    AmongPast(SafeText),
    /// Candor ends.
    ForGood,
}

/// How it stands with what was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// There is nothing.
    Nothing,
    /// It is on disk.
    Saved,
    /// It goes there next.
    Following,
    /// The disk refused it; it is in memory.
    Refused,
}

impl App {
    /// Where the conversation stands; `None` when there is none, or it is on hold, only looked at or kept nowhere.
    fn stands(&self) -> Option<Bookmark> {
        let case = self.case.as_ref()?;
        let kept = !self.keeps_nothing() && !self.is_looking();
        if !kept || case.interview.held().is_some() {
            return None;
        }
        let mut place = case.bookmark(self.page());
        if let Some(Overlay::Note { kind, text }) = &self.overlay {
            let (kind, text) = (*kind, SafeText::new(text));
            place.note = (!text.trim().is_empty()).then_some(UnsentNote { kind, text });
        }
        if let Some(Overlay::Wording { about, text }) = &self.overlay {
            place.words.retain(|words| words.about != *about);
            if !text.trim().is_empty() {
                let (about, text) = (about.clone(), SafeText::new(text));
                place.words.push(UnsentWords { about, text });
            }
        }
        for fact in self.on_its_way.iter().chain(self.waiting_facts()) {
            if let Fact::Answered { question, .. } = fact {
                // It is no longer in the making.
                place.unsent.retain(|unsent| unsent.question != *question);
            }
        }
        Some(place)
    }

    /// The page on screen, as a bookmark has it.
    pub(super) const fn page(&self) -> Page {
        let place = match self.place {
            Place::Customer => self.beside_customer,
            place => place,
        };
        match place {
            Place::Opening => Page::Opening,
            Place::Pair => Page::Pair,
            Place::Compare => Page::Compare,
            Place::Why | Place::Try => Page::Why,
            Place::Summary => Page::Summary,
            Place::Start
            | Place::Question
            | Place::Change
            | Place::Hold
            | Place::Past
            | Place::Customer
            | Place::NoFolder => Page::Question,
        }
    }

    /// Whether the disk would show something else than `place` if the conversation were opened again; the page counts only `on_leaving`.
    fn differs(&self, place: &Bookmark, on_leaving: bool) -> bool {
        let Some(case) = &self.case else { return false };
        let nothing = Bookmark::default();
        let stood = case.interview.stood().unwrap_or(&nothing);
        if !place.has_begun_as(stood) {
            return true;
        }
        if case.interview.outcome().is_some() {
            // It has ended, and is not to be kept for longer because somebody looked at it.
            return false;
        }
        if case.is_pondered() && !on_leaving {
            // Which question it would begin with is not known yet.
            return false;
        }
        let next = || {
            let next = case.begins_at(self.asking)?;
            let next = case.catalog.questions.get(next);
            next.map(|question| question.id.clone())
        };
        let question = stood.question.clone().or_else(next);
        let page = match case.interview.stood() {
            None if case.opens_with_statements() => Page::Opening,
            _ => stood.page,
        };
        let asked = place.question.clone().or_else(next);
        asked != question || on_leaving && place.page != page
    }

    /// The bookmark to be saved before the conversation is left; `None` when the disk has it.
    fn left_to_save(&self) -> Option<Bookmark> {
        let place = self.stands()?.masked();
        self.differs(&place, true).then_some(place)
    }

    /// The bookmark to be saved although somebody may still be typing; `None` when the disk has it, or it has to wait.
    fn pause_to_save(&self) -> Option<Bookmark> {
        if self.on_its_way.is_some() || self.is_waiting() {
            return None;
        }
        let place = self.stands()?;
        // What the disk has may be more than what may be saved now.
        if !self.differs(&place.clone().masked(), false) {
            return None;
        }
        let place = self.unfinished(place);
        (self.differs(&place, false) && self.bookmarks() < MOST).then_some(place)
    }

    /// The bookmark without the digits of what may yet become a card number, in what is typed in just now. A figure is left out rather
    /// than spoilt.
    fn unfinished(&self, place: Bookmark) -> Bookmark {
        let asked = self.case.as_ref().and_then(super::Case::question);
        let mut hidden = place.clone().masked_unfinished();
        if !matches!(self.overlay, Some(Overlay::Note { .. })) {
            hidden.note.clone_from(&place.note);
        }
        if !matches!(self.overlay, Some(Overlay::Wording { .. })) {
            hidden.words.clone_from(&place.words);
        }
        for (unsent, typed) in hidden.unsent.iter_mut().zip(place.unsent) {
            match asked.filter(|asked| asked.id == typed.question) {
                None => unsent.text = typed.text,
                Some(asked) if types_figures(&asked.kind) => {
                    let digits = typed.text.chars().filter(char::is_ascii_digit).count();
                    let is_kept = digits <= MOST_FIGURES;
                    unsent.text = Some(typed.text).filter(|_| is_kept).unwrap_or_default();
                }
                Some(_) => {}
            }
        }
        hidden.masked()
    }

    fn bookmarks(&self) -> usize {
        let facts = self.case.iter().flat_map(|case| &case.facts);
        facts
            .filter(|recorded| matches!(recorded.fact, Fact::Drafted { .. }))
            .count()
    }

    /// Whether something is to be saved once no key has come for a moment.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.pause_to_save().is_some()
    }

    /// How it stands with what was begun.
    #[must_use]
    pub fn begun(&self) -> Begun {
        match self.stands() {
            Some(place) if place.has_begun() => match self.left_to_save() {
                None => Begun::Saved,
                Some(_) if self.not_drafted => Begun::Refused,
                Some(_) => Begun::Following,
            },
            _ => Begun::Nothing,
        }
    }

    /// No key has come for a moment.
    pub(super) fn pause(&self) -> Vec<Effect> {
        let place = self.pause_to_save().map(Effect::Draft);
        place.into_iter().collect()
    }

    /// The last that is done, whatever ends the program.
    pub(super) fn goodbye(&self) -> Vec<Effect> {
        // Somebody may have been typing.
        let place = self.left_to_save().map(|place| self.unfinished(place));
        let place = place.filter(|place| self.differs(place, true));
        place.map(Effect::Draft).into_iter().collect()
    }

    /// Leaves the conversation once what was begun is on disk. Where the disk refuses what it is given, and that was said, at once.
    pub(super) fn leave_saved(&mut self, leaving: Leaving) -> Vec<Effect> {
        let mut place = self.stands().map(Bookmark::masked);
        if let (Leaving::ForStart(_), Place::Question, Some(place)) =
            (&leaving, self.place, &mut place)
        {
            // Stepping back to the start is the way out, and the first question only stands on it.
            place.question = None;
        }
        match place.filter(|place| self.differs(place, true)) {
            Some(place) if !self.not_drafted && !self.unsaved => {
                self.leaving = Some((leaving, place.clone()));
                vec![Effect::Draft(place)]
            }
            _ => self.left(leaving),
        }
    }

    fn left(&mut self, leaving: Leaving) -> Vec<Effect> {
        match leaving {
            Leaving::ForStart(notice) => self.let_go(notice),
            Leaving::AmongPast(words) => self.look_among_past(&words),
            Leaving::ForGood => vec![Effect::Quit],
        }
    }

    /// A bookmark is on disk.
    pub(super) fn drafted(&mut self, recorded: Recorded) -> Vec<Effect> {
        if self.not_drafted {
            self.trouble = None;
        }
        self.not_drafted = false;
        // One that was ordered during a pause may come back while that of leaving is still on its way.
        let leaving = self.leaving.take_if(
            |(_, awaited)| matches!(&recorded.fact, Fact::Drafted { place } if place == awaited),
        );
        if let Some(case) = &mut self.case {
            case.add(recorded);
        }
        leaving.map_or_else(Vec::new, |(leaving, _)| self.left(leaving))
    }

    /// A bookmark could not be saved.
    pub(super) fn not_drafted(&mut self, why: &SafeText) -> Vec<Effect> {
        self.not_drafted = true;
        let leaving = self.leaving.take().map(|(leaving, _)| leaving);
        let begun = self.stands().is_some_and(|place| place.has_begun());
        if !begun {
            // Only the place would be lost.
            return leaving.map_or_else(Vec::new, |leaving| self.left(leaving));
        }
        let again = match leaving {
            Some(Leaving::ForGood) => {
                self.overlay = Some(Overlay::Leave);
                ""
            }
            Some(Leaving::ForStart(_) | Leaving::AmongPast(_)) => " Once more leaves without it.",
            None => "",
        };
        let words = format!("What was begun is not saved; all before it is.{again} {why}");
        self.trouble = Some(words.into());
        Vec::new()
    }

    /// Whether the disk refused what was to be saved last: then it is tried again after a while.
    #[must_use]
    pub const fn was_refused(&self) -> bool {
        self.not_drafted
    }
}
