//! A document with bands in place of figures, field by field: every field is named, so that a new one has to be decided about.

use serde_json::Value;

use super::super::document::{
    Adviser, Answered, CostRow, Costs, Document, Evidence, LeftOut, NoteLine, Place, Said, Unmet,
    Verdict,
};
use super::super::handover::{Action, Handover, Spoken};
use super::super::shown::{Alternative, Difference, Meets, Shown};
use super::bands::Bands;
use super::proof::proof;

/// A whole point, in hundredths.
const POINT: u32 = 100;

pub(super) fn redacted(document: Document, bands: &Bands) -> Document {
    let Document {
        redacted: _,
        head,
        said,
        compared,
        left_out,
        verdict,
        sure,
        would_change,
        ways,
        alternatives,
        costs,
        unmet,
        decision,
        adviser,
        closing,
        order,
        notes,
        handover,
        statements,
        sources,
        oldest_fact,
        ask_first,
        good_until,
        afterwards,
        afterwards_sources,
        scope,
        interests,
        proof,
        evidence: _,
    } = document;
    Document {
        redacted: true,
        said: self::said(said, bands),
        left_out: left_out
            .into_iter()
            .map(|LeftOut { need, count }| LeftOut {
                need: bands.text(&need),
                count,
            })
            .collect(),
        verdict: self::verdict(verdict, bands),
        sure: sure.map(|words| bands.text(&words)),
        would_change: bands.all(&would_change),
        ways: bands.all(&ways),
        alternatives: alternatives
            .into_iter()
            .map(|one| alternative(one, bands))
            .collect(),
        costs: self::costs(costs, bands),
        unmet: self::unmet(&unmet, bands),
        decision: decision.map(|words| bands.text(&words)),
        adviser: adviser.map(|own| self::adviser(own, bands)),
        order: order.into_iter().map(|one| place(one, bands)).collect(),
        notes: notes
            .into_iter()
            .map(|NoteLine { at, kind, text }| NoteLine {
                at,
                kind,
                text: bands.text(&text),
            })
            .collect(),
        handover: self::handover(handover, bands),
        ask_first: bands.all(&ask_first),
        proof: self::proof(proof, bands),
        evidence: Evidence {
            facts: Value::Array(Vec::new()),
            report: Value::Null,
        },
        // Of the catalog or the program, or of a day.
        closing,
        head,
        compared,
        statements,
        sources,
        oldest_fact,
        good_until,
        afterwards,
        afterwards_sources,
        scope,
        interests,
    }
}

fn adviser(own: Adviser, bands: &Bands) -> Adviser {
    let Adviser {
        at,
        offering,
        name,
        own,
        rank,
        reason,
        words,
    } = own;
    Adviser {
        at,
        offering,
        name,
        own,
        rank,
        // Its words are gone with those of the fact.
        reason,
        words: bands.text(&words),
    }
}

fn said(said: Said, bands: &Bands) -> Said {
    let Said {
        musts,
        wishes,
        other,
        not_known,
        not_told,
        no_longer_used,
        not_asked,
        not_applying,
        assumed,
        average,
        choices,
    } = said;
    let answered = |all: Vec<Answered>| -> Vec<Answered> {
        let all = all.into_iter();
        all.map(
            |Answered {
                 question,
                 answer,
                 source,
                 before,
             }| Answered {
                question,
                answer: bands.text(&answer),
                source,
                before: bands.all(&before),
            },
        )
        .collect()
    };
    Said {
        musts: answered(musts),
        wishes: answered(wishes),
        other: answered(other),
        not_known,
        not_told,
        no_longer_used: answered(no_longer_used),
        not_asked,
        not_applying,
        // What is counted with instead of an answer is the catalog's.
        assumed,
        average,
        choices: bands.all(&choices),
    }
}

