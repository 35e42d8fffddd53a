//! Figures as people type them.

use crate::catalog::{Catalog, FigureRange};

/// A typed figure as people write it: with the sign of money before or behind it, commas or spaces between thousands, its unit, or a k
/// for thousands.
pub(super) fn read_figure<'t>(
    catalog: &Catalog,
    range: &FigureRange,
    text: &'t str,
) -> Option<f64> {
    let sign = catalog.currency.1.as_str();
    let unsigned = |text: &'t str| text.strip_prefix(sign).unwrap_or(text);
    let text = unsigned(text.trim()).trim_start();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' ');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (figure, unit) = text.split_at_checked(end)?;
    let figure = ungrouped(figure.trim())?.parse::<f64>().ok()?;
    let unit = unsigned(unit);
    let thousands = unit.strip_prefix(['k', 'K']);
    let thousands = thousands.filter(|rest| !rest.starts_with(char::is_alphabetic));
    let times = if thousands.is_some() { 1000.0 } else { 1.0 };
    let unit = unsigned(thousands.unwrap_or(unit).trim()).trim();
    (unit.is_empty() || catalog.is_unit(range, unit)).then_some(figure * times)
}

/// A figure without what stands between its thousands; `None` where a comma or a space stands anywhere else: `3,5` may mean 3.5.
fn ungrouped(figure: &str) -> Option<String> {
    let (whole, _) = figure.split_once('.').unwrap_or((figure, ""));
    let after_point = figure.get(whole.len()..)?;
    let mut groups = whole.trim_start_matches('-').split([',', ' ']);
    let first = groups.next()?;
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = groups.clone().next().is_none() || (1..=3).contains(&first.len());
    (is_grouped && groups.all(is_group) && !after_point.contains([',', ' ']))
        .then(|| figure.replace([',', ' '], ""))
}

/// The two ends of a range as it is typed: a dash before the first figure is its own.
pub(super) fn ends(typed: &str) -> Option<(&str, &str)> {
    let (dash, _) = typed.char_indices().skip(1).find(|(_, c)| *c == '-')?;
    Some((typed.get(..dash)?, typed.get(dash + 1..)?))
}
