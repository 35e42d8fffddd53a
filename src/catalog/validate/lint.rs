//! What a catalog must be beyond being well-formed: balanced, speakable and about needs.

use crate::catalog::load::TABLE_FILE;
use crate::catalog::locate::{Locator, Path};
use crate::catalog::model::{AnswerKind, Catalog, Effect};
use crate::catalog::problem::{Place, Problem};
use crate::catalog::raw::{RawCatalog, RawRemarkKind};
use crate::domain::Cell;
use crate::ranking::{Figures, Needs};

/// Most words of a spoken line.
const MAX_SAY_WORDS: usize = 25;

/// Wording that presses instead of informing. Compared in lower case.
const PRESSURE: [&str; 12] = [
    "only today",
    "today only",
    "hurry",
    "most popular",
    "best-selling",
    "recommended for you",
    "great choice",
    "last chance",
    "don't miss",
    "act now",
    "limited time",
    "everyone buys",
];

/// All that is wrong with a well-formed catalog.
pub(super) fn lint(raw: &RawCatalog, catalog: &Catalog, locator: &Locator<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    spoken_lines(raw, locator, &mut problems);
    pressure(raw, catalog, locator, &mut problems);
    criteria_without_need(catalog, locator, &mut problems);
    both_sides(catalog, &mut problems);
    problems
}

fn spoken_lines(raw: &RawCatalog, locator: &Locator<'_>, problems: &mut Vec<Problem>) {
    for (n, question) in raw.questions.iter().enumerate() {
        let words = question.say.split_whitespace().count();
        if words > MAX_SAY_WORDS {
            let at = Path::list("questions", n).key("say");
            let what = format!("The spoken line has {words} words; the most is {MAX_SAY_WORDS}.");
            problems.push(
                locator
                    .problem(&at, what)
                    .hint("Say it shorter, or ask two questions."),
            );
        }
    }
}

fn pressure(
    raw: &RawCatalog,
    catalog: &Catalog,
    locator: &Locator<'_>,
    problems: &mut Vec<Problem>,
) {
    let found = |text: &str| {
        let text = text.to_lowercase();
        PRESSURE.into_iter().find(|phrase| text.contains(phrase))
    };
    let what = |phrase: &str| format!("'{phrase}' presses the customer.");
    let hint = "Say a fact instead.";
    let remarks = raw
        .remarks
        .iter()
        .enumerate()
        .map(|(n, r)| (Path::list("remarks", n).key("text"), &r.text));
    let lines = raw
        .questions
        .iter()
        .enumerate()
        .map(|(n, q)| (Path::list("questions", n).key("say"), &q.say));
    for (at, text) in remarks.chain(lines) {
        if let Some(phrase) = found(text) {
            problems.push(locator.problem(&at, what(phrase)).hint(hint));
        }
    }
    for (row, offering) in catalog.offerings.iter().enumerate() {
        for (column, sentences) in [("pros", &offering.pros), ("cons", &offering.cons)] {
            for sentence in sentences {
                if let Some(phrase) = found(sentence) {
                    problems
                        .push(Problem::new(cell(row, column), sentence, what(phrase)).hint(hint));
                }
            }
        }
    }
}

/// A criterion that no answer can touch judges customers by what nobody asked them.
fn criteria_without_need(catalog: &Catalog, locator: &Locator<'_>, problems: &mut Vec<Problem>) {
    for (number, criterion) in catalog.criteria.iter().enumerate() {
        let asked = catalog.questions.iter().any(|question| {
            let by_kind = match &question.kind {
                AnswerKind::Level(own) => *own == number,
                AnswerKind::Order(items) => items.iter().any(|(_, own)| *own == number),
                _ => false,
            };
            by_kind
                || question.effects.iter().any(|effect| {
                    matches!(effect, Effect::Weigh { criterion, .. } if *criterion == number)
                })
        });
        if !asked {
            let what = format!("No answer says how much '{}' matters.", criterion.id);
            problems.push(
                locator
                    .problem(&Path::list("criteria", number), what)
                    .hint("Add a question that weighs it, or take the criterion out."),
            );
        }
    }
}

/// Every offering has at least one good point and one caution that hold for every customer.
fn both_sides(catalog: &Catalog, problems: &mut Vec<Problem>) {
    let needs = Needs::default();
    let figures = Figures::new(catalog.blind(), &needs);
    for (row, offering) in catalog.offerings.iter().enumerate() {
        let holds = |kind: RawRemarkKind| {
            catalog
                .remarks
                .iter()
                .filter(|remark| remark.kind == kind)
                .any(|remark| {
                    remark.when.row(&figures, &needs.inputs, row) == Some(Cell::YesNo(true))
                })
        };
        for (column, noun, written, kind) in [
            ("pros", "good point", &offering.pros, RawRemarkKind::Pro),
            ("cons", "caution", &offering.cons, RawRemarkKind::Con),
        ] {
            if written.is_empty() && !holds(kind) {
                problems.push(
                    Problem::new(
                        cell(row, column),
                        &offering.id.to_string(),
                        format!("'{}' has no {noun}.", offering.name),
                    )
                    .hint(
                        format!("Write one, or add a remark of kind {kind:?} that holds for it.")
                            .to_lowercase(),
                    ),
                );
            }
        }
    }
}

/// The cell of an offering; rows follow the heading, one line each unless a cell holds line ends.
fn cell(row: usize, column: &str) -> Place {
    Place::Cell {
        file: TABLE_FILE.into(),
        line: row + 2,
        column: column.into(),
    }
}
