//! What kind of answer a question wants.

use crate::catalog::locate::Path;
use crate::catalog::model::{AnswerKind, AnswerOption, FigureRange, Seller};
use crate::catalog::plain;
use crate::catalog::raw::{
    RawAnswerKind, RawAnswerType, RawCatalog, RawKind, RawOption, RawOptionsFrom,
};

use super::super::check::{Check, Unique};
use super::super::columns::unit;

/// Most options of a question that takes one answer: one digit each.
const MAX_OPTIONS: usize = 9;

pub(super) struct KindReader<'c, 'a> {
    pub(super) check: &'c mut Check<'a>,
    pub(super) raw: &'c RawCatalog,
    pub(super) sellers: &'c [Seller],
    pub(super) at: Path,
}

impl KindReader<'_, '_> {
    pub(super) fn read(&mut self, kind: &RawAnswerKind) -> Option<AnswerKind> {
        self.refuse_strangers(kind);
        Some(match kind.name {
            RawAnswerType::One => {
                let options = self.options(kind.options.as_deref().unwrap_or_default())?;
                if options.is_empty() {
                    self.no_options();
                    return None;
                }
                if options.len() > MAX_OPTIONS {
                    let what = format!(
                        "This question has {} options; the most is {MAX_OPTIONS}.",
                        options.len()
                    );
                    self.problem("options", what, "Join some, or split the question in two.");
                    return None;
                }
                let valued = options
                    .iter()
                    .filter(|option| option.value.is_some())
                    .count();
                if valued != 0 && valued != options.len() {
                    self.problem(
                        "options",
                        "Some options stand for a figure and some do not.",
                        "Give all of them a value, or none.",
                    );
                    return None;
                }
                if valued == 0 && kind.unit.is_some() {
                    self.problem(
                        "unit",
                        "There is a unit, and no option has a value.",
                        "Give every option a value, or take the unit out.",
                    );
                    return None;
                }
                let unit = (valued > 0)
                    .then(|| {
                        self.check
                            .unit(&self.at, kind.unit.as_deref().unwrap_or("1"))
                    })
                    .flatten();
                AnswerKind::One { options, unit }
            }
            RawAnswerType::Several => match (kind.options_from, kind.options.as_deref()) {
                (Some(RawOptionsFrom::Sellers), None | Some([])) => AnswerKind::Several {
                    options: self
                        .sellers
                        .iter()
                        .map(|seller| AnswerOption {
                            id: seller.id.clone(),
                            label: seller.name.clone(),
                            value: None,
                        })
                        .collect(),
                    sellers: true,
                },
                (None, Some(options)) if !options.is_empty() => AnswerKind::Several {
                    options: self.options(options)?,
                    sellers: false,
                },
                (Some(_), Some(_)) => {
                    self.problem(
                        "options",
                        "This question has two lists of options.",
                        "Keep \"options\" or \"options_from\".",
                    );
                    return None;
                }
                (None, _) => {
                    self.no_options();
                    return None;
                }
            },
            RawAnswerType::YesNo => AnswerKind::YesNo,
            RawAnswerType::Number => AnswerKind::Number(self.range(kind, RawKind::Number)?),
            RawAnswerType::Money => AnswerKind::Money(self.range(kind, RawKind::Money)?),
            RawAnswerType::Range => AnswerKind::Range(self.range(kind, RawKind::Number)?),
            RawAnswerType::Order => {
                let mut unique = Unique::default();
                let mut items = Vec::new();
                for (n, item) in kind.items.iter().flatten().enumerate() {
                    let at = self.at.clone().key("items").index(n);
                    let id = unique.id(self.check, &at, &item.id)?;
                    let criteria = self
                        .raw
                        .criteria
                        .iter()
                        .map(|criterion| criterion.id.as_str());
                    let criterion = self.check.position(
                        &at.key("criterion"),
                        &item.criterion,
                        "criterion",
                        criteria,
                    )?;
                    items.push((
                        AnswerOption {
                            id,
                            label: item.label.clone(),
                            value: None,
                        },
                        criterion,
                    ));
                }
                if !(2..=MAX_OPTIONS).contains(&items.len()) {
                    self.problem(
                        "items",
                        format!("An order has 2 to {MAX_OPTIONS} items."),
                        "Add items, or make it a level question.",
                    );
                    return None;
                }
                AnswerKind::Order(items)
            }
            RawAnswerType::Level => {
                let Some(id) = &kind.criterion else {
                    self.problem(
                        "type",
                        "A level question must name its criterion.",
                        "Add \"criterion\": with the id of a criterion.",
                    );
                    return None;
                };
                let criteria = self
                    .raw
                    .criteria
                    .iter()
                    .map(|criterion| criterion.id.as_str());
                let at = self.at.clone().key("criterion");
                AnswerKind::Level(self.check.position(&at, id, "criterion", criteria)?)
            }
            RawAnswerType::Words => AnswerKind::Words,
        })
    }

