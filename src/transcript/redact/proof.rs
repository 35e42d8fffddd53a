//! The evidence of a redacted document: none of the times within a day, no answer but in words.

use serde_json::Value;

use super::super::proof::{Asked, Given, Proof, Ranked};
use super::bands::Bands;
use super::document::whole;

pub(super) fn proof(proof: Proof, bands: &Bands) -> Proof {
    let Proof {
        held_with,
        engine,
        questions,
        ranking,
        consents,
        masked,
        chain: _,
    } = proof;
    let questions = questions.into_iter().map(|one| {
        let Asked {
            id,
            label,
            spoken,
            state,
            put_off,
            answers,
        } = one;
        Asked {
            id,
            label,
            spoken,
            state,
            put_off,
            answers: answers.into_iter().map(|one| given(one, bands)).collect(),
        }
    });
    let ranking = ranking.into_iter().map(|one| {
        let Ranked {
            rank,
            leads_line,
            id,
            name,
            score,
            violates,
            ask,
        } = one;
        Ranked {
            rank,
            leads_line,
            id,
            name,
            score: whole(score),
            violates: bands.all(&violates),
            ask: bands.all(&ask),
        }
    });
    Proof {
        held_with,
        engine,
        questions: questions.collect(),
        ranking: ranking.collect(),
        consents,
        masked,
        chain: None,
    }
}

fn given(given: Given, bands: &Bands) -> Given {
    let Given {
        at,
        seconds: _,
        answer: _,
        words,
        provenance,
        certainty,
        holds,
        taken_back,
    } = given;
    Given {
        at,
        seconds: None,
        answer: Value::Null,
        words: bands.text(&words),
        provenance,
        certainty,
        holds,
        taken_back,
    }
}
