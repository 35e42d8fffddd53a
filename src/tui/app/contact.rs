//! Contact details: the customer is asked in the catalog's words, and what they tell is kept apart from the conversation.

use crate::casebook::{Person, consent, words_of};
use crate::catalog::Contact;
use crate::command::Command;
use crate::domain::SafeText;
use crate::interview::{Fact, PersonMark, Recorded};
use crate::tui::terminal::Key;

use super::keys::{digit, name, write};
use super::{App, Effect, Overlay, Pending};

/// What is typed, in the order in which it is.
pub const FIELDS: [&str; 3] = ["Name", "Phone", "E-mail"];

/// Most characters of a field.
const MAX_FIELD: usize = 120;

/// A page about contact details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactPage {
    /// May they be kept?
    Ask,
    /// They are typed.
    Form(ContactForm),
    /// They are kept; `None` when their file is missing or is not what was kept.
    Kept(Option<Person>),
    /// Are they to be erased?
    Forget,
}

/// Contact details in the making.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactForm {
    /// The field that is typed in.
    pub field: usize,
    /// What was typed, as in [`FIELDS`].
    pub texts: [String; 3],
    /// What stood there before.
    before: [String; 3],
    /// Whether the last key asked to drop what was typed.
    dropping: bool,
}

impl ContactForm {
    fn of(person: &Person) -> Self {
        let texts = [&person.name, &person.phone, &person.email].map(ToString::to_string);
        Self {
            field: 0,
            before: texts.clone(),
            texts,
            dropping: false,
        }
    }

    fn person(&self) -> Person {
        let [name, phone, email] = self.texts.each_ref().map(|text| SafeText::trimmed(text));
        Person { name, phone, email }
    }

    /// Goes to the field at `position`, where there is one. Nothing is dropped any more.
    pub(super) fn go_to(&mut self, position: usize) {
        if position < FIELDS.len() {
            self.field = position;
        }
        self.dropping = false;
    }

    /// The text that is typed in.
    pub(super) fn text(&mut self) -> Option<&mut String> {
        self.texts.get_mut(self.field)
    }
}

