//! Questions: first their kinds and the names of their answers, then what refers to other parts of the catalog.

mod kinds;
mod shares;

use crate::catalog::locate::Path;
use crate::catalog::model::{AnswerKind, AnswerOption, Question, Seller};
use crate::catalog::plain;
use crate::catalog::raw::{RawCatalog, RawQuestion};
use crate::catalog::scope::Names;
use crate::domain::{AnswerValue, Id};
use crate::formula::{Formula, Type};
use crate::ranking::MAX_MUSTS;

use super::check::{Check, Unique};
use super::columns::name_in_formulas;
use super::{Context, effects};
use kinds::KindReader;

/// Most questions.
const MAX_QUESTIONS: usize = 200;

/// What is known of the questions before formulas are read.
pub(super) struct Shells {
    shells: Vec<Shell>,
    /// How many inputs formulas have.
    pub(super) inputs: usize,
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

struct Shell {
    id: Option<Id>,
    name: String,
    kind: Option<AnswerKind>,
    input: Option<usize>,
    /// Names of answers to the questions before this one: all that its own condition may use.
    before: Names,
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
    if raw.questions.is_empty() || raw.questions.len() > MAX_QUESTIONS {
        let what = format!(
            "The catalog has {} questions; it takes 1 to {MAX_QUESTIONS}.",
            raw.questions.len()
        );
        check.problem(
            &Path::default().key("questions"),
            what,
            "Ask what tells one customer from another, and nothing else.",
        );
    }
    for (n, question) in raw.questions.iter().enumerate() {
        let at = Path::list("questions", n);
        let id = name_in_formulas(check, &at, &question.id, &mut unique);
        if id.is_some() && names.taken(&question.id) {
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
        if kind.is_none() || id.is_none() {
            check.leave_out(&question.id);
            names.broken(&question.id);
            for end in ["min", "max"] {
                names.broken(&format!("{}.{end}", question.id));
            }
        }
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
    let ids = |options: &[AnswerOption]| options.iter().map(|option| option.id.clone()).collect();
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

/// Puts the questions together.
pub(super) fn questions(
    check: &mut Check<'_>,
    raw: &RawCatalog,
    context: &Context<'_>,
) -> Vec<Question> {
    refuse_too_many_musts(check, raw);
    let mut questions = Vec::new();
    for (n, (raw_question, shell)) in raw.questions.iter().zip(&context.shells.shells).enumerate() {
        let at = Path::list("questions", n);
        let when = raw_question
            .when
            .as_ref()
            .and_then(|source| check.condition(&at.clone().key("when"), source, &shell.before));
        let Some(kind) = &shell.kind else { continue };
        let at_most = at_most(check, &at, raw_question, kind, &shell.before);
        let glossary = glossary(check, &at, raw, raw_question);
        let assume = assumed(check, &at, raw_question, kind);
        let shares = shares::shares(check, &at, raw_question, kind);
        let effects = effects::effects(check, &at, raw_question, kind, context);
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
            early: raw_question.early,
            sensitive: raw_question.sensitive,
            importance: raw_question.importance,
            at_most,
            assume,
            shares,
            effects,
            input: shell.input,
        });
    }
    questions
}

/// Must-haves beyond what the ranking can look at would be dropped in silence.
fn refuse_too_many_musts(check: &mut Check<'_>, raw: &RawCatalog) {
    let musts = raw.questions.iter().flat_map(|question| &question.does);
    let musts = musts.filter(|effect| effect.must.is_some()).count();
    if musts > MAX_MUSTS {
        check.problem(
            &Path::default().key("questions"),
            format!("The answers set {musts} must-haves; the most is {MAX_MUSTS}."),
            "Turn some of them into weights.",
        );
    }
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

/// The limit that earlier answers set, in the unit of the question.
fn at_most(
    check: &mut Check<'_>,
    at: &Path,
    question: &RawQuestion,
    kind: &AnswerKind,
    before: &Names,
) -> Option<Formula> {
    let (AnswerKind::Number(range) | AnswerKind::Money(range)) = kind else {
        return None;
    };
    let source = question.kind.at_most.as_ref()?;
    let at = at.clone().key("kind").key("at_most");
    let formula = check.formula(&at, source, before)?;
    match formula.ty() {
        Type::Number(own) if *own == range.unit && !formula.reads_inputs().is_empty() => {
            Some(formula)
        }
        Type::Number(_) if formula.reads_inputs().is_empty() => {
            check.problem(
                &at,
                "This limit rests on no answer.",
                "Write the figure as \"max\", or name an earlier question.",
            );
            None
        }
        Type::Number(own) => {
            let what = format!(
                "This is in '{own}', and the question is in '{}'.",
                range.unit
            );
            check.problem(
                &at,
                what,
                "Use an answer in the question's unit, or convert it.",
            );
            None
        }
        _ => {
            check.problem(
                &at,
                "A limit is a figure, and this is none.",
                "Name an earlier question that is answered by a figure.",
            );
            None
        }
    }
}

fn assumed(
    check: &mut Check<'_>,
    at: &Path,
    question: &RawQuestion,
    kind: &AnswerKind,
) -> Option<AnswerValue> {
    let value = question.assume.as_ref()?;
    match plain::value(kind, value) {
        Ok(AnswerValue::DontKnow | AnswerValue::Refused) => {
            check.problem(
                &at.clone().key("assume"),
                "Nothing can be assumed from an answer that says nothing.",
                "Write a usual answer, or take the key out.",
            );
            None
        }
        Ok(_) if inputs_of(&question.id, kind).is_empty() => {
            check.problem(
                &at.clone().key("assume"),
                "No formula reads this type of answer, so nothing can be assumed for it.",
                "Take the key out.",
            );
            None
        }
        Ok(value) => Some(value),
        Err(error) => {
            check.problem(&at.clone().key("assume"), error.what, error.hint);
            None
        }
    }
}
