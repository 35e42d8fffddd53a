//! What a person says in words, where a face takes lines in place of keys. Every step is the one that keys make, so that the same choices
//! give the same record.

use crate::command::{Command, Place};
use crate::domain::{Importance, Provenance, SafeText, masked_while_typed};
use crate::interview::NoteKind;
use crate::tui::terminal::Key;

use super::draft::{MAX_TEXT, hidden_words, offered_levels};
use super::jump::{Jump, Target};
use super::keys::{append, full, write};
use super::picking::Purpose;
use super::{App, ContactPage, Effect, ErasePage, Overlay};

/// Something said in words.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Do this.
    Command(Command),
    /// Take this row of the list, counted from 0, however many there are.
    Row(usize),
    /// Answer with exactly these options, counted from 0; their order counts where the question asks for one.
    Rows(Vec<usize>),
    /// This stands in the field that is open, and is accepted.
    Text(String),
    /// A note.
    Note(NoteKind, String),
    /// The answer on screen matters this much.
    Level(Importance),
    /// The answer on screen is known from there.
    Source(Provenance),
    /// Look for this among everything that can be jumped to.
    Search(String),
    /// Go there.
    Jump(Target),
    /// Put these offerings side by side, by position in the catalog.
    SideBySide(Vec<usize>),
}

impl App {
    /// Takes what was said.
    pub(super) fn said(&mut self, said: Said) -> Vec<Effect> {
        self.notice = None;
        if !self.unsaved {
            self.trouble = None;
        }
        self.answered_by_key = false;
        self.hide();
        match said {
            Said::Command(command) => {
                self.lay_overlay_by();
                self.past.typing = false;
                self.act(command)
            }
            Said::Row(row) => self.row(row),
            Said::Rows(rows) => self.exactly(rows),
            Said::Text(text) => self.text(&text),
            Said::Note(kind, text) => self.note_said(kind, &text),
            Said::Level(level) => {
                self.level_said(level);
                Vec::new()
            }
            Said::Source(source) => {
                if let Some(case) = &mut self.case {
                    case.draft.provenance = source;
                }
                Vec::new()
            }
            Said::Search(query) => {
                // Words typed where one offering is chosen look for another one.
                let purpose = match &self.overlay {
                    Some(Overlay::Jump(jump)) => jump.purpose,
                    _ => Purpose::Go,
                };
                let query = SafeText::new(&query).to_string();
                let jump = Jump {
                    query,
                    purpose,
                    touched: true,
                    ..Jump::default()
                };
                self.overlay = Some(Overlay::Jump(self.searched(jump)));
                Vec::new()
            }
            Said::Jump(target) => {
                self.overlay = None;
                self.go(target)
            }
            Said::SideBySide(offerings) => {
                self.side_by_side(offerings);
                Vec::new()
            }
        }
    }

