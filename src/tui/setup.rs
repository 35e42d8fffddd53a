//! What the full screen starts with.

use std::sync::Arc;
use std::time::Duration;

use crate::casebook::KeepDays;
use crate::cases::{CaseId, Store};
use crate::catalog::Catalog;
use crate::catalog::shelf::Found;
use crate::clock::Clock;
use crate::domain::SafeText;
use crate::interview::Recorded;

use super::app::{Asking, Look};
use super::theme::Theme;

/// Writes the transcript of a case and says which files were written.
pub type Exporter = dyn Fn(&Catalog, CaseId, &[Recorded]) -> Result<Vec<SafeText>, SafeText> + Send;

/// Where cases are kept in this run.
pub enum Keeping {
    /// In a folder.
    Folder {
        /// The folder.
        store: Store,
        /// Writes transcripts into it.
        export: Box<Exporter>,
    },
    /// Nowhere: there is no folder in which they could be. Whoever sits there is asked first.
    Nowhere {
        /// What is wrong, what was changed, what to do.
        why: SafeText,
    },
}

/// What the full screen starts with.
pub struct Setup {
    /// Catalogs on offer, and where each was found.
    pub shelf: Vec<(Arc<Catalog>, Found)>,
    /// Catalogs that could not be opened, and why.
    pub refused: Vec<(SafeText, SafeText)>,
    /// Where cases are kept.
    pub keeping: Keeping,
    /// Themes to step through.
    pub looks: Vec<Theme>,
    /// The look to begin with.
    pub look: Look,
    /// In which order questions come up.
    pub asking: Asking,
    /// Begin a conversation on the catalog at this position at once.
    pub begin: Option<usize>,
    /// The user's name: who the audit log says it was.
    pub user: SafeText,
    /// For how long cases are kept.
    pub keep: KeepDays,
    /// After how long without a key the screen is covered; `None` for never.
    pub lock_after: Option<Duration>,
    /// Whether the mouse begins switched on.
    pub mouse: bool,
    /// Tells every thread the time.
    pub clock: Clock,
}

impl Setup {
    /// The catalogs on offer.
    pub(super) fn catalogs(&self) -> Vec<Arc<Catalog>> {
        let shelf = self.shelf.iter();
        shelf.map(|(catalog, _)| Arc::clone(catalog)).collect()
    }
}