    fn problem(&mut self, key: &str, what: impl Into<crate::domain::SafeText>, hint: &str) {
        self.check.problem(&self.at.clone().key(key), what, hint);
    }

    fn no_options(&mut self) {
        self.problem(
            "options",
            "This question has no options.",
            "Add \"options\": [ .. ], or, to ask for sellers, \"type\": \"several\" with \"options_from\": \"sellers\".",
        );
    }

    /// A key that says nothing for this kind would be a silent mistake.
    fn refuse_strangers(&mut self, kind: &RawAnswerKind) {
        use RawAnswerType::{Level, Money, Number, One, Order, Range, Several};
        let figure = [Number, Money, Range];
        let given: [(&str, bool, &[RawAnswerType]); 10] = [
            ("options", kind.options.is_some(), &[One, Several]),
            ("options_from", kind.options_from.is_some(), &[Several]),
            ("unit", kind.unit.is_some(), &[One, Number, Money, Range]),
            ("min", kind.min.is_some(), &figure),
            ("max", kind.max.is_some(), &figure),
            ("at_most", kind.at_most.is_some(), &[Number, Money]),
            ("step", kind.step.is_some(), &figure),
            ("usual", kind.usual.is_some(), &[Number, Money]),
            ("items", kind.items.is_some(), &[Order]),
            ("criterion", kind.criterion.is_some(), &[Level]),
        ];
        for (key, is_given, fits) in given {
            if is_given && !fits.contains(&kind.name) {
                let at = self.at.clone().key(key);
                let what = format!("'{key}' says nothing for this type of question.");
                let problem = self.check.locator.problem_with_key(&at, what);
                self.check.problems.push(problem.hint("Take it out."));
            }
        }
    }

    fn options(&mut self, raw: &[RawOption]) -> Option<Vec<AnswerOption>> {
        let mut unique = Unique::default();
        let mut options = Vec::new();
        for (n, option) in raw.iter().enumerate() {
            let at = self.at.clone().key("options").index(n);
            let id = unique.id(self.check, &at, &option.id)?;
            if plain::RESERVED.contains(&option.id.as_str()) {
                self.check.problem(
                    &at.key("id"),
                    format!("'{}' is kept for customers who do not know or would rather not say.", option.id),
                    "Both are offered with every question; choose another id or take the option out.",
                );
            }
            options.push(AnswerOption {
                id,
                label: option.label.clone(),
                value: option.value,
            });
        }
        Some(options)
    }

    fn range(&mut self, kind: &RawAnswerKind, column: RawKind) -> Option<FigureRange> {
        let (Some(min), Some(max), Some(step)) = (kind.min, kind.max, kind.step) else {
            self.problem(
                "type",
                "A figure needs \"min\", \"max\" and \"step\".",
                "Add what is missing.",
            );
            return None;
        };
        if !(min < max && step > 0.0) {
            self.problem(
                "min",
                "'min' must be below 'max', and 'step' above 0.",
                "Correct the figures.",
            );
            return None;
        }
        let usual = kind.usual.clone().unwrap_or_default();
        if usual.len() > 8 || usual.iter().any(|figure| !(min..=max).contains(figure)) {
            self.problem(
                "usual",
                "There are at most eight usual figures, between min and max.",
                "Correct the list.",
            );
        }
        let unit = unit(self.check, &self.at, self.raw, column, kind.unit.as_deref())?;
        Some(FigureRange {
            unit,
            min,
            max,
            step,
            usual,
        })
    }
}
