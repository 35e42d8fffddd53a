//! What the record needs besides the advice: decision, order, notes, statements, sources.

use jiff::{Timestamp, civil::Date};

use crate::catalog::{Catalog, Moment, Source};
use crate::domain::{SafeText, sha256};
use crate::interview::{Interview, NoteKind, Outcome};
use crate::present::{Entry, Standing, View, ordinal};

use super::super::document::{NoteLine, Place, SourceLine, StatementLine};
use super::offerings::full_name;

pub(super) fn decision(view: &View<'_>, interview: &Interview) -> Option<SafeText> {
    let words = match interview.outcome()? {
        Outcome::Chose { offering } => {
            let known = view.catalog.offering(offering.as_str());
            let entry = known.and_then(|(position, _)| view.entry(position));
            match entry {
                Some(entry) => format!("Chosen: {}{}.", full_name(&entry), place(&entry)),
                None => format!("Chosen: {offering}, which this catalog does not have."),
            }
        }
        Outcome::Stays => "To keep what is there now.".to_owned(),
        Outcome::Thinks => "Not yet decided: to be thought over.".to_owned(),
        Outcome::NothingFits => "Nothing fits, so nothing was chosen.".to_owned(),
        Outcome::Referred { to } if to.is_empty() => "Referred elsewhere.".to_owned(),
        Outcome::Referred { to } => {
            format!("Referred elsewhere: {}.", to.trim_end_matches(['.', ' ']))
        }
        Outcome::Left => "The conversation ended before a decision.".to_owned(),
    };
    Some(words.into())
}

fn place(entry: &Entry) -> String {
    entry.rank.map_or_else(
        || ", which misses a must-have".to_owned(),
        |rank| format!(" ({} in the order)", ordinal(rank)),
    )
}

pub(super) fn order(entries: &[Entry]) -> Vec<Place> {
    entries
        .iter()
        .filter_map(|entry| {
            Some(Place {
                rank: entry.rank?,
                name: full_name(entry),
                seller: entry.seller.clone(),
                score: entry.score,
                ask: match &entry.standing {
                    Standing::Ask(open) => open.clone(),
                    Standing::Fits | Standing::Misses(_) => Vec::new(),
                },
            })
        })
        .collect()
}

pub(super) fn notes(interview: &Interview) -> Vec<NoteLine> {
    interview
        .notes()
        .iter()
        .filter(|note| stands_under_notes(note.kind))
        .map(|note| NoteLine {
            at: note.at,
            kind: note.kind.words().into(),
            text: note.text.clone(),
        })
        .collect()
}

/// Whether a note stands under the notes: not what is private, and not what has a place of its own.
const fn stands_under_notes(kind: NoteKind) -> bool {
    !matches!(
        kind,
        NoteKind::Private | NoteKind::UnmetNeed | NoteKind::WePromised | NoteKind::CustomerDoes
    )
}

pub(super) fn statements(catalog: &Catalog, interview: &Interview) -> Vec<StatementLine> {
    catalog
        .statements
        .iter()
        .map(|statement| {
            let read = interview
                .read_out()
                .iter()
                .rfind(|(id, _, _)| *id == statement.id);
            let own = SafeText::from(sha256(statement.text.as_bytes()));
            StatementLine {
                id: statement.id.clone(),
                when: moment(statement.at).into(),
                text: statement.text.clone(),
                read: read.map(|(_, _, at)| *at),
                read_sha256: read.map(|(_, hash, _)| hash.clone()),
                other_text: read.is_some_and(|(_, hash, _)| *hash != own),
                sha256: own,
            }
        })
        .collect()
}

/// When a statement is to be read out, in words.
const fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Start => "before the first question",
        Moment::Advice => "with the advice",
    }
}

/// The sources behind the offerings shown, in the catalog's order; all of them when none is shown.
pub(super) fn sources(
    catalog: &Catalog,
    shown: &[usize],
    made: Option<Timestamp>,
) -> Vec<SourceLine> {
    let facts = catalog.blind().facts().len();
    let behind = |source: &Source| {
        shown.iter().any(|&offering| {
            (0..facts).any(|column| {
                catalog.fact(column, offering).is_some()
                    && catalog
                        .source_of(column, offering)
                        .is_some_and(|own| own.id == source.id)
            })
        })
    };
    catalog
        .sources
        .iter()
        .filter(|source| shown.is_empty() || behind(source))
        .map(|source| line(catalog, source, made))
        .collect()
}

/// The sources behind what can be done after choosing.
pub(super) fn sources_of(catalog: &Catalog, made: Option<Timestamp>) -> Vec<SourceLine> {
    let Some(after) = &catalog.afterwards else {
        return Vec::new();
    };
    let named = |source: &&Source| after.sources.iter().any(|id| source.id == id.as_str());
    let sources = catalog.sources.iter().filter(named);
    sources.map(|source| line(catalog, source, made)).collect()
}

fn line(catalog: &Catalog, source: &Source, made: Option<Timestamp>) -> SourceLine {
    let today = made.map(|made| made.to_zoned(jiff::tz::TimeZone::UTC).date());
    SourceLine {
        title: source.title.clone(),
        address: source.address.clone(),
        date: source.date,
        note: source.note.clone(),
        old: today
            .zip(catalog.max_age_days)
            .map(|(today, days)| is_older(source.date, today, days)),
    }
}

fn is_older(date: Date, today: Date, days: u32) -> bool {
    date.checked_add(jiff::Span::new().days(i64::from(days)))
        .is_ok_and(|last| last < today)
}
