//! What answers do: must-haves and weights.

use crate::catalog::locate::Path;
use crate::catalog::model::{AnswerKind, AnswerOption, Effect, Kind, Level, MustEffect, TestOf};
use crate::catalog::raw::{RawEffect, RawLevel, RawMust, RawQuestion};
use crate::catalog::template::{Template, TemplateError};
use crate::domain::{Id, Importance};

use super::Context;
use super::check::Check;

/// Checks what the answers to one question do.
pub(super) fn effects(
    check: &mut Check<'_>,
    at: &Path,
    question: &RawQuestion,
    kind: &AnswerKind,
    context: &Context<'_>,
) -> Vec<Effect> {
    let mut reader = Reader {
        check,
        question,
        kind,
        context,
    };
    question
        .does
        .iter()
        .enumerate()
        .filter_map(|(n, effect)| reader.effect(&at.clone().key("does").index(n), effect))
        .collect()
}

struct Reader<'c, 'a> {
    check: &'c mut Check<'a>,
    question: &'c RawQuestion,
    kind: &'c AnswerKind,
    context: &'c Context<'c>,
}

impl Reader<'_, '_> {
    fn effect(&mut self, at: &Path, effect: &RawEffect) -> Option<Effect> {
        let answers = self.context.names.answers();
        let when = match &effect.when {
            None => None,
            Some(source) => Some(self.check.condition(
                &at.clone().key("when"),
                source,
                &answers,
            )?),
        };
        match (&effect.must, &effect.weigh) {
            (Some(must), None) => {
                if effect.level.is_some() {
                    self.check.problem(
                        &at.clone().key("level"),
                        "A must-have has no level: it excludes.",
                        "Take the level out, or use weigh.",
                    );
                }
                let at = at.clone().key("must");
                let known = self
                    .context
                    .attributes
                    .iter()
                    .map(|attribute| attribute.id.as_str());
                let column = self.check.position(
                    &at.clone().key("attribute"),
                    &must.attribute,
                    "attribute",
                    known,
                )?;
                let test = self.test(&at, must, column)?;
                let label = template(self.check, &at.key("label"), &must.label, &answers)?;
                Some(Effect::Must(MustEffect {
                    column,
                    test,
                    label,
                    when,
                }))
            }
            (None, Some(_)) if matches!(self.kind, AnswerKind::Words) => {
                self.check.problem(
                    at,
                    "Nobody can tell from free words how much something matters.",
                    "Ask a question with options, or take the effect out.",
                );
                None
            }
            (None, Some(criterion)) => {
                let criterion =
                    self.context
                        .criterion(self.check, &at.clone().key("weigh"), criterion)?;
                let level = self.level(&at.clone().key("level"), effect.level.as_ref())?;
                Some(Effect::Weigh {
                    criterion,
                    level,
                    when,
                })
            }
            _ => {
                self.check.problem(
                    at,
                    "An effect is either a \"must\" or a \"weigh\".",
                    "Give one of the two.",
                );
                None
            }
        }
    }

    fn test(&mut self, at: &Path, must: &RawMust, column: usize) -> Option<TestOf> {
        let attribute = self.context.attributes.get(column)?;
        let answers = self.context.names.answers();
        let given = [
            must.at_least.is_some(),
            must.at_most.is_some(),
            must.one_of.is_some(),
            must.among.is_some(),
            must.is.is_some(),
        ];
        if given.into_iter().filter(|given| *given).count() != 1 {
            self.check.problem(
                at,
                "A must-have has exactly one of at_least, at_most, one_of, among and is.",
                "Give one of them.",
            );
            return None;
        }
        let figure = matches!(attribute.kind, Kind::Number | Kind::Money);
        if let (Some(source), true) = (&must.at_least, figure) {
            let at = at.clone().key("at_least");
            return self
                .check
                .figure(&at, source, &answers, &attribute.unit)
                .map(TestOf::AtLeast);
        }
        if let (Some(source), true) = (&must.at_most, figure) {
            let at = at.clone().key("at_most");
            return self
                .check
                .figure(&at, source, &answers, &attribute.unit)
                .map(TestOf::AtMost);
        }
        match (&attribute.kind, &must.one_of, &must.among, must.is) {
            (Kind::Choice(options), Some(question), None, None) => self.answers_of(
                &at.clone().key("one_of"),
                question,
                options.iter().map(|(id, _)| id),
            ),
            (Kind::Choice(options), None, Some(among), None) => {
                let at = at.clone().key("among");
                let mut positions = Vec::new();
                for (n, option) in among.iter().enumerate() {
                    let known = options.iter().map(|(id, _)| id.as_str());
                    let position =
                        self.check
                            .position(&at.clone().index(n), option, "option", known)?;
                    positions.push(u16::try_from(position).ok()?);
                }
                Some(TestOf::Among(positions))
            }
            (Kind::YesNo, None, None, Some(is)) => Some(TestOf::Is(is)),
            _ => {
                self.check.problem(
                    at,
                    format!("This test does not fit the column '{}'.", attribute.id),
                    "Figures take at_least or at_most; choices take one_of or among; yes/no takes is.",
                );
                None
            }
        }
    }

