//! Figures in words: `$28,400`, `46 mpg`, `15,000 miles a year`, `yes`.

use crate::domain::{Cell, Id, SafeText};
use crate::formula::{Input, Table, Type, Unit};

use super::model::{Attribute, Catalog, FigureRange, Kind, MustEffect, Remark};

/// A cell with how it is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The cell; `None` when the fact is missing or does not apply.
    pub cell: Option<Cell>,
    /// In words: `$28,400`; `? not stated`; `-` where it does not apply.
    pub words: SafeText,
}

/// Says a value in a template.
pub(super) trait Sayer {
    /// `source` is the formula; where it is just a column's name, the column's own digits are used.
    fn say(&self, source: &str, ty: &Type, cell: &Cell, decimals: Option<u8>) -> String;
}

impl Catalog {
    /// The cell of a column as it is shown.
    #[must_use]
    pub fn figure(&self, attribute: &Attribute, cell: Option<Cell>) -> Figure {
        let words = match &cell {
            None if attribute.may_not_apply => "-".into(),
            None => "? not stated".into(),
            Some(cell) => self.say_cell(attribute, cell).into(),
        };
        Figure { cell, words }
    }

    fn say_cell(&self, attribute: &Attribute, cell: &Cell) -> String {
        match (&attribute.kind, cell) {
            (Kind::Choice(options), Cell::Choice(option)) => options
                .get(usize::from(*option))
                .map_or_else(String::new, |(_, label)| label.to_string()),
            (_, Cell::Number(figure)) => {
                self.say_number(*figure, &attribute.unit, attribute.decimals)
            }
            (_, cell) => say_plain(cell),
        }
    }

    /// A figure with its unit in words; money with the sign in front.
    #[must_use]
    pub fn say_number(&self, figure: f64, unit: &Unit, decimals: u8) -> String {
        let symbol = unit.to_string();
        let (code, sign) = &self.currency;
        let money = symbol == *code || symbol.starts_with(&format!("{code}/"));
        let digits = grouped(figure, decimals);
        if money {
            let amount = match digits.strip_prefix('-') {
                Some(positive) => format!("-{sign}{positive}"),
                None => format!("{sign}{digits}"),
            };
            return match symbol.split_once('/') {
                None => amount,
                Some((_, per)) => format!("{amount} a {}", self.unit_words(per, false)),
            };
        }
        if unit.is_plain() {
            return digits;
        }
        let one = digits == "1";
        format!("{digits} {}", self.unit_words(&symbol, !one))
    }

    /// A figure of an answer with its unit, with as many digits as the steps of its question need.
    #[must_use]
    pub fn say_figure(&self, range: &FigureRange, figure: f64) -> String {
        let whole = range.step.fract() == 0.0 && figure.fract() == 0.0;
        self.say_number(figure, &range.unit, if whole { 0 } else { 2 })
    }

    /// Whether `words` are the unit of such a figure as people write it, or its beginning: `GB`, `gb a month` and `GB/month` of
    /// `15 GB a month`.
    #[must_use]
    pub fn is_unit(&self, range: &FigureRange, words: &str) -> bool {
        let words = words.to_lowercase().replace('/', " a ");
        let said: Vec<&str> = words
            .split_whitespace()
            .map(|word| if word == "per" { "a" } else { word })
            .collect();
        let (code, sign) = &self.currency;
        let money = range.unit.to_string().starts_with(code.as_str());
        // With the code of a currency behind the figure there is no sign before it.
        let said = match said.as_slice() {
            [first, rest @ ..] if money && *first == code.to_lowercase() => rest,
            all => all,
        };
        [1.0, 2.0].into_iter().any(|figure| {
            let whole = self.say_number(figure, &range.unit, 0).to_lowercase();
            let figures = |c: char| c.is_ascii_digit() || c == ' ' || sign.contains(c);
            let unit: Vec<&str> = whole
                .trim_start_matches(figures)
                .split_whitespace()
                .collect();
            unit.starts_with(said)
        })
    }

    /// A unit in words: looked up whole, then `a/b` as "a's a b", else as it is written.
    #[must_use]
    pub fn unit_words(&self, symbol: &str, many: bool) -> String {
        let known = self
            .units
            .iter()
            .find(|(name, _)| name == symbol)
            .map(|(_, noun)| noun);
        match (known, symbol.split_once('/')) {
            (Some(noun), _) if many => noun.many.to_string(),
            (Some(noun), _) => noun.one.to_string(),
            (None, Some((over, per))) => {
                format!(
                    "{} a {}",
                    self.unit_words(over, many),
                    self.unit_words(per, false)
                )
            }
            (None, None) => symbol.to_owned(),
        }
    }

    /// The sentence of a remark for one offering.
    #[must_use]
    pub fn remark_text(
        &self,
        remark: &Remark,
        table: &dyn Table,
        inputs: &[Input],
        row: usize,
    ) -> SafeText {
        remark.text.fill(self, table, inputs, row)
    }

    /// A must-have in words.
    #[must_use]
    pub fn must_text(&self, must: &MustEffect, inputs: &[Input]) -> SafeText {
        must.label.fill_alone(self, inputs)
    }
}

impl Sayer for Catalog {
    fn say(&self, source: &str, ty: &Type, cell: &Cell, decimals: Option<u8>) -> String {
        let column = self
            .attributes
            .iter()
            .find(|attribute| attribute.id == source);
        if let (Some(column), None) = (column, decimals) {
            return self.say_cell(column, cell);
        }
        match (ty, cell) {
            (Type::Number(unit), Cell::Number(figure)) => {
                self.say_number(*figure, unit, decimals.unwrap_or(0))
            }
            (Type::Choice(options), Cell::Choice(option)) => {
                self.say_option(options.get(usize::from(*option)))
            }
            _ => say_plain(cell),
        }
    }
}

impl Catalog {
    /// The words of an option of some question or attribute.
    fn say_option(&self, id: Option<&Id>) -> String {
        let Some(id) = id else { return String::new() };
        self.questions
            .iter()
            .flat_map(|question| question.kind.options())
            .find(|option| option.id == *id)
            .map_or_else(|| id.to_string(), |option| option.label.to_string())
    }
}

fn say_plain(cell: &Cell) -> String {
    match cell {
        Cell::YesNo(true) => "yes".to_owned(),
        Cell::YesNo(false) => "no".to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Number(figure) => grouped(*figure, 0),
        Cell::Choice(option) => option.to_string(),
    }
}

/// A figure with `decimals` digits after the point and commas between thousands: `1,234.50`.
#[must_use]
pub fn grouped(figure: f64, decimals: u8) -> String {
    let plain = format!("{:.*}", usize::from(decimals), figure);
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) if digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn figures_have_commas_between_thousands_and_no_negative_zero() {
        for (figure, decimals, words) in [
            (0.0, 0, "0"),
            (999.0, 0, "999"),
            (1000.0, 0, "1,000"),
            (1_234_567.891, 2, "1,234,567.89"),
            (-28_400.0, 0, "-28,400"),
            (-0.4, 0, "0"),
        ] {
            assert_eq!(grouped(figure, decimals), words);
        }
    }
}
