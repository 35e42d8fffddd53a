//! Cases on disk: one append-only journal per case, and the store that keeps them, with the files of days, the audit log and the
//! editions of catalogs. The only writer of user data.
//!
//! Nothing here knows a catalog or a question. A record is a type number and bytes; what they mean is decided above. A journal
//! grows by whole records and is synced before [`Journal::append`] returns; a reader takes every whole record and says what was
//! wrong after them. Nothing is ever deleted: a torn tail is moved into a file beside the journal.

mod chain;
mod disk;
mod editions;
mod erase;
mod error;
mod export;
mod folder;
mod id;
mod journal;
mod lock;
mod log;
mod logged;
mod logs;
mod newest;
mod outbox;
mod owner;
mod person;
mod private;
mod read;
mod record;
mod runlog;
mod scratch;
mod started;
mod store;
mod tail;
mod trial;

pub use chain::{Tail, Why};
pub use disk::{Disk, FileDisk};
pub use editions::EditionFileError;
pub use erase::{Doomed, Gone};
pub use error::JournalError;
pub use export::{ExportError, Ready, write_whole};
pub use folder::{FolderFacts, Standing, folder_facts, mounted};
pub use id::{CaseId, CaseIdError};
pub use journal::{Journal, Receipt, Resumed};
pub use log::{Log, LogError, LogPart};
pub use outbox::{Outbox, OutboxCount, OutboxError, Waiting, outbox_count};
pub use owner::Owner;
pub use person::PersonFile;
pub use private::Place;
pub use read::{MAX_JOURNAL, ReadError, Recovered, decode, read, read_strictly};
pub use record::{ChainHash, FORMAT, HEADER, MAX_PAYLOAD, Record, RecordKind};
pub use runlog::{
    LogClock, LogEntry, LogFormat, LogThread, RunLog, SaveStep, SourcePlace, remove_old_logs,
};
pub use store::{CaseFile, Store, StoreError};
pub use trial::{Trial, TrialError};
