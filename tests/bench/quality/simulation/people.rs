//! Populations of customers: what they want and how they say it.

use candor::domain::Importance;

use super::chance::Chance;

/// Which customers there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// As the engine believes: its own prior, its own noise, its own value functions.
    AsBelieved,
    /// Not as the engine believes: other importances, noisier words, curved values, taste. The headline.
    Different,
    /// The same, with three criteria that matter and little else.
    FewThings,
}

impl Population {
    pub const ALL: [Self; 3] = [Self::AsBelieved, Self::Different, Self::FewThings];

    pub const fn name(self) -> &'static str {
        match self {
            Self::AsBelieved => "S1",
            Self::Different => "S2",
            Self::FewThings => "S3",
        }
    }

    /// Raw importances, 0 to 100.
    pub fn importances(self, criteria: usize, chance: &mut Chance) -> Vec<f64> {
        let mut all: Vec<f64> = (0..criteria).map(|_| self.importance(chance)).collect();
        if self == Self::FewThings {
            let mut order: Vec<usize> = (0..criteria).collect();
            chance.shuffle(&mut order);
            for (&criterion, importance) in order.iter().zip([100.0, 70.0, 45.0]) {
                all[criterion] = importance;
            }
        }
        all
    }

    /// One raw importance, whatever the others are.
    fn importance(self, chance: &mut Chance) -> f64 {
        let drawn = match self {
            Self::AsBelieved if chance.once_in(0.15) => 5.0 * chance.share(),
            Self::AsBelieved => 100.0 * chance.beta(),
            Self::Different => chance.exponential(38.0),
            Self::FewThings => chance.exponential(8.0),
        };
        drawn.min(100.0)
    }

    /// A raw importance of customers who say this word.
    pub fn importance_of(self, word: Importance, chance: &mut Chance) -> f64 {
        let word = word.min(Importance::Essential);
        // Hardly anybody of the third population calls much essential: some other customer stands in then.
        for population in [self, Self::Different] {
            for _ in 0..400 {
                let importance = population.importance(chance);
                if self.word(importance, chance) == word {
                    return importance;
                }
            }
        }
        100.0
    }

    /// Standard deviation of what one says about an importance.
    pub const fn noise(self) -> f64 {
        match self {
            Self::AsBelieved => 10.0,
            Self::Different | Self::FewThings => 14.0,
        }
    }

    /// The word a customer chooses for a raw importance.
    pub fn word(self, importance: f64, chance: &mut Chance) -> Importance {
        const WORDS: [Importance; 4] = [
            Importance::Not,
            Importance::Somewhat,
            Importance::Important,
            Importance::Essential,
        ];
        let slip = if self == Self::AsBelieved { 0.04 } else { 0.06 };
        if chance.once_in(slip) {
            return WORDS[chance.below(4)];
        }
        let felt = importance + self.noise() * chance.normal();
        WORDS[[10.0, 40.0, 75.0]
            .iter()
            .filter(|cut| felt >= **cut)
            .count()]
    }

    /// The exponent that bends the value of each criterion.
    pub fn bends(self, criteria: usize, chance: &mut Chance) -> Vec<f64> {
        (0..criteria)
            .map(|_| match self {
                Self::AsBelieved => 1.0,
                _ => (0.25 * chance.normal()).exp(),
            })
            .collect()
    }

    /// What a customer sees in one offering that no criterion says, as a share of the scale.
    pub fn taste(self, chance: &mut Chance) -> f64 {
        match self {
            Self::AsBelieved => 0.0,
            _ => 0.02 * chance.normal(),
        }
    }
}

/// How sharply customers tell two offerings apart, as a share of the scale: what is better by as much is preferred 72 times in 100.
pub const SHARPNESS: f64 = 0.04;

/// Whether what is better by `lead` is preferred.
pub fn prefers(lead: f64, sharpness: f64, chance: &mut Chance) -> bool {
    chance.once_in(0.96 / (1.0 + (-lead / sharpness).exp()) + 0.02)
}
