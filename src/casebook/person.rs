//! Contact details of a customer who agreed that they are kept.
//!
//! They stand in a file of their own beside the journal, which has only a salted hash of it: when the file is gone, nothing that is left
//! says whose they were, and the journal is as whole as before.

use std::io;

use jiff::{Timestamp, ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

use crate::cases::{CaseId, JournalError, PersonFile, ReadError, Store};
use crate::catalog::Contact;
use crate::domain::{SafeText, masked, sha256};
use crate::interview::{Consent, Fact, Interview, PersonMark, Recorded};

use super::days::day_of;
use super::deeds::{Deed, enter_deeds};
use super::open::{CaseError, OpenCase};
use super::records::CaseRecords;

/// What makes a hash of contact details tell nothing of them: 256 bits by chance, which nobody can try out.
pub type Salt = [u8; 32];

/// Whom to reach, and how. What was not told is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The customer's name.
    pub name: SafeText,
    /// A phone number.
    pub phone: SafeText,
    /// An e-mail address.
    pub email: SafeText,
}

/// A person as the file has them.
#[derive(Serialize, Deserialize)]
struct Sealed {
    salt: String,
    person: Person,
}

impl Person {
    /// What was told, with the word for it.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, &SafeText)> {
        let all = [
            ("Name", &self.name),
            ("Phone", &self.phone),
            ("E-mail", &self.email),
        ];
        all.into_iter().filter(|(_, text)| !text.is_empty())
    }

    fn masked(&self) -> Self {
        Self {
            name: masked(&self.name).0,
            phone: masked(&self.phone).0,
            email: masked(&self.email).0,
        }
    }
}

/// The hash of the words in which a customer is asked, as records of consent name them.
#[must_use]
pub fn words_of(contact: &Contact) -> SafeText {
    sha256(contact.ask.as_bytes()).into()
}

/// The last day of so many from `at` on.
fn last_day(at: Timestamp, days: u16) -> Date {
    let today = day_of(at);
    today.checked_add(i64::from(days).days()).unwrap_or(today)
}

impl OpenCase {
    /// Keeps contact details in place of those kept before: first their file, then the fact.
    ///
    /// # Errors
    /// [`CaseError::NoConsent`] when the customer has not agreed to the words of `contact`, [`CaseError::Person`] when the file cannot be
    /// written; nothing was changed then.
    pub fn keep_person(
        &mut self,
        person: &Person,
        contact: &Contact,
        salt: Salt,
        at: Timestamp,
    ) -> Result<&Recorded, CaseError> {
        let id = self.id();
        if !self.interview().privacy().agreed_to(&words_of(contact)) {
            return Err(CaseError::NoConsent);
        }
        let sealed = Sealed {
            salt: salt.iter().map(|byte| format!("{byte:02x}")).collect(),
            person: person.masked(),
        };
        let bytes = serde_json::to_vec(&sealed).map_err(super::open::unwritable)?;
        let hash = sha256(&bytes);
        let refused = |source| CaseError::Person { id, source };
        self.store()?
            .write_person(&id, &hash, &bytes)
            .map_err(refused)?;
        let mark = PersonMark {
            hash: hash.as_str().into(),
            until: last_day(at, contact.days),
        };
        let kept = self.keep(Fact::PersonKept(mark), at).map(drop);
        // Without the fact the file counts for nothing; with it those before count for nothing. What cannot be removed now is removed
        // by the next start.
        let _ = match &kept {
            Ok(()) => self.remove_persons(|file| !file.is_of(&hash)),
            Err(_) => self.remove_persons(|file| file.is_of(&hash)),
        };
        kept.and_then(|()| self.last_fact())
    }

    /// Erases contact details: entered into the audit log first, then their files, then the fact.
    ///
    /// # Errors
    /// [`CaseError::Unlogged`] when the audit log refuses, and nothing was erased; [`CaseError::Person`] when a file cannot be removed.
    pub fn forget_person(&mut self, who: &SafeText, at: Timestamp) -> Result<&Recorded, CaseError> {
        let id = self.id();
        enter_deeds(
            self.store()?,
            at,
            who,
            vec![Deed::PersonForgotten { case: id }],
        )
        .map_err(|source| CaseError::Unlogged { id, source })?;
        self.remove_persons(|_| true)?;
        self.keep(Fact::PersonForgotten, at)
    }