fn verdict(verdict: Verdict, bands: &Bands) -> Verdict {
    match verdict {
        Verdict::First {
            offering,
            shared_with,
            fitting,
            open,
        } => Verdict::First {
            offering: shown(offering, bands),
            shared_with,
            fitting,
            open,
        },
        Verdict::NothingFits => Verdict::NothingFits,
    }
}

fn shown(shown: Shown, bands: &Bands) -> Shown {
    let Shown {
        name,
        seller,
        own,
        now,
        rank,
        score,
        meets,
        good,
        disadvantages,
        contributions: _,
        oldest_fact,
    } = shown;
    let meets = meets.into_iter().map(|one| {
        let Meets {
            need,
            must,
            level,
            fit,
            column,
            figure,
        } = one;
        Meets {
            need: bands.text(&need),
            must,
            level,
            fit,
            column,
            figure: bands.text(&figure),
        }
    });
    Shown {
        name,
        seller,
        own,
        now,
        rank,
        score: whole(score),
        meets: meets.collect(),
        good: bands.all(&good),
        disadvantages: bands.all(&disadvantages),
        contributions: Vec::new(),
        oldest_fact,
    }
}

/// Hundredths of a point as whole points.
pub(super) const fn whole(hundredths: u32) -> u32 {
    (hundredths + POINT / 2) / POINT * POINT
}

fn alternative(one: Alternative, bands: &Bands) -> Alternative {
    let Alternative {
        offering,
        taken,
        worse,
        better,
        first_if,
    } = one;
    let differences = |all: Vec<Difference>| -> Vec<Difference> {
        let all = all.into_iter();
        all.map(
            |Difference {
                 criterion,
                 figure,
                 first,
                 hundredths,
             }| Difference {
                criterion,
                figure: bands.text(&figure),
                first: bands.text(&first),
                hundredths: hundredths.signum()
                    * i64::from(whole(
                        u32::try_from(hundredths.unsigned_abs()).unwrap_or(u32::MAX - POINT),
                    )),
            },
        )
        .collect()
    };
    Alternative {
        taken,
        offering: shown(offering, bands),
        worse: differences(worse),
        better: differences(better),
        first_if: first_if.map(|words| bands.text(&words)),
    }
}

fn costs(costs: Costs, bands: &Bands) -> Costs {
    let Costs { offerings, rows } = costs;
    let rows = rows.into_iter();
    Costs {
        offerings,
        rows: rows
            .map(
                |CostRow {
                     label,
                     amounts,
                     help,
                 }| CostRow {
                    label,
                    amounts: bands.all(&amounts),
                    help,
                },
            )
            .collect(),
    }
}

fn unmet(unmet: &Unmet, bands: &Bands) -> Unmet {
    let Unmet {
        ask,
        little,
        nobody,
        noted,
        disputed,
    } = unmet;
    Unmet {
        ask: bands.all(ask),
        little: bands.all(little),
        nobody: bands.all(nobody),
        noted: bands.all(noted),
        disputed: bands.all(disputed),
    }
}

fn place(place: Place, bands: &Bands) -> Place {
    let Place {
        rank,
        name,
        seller,
        score,
        ask,
    } = place;
    Place {
        rank,
        name,
        seller,
        score: whole(score),
        ask: bands.all(&ask),
    }
}

fn handover(handover: Handover, bands: &Bands) -> Handover {
    let Handover {
        state,
        by,
        gist,
        actions,
        if_then,
        accepted,
        spoken,
    } = handover;
    let Spoken {
        transfer,
        recommendation,
        caveat,
    } = spoken;
    Handover {
        state,
        by,
        gist: gist.map(|words| bands.text(&words)),
        actions: actions
            .into_iter()
            .map(|Action { ours, what, by }| Action {
                ours,
                what: bands.text(&what),
                by,
            })
            .collect(),
        if_then: bands.all(&if_then),
        // Its words and names are gone with those of the facts.
        accepted,
        spoken: Spoken {
            transfer: bands.text(&transfer),
            recommendation: bands.text(&recommendation),
            caveat: bands.text(&caveat),
        },
    }
}
