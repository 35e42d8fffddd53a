//! From answers to advice, for commands.

use jiff::Timestamp;

use crate::cases::CaseId;
use crate::catalog::Catalog;
use crate::interview::{
    CaseNeeds, Choice, Fact, Flow, Given, Interview, Preferred, Recorded, Side, case_needs,
};
use crate::present::{Sure, View, tie_seed};
use crate::ranking::{Advice, Plan, advise};

/// A conversation with the advice on it.
#[derive(Debug, Clone)]
pub struct Advised<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// What was said.
    pub interview: Interview,
    /// How each question stands.
    pub flow: Flow,
    /// What it amounts to.
    pub case: CaseNeeds,
    /// The advice.
    pub advice: Advice,
}

impl<'a> Advised<'a> {
    /// Advice on answers that belong to no case. Ties are broken by the answers themselves, so that the same answers always get
    /// the same advice and no seller is ahead in every tie.
    #[must_use]
    pub fn on_answers(catalog: &'a Catalog, given: Given) -> Self {
        let seed = tie_seed(&serde_json::to_string(&given.answers).unwrap_or_default());
        // Times are labels, and this conversation has none.
        let at = Timestamp::UNIX_EPOCH;
        let mut interview = Interview::default();
        for (question, answer) in given.answers {
            let fact = Fact::Answered { question, answer };
            interview.apply(&Recorded { at, fact });
        }
        let plain = Self::new(catalog, interview, seed);
        if given.choices.is_empty() {
            return plain;
        }
        let mut interview = plain.interview;
        let side = |offering| Side::of(catalog, &plain.advice, offering);
        for (preferred, over) in given.choices {
            if let Some((one, other)) = side(preferred).zip(side(over)) {
                let preferred = Preferred::One;
                let fact = Fact::Chose(Choice {
                    one,
                    other,
                    preferred,
                });
                interview.apply(&Recorded { at, fact });
            }
        }
        Self::new(catalog, interview, seed)
    }

    /// Advice on a case.
    #[must_use]
    pub fn on_case(catalog: &'a Catalog, id: &CaseId, interview: Interview) -> Self {
        Self::new(catalog, interview, tie_seed(&id.to_string()))
    }

    fn new(catalog: &'a Catalog, interview: Interview, seed: u64) -> Self {
        let case = case_needs(catalog, &interview, seed);
        let advice = advise(catalog.blind(), &case.needs);
        Self {
            catalog,
            flow: Flow::new(catalog, &interview),
            interview,
            case,
            advice,
        }
    }

    /// How sure it is, what would change it, what would help: with the readings of a record.
    #[must_use]
    pub fn sure(&self) -> Sure {
        Sure::new(
            self.catalog,
            &self.interview,
            &self.flow,
            &self.case,
            &self.advice,
            Plan::RECORD,
        )
    }

    /// The door to names and words.
    #[must_use]
    pub const fn view(&self) -> View<'_> {
        View::new(self.catalog, &self.case, &self.advice)
    }
}
