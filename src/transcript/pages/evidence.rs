//! The part for whoever judges the advice one day: what was asked and answered when, the whole order, and what the record is called.

use jiff::Timestamp;

use crate::domain::SafeText;
use crate::present::points;

use super::super::document::Document;
use super::super::proof::{Asked, Given, Ranked};
use super::{Block, Line, Section, joined};

pub(super) fn sections(document: &Document) -> Vec<Section> {
    [
        Section::new("asked", "Every question, as it is spoken", asked(document)),
        Section::new("whole", "The whole order", order(document)),
        Section::new(
            "texts",
            "Texts read out, consent, and the end",
            texts(document),
        ),
        Section::new("chain", "The record", record(document)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn asked(document: &Document) -> Vec<Block> {
    let lines = document.proof.questions.iter();
    let lines = lines.map(|asked| Line::lead(asked.spoken.clone(), answers(document, asked)));
    Block::list(lines.collect()).into_iter().collect()
}

/// `14:00:20, after 20 s: yes; said, sure.` for each answer.
fn answers(document: &Document, asked: &Asked) -> String {
    let mut parts: Vec<String> = asked
        .put_off
        .iter()
        .map(|at| format!("{}: put off.", time(document, *at)))
        .collect();
    parts.extend(asked.answers.iter().map(|given| answer(document, given)));
    // An answer that holds says that there is one.
    let holds = asked.answers.iter().any(|given| given.holds);
    if !holds || asked.state != super::super::proof::AskedState::Answered {
        parts.push(format!("({})", asked.state.words()));
    }
    parts.join(" ")
}

fn answer(document: &Document, given: &Given) -> String {
    let mut words = String::new();
    if let Some(at) = given.at {
        words.push_str(&time(document, at));
        if let Some(seconds) = given.seconds {
            words.push_str(&format!(", after {seconds} s"));
        }
        words.push_str(": ");
    }
    words.push_str(&format!(
        "{}; {}, {}",
        given.words, given.provenance, given.certainty
    ));
    match given.taken_back {
        Some(at) => words.push_str(&format!("; taken back {}.", time(document, at))),
        None if given.holds => words.push('.'),
        None => words.push_str("; changed later."),
    }
    words
}

/// The time of the day where it is that on which the conversation began, which is said once.
fn time(document: &Document, at: Timestamp) -> String {
    if document.redacted {
        return document.moment(at);
    }
    let day = |at: Timestamp| at.strftime("%Y-%m-%d").to_string();
    match document.head.began {
        Some(began) if day(began) == day(at) => at.strftime("%H:%M:%S").to_string(),
        _ => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

/// Those that fit by their places; of the others those together that miss the same.
fn order(document: &Document) -> Vec<Block> {
    let ranking = &document.proof.ranking;
    let fits = ranking.iter().filter_map(|one| {
        let rank = one.rank?;
        let ask = match one.ask.as_slice() {
            [] => String::new(),
            open => format!(" (ask about {})", joined(open, ", ")),
        };
        let place = if one.leads_line {
            format!("{rank}. ")
        } else {
            String::new()
        };
        Some(format!("{place}{} {}{ask}", one.name, points(one.score)))
    });
    let fits: Vec<String> = fits.collect();
    let mut lines = Vec::new();
    if !fits.is_empty() {
        let lead = "Place, name, points (without a place where a better one of the same line stands above):";
        lines.push(Line::lead(lead, fits.join("; ")));
    }
    for (violates, names) in by_misses(ranking) {
        let misses = format!("Misses {} ({}):", joined(violates, ", "), names.len());
        let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
        lines.push(Line::lead(misses, names.join("; ")));
    }
    Block::list(lines).into_iter().collect()
}

/// What is missed, in the order in which it comes first, with the names of those that miss just that.
fn by_misses(ranking: &[Ranked]) -> Vec<(&[SafeText], Vec<&SafeText>)> {
    let mut groups: Vec<(&[SafeText], Vec<&SafeText>)> = Vec::new();
    for one in ranking.iter().filter(|one| one.rank.is_none()) {
        let known = groups
            .iter_mut()
            .find(|(violates, _)| *violates == one.violates.as_slice());
        match known {
            Some((_, names)) => names.push(&one.name),
            None => groups.push((&one.violates, vec![&one.name])),
        }
    }
    groups
}

fn texts(document: &Document) -> Vec<Block> {
    let statements = document.statements.iter().map(|statement| {
        let read = match (statement.read, &statement.read_sha256) {
            (Some(at), Some(hash)) => {
                format!("read out {}, SHA-256 {hash}", time(document, at))
            }
            _ => format!("not recorded as read out; SHA-256 {}", statement.sha256),
        };
        let lead = format!("Statement {}, {}:", statement.id, statement.when);
        Line::lead(lead, format!("{read}."))
    });
    let consents = document.proof.consents.iter().map(|consent| {
        let said = if consent.agreed { "agreed" } else { "declined" };
        let lead = format!("Contact details, {}:", time(document, consent.at));
        let words = format!(
            "{said}, asked by {} in the words of edition {}, SHA-256 {}.",
            consent.by, consent.edition, consent.sha256
        );
        Line::lead(lead, words)
    });
    let adviser = document.adviser.iter().map(|own| {
        let lead = format!(
            "The adviser's own recommendation, {}:",
            time(document, own.at)
        );
        Line::lead(lead, own.words.clone())
    });
    let closing = document.closing.iter().map(|closing| {
        let lead = format!("Closing question, {}:", time(document, closing.at));
        Line::lead(lead, format!("\"{}\" {}.", closing.asked, closing.said))
    });
    let ending = adviser.chain(closing);
    Block::list(statements.chain(consents).chain(ending).collect())
        .into_iter()
        .collect()
}

fn record(document: &Document) -> Vec<Block> {
    let (head, proof) = (&document.head, &document.proof);
    let mut lines = Vec::new();
    lines.extend(head.began.map(|at| {
        let words = format!("{}. Times are UTC.", document.moment(at));
        Line::lead("Began:", words)
    }));
    let held = proof.held_with.iter();
    lines.extend(held.map(|held| Line::lead("Held with:", format!("candor {held}."))));
    lines.push(Line::lead(
        "Ranked with:",
        format!(
            "engine {}, edition {} of the catalog, SHA-256 {}.",
            proof.engine, head.catalog.edition, head.catalog.fingerprint
        ),
    ));
    let masked = &proof.masked;
    lines.push(Line::lead(
        "Not in the clear:",
        format!(
            "texts with hidden digits: {}; private notes left out: {}; marks of what was being typed: {}.",
            masked.texts_with_hidden_digits, masked.private_notes_withheld, masked.drafts_left_out
        ),
    ));
    lines.push(match &proof.chain {
        Some(chain) => Line::lead(
            "Journal:",
            format!(
                "{} records; the last has SHA-256 {}. `candor verify` and `candor replay` check it.",
                chain.records, chain.head
            ),
        ),
        None if document.redacted => Line::lead("Journal:", "left out, because this is redacted."),
        None => Line::lead("Journal:", "none: this is advice outside a case."),
    });
    Block::list(lines).into_iter().collect()
}
