//! From answers to advice, in one step: what commands show, and what is kept with a case.

use jiff::Timestamp;

use crate::catalog::Catalog;
use crate::interview::{
    CaseNeeds, Choice, Fact, Flow, Given, Interview, Preferred, Recorded, Side, case_needs,
};
use crate::ranking::{Advice, Plan, advise};

use super::report::{Report, report};
use super::sure::Sure;
use super::view::{View, tie_seed};

/// How many places the report has that is kept with a case.
const KEPT_PLACES: usize = 8;

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

    /// Advice on the case `id`, such as `7F3K-92QD`.
    #[must_use]
    pub fn on_case(catalog: &'a Catalog, id: &str, interview: Interview) -> Self {
        Self::new(catalog, interview, tie_seed(id))
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

    /// The advice as scripts read it; `top` offerings at most, one per model line.
    #[must_use]
    pub fn report(&self, top: usize) -> Report {
        let sure = self.sure();
        report(&self.view(), &sure, &self.interview, &self.flow, top)
    }

    /// The advice as it is kept with a case and compared later: the report of the first eight places as JSON without spaces. The
    /// same conversation on the same edition of the catalog gives the same bytes.
    ///
    /// # Errors
    /// What the JSON writer says; a report is plain data, which it takes.
    pub fn canonical(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&self.report(KEPT_PLACES))
    }

    /// The door to names and words.
    #[must_use]
    pub const fn view(&self) -> View<'_> {
        View::new(self.catalog, &self.case, &self.advice)
    }
}
