//! What can happen in a conversation. The journal holds these and nothing else.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::domain::{Answer, AnswerValue, Id, SafeText, masked};

use super::bookmark::Bookmark;
use super::choice::Choice;
use super::ending::{Closing, Outcome, Recommendation};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The conversation began, on this edition of a catalog. Always the first fact.
    Began(Began),
    /// A question was answered, or an earlier answer changed.
    Answered {
        /// Which question.
        question: Id,
        /// What was said.
        answer: Answer,
    },
    /// A question was put off to the end.
    PutOff {
        /// Which question.
        question: Id,
    },
    /// Two offerings were held against each other, without names.
    Chose(Choice),
    /// A note was taken.
    Noted {
        /// Who it is for.
        kind: NoteKind,
        /// The words.
        text: SafeText,
    },
    /// The adviser recommends an offering in place of the first of the order.
    Recommended(Recommendation),
    /// The last answer, putting off, choice, note or recommendation was taken back.
    Undone,
    /// What was taken back last holds again.
    Redone,
    /// A statement was read out word for word.
    ReadOut {
        /// Which statement.
        statement: Id,
        /// SHA-256 of its text, in hexadecimal.
        hash: SafeText,
    },
    /// The customer was asked whether their contact details may be kept.
    Consented(Consent),
    /// Contact details were kept, in a file of their own.
    PersonKept(PersonMark),
    /// Contact details were erased.
    PersonForgotten,
    /// The conversation was put on hold.
    Held {
        /// Where it stood.
        place: Bookmark,
    },
    /// The conversation was taken up again after it had been on hold.
    TakenUp,
    /// Something was begun and is not kept yet, or the place changed: where the conversation would be taken up if it stopped here.
    /// It answers nothing, puts nothing on hold, and the next one takes its place.
    Drafted {
        /// Where it stood.
        place: Bookmark,
    },
    /// Somebody else took the conversation over, and said what they understood.
    Accepted(Acceptance),
    /// The customer was asked the closing question. The last answer holds.
    Closing(Closing),
    /// The conversation ended.
    Ended {
        /// How.
        outcome: Outcome,
    },
}

impl Fact {
    /// The fact with card numbers and security codes hidden in what people wrote: a note, a reason, an answer in free words, or one of
    /// them in the making.
    #[must_use]
    pub fn masked(self) -> Self {
        match self {
            Self::Noted { kind, text } => Self::Noted {
                kind,
                text: masked(&text).0,
            },
            Self::Answered {
                question,
                mut answer,
            } => {
                if let AnswerValue::Words(words) = &mut answer.value {
                    *words = masked(words).0;
                }
                Self::Answered { question, answer }
            }
            Self::Accepted(accepted) => Self::Accepted(Acceptance {
                summary: masked(&accepted.summary).0,
                ..accepted
            }),
            Self::Recommended(recommended) => Self::Recommended(Recommendation {
                reason: masked(&recommended.reason).0,
                ..recommended
            }),
            Self::Ended { outcome } => Self::Ended {
                outcome: outcome.masked(),
            },
            Self::Held { place } => Self::Held {
                place: place.masked(),
            },
            Self::Drafted { place } => Self::Drafted {
                place: place.masked(),
            },
            other => other,
        }
    }
}

/// A hand-over taken: who has the conversation now, and what they understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Who took it over.
    pub by: SafeText,
    /// The receiver's own summary; empty when none was given.
    pub summary: SafeText,
}

/// What a conversation rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Began {
    /// Id of the catalog.
    pub catalog: Id,
    /// Its edition.
    pub edition: SafeText,
    /// Its fingerprint.
    pub fingerprint: SafeText,
    /// Version of the program.
    pub program: SafeText,
}

/// What a customer said to keeping contact details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Whether they agreed.
    pub agreed: bool,
    /// SHA-256 of the words in which they were asked, in hexadecimal: other words need another consent.
    pub hash: SafeText,
    /// The edition of the catalog that has those words.
    pub edition: SafeText,
    /// Who asked: the user's name on this computer.
    pub by: SafeText,
}

/// What the record says of contact details: nothing that tells whose they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMark {
    /// SHA-256 of their file, salt included, in hexadecimal. Without the salt, which is only in that file, no guess can be tried.
    pub hash: SafeText,
    /// The last day on which they are kept.
    pub until: Date,
}

/// Who a note is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A need that nothing covers.
    UnmetNeed,
    /// An idea for the product team.
    Idea,
    /// A complaint.
    Complaint,
    /// The customer says that a fact is wrong.
    WrongFact,
    /// Something about a competitor.
    Competitor,
    /// Only for this case.
    Private,
    /// What we promised to do.
    WePromised,
    /// What the customer is going to do.
    CustomerDoes,
}

impl NoteKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::UnmetNeed,
        Self::Idea,
        Self::Complaint,
        Self::WrongFact,
        Self::Competitor,
        Self::Private,
        Self::WePromised,
        Self::CustomerDoes,
    ];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::UnmetNeed => "a need nothing covers",
            Self::Idea => "an idea for us",
            Self::Complaint => "a complaint",
            Self::WrongFact => "our data looks wrong",
            Self::Competitor => "about a competitor",
            Self::Private => "private to this case",
            Self::WePromised => "we promised",
            Self::CustomerDoes => "the customer will do",
        }
    }

    /// Where its words stand afterwards.
    #[must_use]
    pub const fn stands(self) -> &'static str {
        match self {
            Self::UnmetNeed => "It goes on the customer's page: nothing here has it.",
            Self::Idea | Self::Complaint | Self::Competitor => {
                "It goes into the transcript, under the notes."
            }
            Self::WrongFact => "It goes on the customer's page, and under the notes.",
            Self::Private => "It stays in this case: no transcript has its words.",
            Self::WePromised | Self::CustomerDoes => {
                "It goes into the transcript: who does what by when."
            }
        }
    }
}

/// A fact with the time at which it was recorded. The time is a label: the order is that of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// When.
    pub at: Timestamp,
    /// What.
    #[serde(flatten)]
    pub fact: Fact,
}
