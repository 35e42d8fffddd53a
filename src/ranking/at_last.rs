//! What comes of asking all the rest: how often another offering comes first then, and what stopping now loses.

use super::confidence::out_of;
use super::draws::{column, share_at};
use super::ending::ending_after;
use super::figures::Known;
use super::open_question::{OpenQuestion, with_answers};
use super::outlook::Outlook;
use super::prospects::{Asked, Prospect};

/// Ways to answer the rest that are drawn, and the work they may take: offerings times criteria times ways.
const MOST_WAYS: usize = 512;
const LEAST_WAYS: usize = 64;
const MOST_WORK: usize = 12_000_000;

/// Cells that may be computed for ways in which several answers move figures or must-haves together: some milliseconds.
const MOST_CELLS: usize = 400_000;

/// Tells columns of drawn answers apart from columns of drawn weights.
const ANSWERS: u64 = 1 << 32;

/// What comes of asking all the rest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AtLast {
    /// In how many of 10,000 ways another offering comes first.
    pub changes: u16,
    /// What is lost on average without it, in hundredths of a point of 100.
    pub loss: u16,
}

impl Outlook<'_> {
    /// What comes of asking all the rest, from ways to answer it that are drawn by how likely the answers are.
    ///
    /// Where two or more questions move figures or must-haves, each way is advised on anew, because what they do together is not the
    /// sum of what each does: `cargo bench -- quality` finds the same pick as after all questions in 97 of 100 mortgage talks instead of
    /// 77 and in 76 of 100 wireless ones instead of 64. In catalogs too large for that, the later answer's figures are taken.
    pub(super) fn at_last(&self, questions: &[OpenQuestion], asked: &[Asked]) -> AtLast {
        let moves = |asked: &&Asked| {
            let mut answers = asked.answers.iter();
            answers.any(|answer| !answer.values.is_empty() || answer.fits.is_some())
        };
        let cells = self.blind.rows() * (self.blind.computed().len() + self.blind.criteria().len());
        let together = asked.iter().filter(moves).count() > 1 && cells <= MOST_CELLS / LEAST_WAYS;
        let (work, most) = if together {
            (cells, MOST_CELLS)
        } else {
            (self.able.len() * self.means.len(), MOST_WORK)
        };
        let ways = (most / work.max(1)).clamp(LEAST_WAYS, MOST_WAYS);
        let count = u32::try_from(ways).unwrap_or(u32::MAX);
        let columns: Vec<Vec<u32>> = questions
            .iter()
            .map(|question| {
                let id = u64::try_from(question.id).unwrap_or(0);
                column(self.needs.tie_seed, ANSWERS | id, count)
            })
            .collect();
        let known = Known {
            needs: self.needs,
            computed: &self.advice.computed,
        };
        let (mut changing, mut loss) = (0, 0);
        for way in 0..ways {
            let fraction = |column: &Vec<u32>| column.get(way).copied();
            let ending = if together {
                let drawn = questions.iter().zip(&columns);
                let answers = drawn.filter_map(|(q, column)| q.answer_at(fraction(column)?));
                let needs = with_answers(self.needs, answers);
                ending_after(self.blind, &needs, Some(known), self.first)
            } else {
                let drawn = asked.iter().zip(&columns);
                let answers = drawn.filter_map(|(a, column)| prospect_at(a, fraction(column)?));
                self.ending(&answers.collect::<Vec<_>>())
            };
            changing += u64::from(ending.first != self.first);
            loss += u64::from(ending.lost);
        }
        let ways = u64::try_from(ways).unwrap_or(u64::MAX);
        let mean = (loss + ways / 2).checked_div(ways).unwrap_or(0);
        AtLast {
            changes: out_of(10_000, changing, ways),
            loss: u16::try_from(mean).unwrap_or(u16::MAX),
        }
    }
}

/// What the answer at a fraction of all answers does, worked out.
fn prospect_at(asked: &Asked, fraction: u32) -> Option<&Prospect> {
    let priors = asked.answers.iter().map(|answer| answer.prior);
    asked.answers.get(share_at(priors, fraction)?)
}
