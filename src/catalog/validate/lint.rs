//! What a catalog must be beyond being well-formed: balanced, speakable and about needs.

use crate::catalog::locate::{Locator, Path};
use crate::catalog::model::{AnswerKind, Catalog, Effect, Origin};
use crate::catalog::problem::Problem;
use crate::catalog::raw::{RawCatalog, RawRemarkKind};
use crate::catalog::table::Table;
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
pub(super) fn lint(
    raw: &RawCatalog,
    table: &Table,
    catalog: &Catalog,
    locator: &Locator<'_>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    spoken_lines(raw, locator, &mut problems);
    pressure(raw, locator, &mut problems);
    pressure_in_table(table, catalog, &mut problems);
    criteria_without_need(catalog, locator, &mut problems);
    judged_where_it_may_not_apply(catalog, locator, &mut problems);
    both_sides(table, catalog, &mut problems);
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

/// The first pressing phrase in `text`.
fn pressing(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    PRESSURE.into_iter().find(|phrase| text.contains(phrase))
}

fn what_presses(phrase: &str) -> String {
    format!("'{phrase}' presses the customer.")
}

const INSTEAD: &str = "Say a fact instead.";

/// Everything that is said to a customer is looked at.
fn pressure(raw: &RawCatalog, locator: &Locator<'_>, problems: &mut Vec<Problem>) {
    let remarks = raw
        .remarks
        .iter()
        .enumerate()
        .map(|(n, remark)| (Path::list("remarks", n).key("text"), &remark.text));
    let statements = raw
        .statements
        .iter()
        .enumerate()
        .map(|(n, statement)| (Path::list("statements", n).key("text"), &statement.text));
    let replies = raw
        .objections
        .iter()
        .enumerate()
        .map(|(n, objection)| (Path::list("objections", n).key("reply"), &objection.reply));
    let contact = raw.head.contact.iter();
    let contact = contact.map(|contact| (Path::default().key("contact").key("ask"), &contact.ask));
    let questions = raw.questions.iter().enumerate().flat_map(|(n, question)| {
        let at = Path::list("questions", n);
        [
            (at.clone().key("say"), &question.say),
            (at.key("why"), &question.why),
        ]
    });
    let said = remarks.chain(statements).chain(replies);
    for (at, text) in said.chain(contact).chain(questions) {
        if let Some(phrase) = pressing(text) {
            problems.push(locator.problem(&at, what_presses(phrase)).hint(INSTEAD));
        }
    }
}

fn pressure_in_table(table: &Table, catalog: &Catalog, problems: &mut Vec<Problem>) {
    for (row, offering) in table.rows.iter().zip(&catalog.offerings) {
        for (column, sentences) in [("pros", &offering.pros), ("cons", &offering.cons)] {
            for sentence in sentences {
                if let Some(phrase) = pressing(sentence) {
                    let place = Table::place(row, column);
                    problems
                        .push(Problem::new(place, sentence, what_presses(phrase)).hint(INSTEAD));
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

/// The ranking takes a computed figure that is not there for an unknown one, so what may not apply can only be shown.
fn judged_where_it_may_not_apply(
    catalog: &Catalog,
    locator: &Locator<'_>,
    problems: &mut Vec<Problem>,
) {
    let criteria = catalog.criteria.iter().enumerate();
    let criteria = criteria.map(|(n, criterion)| (Path::list("criteria", n), criterion.attribute));
    let questions = catalog.questions.iter().enumerate();
    let musts = questions.flat_map(|(n, question)| {
        let effects = question.effects.iter().enumerate();
        effects.filter_map(move |(m, effect)| match effect {
            Effect::Must(must) => {
                let at = Path::list("questions", n).key("does").index(m);
                Some((at.key("must"), must.column))
            }
            Effect::Weigh { .. } => None,
        })
    });
    for (at, column) in criteria.chain(musts) {
        let Some(read) = catalog.attributes.get(column) else {
            continue;
        };
        if read.may_not_apply && read.origin != Origin::Table {
            let what = format!(
                "'{}' is computed and may not apply, so it cannot be judged.",
                read.id
            );
            let problem = locator.problem(&at.key("attribute"), what);
            problems.push(problem.hint("Read another column, or take \"empty\" out of this one."));
        }
    }
}

/// Every offering has at least one good point and one caution that hold for every customer.
fn both_sides(table: &Table, catalog: &Catalog, problems: &mut Vec<Problem>) {
    let needs = Needs::default();
    let figures = Figures::new(catalog.blind(), &needs);
    for (row, (line, offering)) in table.rows.iter().zip(&catalog.offerings).enumerate() {
        let holds = |kind: RawRemarkKind| {
            catalog
                .remarks
                .iter()
                .filter(|remark| remark.kind == kind)
                .any(|remark| {
                    remark.when.row(&figures, &needs.inputs, row) == Some(Cell::YesNo(true))
                })
        };
        for (column, noun, written, kind, word) in [
            (
                "pros",
                "good point",
                &offering.pros,
                RawRemarkKind::Pro,
                "pro",
            ),
            ("cons", "caution", &offering.cons, RawRemarkKind::Con, "con"),
        ] {
            if written.is_empty() && !holds(kind) {
                let what = format!("'{}' has no {noun}.", offering.name);
                problems.push(
                    Problem::new(Table::place(line, column), offering.id.as_str(), what).hint(
                        format!("Write one, or add a remark of kind {word} that holds for it."),
                    ),
                );
            }
        }
    }
}
