//! Facts without what anybody typed, without names and without the time of the day.

use crate::domain::{Answer, AnswerValue, SafeText};
use crate::interview::{Acceptance, Consent, Fact, NoteKind, Outcome, Recommendation, Recorded};

use super::super::build::day_in;
use super::{NAME, WORDS, day, left_out};

/// The fact as a redacted document may rest on it. Every kind of fact is named here: a new one has to be decided about.
pub(super) fn without_words(recorded: &Recorded) -> Recorded {
    let at = day(recorded.at);
    let fact = match &recorded.fact {
        Fact::Answered { question, answer } => Fact::Answered {
            question: question.clone(),
            answer: without_free_words(answer),
        },
        Fact::Noted { kind, text } => Fact::Noted {
            kind: *kind,
            text: note(*kind, text, recorded),
        },
        Fact::Consented(consent) => Fact::Consented(Consent {
            by: NAME.into(),
            ..consent.clone()
        }),
        Fact::Held { place } => Fact::Held {
            place: place.place_only(),
        },
        Fact::Drafted { place } => Fact::Drafted {
            place: place.place_only(),
        },
        Fact::Accepted(accepted) => Fact::Accepted(Acceptance {
            by: NAME.into(),
            summary: left_out(&accepted.summary),
        }),
        Fact::Recommended(own) => Fact::Recommended(Recommendation {
            offering: own.offering.clone(),
            reason: left_out(&own.reason),
        }),
        Fact::Ended { outcome } => Fact::Ended {
            outcome: without_a_name(outcome),
        },
        // Ids, hashes and days: nobody typed them.
        same @ (Fact::Began(_)
        | Fact::PutOff { .. }
        | Fact::Chose(_)
        | Fact::Undone
        | Fact::Redone
        | Fact::ReadOut { .. }
        | Fact::PersonKept(_)
        | Fact::PersonForgotten
        | Fact::TakenUp
        | Fact::Closing(_)) => same.clone(),
    };
    Recorded { at, fact }
}

fn without_a_name(outcome: &Outcome) -> Outcome {
    match outcome {
        Outcome::Referred { to } => Outcome::Referred { to: left_out(to) },
        same @ (Outcome::Chose { .. }
        | Outcome::Stays
        | Outcome::Thinks
        | Outcome::NothingFits
        | Outcome::Left) => same.clone(),
    }
}

fn without_free_words(answer: &Answer) -> Answer {
    let value = match &answer.value {
        AnswerValue::Words(words) => AnswerValue::Words(left_out(words)),
        same @ (AnswerValue::One(_)
        | AnswerValue::Several(_)
        | AnswerValue::YesNo(_)
        | AnswerValue::Number(_)
        | AnswerValue::Range(..)
        | AnswerValue::Order(_)
        | AnswerValue::Level(_)
        | AnswerValue::DontKnow
        | AnswerValue::Refused) => same.clone(),
    };
    Answer {
        value,
        ..answer.clone()
    }
}

/// A promise keeps the day by which it is due, unless that lies in the past, where it may be somebody's birthday.
fn note(kind: NoteKind, text: &SafeText, recorded: &Recorded) -> SafeText {
    let promised = matches!(kind, NoteKind::WePromised | NoteKind::CustomerDoes);
    let today = recorded.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let due = day_in(text).filter(|due| promised && *due >= today);
    due.map_or_else(|| left_out(text), |due| format!("{WORDS} by {due}").into())
}
