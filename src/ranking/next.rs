//! Which question to ask next, and when to stop.
//!
//! The worth of a question is the expected value of information: how much better, on average, the best offering is once the answer is
//! known than the one that would be chosen without it, in points, for each second that asking takes. Utilities are linear in the
//! weights, so the average over readings needs only the mean weights under each answer.

use super::advise::Advice;
use super::at_last::AtLast;
use super::blind::BlindCatalog;
use super::certificate::certificate;
use super::needs::Needs;
use super::open_question::OpenQuestion;
use super::outlook::Outlook;
use super::prospects::work_out;

/// Enough is known when the first place changes in no more than this many of 10,000 ways to answer the rest.
pub const ENOUGH: u16 = 500;

/// Enough is known, too, when stopping loses no more than this on average, in hundredths of a point of 100: people who say twice how much
/// something matters differ by more.
pub const LITTLE: u16 = 100;

/// What asking on can still do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// One for each open question, in the order given.
    pub questions: Vec<Worth>,
    /// The question to ask next, position among the open ones; `None` when no question can change the first place.
    pub next: Option<usize>,
    /// Nothing that can still be said changes the first place: certain.
    pub can_stop: bool,
    /// Whether it is also sure that something does when `can_stop` is false.
    pub exact: bool,
    /// In how many of 10,000 ways to answer the rest another offering comes first.
    pub changes: u16,
    /// What is lost on average when asking stops now: by how much the best in each of those ways is better than what comes first now, in
    /// hundredths of a point of 100. Of an offering that no longer fits everything is lost.
    pub loss: u16,
    /// Whether enough is known: `can_stop`, `changes` is at most [`ENOUGH`], or `loss` at most [`LITTLE`].
    pub enough: bool,
}

/// What one question is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// Its id.
    pub id: usize,
    /// Whether its answer can still change the first place.
    pub matters: bool,
    /// Expected gain in millionths of a point of 100.
    pub gain: u64,
    /// In how many of 10,000 cases its answer alone changes the first place.
    pub changes: u16,
}

/// Looks ahead over the open questions.
#[must_use]
pub fn ahead(
    blind: &BlindCatalog,
    needs: &Needs,
    advice: &Advice,
    questions: &[OpenQuestion],
) -> Ahead {
    let asked = work_out(blind, needs, advice, questions);
    let certificate = certificate(blind, needs, advice, questions, &asked);
    let outlook = Outlook::new(blind, needs, advice, &certificate);
    let worth: Vec<Worth> = questions
        .iter()
        .zip(&asked)
        .zip(&certificate.matters)
        .map(|((question, asked), &matters)| Worth {
            id: question.id,
            matters,
            gain: if matters { outlook.gain(asked) } else { 0 },
            changes: if matters { outlook.changes(asked) } else { 0 },
        })
        .collect();
    let last = if certificate.can_stop {
        AtLast::default()
    } else {
        outlook.at_last(questions, &asked)
    };
    Ahead {
        next: next(questions, &worth),
        questions: worth,
        can_stop: certificate.can_stop,
        exact: certificate.exact,
        changes: last.changes,
        loss: last.loss,
        enough: certificate.can_stop || last.changes <= ENOUGH || last.loss <= LITTLE,
    }
}

/// The greatest gain per second; without any gain the most changes per second; the earlier question first among equals. What was put
/// off comes last.
fn next(questions: &[OpenQuestion], worth: &[Worth]) -> Option<usize> {
    let all = questions.iter().zip(worth).enumerate();
    all.filter(|(_, (question, worth))| question.askable && worth.matters)
        .reduce(|best, new| {
            let ((_, (asked, b)), (_, (other, a))) = (best, new);
            let (best_seconds, new_seconds) = (asked.seconds.max(1), other.seconds.max(1));
            let gain = |worth: &Worth, seconds| u128::from(worth.gain) * u128::from(seconds);
            let change = |worth: &Worth, seconds| u64::from(worth.changes) * u64::from(seconds);
            let better = (
                !other.put_off,
                gain(a, best_seconds),
                change(a, best_seconds),
            ) > (!asked.put_off, gain(b, new_seconds), change(b, new_seconds));
            if better { new } else { best }
        })
        .map(|(n, _)| n)
}