    /// Options of the question that the column does not have set no limit, such as "any".
    fn answers_of<'k>(
        &mut self,
        at: &Path,
        question: &str,
        options: impl Iterator<Item = &'k Id> + Clone,
    ) -> Option<TestOf> {
        let position = self
            .check
            .position(at, question, "question", self.context.shells.ids())?;
        let asked: Vec<AnswerOption> = self
            .context
            .shells
            .kind(position)?
            .options()
            .cloned()
            .collect();
        let map: Vec<Option<u16>> = asked
            .iter()
            .map(|option| {
                let position = options.clone().position(|id| *id == option.id)?;
                u16::try_from(position).ok()
            })
            .collect();
        if map.iter().all(Option::is_none) {
            self.check.problem(
                at,
                format!("No option of '{question}' is an option of the column."),
                "Give both the same ids.",
            );
            return None;
        }
        Some(TestOf::AnswersOf(position, map))
    }

    fn level(&mut self, at: &Path, level: Option<&RawLevel>) -> Option<Level> {
        match level {
            None if self.question.importance.is_some()
                || matches!(self.kind, AnswerKind::Level(_)) =>
            {
                Some(Level::Asked)
            }
            Some(RawLevel::Word(word)) if word == "asked" => {
                if self.question.importance.is_none() && !matches!(self.kind, AnswerKind::Level(_))
                {
                    self.check.problem(
                        at,
                        "This question does not ask how much it matters.",
                        "Add \"importance\": \"important\" to the question, or give a level here.",
                    );
                    return None;
                }
                Some(Level::Asked)
            }
            Some(RawLevel::Word(word)) => match Importance::from_word(word) {
                Some(level) if level != Importance::Must => Some(Level::Fixed(level)),
                _ => {
                    self.check.problem(
                        at,
                        format!("'{word}' is no level."),
                        "Write asked, not, somewhat, important or essential; what excludes is a \"must\".",
                    );
                    None
                }
            },
            Some(RawLevel::ByOption(levels)) => {
                let known: Vec<String> = match self.kind {
                    AnswerKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
                    kind => kind.options().map(|option| option.id.to_string()).collect(),
                };
                let mut by_option = Vec::new();
                for (name, level) in levels {
                    let options = known.iter().map(String::as_str);
                    self.check.position_of_key(at, name, "option", options)?;
                    let at = at.clone().key(name);
                    if *level == Importance::Must {
                        self.check.problem(
                            &at,
                            "A weight excludes nothing, so 'must' is no level here.",
                            "Write not, somewhat, important or essential, or make the effect a \"must\".",
                        );
                        return None;
                    }
                    by_option.push((self.check.id(&at, name)?, *level));
                }
                Some(Level::ByOption(by_option))
            }
            None => {
                self.check.problem(
                    at,
                    "This effect has no level.",
                    "Add \"level\": \"important\", or a level for each option.",
                );
                None
            }
        }
    }
}

/// Reads a sentence with figures, and reports what is wrong with it.
pub(super) fn template(
    check: &mut Check<'_>,
    at: &Path,
    source: &str,
    names: &crate::catalog::scope::Names,
) -> Option<Template> {
    match Template::compile(source, names) {
        Ok(template) => Some(template),
        Err(TemplateError::Brace(offset)) => {
            let problem = check
                .locator
                .problem_within(at, offset..offset + 1, "A brace has no partner.")
                .hint("Write {name} for a figure, and {{ or }} for a brace.");
            check.problems.push(problem);
            None
        }
        Err(TemplateError::Formula(offset, error)) => {
            check.formula_error(at, offset, &error, names);
            None
        }
    }
}
