//! The edition of a catalog that a case rests on, kept beside the cases: advice can be computed again when the catalog has moved on.

use std::sync::Arc;

use crate::cases::{EditionFileError, Store};
use crate::catalog::load::{CATALOG_FILE, MAX_CATALOG, MAX_TABLE, TABLE_FILE};
use crate::catalog::{Catalog, Files, LoadError, builtin};
use crate::domain::SafeText;
use crate::interview::Began;

/// An edition of a catalog whose files are kept, whole and synced: only on such a one does a conversation begin or end, unless that is
/// kept nowhere itself.
#[derive(Debug, Clone)]
pub struct Edition(Arc<Catalog>);

/// Why an edition is not kept, or cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// Its files could not be written.
    #[error("{}", not_kept(.catalog, .source))]
    NotKept {
        /// Id of the catalog.
        catalog: SafeText,
        /// What went wrong.
        source: EditionFileError,
    },
    /// The files it was made of cannot be read any more.
    #[error("The files of the catalog '{catalog}' are needed again and cannot be read. {source}")]
    Unread {
        /// Id of the catalog.
        catalog: SafeText,
        /// What went wrong.
        source: LoadError,
    },
    /// The files it was made of are not the same any more.
    #[error(
        "The files of the catalog '{catalog}' have changed since candor read them. No conversation was begun or changed. Leave candor and start it again, so that they are read anew."
    )]
    Changed {
        /// Id of the catalog.
        catalog: SafeText,
    },
    /// It is not kept.
    #[error("its edition {fingerprint} is not kept")]
    Missing {
        /// Its fingerprint.
        fingerprint: SafeText,
    },
    /// What is kept has another fingerprint than its name says.
    #[error(
        "the files kept of its edition {fingerprint} were changed or are damaged. Restore them from a copy"
    )]
    Damaged {
        /// The fingerprint by name.
        fingerprint: SafeText,
    },
    /// What is kept cannot be read.
    #[error("its edition {fingerprint} cannot be read ({source})")]
    Unreadable {
        /// Its fingerprint.
        fingerprint: SafeText,
        /// What went wrong.
        source: EditionFileError,
    },
    /// What is kept is whole, but not a catalog to this program.
    #[error(
        "its edition {fingerprint} is whole, but this version of candor takes it for no valid catalog ({why})"
    )]
    NotValid {
        /// Its fingerprint.
        fingerprint: SafeText,
        /// The first problem.
        why: SafeText,
    },
}

fn not_kept(catalog: &str, source: &EditionFileError) -> String {
    if source.is_disk_full() {
        // It has to fit into one line of the screen.
        "The disk is full: the catalog was not kept, so nothing was begun. Free at least 1 MB, then try again.".to_owned()
    } else {
        format!(
            "The catalog '{catalog}' could not be kept beside the cases ({source}). No conversation was begun or changed. Check the disk and the permissions, then try again."
        )
    }
}

impl Edition {
    /// Keeps the files of `catalog` unless they are kept already; `files` reads them, and is called only when it is needed. What is
    /// kept and damaged is replaced.
    ///
    /// # Errors
    /// [`EditionError::NotKept`], [`EditionError::Unread`], [`EditionError::Changed`].
    pub fn keep(
        store: &Store,
        catalog: Arc<Catalog>,
        files: impl FnOnce() -> Result<Files, LoadError>,
    ) -> Result<Self, EditionError> {
        let fingerprint = catalog.fingerprint.as_str();
        if is_kept(store, fingerprint).is_ok() {
            return Ok(Self(catalog));
        }
        let name = || SafeText::new(catalog.id.as_str());
        let files = files().map_err(|source| EditionError::Unread {
            catalog: name(),
            source,
        })?;
        if builtin::fingerprint(&files.catalog, &files.offerings) != fingerprint {
            return Err(EditionError::Changed { catalog: name() });
        }
        let both: [(&str, &[u8]); 2] = [
            (CATALOG_FILE, &files.catalog),
            (TABLE_FILE, &files.offerings),
        ];
        store
            .keep_edition(fingerprint, &both)
            .map_err(|source| EditionError::NotKept {
                catalog: name(),
                source,
            })?;
        Ok(Self(catalog))
    }

    /// The edition of a conversation that is kept nowhere.
    pub(super) const fn unkept(catalog: Arc<Catalog>) -> Self {
        Self(catalog)
    }

    /// The edition with this fingerprint, from what is kept. The bytes are held against the fingerprint.
    ///
    /// # Errors
    /// [`EditionError::Missing`], [`EditionError::Damaged`], [`EditionError::Unreadable`], [`EditionError::NotValid`].
    pub fn kept(store: &Store, fingerprint: &str) -> Result<Self, EditionError> {
        let files = kept(store, fingerprint)?;
        let catalog = files.load().map_err(|problems| EditionError::NotValid {
            fingerprint: fingerprint.into(),
            why: problems
                .first()
                .map_or_else(SafeText::default, |problem| problem.to_string().into()),
        })?;
        Ok(Self(Arc::new(catalog)))
    }

    /// The edition to go on with in a case that `began`: `today`, the catalog at hand with what reads its files, when it is the same
    /// edition; else the one that is kept; else, for a case from before editions were kept, `today` although it differs.
    ///
    /// # Errors
    /// As for [`Edition::keep`]; [`EditionError::Missing`] and its like when there is no catalog at hand either.
    pub fn of_case(
        store: &Store,
        began: &Began,
        today: Option<(Arc<Catalog>, impl FnOnce() -> Result<Files, LoadError>)>,
    ) -> Result<Self, EditionError> {
        match today {
            Some((catalog, files)) => {
                if catalog.fingerprint != began.fingerprint.as_str()
                    && let Ok(kept) = Self::kept(store, &began.fingerprint)
                {
                    return Ok(kept);
                }
                Self::keep(store, catalog, files)
            }
            None => Self::kept(store, &began.fingerprint),
        }
    }

    /// The catalog.
    #[must_use]
    pub const fn catalog(&self) -> &Arc<Catalog> {
        &self.0
    }
}

/// Whether what is kept under this fingerprint is what it says.
///
/// # Errors
/// [`EditionError::Missing`], [`EditionError::Damaged`], [`EditionError::Unreadable`].
pub(super) fn is_kept(store: &Store, fingerprint: &str) -> Result<(), EditionError> {
    kept(store, fingerprint).map(|_| ())
}

/// The two files kept under this fingerprint, held against it.
fn kept(store: &Store, fingerprint: &str) -> Result<Files, EditionError> {
    let read = |name: &str, limit: u64| match store.edition_file(fingerprint, name, limit) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) | Err(EditionFileError::Fingerprint) => Err(EditionError::Missing {
            fingerprint: fingerprint.into(),
        }),
        Err(source) => Err(EditionError::Unreadable {
            fingerprint: fingerprint.into(),
            source,
        }),
    };
    let files = Files {
        catalog: read(CATALOG_FILE, MAX_CATALOG)?,
        offerings: read(TABLE_FILE, MAX_TABLE)?,
    };
    if builtin::fingerprint(&files.catalog, &files.offerings) == fingerprint {
        Ok(files)
    } else {
        Err(EditionError::Damaged {
            fingerprint: fingerprint.into(),
        })
    }
}
