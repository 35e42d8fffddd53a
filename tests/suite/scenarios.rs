//! What is offered to be tried does what is said of it, by running the engine again, and nothing that changes first place is left out.

use std::collections::BTreeMap;

use candor::catalog::{AnswerKind, Catalog, builtin, from_files};
use candor::domain::{Answer, AnswerValue, Id, Importance};
use candor::interview::{
    CaseNeeds, Choice, Fact, Flow, Interview, Preferred, Recorded, Scenario, Side, Status,
    case_needs, fits, other_answers,
};
use candor::present::{Sure, View, WouldChange};
use candor::ranking::{Advice, Plan, Ranked, advise};
use jiff::Timestamp;
use serde_json::json;

use crate::support::catalogs::{all, answers, broadband};
use crate::support::dice::Dice;

const SEED: u64 = 5;

/// A conversation with the advice on it.
struct Held<'a> {
    catalog: &'a Catalog,
    interview: Interview,
    flow: Flow,
    needs: CaseNeeds,
    advice: Advice,
    sure: Sure,
}

impl<'a> Held<'a> {
    fn new(catalog: &'a Catalog, answers: &BTreeMap<Id, Answer>) -> Self {
        let facts = answers.iter().map(|(question, answer)| Fact::Answered {
            question: question.clone(),
            answer: answer.clone(),
        });
        Self::of(catalog, fold(facts))
    }

    /// The same conversation after the customer preferred the second of the order to the first, without names.
    fn choosing(self) -> Self {
        let best: Vec<usize> = self.advice.leaders().map(|r| r.offering).take(2).collect();
        let [first, second] = best[..] else {
            return self;
        };
        let side = |offering| Side::of(self.catalog, &self.advice, offering).unwrap();
        let choice = Choice {
            one: side(first),
            other: side(second),
            preferred: Preferred::Other,
        };
        let mut interview = self.interview.clone();
        apply(&mut interview, Fact::Chose(choice));
        Self::of(self.catalog, interview)
    }

    fn of(catalog: &'a Catalog, interview: Interview) -> Self {
        let flow = Flow::new(catalog, &interview);
        let needs = case_needs(catalog, &interview, SEED);
        let advice = advise(catalog.blind(), &needs.needs);
        let sure = Sure::new(catalog, &interview, &flow, &needs, &advice, Plan::LIVE);
        Self {
            catalog,
            interview,
            flow,
            needs,
            advice,
            sure,
        }
    }

    fn view(&self) -> View<'_> {
        View::new(self.catalog, &self.needs, &self.advice)
    }

    fn changes(&self) -> Vec<WouldChange> {
        self.view()
            .would_change(&self.sure, &self.interview, &self.flow)
    }

    /// The advice when a scenario is kept: its facts are recorded after those of the conversation.
    fn kept(&self, scenario: &Scenario) -> Advice {
        let mut after = self.interview.clone();
        for fact in scenario.facts() {
            apply(&mut after, fact);
        }
        let needs = case_needs(self.catalog, &after, SEED);
        advise(self.catalog.blind(), &needs.needs)
    }

    fn line(&self, offering: usize) -> u32 {
        self.catalog.blind().lines()[offering]
    }
}

/// No answer that could be given before has become one that could not.
fn assert_fits(held: &Held<'_>, scenario: &Scenario) {
    let misfits = |answers: &BTreeMap<Id, Answer>| -> Vec<Id> {
        let given = answers.iter().filter(|(id, answer)| {
            let (_, question) = held.catalog.question(id.as_str()).unwrap();
            fits(held.catalog, answers, question, &answer.value).is_err()
        });
        given.map(|(id, _)| id.clone()).collect()
    };
    let before = misfits(held.interview.answers());
    let after = misfits(&scenario.over(held.interview.answers()));
    assert!(after.iter().all(|id| before.contains(id)), "{scenario:?}");
}

fn apply(interview: &mut Interview, fact: Fact) {
    let at = Timestamp::UNIX_EPOCH;
    interview.apply(&Recorded { at, fact });
}

fn fold(facts: impl Iterator<Item = Fact>) -> Interview {
    let facts: Vec<Recorded> = facts
        .map(|fact| Recorded {
            at: Timestamp::UNIX_EPOCH,
            fact,
        })
        .collect();
    Interview::fold(&facts)
}

