//! The customer's page, in plain words.

use jiff::tz::TimeZone;

use crate::domain::SafeText;

use super::super::document::{Answered, CostRow, Costs, Document, Said, Verdict};
use super::super::shown::{Fit, Meets, Shown};
use super::alternatives::{alternatives, musts};
use super::{Block, Line, Section, Table, capital, joined};

pub(super) fn sections(document: &Document) -> Vec<Section> {
    let first = match &document.verdict {
        Verdict::First { offering, .. } => Some(offering),
        Verdict::NothingFits => None,
    };
    let others = match first {
        Some(_) => "What else comes into question",
        None => "What comes nearest",
    };
    // Where the customer took another one, nobody must take what is said of the first for what they have now.
    let (how, against_whom) = match taken(document) {
        Some(_) => (
            "How the first of the order meets your needs",
            "Disadvantages of the first of the order",
        ),
        None => ("How it meets your needs", "Its disadvantages"),
    };
    [
        Section::new("advice", "Our advice", advice(document)),
        Section::new("told", "What you told us", told(&document.said)),
        first.and_then(|first| Section::new("meets", how, meets(first))),
        first.and_then(|first| Section::new("against", against_whom, against(first))),
        Section::new("unmet", "What is not met", unmet(document)),
        Section::new("costs", "What it costs", costs(&document.costs)),
        Section::new("others", others, alternatives(document)),
        Section::new(
            "scope",
            "What was compared, and who earns what",
            scope(document),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the customer took, where that is not the first of the order.
fn taken(document: &Document) -> Option<&Shown> {
    let mut others = document.alternatives.iter();
    others
        .find(|other| other.taken)
        .map(|other| &other.offering)
}

/// What has no room on the one page, and is of use at home.
pub(super) fn along(document: &Document) -> Vec<Section> {
    [
        Section::new("ask", "What to ask them before you buy", ask(document)),
        Section::new("after", "What you can do now", afterwards(document)),
        Section::new(
            "amounts",
            "What the amounts cover",
            amounts(&document.costs),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn advice(document: &Document) -> Vec<Block> {
    let catalog = &document.head.catalog;
    let (one, many) = &catalog.noun;
    let mut lines = Vec::new();
    match &document.verdict {
        Verdict::First {
            offering,
            shared_with,
            fitting,
            open,
        } => {
            lines.push(Line::lead(
                format!("{}:", offering.name),
                format!(
                    "{}. {}",
                    offering.earns(),
                    place(document, *fitting, *open, many)
                ),
            ));
            if !shared_with.is_empty() {
                let names = joined(shared_with, ", ");
                lines.push(Line::plain(format!("It shares first place with {names}.")));
            }
            if !offering.good.is_empty() {
                lines.push(Line::lead("Good:", joined(&offering.good, " ")));
            }
        }
        Verdict::NothingFits => lines.push(Line::lead(
            format!("No {one} meets every must-have."),
            format!("All {} {many} were looked at.", document.compared),
        )),
    }
    lines.extend(
        document
            .sure
            .iter()
            .map(|sure| Line::lead("How sure:", sure.clone())),
    );
    lines.extend(super::adviser(document));
    lines.extend(
        document
            .decision
            .iter()
            .map(|decision| Line::lead("Decision:", decision.clone())),
    );
    lines.into_iter().map(Block::Paragraph).collect()
}

/// Whether it advises, or only informs because nobody said what matters.
fn what_it_is(document: &Document) -> &'static str {
    if document.said.musts.is_empty() && document.said.wishes.is_empty() {
        "This is information only: you have not said what matters to you, so all counts alike. Who earns what does not change the order."
    } else {
        "This is a recommendation: the order comes from your answers. Who earns what does not change it."
    }
}

/// Where the first stands among how many.
fn place(document: &Document, fitting: usize, open: usize, many: &str) -> String {
    if document.left_out.is_empty() {
        return format!("First of {} {many}.", fitting + open);
    }
    match (fitting, open) {
        (0, 1) => "It may meet every must-have: facts are missing.".to_owned(),
        (0, _) => {
            format!("First of {open} {many} that may meet every must-have: facts are missing.")
        }
        (1, 0) => "The only one that meets every must-have.".to_owned(),
        (_, 0) => format!("First of {fitting} {many} that meet every must-have."),
        (_, _) => format!(
            "First of {fitting} {many} that meet every must-have; {open} more may meet them, but facts are missing."
        ),
    }
}

fn told(said: &Said) -> Vec<Block> {
    let mut lines = Vec::new();
    let groups = [(&said.musts, "must"), (&said.wishes, ""), (&said.other, "")];
    for (answers, note) in groups {
        lines.extend(answers.iter().map(|answer| told_line(answer, note)));
    }
    let unused = said.no_longer_used.iter();
    lines.extend(unused.map(|answer| told_line(answer, "no longer used")));
    let named = [
        ("You were not sure about:", &said.not_known),
        ("You would rather not say:", &said.not_told),
        ("Not asked:", &said.not_asked),
    ];
    lines.extend(
        named
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(lead, list)| Line::lead(lead, joined(list, ", "))),
    );
    if !said.assumed.is_empty() {
        let words: Vec<String> = said
            .assumed
            .iter()
            .map(|assumed| format!("{}: {}", assumed.question, assumed.answer))
            .collect();
        lines.push(Line::lead(
            "Without an answer we counted with:",
            words.join("; "),
        ));
    }
    Block::list(lines).into_iter().collect()
}

fn told_line(answer: &Answered, note: &str) -> Line {
    let mut words: String = answer
        .before
        .iter()
        .map(|before| format!("{before} -> "))
        .collect();
    words.push_str(&answer.answer);
    let remarks: Vec<&str> = [note]
        .into_iter()
        .filter(|note| !note.is_empty())
        .chain(answer.source.as_deref())
        .collect();
    if !remarks.is_empty() {
        words.push_str(&format!(" ({})", remarks.join("; ")));
    }
    Line::lead(format!("{}:", answer.question), words)
}

fn meets(first: &Shown) -> Vec<Block> {
    let rows: Vec<Vec<SafeText>> = first
        .meets
        .iter()
        .map(|meets| {
            vec![
                capital(&meets.need).into(),
                meets.level.clone(),
                meets.fit.words().into(),
                figure(meets),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let heads = ["Need", "To you", "Met", "What it has"].map(SafeText::from);
    vec![Block::Table(Table {
        heads: heads.to_vec(),
        rows,
    })]
}

/// `Tow rating: 11,200 pounds`; the figure alone where the need says what it is.
fn figure(meets: &Meets) -> SafeText {
    if meets.column.is_empty() || meets.figure.is_empty() {
        meets.figure.clone()
    } else {
        format!("{}: {}", meets.column, meets.figure).into()
    }
}

fn against(first: &Shown) -> Vec<Block> {
    let lines = first.disadvantages.iter().cloned().map(Line::plain);
    Block::list(lines.collect()).into_iter().collect()
}

fn unmet(document: &Document) -> Vec<Block> {
    let unmet = &document.unmet;
    let catalog = &document.head.catalog;
    let many = &catalog.noun.1;
    let mut lines: Vec<Line> = Vec::new();
    if matches!(document.verdict, Verdict::NothingFits) {
        lines.extend(document.left_out.iter().map(|must| {
            let count = format!("{} of {} {many} miss it", must.count, document.compared);
            Line::lead(format!("{}:", capital(&must.need)), count)
        }));
    }
    let (missed, open) = taken(document).map_or_else(Default::default, |taken| {
        (musts(taken, Fit::Missed), musts(taken, Fit::NotStated))
    });
    let (ask, does_little) = match taken(document) {
        Some(_) => (
            "Of the first of the order, ask the seller:",
            "The first of the order does little for:",
        ),
        None => ("Ask the seller:", "It does little for:"),
    };
    let named = [
        ("What you chose misses:".to_owned(), &missed),
        ("Of what you chose, ask its seller:".to_owned(), &open),
        (ask.to_owned(), &unmet.ask),
        (does_little.to_owned(), &unmet.little),
        (format!("None of the {many} has:"), &unmet.nobody),
        ("Nothing here covers:".to_owned(), &unmet.noted),
    ];
    lines.extend(
        named
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(lead, list)| Line::lead(lead, joined(list, "; "))),
    );
    if lines.is_empty() {
        lines.push(Line::plain(
            "Every must-have is met. What stands against it is named among its disadvantages.",
        ));
    }
    Block::list(lines).into_iter().collect()
}

fn costs(costs: &Costs) -> Vec<Block> {
    if costs.rows.is_empty() {
        return Vec::new();
    }
    let heads = std::iter::once(SafeText::default()).chain(costs.offerings.iter().cloned());
    let (same, differ): (Vec<&CostRow>, Vec<&CostRow>) =
        costs.rows.iter().partition(|row| is_same(row));
    let rows = differ.iter().map(|row| {
        let label = std::iter::once(row.label.clone());
        label.chain(row.amounts.iter().cloned()).collect()
    });
    let mut blocks = Vec::new();
    if !differ.is_empty() {
        blocks.push(Block::Table(Table {
            heads: heads.collect(),
            rows: rows.collect(),
        }));
    }
    // What parts nobody needs no row of its own on the one page.
    let same = same.iter().filter_map(|row| {
        let amount = row.amounts.first()?;
        Some(format!("{} {amount}", row.label))
    });
    let same: Vec<String> = same.collect();
    if !same.is_empty() {
        blocks.push(Block::Paragraph(Line::lead(
            "The same for all of these:",
            same.join("; "),
        )));
    }
    blocks
}

/// Whether all of several offerings have the same amount.
fn is_same(row: &CostRow) -> bool {
    let first = row.amounts.first();
    row.amounts.len() > 1 && row.amounts.iter().all(|amount| Some(amount) == first)
}

/// What each amount covers.
fn amounts(costs: &Costs) -> Vec<Block> {
    let helps = costs.rows.iter().filter_map(|row| {
        let help = row.help.clone()?;
        Some(Line::lead(format!("{}:", row.label), help))
    });
    Block::list(helps.collect()).into_iter().collect()
}

fn ask(document: &Document) -> Vec<Block> {
    let lines = document.ask_first.iter().cloned().map(Line::plain);
    Block::list(lines.collect()).into_iter().collect()
}

fn afterwards(document: &Document) -> Vec<Block> {
    let lines = document.afterwards.iter();
    let mut lines: Vec<Line> = lines
        .map(|(lead, text)| Line::lead(lead.clone(), text.clone()))
        .collect();
    let sources = document.afterwards_sources.iter();
    let sources: Vec<String> = sources
        .map(|source| format!("{} ({})", source.title, source.date))
        .collect();
    if !sources.is_empty() {
        lines.push(Line::lead("Who says so:", sources.join("; ")));
    }
    let made = document
        .head
        .made
        .map(|made| made.to_zoned(TimeZone::UTC).date());
    lines.extend(document.good_until.map(|day| {
        let words = if made.is_some_and(|made| made > day) {
            format!("before you decide; since {day} the figures are too old to rely on.")
        } else {
            format!("by {day}; after that day the figures are too old to rely on.")
        };
        Line::lead("Look again:", words)
    }));
    Block::list(lines).into_iter().collect()
}

fn scope(document: &Document) -> Vec<Block> {
    let (scope, interests) = (&document.scope, &document.interests);
    let mut lines = vec![
        Line::lead("Compared:", scope.covers.clone()),
        Line::lead("Not in it:", joined(&scope.missing, " ")),
        Line::lead(
            "Who earns what:",
            format!(
                "{} {} {}",
                interests.general, interests.own, interests.others
            ),
        ),
        Line::plain(what_it_is(document)),
        Line::lead(
            "You say this is wrong:",
            joined(&document.unmet.disputed, " "),
        ),
    ];
    lines.retain(|line| !line.text.trim().is_empty());
    Block::list(lines).into_iter().collect()
}
