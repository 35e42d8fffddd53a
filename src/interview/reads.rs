//! Who reads which answer: what several open answers may do together cannot be told from each of them alone.

use std::collections::BTreeSet;

use crate::catalog::{AnswerKind, Catalog, Effect, Question, TestOf};
use crate::formula::Formula;
use crate::ranking::{Computed, Ideal, Scale, Unlisted};

/// Which questions each part of a catalog reads.
pub(super) struct Reads<'a> {
    catalog: &'a Catalog,
    /// The question behind each input.
    askers: Vec<Option<usize>>,
    /// For each question itself and those its condition rests on.
    behind: Vec<BTreeSet<usize>>,
    /// Questions that each column rests on.
    columns: Vec<BTreeSet<usize>>,
    /// Questions that the values of each criterion rest on.
    criteria: Vec<BTreeSet<usize>>,
}

impl<'a> Reads<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut askers = vec![None; catalog.inputs];
        for (position, question) in catalog.questions.iter().enumerate() {
            // Inputs from here on are this question's, until the next one that has any.
            let own = askers.iter_mut().skip(question.input.unwrap_or(usize::MAX));
            own.for_each(|asker| *asker = Some(position));
        }
        let mut reads = Self {
            catalog,
            askers,
            behind: Vec::new(),
            columns: vec![BTreeSet::new(); catalog.blind().facts().len()],
            criteria: Vec::new(),
        };
        // A condition may only speak of earlier questions.
        for (position, question) in catalog.questions.iter().enumerate() {
            let earlier = question.when.iter().flat_map(|when| reads.of_formula(when));
            let behind = earlier.chain([position]).collect();
            reads.behind.push(behind);
        }
        for computed in catalog.blind().computed() {
            let questions = match computed {
                Computed::Formula(formula) => reads.of_formula(formula),
                Computed::Given(position) => catalog
                    .given()
                    .get(*position)
                    .copied()
                    .into_iter()
                    .collect(),
            };
            reads.columns.push(questions);
        }
        for criterion in catalog.blind().criteria() {
            let mut questions = reads.of_column(criterion.column);
            if let Scale::Target {
                ideal: Ideal::Formula(formula),
                ..
            } = &criterion.scale
            {
                questions.extend(reads.of_formula(formula));
            }
            reads.criteria.push(questions);
        }
        reads
    }

    /// The question behind an input.
    pub(super) fn question_of(&self, input: usize) -> Option<usize> {
        self.askers.get(input).copied().flatten()
    }

    fn behind(&self, question: usize) -> BTreeSet<usize> {
        self.behind.get(question).cloned().unwrap_or_default()
    }

    fn of_column(&self, column: usize) -> BTreeSet<usize> {
        self.columns.get(column).cloned().unwrap_or_default()
    }

    fn of_formula(&self, formula: &Formula) -> BTreeSet<usize> {
        let inputs = formula.reads_inputs();
        let askers = inputs.iter().filter_map(|input| self.question_of(*input));
        let direct = askers.flat_map(|question| self.behind(question));
        let columns = formula.reads_columns();
        let through = columns.iter().flat_map(|column| self.of_column(*column));
        direct.chain(through).collect()
    }

    /// Questions that an effect of the question at `owner` rests on, with the owner and what its condition rests on.
    fn of_effect(&self, owner: usize, effect: &Effect) -> BTreeSet<usize> {
        let mut questions = self.behind(owner);
        let (when, must) = match effect {
            Effect::Weigh { when, .. } => (when, None),
            Effect::Must(must) => (&must.when, Some(must)),
        };
        questions.extend(when.iter().flat_map(|when| self.of_formula(when)));
        if let Some(must) = must {
            questions.extend(self.of_column(must.column));
            match &must.test {
                TestOf::AtLeast(formula) | TestOf::AtMost(formula) => {
                    questions.extend(self.of_formula(formula));
                }
                TestOf::AnswersOf(question, _) => questions.extend(self.behind(*question)),
                TestOf::Among(_) | TestOf::Is(_) => {}
            }
        }
        questions
    }

    /// Writes down what the listed answers to `question` leave out. `whole` when they are all its answers: then only what it does
    /// together with another open question.
    pub(super) fn leave_open(
        &self,
        question: usize,
        whole: bool,
        open: &BTreeSet<usize>,
        unlisted: &mut Unlisted,
    ) {
        let left_out = |questions: &BTreeSet<usize>| {
            questions.contains(&question) && (!whole || questions.intersection(open).count() > 1)
        };
        for (criterion, questions) in self.criteria.iter().enumerate() {
            if left_out(questions) {
                unlisted.values.push(criterion);
            }
        }
        for (owner, asked) in self.catalog.questions.iter().enumerate() {
            for effect in &asked.effects {
                if left_out(&self.of_effect(owner, effect)) {
                    match effect {
                        Effect::Weigh { criterion, .. } => unlisted.weighs.push(*criterion),
                        Effect::Must(_) => unlisted.musts = true,
                    }
                }
            }
        }
        // Whether what the customer has takes part.
        let kept = self.catalog.status_quo.iter();
        unlisted.musts |= kept
            .map(|kept| self.of_formula(&kept.when))
            .any(|q| left_out(&q));
        if !whole && let Some(own) = self.catalog.questions.get(question) {
            let (weighs, musts) = touched(own);
            unlisted.weighs.extend(weighs);
            unlisted.musts |= musts;
        }
        for list in [&mut unlisted.weighs, &mut unlisted.values] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

/// The criteria a question may weigh, and whether it may set must-haves.
pub(super) fn touched(question: &Question) -> (BTreeSet<usize>, bool) {
    let mut weighs = BTreeSet::new();
    match &question.kind {
        AnswerKind::Level(criterion) => {
            weighs.insert(*criterion);
        }
        AnswerKind::Order(items) => weighs.extend(items.iter().map(|(_, criterion)| *criterion)),
        _ => {}
    }
    let mut musts = false;
    for effect in &question.effects {
        match effect {
            Effect::Weigh { criterion, .. } => {
                weighs.insert(*criterion);
            }
            Effect::Must(_) => musts = true,
        }
    }
    (weighs, musts)
}
