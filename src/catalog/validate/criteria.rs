//! Criteria and their fixed scales.

use crate::catalog::locate::Path;
use crate::catalog::model::{Attribute, Catalog, CriterionInfo, Kind};
use crate::catalog::raw::{RawCatalog, RawCriterion, RawIdeal, RawScale, RawUnasked};
use crate::catalog::scope::Names;
use crate::domain::{Cell, Id, Importance, SafeText};
use crate::ranking::{Criterion, Ideal, ONE, Scale};

use super::check::{Check, Unique};

/// Most criteria: far more than anybody can weigh, and few enough that no sum can overflow.
const MAX_CRITERIA: usize = 200;
/// The least that the two ends of what is assumed for a missing fact differ in value: a hundredth of the scale.
const LEAST_DOUBT: u16 = ONE / 100;

/// Checks the criteria; both lists have the same order.
pub(super) fn criteria(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    attributes: &[Attribute],
    names: &Names,
) -> (Vec<CriterionInfo>, Vec<Criterion>) {
    if raw.criteria.is_empty() || raw.criteria.len() > MAX_CRITERIA {
        let what = format!(
            "The catalog has {} criteria; it takes 1 to {MAX_CRITERIA}.",
            raw.criteria.len()
        );
        check.problem(
            &Path::default().key("criteria"),
            what,
            "Write down what is judged, and join what belongs together.",
        );
    }
    let mut unique = Unique::default();
    let mut infos = Vec::new();
    let mut criteria = Vec::new();
    for (n, criterion) in raw.criteria.iter().enumerate() {
        let at = Path::list("criteria", n);
        let id = unique.id(check, &at, &criterion.id);
        let known = attributes.iter().map(|attribute| attribute.id.as_str());
        let column = check.position(
            &at.clone().key("attribute"),
            &criterion.attribute,
            "attribute",
            known,
        );
        let shown = match &criterion.shown {
            None => column,
            Some(shown) => {
                let known = attributes.iter().map(|attribute| attribute.id.as_str());
                check.position(&at.clone().key("shown"), shown, "attribute", known)
            }
        };
        let attribute = column.and_then(|column| attributes.get(column));
        let scale = attribute.and_then(|attribute| {
            scale(check, &at.clone().key("scale"), criterion, attribute, names)
        });
        let (Some(id), Some(column), Some(shown), Some(scale)) = (id, column, shown, scale) else {
            check.leave_out(&criterion.id);
            continue;
        };
        let missing = missing(check, &at, criterion, &scale);
        infos.push(CriterionInfo {
            id,
            label: criterion.label.clone(),
            attribute: column,
            shown,
            ends: (SafeText::default(), SafeText::default()),
        });
        let unasked_points = match criterion.unasked {
            RawUnasked::Average => Importance::UNASKED_POINTS,
            RawUnasked::Nothing => 0,
        };
        criteria.push(Criterion {
            column,
            scale,
            missing,
            unasked_points,
        });
    }
    (infos, criteria)
}

fn scale(
    check: &mut Check<'_>,
    at: &Path,
    criterion: &RawCriterion,
    attribute: &Attribute,
    names: &Names,
) -> Option<Scale> {
    let figure = matches!(attribute.kind, Kind::Number | Kind::Money);
    match (&criterion.scale, &attribute.kind) {
        (RawScale::Linear { worst, best }, _) if figure => {
            if worst == best || !worst.is_finite() || !best.is_finite() {
                check.problem(
                    at,
                    "The scale has the same figure as worst and best.",
                    "Give the two ends of the scale.",
                );
                return None;
            }
            Some(Scale::Linear {
                worst: *worst,
                best: *best,
            })
        }
        (RawScale::Piecewise(points), _) if figure => {
            let rising = points
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if a.0 < b.0));
            if points.len() < 2
                || !rising
                || points.iter().any(|point| !(0.0..=1.0).contains(&point.1))
            {
                check.problem(
                    at,
                    "A piecewise scale has two or more points with rising figures and values from 0 to 1.",
                    "Correct the points, such as [[0, 0], [50, 0.8], [100, 1]].",
                );
                return None;
            }
            Some(Scale::Piecewise(points.clone()))
        }
        (
            RawScale::Target {
                ideal,
                flat,
                below,
                above,
            },
            _,
        ) if figure => {
            if !(*flat >= 0.0 && *below > 0.0 && *above > 0.0) {
                check.problem(
                    at,
                    "'below' and 'above' must be more than 0, and 'flat' must not be negative.",
                    "Correct the figures.",
                );
                return None;
            }
            let ideal = match ideal {
                RawIdeal::Figure(figure) => Ideal::Figure(*figure),
                RawIdeal::Formula(source) => {
                    let at = at.clone().key("target").key("ideal");
                    Ideal::Formula(check.figure(&at, source, &names.answers(), &attribute.unit)?)
                }
            };
            Some(Scale::Target {
                ideal,
                flat: *flat,
                below: *below,
                above: *above,
            })
        }
        (RawScale::Categories(values), Kind::Choice(options)) => {
            categories(check, at, values, options)
        }
        (RawScale::YesNo { yes, no }, Kind::YesNo) => Some(Scale::YesNo {
            yes: value(check, at, *yes)?,
            no: value(check, at, *no)?,
        }),
        _ => {
            check.problem(
                at,
                format!("This scale does not fit the column '{}'.", attribute.id),
                "Figures take linear, piecewise or target; choices take categories; yes or no takes yes_no; texts and dates take none.",
            );
            None
        }
    }
}

