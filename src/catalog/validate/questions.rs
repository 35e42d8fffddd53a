//! Questions: first their kinds and the names of their answers, then what refers to other parts of the catalog.

use crate::catalog::locate::Path;
use crate::catalog::model::{AnswerKind, FigureRange, Option_, Question, Seller};
use crate::catalog::plain;
use crate::catalog::raw::{
    RawAnswerKind, RawAnswerType, RawCatalog, RawKind, RawOption, RawOptionsFrom, RawQuestion,
};
use crate::catalog::scope::Names;
use crate::domain::{AnswerValue, Id};
use crate::formula::Type;

use super::columns::{name_in_formulas, unit};
use super::{Check, Context, Unique, effects};

/// Most questions.
const MAX_QUESTIONS: usize = 200;
/// Most options of a question that takes one answer: one digit each.
const MAX_OPTIONS: usize = 9;

/// What is known of the questions before formulas are read.
pub(super) struct Shells {
    shells: Vec<Shell>,
    /// How many inputs formulas have.
    pub(super) inputs: usize,
}

struct Shell {
    id: Option<Id>,
    name: String,
    kind: Option<AnswerKind>,
    input: Option<usize>,
    /// Names of answers to the questions before this one: all that its own condition may use.
    before: Names,
}

impl Shells {
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.shells.iter().map(|shell| shell.name.as_str())
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.ids().position(|name| name == id)
    }

    pub(super) fn kind(&self, position: usize) -> Option<&AnswerKind> {
        self.shells.get(position)?.kind.as_ref()
    }

    pub(super) fn names_sellers(&self, position: usize) -> bool {
        matches!(
            self.kind(position),
            Some(AnswerKind::Several { sellers: true, .. })
        )
    }
}

/// Reads the kinds and gives the answers their names in formulas.
pub(super) fn shells(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    sellers: &[Seller],
    names: &mut Names,
) -> Shells {
    let mut unique = Unique::default();
    let mut shells = Shells {
        shells: Vec::new(),
        inputs: 0,
    };
    if raw.questions.len() > MAX_QUESTIONS {
        let what = format!(
            "The catalog has {} questions; the most is {MAX_QUESTIONS}.",
            raw.questions.len()
        );
        check.problem(
            &Path::default().key("questions"),
            what,
            "Nobody answers that many.",
        );
    }
    for (n, question) in raw.questions.iter().enumerate() {
        let at = Path::list("questions", n);
        let id = name_in_formulas(check, &at, &question.id, &mut unique);
        if names.taken(&question.id) {
            check.problem(
                &at.clone().key("id"),
                format!("'{}' is already the name of a column.", question.id),
                "Choose another name for the question.",
            );
        }
        let before = names.answers();
        let mut reader = KindReader {
            check,
            raw,
            sellers,
            at: at.key("kind"),
        };
        let kind = reader.read(&question.kind);
        let input = kind.as_ref().and_then(|kind| {
            let inputs = inputs_of(&question.id, kind);
            let first = shells.inputs;
            for (name, ty) in &inputs {
                names.input(name, shells.inputs, ty.clone());
                shells.inputs += 1;
            }
            (!inputs.is_empty()).then_some(first)
        });
        shells.shells.push(Shell {
            id,
            name: question.id.clone(),
            kind,
            input,
            before,
        });
    }
    shells
}

/// Names and types under which formulas read an answer.
fn inputs_of(id: &str, kind: &AnswerKind) -> Vec<(String, Type)> {
    let ids = |options: &[Option_]| options.iter().map(|option| option.id.clone()).collect();
    match kind {
        AnswerKind::One {
            options,
            unit: None,
        } => vec![(id.to_owned(), Type::Choice(ids(options)))],
        AnswerKind::One {
            unit: Some(unit), ..
        } => vec![(id.to_owned(), Type::Number(unit.clone()))],
        AnswerKind::Several { options, .. } => vec![(id.to_owned(), Type::Set(ids(options)))],
        AnswerKind::YesNo => vec![(id.to_owned(), Type::YesNo)],
        AnswerKind::Number(range) | AnswerKind::Money(range) => {
            vec![(id.to_owned(), Type::Number(range.unit.clone()))]
        }
        AnswerKind::Range(range) => ["min", "max"]
            .map(|end| (format!("{id}.{end}"), Type::Number(range.unit.clone())))
            .to_vec(),
        AnswerKind::Order(_) | AnswerKind::Level(_) | AnswerKind::Words => Vec::new(),
    }
}

