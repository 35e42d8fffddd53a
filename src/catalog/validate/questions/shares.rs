//! What customers usually answer: names and sums.

use crate::catalog::locate::Path;
use crate::catalog::model::{AnswerKind, Shares};
use crate::catalog::raw::{RawQuestion, RawShares};

use super::super::check::Check;

/// All customers.
const ALL: u32 = 100;

/// The shares of a question; of what is wrong with them nothing is kept.
pub(super) fn shares(
    check: &mut Check<'_>,
    at: &Path,
    question: &RawQuestion,
    kind: &AnswerKind,
) -> Shares {
    let at = at.clone().key("shares");
    let Some(raw) = &question.shares else {
        return Shares::default();
    };
    if raw.must.is_some() && question.importance.is_none() {
        check.problem(
            &at.clone().key("must"),
            "This question does not ask how much it matters, so nobody says \"must\".",
            "Take the key out, or give the question an \"importance\".",
        );
    }
    let Some(names) = names(kind) else {
        check.problem(
            &at,
            "Shares are counted of options, usual figures, or yes and no, and this question has none.",
            "Take the key out.",
        );
        return Shares::default();
    };
    let mut shares = Shares {
        answers: vec![None; names.len()],
        nothing: raw.nothing,
        must: raw.must.unwrap_or(Shares::USUAL_MUSTS),
    };
    let answers = at.clone().key("answers");
    for (name, share) in &raw.answers {
        let known = names.iter().map(String::as_str);
        let position = check.position_of_key(&answers, name, "answer", known);
        if let Some(own) = position.and_then(|position| shares.answers.get_mut(position)) {
            *own = Some(*share);
        }
    }
    if beyond_all(check, &at, raw, &shares, kind) {
        return Shares::default();
    }
    shares
}

/// What answers are called in the list of shares; `None` for kinds that have no such list. Sellers are not told apart: which of them
/// customers name decides nothing here.
fn names(kind: &AnswerKind) -> Option<Vec<String>> {
    match kind {
        AnswerKind::One { options, .. }
        | AnswerKind::Several {
            options,
            sellers: false,
        } => Some(options.iter().map(|option| option.id.to_string()).collect()),
        AnswerKind::Several { sellers: true, .. } => Some(Vec::new()),
        AnswerKind::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
        AnswerKind::Number(range) | AnswerKind::Money(range) if !range.usual.is_empty() => {
            Some(range.usual.iter().map(f64::to_string).collect())
        }
        AnswerKind::Number(_)
        | AnswerKind::Money(_)
        | AnswerKind::Range(_)
        | AnswerKind::Order(_)
        | AnswerKind::Level(_)
        | AnswerKind::Words => None,
    }
}

/// Whether more than all customers are spoken of, or fewer where every answer has its share.
fn beyond_all(
    check: &mut Check<'_>,
    at: &Path,
    raw: &RawShares,
    shares: &Shares,
    kind: &AnswerKind,
) -> bool {
    let several = matches!(kind, AnswerKind::Several { .. });
    let named: u32 = shares
        .answers
        .iter()
        .flatten()
        .copied()
        .map(u32::from)
        .sum();
    let nothing = raw.nothing.map_or(0, u32::from);
    let single = [raw.nothing, raw.must].into_iter().flatten();
    let most = single.chain(raw.answers.values().copied()).max();
    let too_many = most.is_some_and(|most| u32::from(most) > ALL);
    let together = named + nothing;
    let whole = !shares.answers.is_empty() && shares.answers.iter().all(Option::is_some);
    let wrong = !several && (together > ALL || whole && together != ALL);
    if too_many || wrong {
        let what = if too_many {
            "A share is of a hundred customers.".to_owned()
        } else {
            format!("These shares make {together} of a hundred customers.")
        };
        check.problem(
            at,
            what,
            "Each customer gives one of these answers or leaves it open: let the shares make 100, or leave some answers out.",
        );
    }
    too_many || wrong
}
