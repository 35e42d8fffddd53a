//! What a conversation says about the customer as a person: consent, and whether contact details are kept beside it.

use jiff::Timestamp;

use super::fact::{Consent, Fact, PersonMark};

/// The fold of facts about contact details.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Privacy {
    consent: Option<(Timestamp, Consent)>,
    person: Option<PersonMark>,
    forgotten: Option<Timestamp>,
}

impl Privacy {
    /// Adds one fact.
    pub(super) fn apply(&mut self, at: Timestamp, fact: &Fact) {
        match fact {
            Fact::Consented(consent) => self.consent = Some((at, consent.clone())),
            Fact::PersonKept(mark) => {
                self.person = Some(mark.clone());
                self.forgotten = None;
            }
            Fact::PersonForgotten => {
                self.person = None;
                self.forgotten = Some(at);
            }
            _ => {}
        }
    }

    /// What the customer said last, and when; `None` when they were not asked.
    #[must_use]
    pub const fn consent(&self) -> Option<&(Timestamp, Consent)> {
        self.consent.as_ref()
    }

    /// Whether the customer agreed to what these words ask (their hash).
    #[must_use]
    pub fn agreed_to(&self, hash: &str) -> bool {
        let consent = self.consent.as_ref();
        consent.is_some_and(|(_, consent)| consent.agreed && consent.hash.as_str() == hash)
    }

    /// What says that contact details are kept; `None` when none are.
    #[must_use]
    pub const fn person(&self) -> Option<&PersonMark> {
        self.person.as_ref()
    }

    /// When contact details were erased, where none are kept since.
    #[must_use]
    pub const fn forgotten(&self) -> Option<Timestamp> {
        self.forgotten
    }
}
