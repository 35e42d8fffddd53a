//! One customer's interview, moment by moment.

use candor::ranking::{
    Advice, Needs, Particles, Plan, Readings, TradeOff, advise, ahead, head_to_head, profile,
    readings_in, settled, worlds,
};

use super::Talk;
use super::chance::Chance;
use super::people::prefers;

/// In which order questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As the program asks: what the catalog wants first, then as the engine says, [`candor::ranking::Ahead::next`].
    Engine,
    /// As they stand in the catalog.
    Catalog,
    /// By chance.
    Random,
}

/// What is advised at one moment, and how good that is.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// How many questions were asked, head-to-heads among them.
    pub asked: usize,
    /// What stands first.
    pub pick: Option<usize>,
    /// What is lost by taking it, in percent of the best.
    pub regret: f64,
    /// Whether it is the best for this customer.
    pub best: bool,
    /// In what share of the readings it is first; only where that was asked for.
    pub stated: Option<f64>,
}

/// The moments of one interview.
#[derive(Debug, Clone)]
pub struct Course {
    /// Before the first question.
    pub start: Moment,
    /// After three in five of the questions.
    pub most: Moment,
    /// When the engine says that enough is known. In another order than the engine's: after all.
    pub enough: Moment,
    /// After all questions.
    pub all: Moment,
}

/// A moment of an interview in the engine's order at which head-to-heads may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Two questions before three in five are asked.
    Early,
    /// Enough is known.
    Enough,
}

/// Leads a talk to its end; afterwards `talk` has all answers. `at` is shown the talk at each pause, and how many questions that took.
pub fn course<T: Talk + Clone>(
    talk: &mut T,
    order: Order,
    sure: bool,
    mut at: impl FnMut(Pause, &T, usize),
) -> Course {
    let count = questions(talk);
    let mut chance = Chance::new(talk.truth().seed, 1);
    let start = now(talk, 0, sure);
    let (mut most, mut enough) = (start, None);
    for asked in 0.. {
        if asked == count * 3 / 5 {
            most = now(talk, asked, sure);
        }
        if asked + 2 == count * 3 / 5 && order == Order::Engine {
            at(Pause::Early, talk, asked);
        }
        let unanswered = talk.unanswered();
        let next = match order {
            _ if unanswered.is_empty() => None,
            Order::Catalog => unanswered.first().copied(),
            Order::Random => Some(unanswered[chance.below(unanswered.len())]),
            Order::Engine => {
                let needs = talk.needs();
                let open = talk.open();
                let ahead = ahead(talk.blind(), &needs, &advise(talk.blind(), &needs), &open);
                let early = talk.early();
                if enough.is_none() && early.is_none() && ahead.enough {
                    enough = Some(now(talk, asked, sure));
                    at(Pause::Enough, talk, asked);
                }
                // What cannot change the first place comes last.
                let next = early.or_else(|| Some(open[ahead.next?].id));
                next.or_else(|| unanswered.first().copied())
            }
        };
        let Some(next) = next else { break };
        talk.answer(next);
    }
    let all = now(talk, count, sure);
    if enough.is_none() && order == Order::Engine {
        at(Pause::Enough, talk, count);
    }
    Course {
        start,
        most,
        enough: enough.unwrap_or(all),
        all,
    }
}

/// How many questions this customer has to answer.
fn questions<T: Talk + Clone>(talk: &T) -> usize {
    let mut talk = talk.clone();
    let mut count = 0;
    while let Some(next) = talk.unanswered().first().copied() {
        talk.answer(next);
        count += 1;
    }
    count
}

fn now<T: Talk>(talk: &T, asked: usize, sure: bool) -> Moment {
    let needs = talk.needs();
    let advice = advise(talk.blind(), &needs);
    let readings = sure.then(|| {
        let particles = particles(talk, &needs);
        read(talk, &needs, &advice, &particles)
    });
    moment(talk, asked, &advice, readings.as_ref())
}

/// The moments after no, one, two, .. head-to-heads, as many as the engine wants to ask. Choices are made with this sharpness.
pub fn heads<T: Talk>(talk: &T, asked: usize, sharpness: f64) -> Vec<Moment> {
    let truth = talk.truth();
    let mut chance = Chance::new(truth.seed, 2);
    let mut needs = talk.needs();
    let mut moments = Vec::new();
    let mut held = Vec::new();
    loop {
        // The choices move the points from where the words have them, each time anew.
        let now = settled(needs.clone());
        let particles = particles(talk, &now);
        let advice = advise(talk.blind(), &now);
        let readings = read(talk, &now, &advice, &particles);
        moments.push(moment(
            talk,
            asked + moments.len(),
            &advice,
            Some(&readings),
        ));
        let Some(pair) = head_to_head(&now, &advice, &readings, &particles, &held) else {
            return moments;
        };
        held.push((pair.first, pair.rival));
        let lead = truth.on_paper[pair.first] - truth.on_paper[pair.rival];
        let [preferred, other] = if prefers(lead, sharpness, &mut chance) {
            [pair.first, pair.rival]
        } else {
            [pair.rival, pair.first]
        };
        needs.trade_offs.push(TradeOff {
            preferred: profile(&advice, preferred),
            other: profile(&advice, other),
        });
    }
}

/// The first place when the true importances and facts are known.
pub fn knowing<T: Talk>(talk: &T) -> Moment {
    moment(talk, 0, &advise(talk.blind(), &talk.truth().needs), None)
}

fn particles<T: Talk>(talk: &T, needs: &Needs) -> Particles {
    Particles::new(needs, talk.blind().criteria().len(), Plan::LIVE.readings)
}

fn read<T: Talk>(talk: &T, needs: &Needs, advice: &Advice, particles: &Particles) -> Readings {
    let worlds = worlds(talk.blind(), needs, &talk.open());
    readings_in(talk.blind(), needs, advice, particles, Plan::LIVE, &worlds)
}

fn moment<T: Talk>(talk: &T, asked: usize, advice: &Advice, readings: Option<&Readings>) -> Moment {
    let pick = advice.ranked.first().map(|first| first.offering);
    let share = |readings: &Readings| {
        let first = pick.map_or(0, |pick| readings.first_in[pick]);
        first as f64 / readings.whole as f64
    };
    Moment {
        asked,
        pick,
        regret: talk.truth().regret(pick),
        best: talk.truth().is_best(talk.blind(), pick),
        stated: readings.map(share),
    }
}