    /// The contact details that are kept; `None` when none are, or their file is not what was kept.
    ///
    /// # Errors
    /// [`CaseError::Person`] when the file cannot be read.
    pub fn person(&self) -> Result<Option<Person>, CaseError> {
        let mark = self.interview().privacy().person();
        match &mark {
            Some(_) => kept_person(self.store()?, self.id(), mark),
            None => Ok(None),
        }
    }

    fn remove_persons(&self, which: impl Fn(&PersonFile) -> bool) -> Result<(), CaseError> {
        let store = self.store()?;
        let remove = || -> io::Result<()> {
            for file in store.persons()? {
                if file.case == self.id() && which(&file) {
                    store.remove_person(&file)?;
                }
            }
            Ok(())
        };
        remove().map_err(|source| CaseError::Person {
            id: self.id(),
            source,
        })
    }
}

/// The contact details of which a journal has this mark; `None` when their file is missing or is not what was kept.
///
/// # Errors
/// [`CaseError::Person`] when the file cannot be read.
pub fn kept_person(
    store: &Store,
    id: CaseId,
    mark: Option<&PersonMark>,
) -> Result<Option<Person>, CaseError> {
    let Some(mark) = mark else {
        return Ok(None);
    };
    let bytes = store.person(&id, &mark.hash);
    let bytes = bytes.map_err(|source| CaseError::Person { id, source })?;
    let bytes = bytes.filter(|bytes| sha256(bytes) == mark.hash.as_str());
    let sealed = bytes.and_then(|bytes| serde_json::from_slice::<Sealed>(&bytes).ok());
    Ok(sealed.map(|sealed| sealed.person))
}

/// Erases the contact details beside a case; the case stays.
///
/// # Errors
/// [`CaseError`] when there is no such case, it is open in a window, or the audit log or a file refuses.
pub fn forget(store: &Store, id: &CaseId, who: &SafeText, at: Timestamp) -> Result<(), CaseError> {
    let (mut case, _) = OpenCase::resume(store, id, at)?;
    case.forget_person(who, at)?;
    case.leave(at)
}

/// Erases the contact details beside a case if they are past their day; whether they were. They are judged once the case is open here:
/// while a list of cases was gone through, another window may have kept new ones.
///
/// # Errors
/// As for [`forget`].
pub(super) fn forget_past(
    store: &Store,
    id: &CaseId,
    who: &SafeText,
    at: Timestamp,
) -> Result<bool, CaseError> {
    let (mut case, _) = OpenCase::resume(store, id, at)?;
    let mark = case.interview().privacy().person();
    let is_past = mark.is_some_and(|mark| mark.until < day_of(at));
    if is_past {
        case.forget_person(who, at)?;
    }
    case.leave(at)?;
    Ok(is_past)
}

/// Removes files of contact details that no journal speaks of: what is left when keeping or erasing them was cut short. Those of a case
/// that is open in a window, or cannot be read, are left alone.
///
/// # Errors
/// What the system says of the folder or a file.
pub fn sweep_persons(store: &Store) -> io::Result<()> {
    for file in store.persons()? {
        let stray = match store.doom(&file.case) {
            // While it is locked nobody is about to keep it.
            Ok(mut locked) => locked.read().is_ok_and(|read| {
                let interview = Interview::fold(&CaseRecords::of(&read).facts);
                let mark = interview.privacy().person();
                mark.is_none_or(|mark| !file.is_of(&mark.hash))
            }),
            Err(error) => matches!(error, JournalError::Read(ReadError::Missing { .. })),
        };
        if stray {
            store.remove_person(&file)?;
        }
    }
    Ok(())
}

/// What a customer says to being asked, for the record.
#[must_use]
pub fn consent(contact: &Contact, edition: &SafeText, agreed: bool, by: &SafeText) -> Fact {
    Fact::Consented(Consent {
        agreed,
        hash: words_of(contact),
        edition: edition.clone(),
        by: by.clone(),
    })
}
