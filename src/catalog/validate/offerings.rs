//! Sellers, offerings and their model lines.

use std::collections::BTreeMap;

use crate::catalog::load::TABLE_FILE;
use crate::catalog::locate::Path;
use crate::catalog::model::{Offering, Seller};
use crate::catalog::problem::{Place, Problem, did_you_mean};
use crate::catalog::raw::RawHead;
use crate::catalog::table::Table;
use crate::domain::{Id, SafeText};

use super::check::Check;

/// Columns every table has; `pros` and `cons` may be empty.
pub(super) const FIXED: [&str; 6] = ["id", "name", "seller", "line", "pros", "cons"];

/// All sellers of the table, by name.
pub(super) fn sellers(head: &RawHead, table: &Table, check: &mut Check<'_>) -> Vec<Seller> {
    let column = table.column("seller");
    let mut names: Vec<SafeText> = table
        .rows
        .iter()
        .map(|row| SafeText::trimmed(table.cell(row, column)))
        .collect();
    names.sort();
    names.dedup();
    names.retain(|name| !name.is_empty());
    for (n, own) in head.own_sellers.iter().enumerate() {
        if !names.contains(own) {
            let hint = did_you_mean(own, names.iter().map(SafeText::as_str))
                .unwrap_or_else(|| "Write the seller as in the table.".to_owned());
            check.problem(
                &Path::list("own_sellers", n),
                format!("No offering has the seller '{own}'."),
                hint,
            );
        }
    }
    let mut slugs: BTreeMap<String, &SafeText> = BTreeMap::new();
    for name in &names {
        let slug = slug(name);
        if let Some(other) = slugs.get(&slug).filter(|_| !slug.is_empty()) {
            check.cell(
                Place::File(TABLE_FILE.into()),
                "",
                format!("The sellers '{other}' and '{name}' are told apart by letters and digits, and theirs are the same."),
                "Write one seller in one way only.",
            );
        }
        slugs.insert(slug, name);
    }
    names
        .into_iter()
        .filter_map(|name| {
            let id = Id::new(&slug(&name)).ok()?;
            let own = head.own_sellers.contains(&name);
            Some(Seller { id, name, own })
        })
        .collect()
}

/// A name as an id: `Alfa Romeo` becomes `alfa-romeo`.
pub(in crate::catalog) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(64);
    slug.trim_end_matches('-').to_owned()
}

/// All offerings; rows with problems are left out and reported.
pub(super) fn offerings(table: &Table, sellers: &[Seller], check: &mut Check<'_>) -> Vec<Offering> {
    for name in FIXED {
        if table.column(name).is_none() {
            check.problems.push(
                Problem::new(
                    Place::File(TABLE_FILE.into()),
                    "",
                    format!("The table has no column '{name}'."),
                )
                .hint(format!("Add a column with the heading '{name}'.")),
            );
        }
    }
    if table.rows.is_empty() {
        check.problems.push(
            Problem::new(
                Place::File(TABLE_FILE.into()),
                "",
                "The table has no offerings.",
            )
            .hint("Add a row for each offering."),
        );
    }
    let column = |name: &str| table.column(name);
    let (id, name, seller, line, pros, cons) = (
        column("id"),
        column("name"),
        column("seller"),
        column("line"),
        column("pros"),
        column("cons"),
    );
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut offerings = Vec::new();
    for row in &table.rows {
        let raw_id = table.cell(row, id);
        let place = |column: &str| Table::place(row, column);
        let valid = Id::new(raw_id);
        if let Err(error) = &valid {
            check.cell(
                place("id"),
                raw_id,
                match raw_id {
                    "" => "The offering has no id.".to_owned(),
                    _ => format!("'{raw_id}' is no id: {error}."),
                },
                "Choose another id, for example fern-one.",
            );
        } else if let Some(first) = seen.insert(raw_id, row.line) {
            check.cell(
                place("id"),
                raw_id,
                format!("The id '{raw_id}' already stands in row {first}."),
                "Give each offering an id of its own.",
            );
        }
        let words = SafeText::trimmed(table.cell(row, name));
        if words.is_empty() {
            check.cell(
                place("name"),
                "",
                "The offering has no name.",
                "Write its name.",
            );
        }
        let seller_name = SafeText::trimmed(table.cell(row, seller));
        let position = sellers.iter().position(|seller| seller.name == seller_name);
        if position.is_none() {
            check.cell(
                place("seller"),
                &seller_name,
                "The offering has no seller with a name of letters or digits.",
                "Write who makes or sells it.",
            );
        }
        let line_words = SafeText::trimmed(table.cell(row, line));
        if let (Ok(id), Some(seller)) = (valid, position) {
            offerings.push(Offering {
                id,
                line: if line_words.is_empty() {
                    words.clone()
                } else {
                    line_words
                },
                name: words,
                seller,
                pros: sentences(table.cell(row, pros)),
                cons: sentences(table.cell(row, cons)),
            });
        }
    }
    offerings
}

/// Sentences of one cell, parted by ` | `.
fn sentences(cell: &str) -> Vec<SafeText> {
    cell.split(" | ")
        .map(SafeText::trimmed)
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// A number for each offering's model line: the same line of the same seller has the same number.
pub(super) fn lines(offerings: &[Offering]) -> Vec<u32> {
    let mut numbers: BTreeMap<(usize, &SafeText), u32> = BTreeMap::new();
    offerings
        .iter()
        .map(|offering| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers
                .entry((offering.seller, &offering.line))
                .or_insert(next)
        })
        .collect()
}
