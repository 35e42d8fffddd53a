//! One offering, need by need and point by point.

use crate::catalog::{Kind, Origin};
use crate::domain::SafeText;
use crate::interview::MustLine;
use crate::present::{Entry, NeedLine, Part, View, WouldChange};

use super::super::shown::{Alternative, Contribution, Difference, Fit, Meets, Shown};

impl Shown {
    pub(super) fn of(view: &View<'_>, entry: &Entry) -> Self {
        let parts = view.parts(entry);
        let mut disadvantages: Vec<SafeText> = Vec::new();
        let said = entry.caveats.iter().map(|caveat| &caveat.text);
        for text in said.chain(&entry.cons) {
            if !disadvantages.contains(text) {
                disadvantages.push(text.clone());
            }
        }
        Self {
            name: full_name(entry),
            seller: entry.seller.clone(),
            own: entry.own,
            now: entry.now,
            rank: entry.rank,
            score: entry.score,
            meets: musts(view, entry)
                .chain(wishes(view, entry, &parts))
                .collect(),
            good: entry.pros.clone(),
            disadvantages,
            contributions: contributions(&parts, entry),
            oldest_fact: entry.oldest_fact,
        }
    }
}

/// The full name, with `[OURS]` behind that of an own offering.
pub(super) fn full_name(entry: &Entry) -> SafeText {
    let ours = if entry.own { " [OURS]" } else { "" };
    format!("{}{ours}", entry.full_name()).into()
}

fn musts<'v>(view: &'v View<'_>, entry: &'v Entry) -> impl Iterator<Item = Meets> + 'v {
    let excluded = &view.advice.excluded;
    let violated = excluded
        .iter()
        .find(|excluded| excluded.offering == entry.offering)
        .map_or(0, |excluded| excluded.violated);
    let lines = view.case.musts.iter().enumerate();
    lines.map(move |(number, must)| {
        let stated = view.cell(must.column, entry.offering).is_some();
        let fit = match (violated >> number & 1 == 1, stated) {
            (true, _) => Fit::Missed,
            (false, true) => Fit::Met,
            (false, false) => Fit::NotStated,
        };
        Meets {
            need: must.text.clone(),
            must: true,
            level: "must".into(),
            fit,
            column: heading(view, must.column, &must.text),
            figure: must_figure(view, entry, must),
        }
    })
}

/// The heading of a column, unless the need is called the same, or it is a column of sellers, whose cells speak for themselves.
fn heading(view: &View<'_>, column: usize, need: &SafeText) -> SafeText {
    view.catalog
        .attributes
        .get(column)
        .filter(|attribute| {
            !need.contains(attribute.label.as_str()) && attribute.origin != Origin::Sellers
        })
        .map_or_else(SafeText::default, |attribute| attribute.label.clone())
}

/// The column whose figure is shown for a criterion.
fn part_column(view: &View<'_>, part: &Part) -> Option<usize> {
    let criterion = view.catalog.criteria.get(part.criterion)?;
    Some(criterion.shown)
}

/// The figure behind a must-have; a column of sellers says who sells it, and a yes or no says nothing more.
fn must_figure(view: &View<'_>, entry: &Entry, must: &MustLine) -> SafeText {
    let Some(attribute) = view.catalog.attributes.get(must.column) else {
        return SafeText::default();
    };
    match (&attribute.kind, attribute.origin) {
        (_, Origin::Sellers) => entry.seller.clone(),
        (Kind::YesNo, _) => SafeText::default(),
        _ => {
            let cell = view.cell(must.column, entry.offering);
            view.catalog.figure(attribute, cell).words
        }
    }
}

fn wishes<'v>(
    view: &'v View<'_>,
    entry: &'v Entry,
    parts: &'v [Part],
) -> impl Iterator<Item = Meets> + 'v {
    view.need_lines()
        .into_iter()
        .filter_map(move |line: NeedLine| {
            let part = parts
                .iter()
                .find(|part| Some(part.criterion) == line.criterion)?;
            // "Over the budget: $0" under "within the budget" says the same once more.
            let tells = part.says_something();
            let column = part_column(view, part).filter(|_| tells);
            Some(Meets {
                column: column.map_or_else(SafeText::default, |column| {
                    heading(view, column, &line.text)
                }),
                need: line.text,
                must: false,
                level: line.level,
                fit: wish_fit(view, entry, part),
                figure: if tells {
                    part.figure.clone()
                } else {
                    SafeText::default()
                },
            })
        })
}

fn wish_fit(view: &View<'_>, entry: &Entry, part: &Part) -> Fit {
    let criterion = view.catalog.criteria.get(part.criterion);
    let column = criterion.map(|criterion| criterion.attribute);
    let attribute = column.and_then(|column| view.catalog.attributes.get(column));
    let stated = column.is_some_and(|column| view.cell(column, entry.offering).is_some());
    if !stated && attribute.is_none_or(|attribute| !attribute.may_not_apply) {
        return Fit::NotStated;
    }
    let (won, most) = (part.hundredths * 5, i64::from(part.most));
    match won {
        // One hundredth of rounding must not turn "well" into "partly".
        _ if won + 5 >= most * 4 => Fit::VeryWell,
        _ if won + 5 >= most * 3 => Fit::Well,
        _ if won + 5 >= most * 2 => Fit::Partly,
        _ => Fit::Little,
    }
}

fn contributions(parts: &[Part], entry: &Entry) -> Vec<Contribution> {
    parts
        .iter()
        .zip(&entry.contributions)
        .filter(|(part, _)| part.most > 0)
        .map(|(part, &hundredths)| Contribution {
            criterion: part.label.clone(),
            hundredths,
            most: part.most,
        })
        .collect()
}

pub(super) fn alternative(
    view: &View<'_>,
    entry: &Entry,
    first: &Entry,
    changes: &[WouldChange],
) -> Alternative {
    let of_first = view.parts(first);
    let difference = |part: &Part| Difference {
        criterion: part.label.clone(),
        figure: part.figure.clone(),
        first: of_first
            .iter()
            .find(|other| other.criterion == part.criterion)
            .map_or_else(SafeText::default, |other| other.figure.clone()),
        hundredths: part.hundredths,
    };
    let why = view.why_not(entry.offering, first.offering);
    let list = |parts: &[Part]| parts.iter().map(difference).collect();
    Alternative {
        offering: Shown::of(view, entry),
        taken: false,
        first_if: changes
            .iter()
            .find(|change| change.new_first == entry.offering)
            .map(|change| change.words.clone()),
        worse: why.as_ref().map_or_else(Vec::new, |why| list(&why.worse)),
        better: why.map_or_else(Vec::new, |why| list(&why.better)),
    }
}