impl App {
    /// How this catalog asks for contact details; `None` where none are kept.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact> {
        self.case.as_ref()?.catalog.contact.as_ref()
    }

    /// What says that contact details are kept beside the conversation on screen.
    #[must_use]
    pub fn person_mark(&self) -> Option<&PersonMark> {
        self.case.as_ref()?.interview.privacy().person()
    }

    /// How it stands with contact details, in a few words; `None` where none are kept.
    #[must_use]
    pub fn contact_words(&self) -> Option<String> {
        let privacy = self.case.as_ref()?.interview.privacy();
        self.contact()?;
        Some(
            match (privacy.person(), privacy.forgotten(), privacy.consent()) {
                (Some(mark), ..) => format!("kept to {}", mark.until),
                (None, Some(_), _) => "erased".to_owned(),
                (None, None, Some((_, consent))) if !consent.agreed => "not wanted".to_owned(),
                _ => "none are kept".to_owned(),
            },
        )
    }

    /// Why contact details cannot be kept or shown now; `None` when they can.
    pub(super) fn why_no_contact(&self, command: Command) -> Option<SafeText> {
        if command != Command::Contact {
            return None;
        }
        if self.contact().is_none() {
            return Some(
                "This catalog has no words for asking, so no contact details are kept.".into(),
            );
        }
        (self.is_looking() && self.person_mark().is_none())
            .then(|| "No contact details are kept with this conversation.".into())
    }

    /// Whether the customer has agreed to the words of the catalog on screen.
    fn has_agreed(&self) -> bool {
        let case = self.case.as_ref();
        let privacy = case.map(|case| case.interview.privacy());
        let words = self.contact().map(words_of);
        privacy
            .zip(words)
            .is_some_and(|(privacy, words)| privacy.agreed_to(&words))
    }

    /// Opens the page that fits: what is kept is read first.
    pub(super) fn open_contact(&mut self) -> Vec<Effect> {
        let id = self.case.as_ref().and_then(|case| case.id.parse().ok());
        if let (Some(id), Some(mark)) = (id, self.person_mark()) {
            return vec![Effect::ReadPerson(id, mark.clone())];
        }
        let page = if self.has_agreed() {
            ContactPage::Form(ContactForm::default())
        } else {
            ContactPage::Ask
        };
        self.overlay = Some(Overlay::Contact(page));
        Vec::new()
    }

    /// Takes a key for one of the pages; it stays open unless the key closes it.
    pub(super) fn key_in_contact(&mut self, page: ContactPage, key: Key) -> Vec<Effect> {
        match (page, key, digit(key)) {
            (ContactPage::Form(form), ..) => return self.key_in_form(form, key),
            (_, Key::Interrupt, _) => return self.act(Command::Leave),
            (_, Key::Backspace | Key::Esc, _) => {}
            (ContactPage::Ask, _, Some(1)) => return self.asked(true),
            (ContactPage::Ask, _, Some(2)) => return self.asked(false),
            (ContactPage::Kept(_), ..) if self.is_looking() => {}
            (ContactPage::Kept(person), _, Some(1)) => {
                let form = person.as_ref().map(ContactForm::of).unwrap_or_default();
                let page = if self.has_agreed() {
                    ContactPage::Form(form)
                } else {
                    ContactPage::Ask
                };
                self.overlay = Some(Overlay::Contact(page));
            }
            (ContactPage::Kept(_), _, Some(2)) => {
                self.overlay = Some(Overlay::Contact(ContactPage::Forget));
            }
            (ContactPage::Forget, _, Some(1)) => {
                self.overlay = Some(Overlay::Contact(ContactPage::Forget));
                return vec![Effect::ForgetPerson];
            }
            (ContactPage::Forget, _, Some(2)) => {}
            (page, ..) => {
                self.notice = Some(format!("{} does nothing here.", name(key)).into());
                self.overlay = Some(Overlay::Contact(page));
            }
        }
        Vec::new()
    }

    /// Records what the customer said; the form comes once that is on disk.
    fn asked(&mut self, agreed: bool) -> Vec<Effect> {
        let Some((contact, case)) = self.contact().zip(self.case.as_ref()) else {
            return Vec::new();
        };
        let fact = consent(contact, &case.catalog.edition, agreed, &self.user);
        self.pending = if agreed {
            Pending::Contact
        } else {
            self.notice = Some("Nothing personal is kept.".into());
            Pending::Nothing
        };
        // Who does not agree to the words of today has nothing kept, whatever was agreed to before.
        let kept = self.person_mark().filter(|_| !agreed);
        let forget = kept.map(|_| Effect::ForgetPerson);
        [Effect::Record(fact)].into_iter().chain(forget).collect()
    }

    fn key_in_form(&mut self, mut form: ContactForm, key: Key) -> Vec<Effect> {
        let last = FIELDS.len() - 1;
        let mut effects = Vec::new();
        let dropping = std::mem::take(&mut form.dropping);
        match key {
            // They are personal: no draft of them goes to the disk, so dropping them is asked about.
            Key::Esc | Key::Interrupt if form.texts != form.before && !dropping => {
                form.dropping = true;
                let again = name(key);
                let words = format!(
                    "What was typed is not kept. {again} again drops it; any other key goes on with it."
                );
                self.notice = Some(words.into());
            }
            Key::Interrupt => return self.act(Command::Leave),
            Key::Esc => {
                self.notice = Some("Closed. What was typed is not kept.".into());
                return effects;
            }
            Key::Enter if form.field == last => effects = self.keep_person(&form),
            Key::Enter | Key::Tab | Key::Down => form.field = (form.field + 1).min(last),
            Key::BackTab | Key::Up => form.field = form.field.saturating_sub(1),
            Key::Backspace if form.text().is_some_and(|text| text.is_empty()) => {
                // Back through the fields, and out of the form where nothing stands in it.
                if form.field == 0 && form.texts.iter().all(String::is_empty) {
                    self.notice =
                        Some("Closed. Nothing was typed, and nothing was changed.".into());
                    return effects;
                }
                form.field = form.field.saturating_sub(1);
            }
            Key::Backspace => {
                form.text().map(String::pop);
            }
            Key::Char(c) => {
                form.text().map(|text| write(text, c, MAX_FIELD));
            }
            _ => {}
        }
        // It stays until what was typed is on disk.
        self.overlay = Some(Overlay::Contact(ContactPage::Form(form)));
        effects
    }

    fn keep_person(&mut self, form: &ContactForm) -> Vec<Effect> {
        let person = form.person();
        if person.phone.is_empty() && person.email.is_empty() {
            self.notice = Some("A phone number or an e-mail address is missing.".into());
            return Vec::new();
        }
        vec![Effect::KeepPerson(person)]
    }

    /// What is kept was read.
    pub(super) fn contact_read(&mut self, person: Option<Person>) {
        self.overlay = Some(Overlay::Contact(ContactPage::Kept(person)));
    }

    /// Contact details were kept or erased, and the record says so.
    pub(super) fn contact_changed(&mut self, recorded: Recorded) {
        // It tells nothing of a fact that waits to be saved.
        if !self.is_waiting() {
            self.mended();
        }
        self.overlay = None;
        self.notice = Some(match &recorded.fact {
            Fact::PersonKept(mark) => format!(
                "The contact details are kept to {}, apart from the conversation.",
                mark.until
            )
            .into(),
            _ => "The contact details are erased.".into(),
        });
        if let Some(case) = &mut self.case {
            case.add(recorded);
        }
    }
}
