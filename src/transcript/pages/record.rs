//! The part for the next colleague and for whoever checks the advice.

use crate::domain::SafeText;
use crate::present::points;

use super::super::document::{Document, Verdict};
use super::super::shown::Shown;
use super::{Block, Line, Section, Table, capital, joined};

pub(super) fn sections(document: &Document) -> Vec<Section> {
    [
        super::handover::section(document),
        Section::new(
            "change",
            "What would change first place",
            list(&document.would_change),
        ),
        Section::new(
            "ways",
            "Smallest changes that would let something fit",
            list(&document.ways),
        ),
        Section::new(
            "choices",
            "Chosen between two, shown without names",
            list(&document.said.choices),
        ),
        Section::new("order", "The order", order(document)),
        Section::new(
            "points",
            "Where the points come from",
            contributions(document),
        ),
        Section::new("musts", "What each must-have left out", left_out(document)),
        Section::new("notes", "Notes", notes(document)),
        Section::new("read", "To be read out word for word", statements(document)),
        Section::new("sources", "Sources", sources(document)),
        Section::new("rests", "What this rests on", rests_on(document)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn list(sentences: &[SafeText]) -> Vec<Block> {
    if sentences.is_empty() {
        return Vec::new();
    }
    vec![Block::List(
        sentences
            .iter()
            .map(|sentence| Line::plain(sentence.clone()))
            .collect(),
    )]
}

fn order(document: &Document) -> Vec<Block> {
    if document.order.is_empty() {
        return Vec::new();
    }
    let asks = document.order.iter().any(|place| !place.ask.is_empty());
    let mut heads: Vec<SafeText> = ["Place", "Name", "Points of 100"]
        .map(SafeText::from)
        .to_vec();
    if asks {
        heads.push("Ask the seller".into());
    }
    let rows = document.order.iter().map(|place| {
        let mut row = vec![
            place.rank.to_string().into(),
            place.name.clone(),
            points(place.score).into(),
        ];
        if asks {
            row.push(joined(&place.ask, "; ").into());
        }
        row
    });
    vec![Block::Table(Table {
        heads,
        rows: rows.collect(),
    })]
}

/// The parts of each score; they sum exactly, so they are printed with all their digits.
fn contributions(document: &Document) -> Vec<Block> {
    let Verdict::First {
        offering: first, ..
    } = &document.verdict
    else {
        return Vec::new();
    };
    let others = document.alternatives.iter().map(|other| &other.offering);
    let shown: Vec<&Shown> = std::iter::once(first).chain(others).collect();
    let mut heads: Vec<SafeText> = vec!["Criterion".into()];
    heads.extend(shown.iter().map(|shown| shown.name.clone()));
    heads.push("At most".into());
    if first.contributions.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<Vec<SafeText>> = first
        .contributions
        .iter()
        .enumerate()
        .map(|(number, part)| {
            let mut row = vec![part.criterion.clone()];
            row.extend(shown.iter().map(|shown| {
                let part = shown.contributions.get(number);
                hundredths(part.map_or(0, |part| part.hundredths))
            }));
            row.push(points(part.most).into());
            row
        })
        .collect();
    let mut total: Vec<SafeText> = vec!["Sum".into()];
    total.extend(shown.iter().map(|shown| hundredths(shown.score)));
    // Each "at most" is rounded, so their sum would only look wrong.
    total.push(SafeText::default());
    rows.push(total);
    let mut blocks = vec![Block::Table(Table { heads, rows })];
    if !document.said.average.is_empty() {
        blocks.push(Block::Paragraph(Line::lead(
            "With an average weight, because nobody asked:",
            format!("{}.", joined(&document.said.average, ", ")),
        )));
    }
    blocks
}

/// `12.34`.
fn hundredths(hundredths: u32) -> SafeText {
    format!("{}.{:02}", hundredths / 100, hundredths % 100).into()
}

fn left_out(document: &Document) -> Vec<Block> {
    // When nothing fits, the customer's page says it already.
    if matches!(document.verdict, Verdict::NothingFits) {
        return Vec::new();
    }
    let catalog = &document.head.catalog;
    let limits = document.left_out.iter().filter(|must| must.count > 0);
    let lines = limits.map(|must| {
        let count = format!("{} of {} {}", must.count, document.compared, catalog.noun.1);
        Line::lead(format!("{}:", capital(&must.need)), count)
    });
    Block::list(lines.collect()).into_iter().collect()
}

fn notes(document: &Document) -> Vec<Block> {
    let lines = document.notes.iter().map(|note| {
        Line::lead(
            format!("{}, {}:", document.moment(note.at), note.kind),
            note.text.clone(),
        )
    });
    Block::list(lines.collect()).into_iter().collect()
}

fn statements(document: &Document) -> Vec<Block> {
    let lines = document.statements.iter().map(|statement| {
        let lead = match (statement.read, statement.other_text) {
            (Some(at), false) => format!("Read out {}:", document.moment(at)),
            (Some(at), true) => format!(
                "Read out {} in other words than these:",
                document.moment(at)
            ),
            (None, _) => "Not recorded as read out:".to_owned(),
        };
        Line::lead(lead, statement.text.clone())
    });
    Block::list(lines.collect()).into_iter().collect()
}

fn sources(document: &Document) -> Vec<Block> {
    let lines = document.sources.iter().map(|source| {
        let old = if source.old == Some(true) {
            " OLD: past the age this catalog allows."
        } else {
            ""
        };
        let note = source
            .note
            .as_deref()
            .map_or(String::new(), |note| format!(" {note}"));
        Line::lead(
            format!("{}:", source.title),
            format!("{}, {}.{note}{old}", source.date, source.address),
        )
    });
    Block::list(lines.collect()).into_iter().collect()
}

fn rests_on(document: &Document) -> Vec<Block> {
    let head = &document.head;
    let catalog = &head.catalog;
    let (missing, facts) = catalog.facts_missing;
    let mut lines = Vec::new();
    lines.extend(
        head.case
            .iter()
            .map(|case| Line::lead("Case:", case.clone())),
    );
    lines.extend(
        head.began
            .map(|at| Line::lead("Began:", document.moment(at))),
    );
    lines.push(Line::lead(
        "Catalog:",
        format!(
            "{} ({}), edition {}, as of {}, by {}",
            catalog.title, catalog.id, catalog.edition, catalog.as_of, catalog.owner
        ),
    ));
    lines.push(Line::lead("Fingerprint:", catalog.fingerprint.clone()));
    lines.push(Line::lead(
        "Facts missing:",
        format!("{missing} of {facts} cells"),
    ));
    let sellers = joined(&document.scope.sellers, ", ");
    lines.push(Line::lead(format!("All {}:", catalog.sellers), sellers));
    lines.push(Line::lead("Made with:", format!("candor {}", head.program)));
    Block::list(lines).into_iter().collect()
}
