//! What to ask another company before one buys from it: made of what is not known, what the price rests on and what is held against it.

use crate::catalog::{Origin, Severity};
use crate::domain::SafeText;
use crate::interview::Outcome;
use crate::present::{Entry, View, money_columns};

/// Most questions on the sheet.
const MOST: usize = 6;
/// How many amounts are asked about.
const AMOUNTS: usize = 2;

/// The questions to the seller of what the customer chose, or of `first` where nothing was chosen; none where we sell it ourselves, or
/// it is what the customer has.
pub(super) fn ask_first(
    view: &View<'_>,
    outcome: Option<&Outcome>,
    first: Option<&Entry>,
) -> Vec<SafeText> {
    let chosen = match outcome {
        Some(Outcome::Chose { offering }) => view.catalog.offering(offering.as_str()),
        _ => None,
    };
    let chosen = chosen.and_then(|(position, _)| view.entry(position));
    let Some(first) = chosen.as_ref().or(first) else {
        return Vec::new();
    };
    if first.own || first.now {
        return Vec::new();
    }
    let mut questions = not_stated(view, first);
    questions.extend(prices(view, first));
    questions.extend(
        first
            .caveats
            .iter()
            .filter(|caveat| caveat.severity > Severity::Info)
            .map(|caveat| {
                format!("{}: is this still so? {}", first.full_name(), caveat.text).into()
            }),
    );
    questions.truncate(MOST);
    questions
}

/// Facts that this customer's needs rest on and that nobody states.
fn not_stated(view: &View<'_>, first: &Entry) -> Vec<SafeText> {
    let musts = view.case.musts.iter().map(|must| must.column);
    let wishes = view.case.wishes.iter().zip(&view.catalog.criteria);
    let wishes = wishes.filter(|(wish, _)| wish.points > 0);
    let columns = musts.chain(wishes.map(|(_, criterion)| criterion.attribute));
    let mut seen: Vec<usize> = Vec::new();
    for column in columns {
        if view.cell(column, first.offering).is_none() && !seen.contains(&column) {
            seen.push(column);
        }
    }
    seen.into_iter()
        .filter_map(|column| view.catalog.attributes.get(column))
        .filter(|attribute| !attribute.hidden && !attribute.may_not_apply)
        .map(|attribute| {
            let (name, label) = (first.full_name(), &attribute.label);
            format!("{name}: what is \"{label}\", in writing?").into()
        })
        .collect()
}

/// The amounts that were published and that the customer pays: whether they still hold.
fn prices(view: &View<'_>, first: &Entry) -> Vec<SafeText> {
    money_columns(view.catalog)
        .into_iter()
        .filter_map(|column| {
            let attribute = view.catalog.attributes.get(column)?;
            let cell = view.cell(column, first.offering);
            let published = attribute.origin == Origin::Table && cell.is_some();
            let date = view.catalog.source_of(column, first.offering)?.date;
            let words = view.catalog.figure(attribute, cell).words;
            let (name, label) = (first.full_name(), &attribute.label);
            published
                .then(|| format!("{name}: is \"{label}\" still {words} (as of {date})?").into())
        })
        .take(AMOUNTS)
        .collect()
}
