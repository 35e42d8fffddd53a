//! Cases on disk: one append-only journal per case, and the store that keeps them. The only writer of user data.
//!
//! Nothing here knows a catalog or a question. A record is a type number and bytes; what they mean is decided above. A journal
//! grows by whole records and is synced before [`Journal::append`] returns; a reader takes every whole record and says what was
//! wrong after them. Nothing is ever deleted: a torn tail is moved into a file beside the journal.

mod disk;
mod error;
mod export;
mod id;
mod journal;
mod lock;
mod private;
mod read;
mod record;
mod store;

pub use disk::{Disk, FileDisk};
pub use error::JournalError;
pub use export::{ExportError, write_whole};
pub use id::{CaseId, CaseIdError};
pub use journal::{Journal, Receipt, Resumed};
pub use private::Place;
pub use read::{MAX_JOURNAL, ReadError, Recovered, Tail, Why, decode, read};
pub use record::{ChainHash, FORMAT, HEADER, MAX_PAYLOAD, Record, RecordKind};
pub use store::{CaseFile, Store, StoreError};
