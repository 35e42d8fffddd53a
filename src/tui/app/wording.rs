//! Words about how the conversation ends, while they are typed: why the adviser recommends an offering, to whom the customer is referred.

use crate::command::Command;
use crate::domain::{SafeText, masked_while_typed};
use crate::interview::{About, Fact, Outcome, Recommendation, UnsentWords};
use crate::present::full_name;
use crate::tui::terminal::Key;

use super::draft::{MAX_TEXT, hidden_words};
use super::keys::{append, full, write};
use super::{App, Effect, Overlay, Pending};

impl App {
    /// Opens the page for words about the end: with those that were begun, else with those that hold.
    pub(super) fn open_words(&mut self, about: About) {
        let text = self.case.as_ref().and_then(|case| {
            let begun = case.words.iter().find(|words| words.about == about);
            if let Some(begun) = begun {
                return Some(begun.text.to_string());
            }
            match (
                &about,
                case.interview.recommended(),
                case.interview.outcome(),
            ) {
                (About::Reason(offering), Some((_, own)), _) if own.offering == *offering => {
                    Some(own.reason.to_string())
                }
                (About::Elsewhere, _, Some(Outcome::Referred { to })) => Some(to.to_string()),
                _ => None,
            }
        });
        let text = text.unwrap_or_default();
        self.overlay = Some(Overlay::Wording { about, text });
    }

    /// Takes a key while they are typed; the page stays open unless the key closes it.
    pub(super) fn key_in_words(&mut self, about: About, mut text: String, key: Key) -> Vec<Effect> {
        match key {
            Key::Esc | Key::Interrupt | Key::F(8) => {
                self.lay_words_by(about, &text);
                return match key {
                    Key::Interrupt => self.act(Command::Leave),
                    Key::Esc => Vec::new(),
                    _ => self.act(Command::Hold),
                };
            }
            Key::Backspace if text.is_empty() => {
                self.lay_words_by(about, "");
                return Vec::new();
            }
            Key::Enter => return self.keep_words(about, &text),
            Key::Backspace => {
                text.pop();
            }
            Key::Char(c) => {
                write(&mut text, c, MAX_TEXT);
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Wording { about, text });
        Vec::new()
    }

    fn keep_words(&mut self, about: About, typed: &str) -> Vec<Effect> {
        let text = SafeText::trimmed(typed);
        match about {
            About::Reason(_) if text.is_empty() => {
                self.notice = Some("A reason is needed: it is printed. Esc closes.".into());
                let text = String::new();
                self.overlay = Some(Overlay::Wording { about, text });
                Vec::new()
            }
            About::Reason(offering) => {
                // Until it is on disk it could still be needed.
                self.lay_words_by(About::Reason(offering.clone()), typed);
                self.pending = Pending::Nothing;
                self.notice = Some(self.recommended_words());
                let reason = text;
                vec![Effect::Record(Fact::Recommended(Recommendation {
                    offering,
                    reason,
                }))]
            }
            About::Elsewhere => {
                self.lay_words_by(About::Elsewhere, typed);
                self.notice = None;
                self.conclude_with(Outcome::Referred { to: text })
            }
        }
    }

    /// What is said once a recommendation is kept.
    fn recommended_words(&self) -> SafeText {
        let undo = self.key_for(Command::Undo);
        let case = self.case.as_ref();
        let open = if case.is_some_and(|case| case.interview.outcome().is_some()) {
            " The decision is open again."
        } else {
            ""
        };
        format!("Kept: your recommendation. {undo} takes it back.{open}").into()
    }

    /// Keeps words that are not on disk yet, for when their page is opened again; drops them where nothing is left.
    pub(super) fn lay_words_by(&mut self, about: About, text: &str) {
        let Some(case) = &mut self.case else { return };
        case.words.retain(|words| words.about != about);
        if !text.trim().is_empty() {
            let text = SafeText::new(text);
            case.words.push(UnsentWords { about, text });
            self.notice = Some("What you wrote waits where you wrote it.".into());
        }
    }

    /// The same said in a line.
    pub(super) fn words_said(&mut self, about: About, begun: &str, typed: &str) -> Vec<Effect> {
        let mut text = begun.to_owned();
        if !text.is_empty() && !typed.trim().is_empty() {
            text.push(' ');
        }
        let cut = append(&mut text, &SafeText::trimmed(typed));
        let hidden = hidden_words(masked_while_typed(&text).1);
        let effects = self.key_in_words(about, text, Key::Enter);
        match hidden {
            Some(words) => self.notice = Some(words.into()),
            None if cut => self.notice = Some(full()),
            None => {}
        }
        effects
    }

    /// What is asked for on that page, for whoever types.
    #[must_use]
    pub fn words_asked(&self, about: &About) -> String {
        match about {
            About::Reason(id) => {
                let case = self.case.as_ref();
                let name = case.and_then(|case| {
                    let (position, known) = case.catalog.offering(id.as_str())?;
                    let ours = if case.catalog.is_own(known) {
                        "[OURS] "
                    } else {
                        ""
                    };
                    Some(format!("{ours}{}", full_name(&case.catalog, position)))
                });
                let name = name.unwrap_or_else(|| id.to_string());
                format!(
                    "Why do you recommend {name}? The customer reads it beside the order, which stays as it is."
                )
            }
            About::Elsewhere => {
                "To whom is the customer referred? It is printed; it may stay empty.".to_owned()
            }
        }
    }
}