fn categories(
    check: &mut Check<'_>,
    at: &Path,
    values: &std::collections::BTreeMap<String, f64>,
    options: &[(Id, SafeText)],
) -> Option<Scale> {
    let at = at.clone().key("categories");
    for name in values.keys() {
        let known = options.iter().map(|(id, _)| id.as_str());
        check.position_of_key(&at, name, "option", known);
    }
    options
        .iter()
        .map(|(id, _)| match values.get(id.as_str()) {
            Some(share) => value(check, &at, *share),
            None => {
                check.problem(
                    &at,
                    format!("The option '{id}' has no value."),
                    "Give every option one, from 0 to 1.",
                );
                None
            }
        })
        .collect::<Option<Vec<_>>>()
        .map(Scale::Categories)
}

fn value(check: &mut Check<'_>, at: &Path, share: f64) -> Option<u16> {
    if (0.0..=1.0).contains(&share) {
        return Some(crate::ranking::value_of(share));
    }
    check.problem(
        at,
        format!("{share} is no value."),
        "Values lie between 0 (worst) and 1 (best).",
    );
    None
}

fn missing(
    check: &mut Check<'_>,
    at: &Path,
    criterion: &RawCriterion,
    scale: &Scale,
) -> (u16, u16) {
    let Some((from, to)) = criterion.missing_between else {
        return scale.ends();
    };
    let at = at.clone().key("missing_between");
    let ends = [from, to].map(|figure| scale.value(&Cell::Number(figure), &[]));
    match ends {
        [Some(one), Some(other)] if one.abs_diff(other) >= LEAST_DOUBT => {
            (one.min(other), one.max(other))
        }
        [Some(_), Some(_)] => {
            check.problem(
                &at,
                "Both ends are worth the same, so a missing fact would count as known.",
                "Name the worst and the best it may well be.",
            );
            scale.ends()
        }
        _ => {
            check.problem(
                &at,
                "Only a scale for figures with a fixed ideal has an interval for missing facts.",
                "Take it out: the whole scale is assumed then.",
            );
            scale.ends()
        }
    }
}

/// Fills in how the two ends of each scale are said.
pub(super) fn say_ends(catalog: &mut Catalog) {
    let ends: Vec<_> = catalog
        .blind()
        .criteria()
        .iter()
        .zip(&catalog.criteria)
        .filter_map(|(criterion, info)| {
            let attribute = catalog.attributes.get(info.attribute)?;
            Some(ends(catalog, attribute, &criterion.scale))
        })
        .collect();
    for (info, ends) in catalog.criteria.iter_mut().zip(ends) {
        info.ends = ends;
    }
}

fn ends(catalog: &Catalog, attribute: &Attribute, scale: &Scale) -> (SafeText, SafeText) {
    let say = |figure: f64| {
        SafeText::from(catalog.say_number(figure, &attribute.unit, attribute.decimals))
    };
    match scale {
        Scale::Linear { worst, best } => (say(*worst), say(*best)),
        Scale::Piecewise(points) => {
            let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
            let end =
                |point: Option<&(f64, f64)>| point.map_or_else(SafeText::default, |(x, _)| say(*x));
            (
                end(points.iter().min_by(by_value)),
                end(points.iter().max_by(by_value)),
            )
        }
        Scale::Target {
            ideal: Ideal::Figure(ideal),
            ..
        } => ("far from it".into(), say(*ideal)),
        Scale::Target { .. } => (
            "far from what was said".into(),
            "as the customer said".into(),
        ),
        Scale::Categories(values) => {
            let label = |position: Option<usize>| match (&attribute.kind, position) {
                (Kind::Choice(options), Some(n)) => options
                    .get(n)
                    .map_or_else(SafeText::default, |(_, label)| label.clone()),
                _ => SafeText::default(),
            };
            let worst = (0..values.len()).min_by_key(|&n| values.get(n));
            let best = (0..values.len()).rev().max_by_key(|&n| values.get(n));
            (label(worst), label(best))
        }
        Scale::YesNo { yes, no } if yes >= no => ("no".into(), "yes".into()),
        Scale::YesNo { .. } => ("yes".into(), "no".into()),
    }
}
