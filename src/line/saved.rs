//! What is said once a fact is on disk.

use crate::domain::SafeText;
use crate::interview::{Fact, Outcome, Preferred, Recorded};
use crate::present::{answer_words, outcome_words};
use crate::tui::app::{App, Case};
use crate::tui::text::cut;

/// How much of a text that was read out is told again, in cells: its beginning says which it was.
const BEGINNING: usize = 60;

/// What was saved, in a sentence; `None` for what nobody said, such as where a conversation stood when it was left.
pub(super) fn saved(app: &App, case: &Case, recorded: &Recorded) -> Option<String> {
    let question = |id: &str| case.catalog.question(id);
    let label = |id: &str| {
        question(id).map_or_else(
            || id.to_owned(),
            |(position, question)| format!("Q{}, {}", position + 1, question.label),
        )
    };
    let notice = app.notice.as_deref().unwrap_or("the last change");
    let what = match &recorded.fact {
        Fact::Began(_) => format!("conversation begun, case {}.", case.id),
        Fact::Answered {
            question: id,
            answer,
        } => {
            let words = question(id.as_str()).map_or_else(SafeText::default, |(_, question)| {
                answer_words(&case.catalog, question, answer)
            });
            format!("{}: {words}.", label(id.as_str()))
        }
        Fact::PutOff { question } => format!("{}, to be asked later.", label(question.as_str())),
        Fact::Chose(choice) => match choice.preferred {
            Preferred::One => "rather the first.".to_owned(),
            Preferred::Other => "rather the second.".to_owned(),
            Preferred::Neither => "could not say which.".to_owned(),
        },
        Fact::Noted { kind, text } => format!("note, {}: \"{text}\"", kind.words()),
        Fact::Recommended(own) => {
            let offering = own.offering.clone();
            let name = outcome_words(&case.catalog, &Outcome::Chose { offering });
            let name = name.split_once(' ').map_or("", |(_, name)| name);
            format!("your own recommendation, {name}: \"{}\"", own.reason)
        }
        Fact::Closing(closing) => {
            format!("\"{}\" {}.", closing.asked, closing.said.words())
        }
        Fact::Undone | Fact::Redone => notice.to_owned(),
        Fact::ReadOut { statement, .. } => {
            let mut all = case.catalog.statements.iter();
            let text = all.find(|own| own.id == *statement);
            let text = text.map_or_else(
                || statement.as_str().into(),
                |own| cut(&own.text, BEGINNING),
            );
            format!(
                "read out word for word at {}: \"{text}\".",
                app.look.clock(recorded.at)
            )
        }
        Fact::Consented(consent) if consent.agreed => {
            "the customer agrees that contact details are kept.".to_owned()
        }
        Fact::Consented(_) => "the customer does not agree: nothing personal is kept.".to_owned(),
        Fact::PersonKept(mark) => format!("contact details, kept to {}.", mark.until),
        Fact::PersonForgotten => "contact details are erased.".to_owned(),
        // It comes from the command line, to nobody who is in the talk.
        Fact::Drafted { .. } | Fact::Accepted(_) => return None,
        Fact::Held { .. } => format!("case {} is on hold.", case.id),
        Fact::TakenUp => format!("case {} goes on.", case.id),
        Fact::Ended { outcome } => {
            format!("decision: {}.", outcome_words(&case.catalog, outcome))
        }
    };
    let lead = if app.keeps_nothing() {
        "Only in memory:"
    } else {
        "Saved:"
    };
    Some(format!("{lead} {what}"))
}

/// Whether a fact can move the order.
pub(super) const fn moves(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::Answered { .. } | Fact::Chose(_) | Fact::Undone | Fact::Redone
    )
}

/// Whether `notice` says no more than what was told with this fact.
pub(super) fn tells(fact: &Fact, notice: &str) -> bool {
    match fact {
        Fact::Undone | Fact::Redone | Fact::PersonKept(_) | Fact::PersonForgotten => true,
        Fact::Recommended(_) => notice.starts_with("Kept: ") && !notice.contains("open again"),
        Fact::Closing(_) => notice.starts_with("The closing question"),
        Fact::Noted { .. } => notice.starts_with("Noted:"),
        _ => false,
    }
}