struct KindReader<'c, 'a> {
    check: &'c mut Check<'a>,
    raw: &'c RawCatalog,
    sellers: &'c [Seller],
    at: Path,
}

impl KindReader<'_, '_> {
    fn read(&mut self, kind: &RawAnswerKind) -> Option<AnswerKind> {
        self.refuse_strangers(kind);
        Some(match kind.name {
            RawAnswerType::One => {
                let options = self.options(kind.options.as_deref().unwrap_or_default())?;
                if options.is_empty() || options.len() > MAX_OPTIONS {
                    let what = format!(
                        "This question has {} options; it takes 1 to {MAX_OPTIONS}.",
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
                        .map(|seller| Option_ {
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
                _ => {
                    self.problem(
                        "type",
                        "This question has no options, or two lists of them.",
                        "Give \"options\": [ .. ] or \"options_from\": \"sellers\".",
                    );
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
                        Option_ {
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
                        "An order needs 2 to 9 items.",
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
                        "A level question names its criterion.",
                        "Add \"criterion\": \"..\".",
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

    /// A key that says nothing for this kind would be a silent mistake.
    fn refuse_strangers(&mut self, kind: &RawAnswerKind) {
        use RawAnswerType::{Level, Money, Number, One, Order, Range, Several};
        let figure = [Number, Money, Range];
        let given: [(&str, bool, &[RawAnswerType]); 9] = [
            ("options", kind.options.is_some(), &[One, Several]),
            ("options_from", kind.options_from.is_some(), &[Several]),
            ("unit", kind.unit.is_some(), &[One, Number, Money, Range]),
            ("min", kind.min.is_some(), &figure),
            ("max", kind.max.is_some(), &figure),
            ("step", kind.step.is_some(), &figure),
            ("usual", kind.usual.is_some(), &[Number, Money]),
            ("items", kind.items.is_some(), &[Order]),
            ("criterion", kind.criterion.is_some(), &[Level]),
        ];
        for (key, is_given, fits) in given {
            if is_given && !fits.contains(&kind.name) {
                self.problem(
                    key,
                    format!("'{key}' says nothing for this type of question."),
                    "Take it out.",
                );
            }
        }
    }

    fn options(&mut self, raw: &[RawOption]) -> Option<Vec<Option_>> {
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
            options.push(Option_ {
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
                "A figure needs min, max and step.",
                "Add the three keys.",
            );
            return None;
        };
        if !(min < max && step > 0.0) {
            self.problem(
                "min",
                "min must be below max, and step above 0.",
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

/// Puts the questions together.
pub(super) fn questions(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    context: &Context<'_>,
) -> Vec<Question> {
    let mut questions = Vec::new();
    for (n, (raw_question, shell)) in raw.questions.iter().zip(&context.shells.shells).enumerate() {
        let at = Path::list("questions", n);
        let when = raw_question
            .when
            .as_ref()
            .and_then(|source| check.condition(&at.clone().key("when"), source, &shell.before));
        let Some(kind) = &shell.kind else { continue };
        let glossary = glossary(check, &at, raw, raw_question);
        let assume = assumed(check, &at, raw_question, kind);
        let effects = effects::effects(check, &at, raw_question, n, kind, context);
        let Some(id) = &shell.id else { continue };
        questions.push(Question {
            id: id.clone(),
            label: raw_question.label.clone(),
            say: raw_question.say.clone(),
            why: raw_question.why.clone(),
            help: raw_question.help.clone(),
            glossary,
            kind: kind.clone(),
            when,
            seconds: raw_question.seconds,
            sensitive: raw_question.sensitive,
            importance: raw_question.importance,
            assume,
            effects,
            input: shell.input,
        });
    }
    questions
}

fn glossary(
    check: &mut Check<'_>,
    at: &Path,
    raw: &RawCatalog,
    question: &RawQuestion,
) -> Vec<usize> {
    question
        .glossary
        .iter()
        .enumerate()
        .filter_map(|(n, term)| {
            let at = at.clone().key("glossary").index(n);
            let terms = raw.glossary.iter().map(|term| term.term.as_str());
            check.position(&at, term, "term in the glossary", terms)
        })
        .collect()
}

fn assumed(
    check: &mut Check<'_>,
    at: &Path,
    question: &RawQuestion,
    kind: &AnswerKind,
) -> Option<AnswerValue> {
    let value = question.assume.as_ref()?;
    match plain::value(kind, value) {
        Ok(value) => Some(value),
        Err(error) => {
            check.problem(&at.clone().key("assume"), error.what, error.hint);
            None
        }
    }
}
