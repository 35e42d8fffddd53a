//! What customers usually answer.

/// How many of a hundred customers answer what, as far as the catalog says. It decides what is asked next and when enough is known; no
/// offering gains or loses by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// By position of the option, of the usual figure, or of yes and no; `None` where nothing is said.
    pub answers: Vec<Option<u8>>,
    /// Who leaves it open; `None` where nothing is said.
    pub nothing: Option<u8>,
    /// Who says "must", where that can be said.
    pub must: u8,
}

impl Shares {
    /// How many of a hundred say "must" where the catalog says nothing.
    pub const USUAL_MUSTS: u8 = 10;

    /// What is said of the answer at a position.
    #[must_use]
    pub fn of(&self, position: usize) -> Option<u8> {
        self.answers.get(position).copied().flatten()
    }
}

impl Default for Shares {
    fn default() -> Self {
        Self {
            answers: Vec::new(),
            nothing: None,
            must: Self::USUAL_MUSTS,
        }
    }
}
