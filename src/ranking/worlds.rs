//! How figures may turn out that rest on answers nobody has given yet.

use super::advise::{Advice, advise};
use super::blind::BlindCatalog;
use super::draws::column;
use super::needs::Needs;
use super::open_question::{AnswerEffect, OpenQuestion, with_answers};

/// Worlds at most, and the cells that may be computed for them.
const MOST_WORLDS: u32 = 8;
const MOST_CELLS: usize = 1_000_000;

/// Tells columns of drawn answers for worlds apart from other columns.
const TAG: u64 = 2 << 32;

/// One way in which all open figures may turn out together.
#[derive(Debug, Clone)]
pub struct World {
    /// The needs with these answers in the formulas; nothing else of the answers is taken.
    pub(super) needs: Needs,
    /// The advice on them, for its values.
    pub(super) advice: Advice,
}

/// Draws answers to the open questions that move figures, by how likely they are. Empty when there are none, or when the catalog is too
/// large to be computed several times for every keystroke; then figures stay as they are assumed.
#[must_use]
pub fn worlds(blind: &BlindCatalog, needs: &Needs, questions: &[OpenQuestion]) -> Vec<World> {
    let moving: Vec<&OpenQuestion> = questions
        .iter()
        .filter(|question| question.answers.iter().any(|(_, e)| e.moves_figures()))
        .collect();
    let columns = blind.computed().len() + blind.criteria().len();
    let room = MOST_CELLS / (blind.rows() * columns).max(1);
    let count = u32::try_from(room).unwrap_or(MOST_WORLDS).min(MOST_WORLDS);
    if moving.is_empty() || count < 2 {
        return Vec::new();
    }
    let drawn: Vec<Vec<u32>> = moving
        .iter()
        .map(|question| {
            let id = u64::try_from(question.id).unwrap_or(0);
            column(needs.tie_seed, TAG | id, count)
        })
        .collect();
    (0..usize::try_from(count).unwrap_or(0))
        .map(|world| {
            let figures: Vec<AnswerEffect> = moving
                .iter()
                .zip(&drawn)
                .filter_map(|(question, column)| {
                    let effect = question.answer_at(column.get(world).copied()?)?;
                    Some(AnswerEffect {
                        inputs: effect.inputs.clone(),
                        given: effect.given.clone(),
                        ..AnswerEffect::default()
                    })
                })
                .collect();
            let needs = with_answers(needs, &figures);
            let advice = advise(blind, &needs);
            World { needs, advice }
        })
        .collect()
}