/// Conversations with random answers on every catalog.
fn with_random_answers(each: usize, look: impl FnMut(&Held<'_>)) {
    conversations(each, false, look);
}

/// The same; where it is asked how much something matters, `musts` makes it a must.
fn conversations(each: usize, musts: bool, mut look: impl FnMut(&Held<'_>)) {
    let mut dice = Dice::new(71);
    for catalog in all() {
        for n in 0..each {
            let mut answers = dice.answers(&catalog);
            if musts {
                for answer in answers.values_mut() {
                    answer.importance = answer.importance.map(|_| Importance::Must);
                }
            }
            let held = Held::new(&catalog, &answers);
            look(&if n % 4 == 3 { held.choosing() } else { held });
        }
    }
}

#[test]
fn keeping_what_is_offered_puts_the_named_offering_first() {
    let (mut levels, mut others) = (0, 0);
    with_random_answers(12, |held| {
        for change in held.changes() {
            let Some(scenario) = &change.scenario else {
                continue;
            };
            assert_fits(held, scenario);
            let first = held.kept(scenario).ranked[0].offering;
            assert_eq!(first, change.new_first, "{}", change.words);
            assert_ne!(
                held.line(first),
                held.line(held.advice.ranked[0].offering),
                "{}",
                change.words
            );
            match change.kind {
                "level" => levels += 1,
                _ => others += 1,
            }
        }
    });
    assert!(
        levels > 2 && others > 20,
        "{levels} levels, {others} answers"
    );
}

#[test]
fn undo_takes_back_every_answer_that_was_kept() {
    let mut undone = 0;
    with_random_answers(2, |held| {
        for scenario in held.changes().iter().filter_map(|c| c.scenario.clone()) {
            let mut after = held.interview.clone();
            for fact in scenario.facts() {
                apply(&mut after, fact);
            }
            assert_eq!(*after.answers(), scenario.over(held.interview.answers()));
            for _ in 0..scenario.answers.len() {
                apply(&mut after, Fact::Undone);
            }
            assert_eq!(after.answers(), held.interview.answers());
            undone += 1;
        }
    });
    assert!(undone > 0);
}

/// Every other option is given in turn; those that put another line first are those that are named, nearest first.
#[test]
fn no_option_that_changes_first_place_is_left_out() {
    let mut named = 0;
    with_random_answers(8, |held| {
        let changes = held.changes();
        let of_answers: Vec<&WouldChange> = changes.iter().filter(|c| c.kind == "answer").collect();
        let all_told = of_answers.len() < 6;
        let Some(now) = held.advice.ranked.first() else {
            assert_eq!(changes, []);
            return;
        };
        for position in held.flow.with(Status::Answered) {
            let question = &held.catalog.questions[position];
            if !matches!(
                question.kind,
                AnswerKind::One { .. } | AnswerKind::YesNo | AnswerKind::Level(_)
            ) {
                continue;
            }
            let given = &held.interview.answers()[&question.id];
            for (_, answer) in other_answers(question, given) {
                let scenario = Scenario::of(&question.id, answer);
                if !scenario.fits(held.catalog, held.interview.answers()) {
                    continue;
                }
                let kept = held.kept(&scenario);
                let moves = kept.ranked.first().is_some_and(|first| {
                    let sure = now.open != 0 || first.open == 0;
                    sure && held.line(first.offering) != held.line(now.offering)
                });
                let told = changes
                    .iter()
                    .any(|c| c.scenario.as_ref() == Some(&scenario));
                assert!(moves || !told);
                let of_question = of_answers.iter().filter(|c| c.id == question.id).count();
                assert!(
                    told || !moves || !all_told || of_question == 2,
                    "{scenario:?}"
                );
                named += usize::from(told);
            }
        }
    });
    assert!(named > 10, "{named}");
}

#[test]
fn a_figure_that_is_named_is_one_step_from_one_that_changes_nothing() {
    let mut figures = 0;
    with_random_answers(12, |held| {
        let changes = held.changes();
        for change in changes.iter().filter(|change| change.kind == "answer") {
            let (id, answer) = &change.scenario.as_ref().unwrap().answers[0];
            let (_, question) = held.catalog.question(id.as_str()).unwrap();
            let (AnswerKind::Number(range) | AnswerKind::Money(range)) = &question.kind else {
                continue;
            };
            let before = held.interview.answers()[id].value.clone();
            let (AnswerValue::Number(to), AnswerValue::Number(from)) = (&answer.value, before)
            else {
                continue;
            };
            if *to == from {
                continue;
            }
            figures += 1;
            let steps = (to - range.min) / range.step;
            if (to - from).abs() <= range.step || (steps - steps.round()).abs() > 1e-6 {
                continue;
            }
            let nearer = to - range.step * (to - from).signum();
            let nearer = Answer {
                value: AnswerValue::Number(nearer.clamp(range.min, range.max)),
                ..answer.clone()
            };
            let nearer = Scenario::of(id, nearer);
            if !nearer.fits(held.catalog, held.interview.answers()) {
                continue;
            }
            let first = held.kept(&nearer).ranked.first().copied();
            let now = held.advice.ranked[0];
            assert!(
                first.is_none_or(|r| {
                    held.line(r.offering) == held.line(now.offering) || now.open == 0 && r.open != 0
                }),
                "{}",
                change.words
            );
        }
    });
    assert!(figures > 3, "{figures}");
}

#[test]
fn a_way_out_that_can_be_tried_lets_as_many_fit_as_it_says_and_keeps_every_other_must() {
    let (mut ways, mut tried) = (0, 0);
    conversations(20, true, |held| {
        for way in held.view().ways(&held.sure, &held.interview) {
            ways += 1;
            let Some(trial) = &way.trial else { continue };
            tried += 1;
            assert_fits(held, &trial.scenario);
            let after = held.kept(&trial.scenario);
            let only_may = held.view().is_unconfirmed();
            let fits = |ranked: &&Ranked| !only_may || ranked.open == 0;
            assert_eq!(after.ranked.iter().filter(fits).count(), trial.fit);
            assert!(fits(&&after.ranked[0]));
            assert_eq!(after.ranked[0].offering, trial.best);
            assert!(
                after
                    .ranked
                    .iter()
                    .any(|ranked| ranked.offering == way.best)
            );
            let needs = trial.scenario.needs(held.catalog, &held.interview, SEED);
            let loosened: Vec<usize> = way.changes.iter().map(|(must, ..)| *must).collect();
            for (number, must) in held.needs.needs.musts.iter().enumerate() {
                assert!(loosened.contains(&number) || needs.needs.musts.contains(must));
            }
        }
    });
    assert!(ways > 20 && tried * 10 > ways * 8, "{tried} of {ways}");
}

/// Which kind of vehicle is let in is for the customer to say: each kind that would do is a change of its own, not only the one whose
/// best offering has most points.
#[test]
fn each_option_that_would_help_can_be_tried() {
    let own = builtin::find("vehicles").unwrap();
    let catalog = from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap();
    let given = answers(&catalog, json!({"people": "7", "kinds": ["sports"]}));
    let held = Held::new(&catalog, &given);
    assert!(held.advice.ranked.is_empty());
    let kinds: Vec<String> = held
        .view()
        .ways(&held.sure, &held.interview)
        .iter()
        .map(|way| {
            assert_eq!(way.changes.len(), 1);
            let trial = way.trial.as_ref().unwrap();
            held.view()
                .scenario_words(&trial.scenario, &held.interview)
                .to_string()
        })
        .collect();
    for kind in ["SUV", "minivan"] {
        let named = kinds.iter().filter(|words| words.contains(kind));
        assert_eq!(named.count(), 1, "{kinds:?}");
    }
}

/// Someone wants fibre for at most $20: the smallest change is the price of the cheapest plan on fibre, to the dollar.
#[test]
fn a_limit_that_is_tried_moves_to_the_very_figure_that_helps() {
    let given = answers(
        broadband(),
        json!({"budget": {"value": 20, "importance": "must"}, "lines": ["fibre"]}),
    );
    let held = Held::new(broadband(), &given);
    assert!(held.advice.ranked.iter().all(|ranked| ranked.open != 0));
    let given = answers(
        broadband(),
        json!({"budget": {"value": 20, "importance": "must"}, "lines": ["cable"]}),
    );
    let held = Held::new(broadband(), &given);
    let ways = held.view().ways(&held.sure, &held.interview);
    let trial = ways[0].trial.as_ref().unwrap();
    assert_eq!(trial.scenario.answers[0].1.value, AnswerValue::Number(25.0));
    let words = held.view().scenario_words(&trial.scenario, &held.interview);
    assert_eq!(
        words.as_str(),
        "Budget: $25 a month (must) instead of $20 a month (must)"
    );
}
