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

use super::app::{Asking, Format, Look};
use super::terminal::Erasing;
use super::theme::Theme;

/// What is to be made of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The usual files.
    Files,
    /// One file.
    File(Format),
    /// One text.
    Text(Format),
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedOver {
    /// Files by name, and last their folder.
    Files(Vec<SafeText>),
    /// A text, line by line.
    Text(Vec<SafeText>),
}

/// Makes what is handed over of a case.
pub type Exporter =
    dyn Fn(&Catalog, CaseId, &[Recorded], Wanted) -> Result<HandedOver, SafeText> + Send;

/// Where cases are kept in this run.
pub enum Keeping {
    /// In a folder.
    Folder {
        /// The folder.
        store: Store,
        /// Makes what is handed over, mostly into files in it.
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
    /// How the terminal erases.
    pub erasing: Erasing,
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