    /// Closes what lies over the screen; a note that was begun waits.
    fn lay_overlay_by(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Note { kind, text }) => self.lay_by(kind, text),
            Some(Overlay::Wording { about, text }) => self.lay_words_by(about, &text),
            _ => {}
        }
    }

    fn row(&mut self, row: usize) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Contact(page)) => {
                let digit = u32::try_from(row + 1).unwrap_or(u32::MAX);
                match char::from_digit(digit, 10) {
                    Some(digit) => self.key_in_contact(page, Key::Char(digit)),
                    None => {
                        self.overlay = Some(Overlay::Contact(page));
                        Vec::new()
                    }
                }
            }
            Some(Overlay::Jump(jump)) => self.follow_row(jump, row),
            Some(Overlay::Closing) => self.key_in_closing(digit_key(row)),
            Some(Overlay::HandOver) => self.key_in_handing_over(digit_key(row)),
            _ if self.place == Place::Past => {
                self.cursor = row;
                self.act(Command::Accept)
            }
            _ => self.choose(row + 1),
        }
    }

    /// Answers a question with several answers, or one of order.
    fn exactly(&mut self, rows: Vec<usize>) -> Vec<Effect> {
        if let Some(case) = &mut self.case {
            case.draft.cursor = 0;
            case.draft.ticked.clone_from(&rows);
            case.draft.order = rows;
        }
        // Who says which rows has chosen them, none of them as well.
        self.moved = Some(self.list());
        self.act(Command::Accept)
    }

    fn text(&mut self, typed: &str) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Note { kind, mut text }) => {
                if !text.is_empty() && !typed.trim().is_empty() {
                    text.push(' ');
                }
                append(&mut text, &SafeText::trimmed(typed));
                self.note_said(kind, &text)
            }
            Some(Overlay::Wording { about, text }) => self.words_said(about, &text, typed),
            Some(Overlay::Contact(ContactPage::Form(mut form))) => {
                if !typed.trim().is_empty()
                    && let Some(field) = form.text()
                {
                    *field = SafeText::trimmed(typed).to_string();
                }
                self.key_in_contact(ContactPage::Form(form), Key::Enter)
            }
            Some(Overlay::Erase(ErasePage::Ask { case, .. })) => {
                let typed = SafeText::trimmed(typed).to_string();
                self.key_in_erasing(ErasePage::Ask { case, typed }, Key::Enter)
            }
            Some(other) => {
                self.overlay = Some(other);
                Vec::new()
            }
            None if self.place == Place::Past => {
                self.past.find = SafeText::trimmed(typed).to_string();
                self.past.typing = false;
                self.cursor = 0;
                vec![Effect::Find(SafeText::new(&self.past.find))]
            }
            None => self.field_said(typed),
        }
    }

    /// What was typed stands in the question's field and is accepted.
    fn field_said(&mut self, typed: &str) -> Vec<Effect> {
        let Some(case) = &mut self.case else {
            return Vec::new();
        };
        case.draft.cursor = 0;
        case.draft.untouched = false;
        case.draft.text.clear();
        let mut cut = false;
        for c in typed.trim().chars() {
            cut |= case.draft.text.chars().count() >= MAX_TEXT;
            write(&mut case.draft.text, c, MAX_TEXT);
        }
        let hidden = hidden_words(masked_while_typed(&case.draft.text).1).filter(|_| {
            case.question()
                .is_some_and(|question| super::types_text(&question.kind, case.draft.row(question)))
        });
        let effects = self.act(Command::Accept);
        if let Some(words) = hidden {
            self.notice = Some(words.into());
        } else if cut {
            self.notice = Some(full());
        }
        effects
    }

    fn note_said(&mut self, kind: NoteKind, text: &str) -> Vec<Effect> {
        self.overlay = None;
        if let Some(why) = self.why_not(Command::Note) {
            self.notice = Some(why);
            return Vec::new();
        }
        let mut kept = String::new();
        let cut = append(&mut kept, &SafeText::trimmed(text));
        let hidden = hidden_words(masked_while_typed(&kept).1);
        let effects = self.key_in_overlay(Overlay::Note { kind, text: kept }, Key::Enter);
        match hidden {
            Some(words) => self.notice = Some(words.into()),
            None if cut => self.notice = Some(full()),
            None => {}
        }
        effects
    }

    fn level_said(&mut self, level: Importance) {
        if let Some(why) = self.why_not(Command::More) {
            self.notice = Some(why);
            return;
        }
        let Some(case) = &mut self.case else { return };
        let Some(question) = case.catalog.questions.get(case.asked) else {
            return;
        };
        if offered_levels(question, case.draft.level).contains(&level) {
            case.draft.level = Some(level);
        } else {
            self.notice = Some("That is not offered here. Nothing was changed.".into());
        }
    }
}

/// The digit that takes a row, counted from 0.
fn digit_key(row: usize) -> Key {
    let digit = u32::try_from(row + 1).ok();
    let digit = digit.and_then(|digit| char::from_digit(digit, 10));
    Key::Char(digit.unwrap_or('0'))
}
