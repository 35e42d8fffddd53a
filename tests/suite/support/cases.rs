//! Journals to test with, and disks that fail.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use candor::cases::{
    CaseId, Disk, FileDisk, Journal, Receipt, Record, RecordKind, Recovered, decode,
};

/// The case all these journals are of.
pub fn case() -> CaseId {
    "7F3K-92QD".parse().unwrap()
}

/// The path of the journal of [`case`] in `dir`.
pub fn journal_path(dir: &Path) -> PathBuf {
    dir.join("7f3k-92qd.journal")
}

/// The payload of record `seq`: JSON of changing length.
pub fn payload(seq: u64) -> Vec<u8> {
    let note = "x".repeat((seq % 7) as usize * 9);
    format!(r#"{{"question":"q{seq}","value":{seq},"note":"{note}"}}"#).into_bytes()
}

/// Record `seq` as it should be read.
pub fn record(seq: u64) -> Record {
    Record {
        seq,
        kind: RecordKind((seq % 9) as u8 + 1),
        payload: payload(seq),
    }
}

/// Records 1 to `count` as they should be read.
pub fn records(count: u64) -> Vec<Record> {
    (1..=count).map(record).collect()
}

/// Appends the next record.
pub fn append_next(journal: &mut Journal) -> Receipt {
    let next = record(journal.saved() + 1);
    let receipt = journal.append(next.kind, &next.payload).unwrap();
    assert_eq!(receipt.seq, next.seq);
    receipt
}

/// A journal of `count` records: its bytes, and where each record ends (the first end is that of the header).
pub fn sample(count: u64) -> (Vec<u8>, Vec<usize>) {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    let length = || fs::metadata(journal_path(dir.path())).unwrap().len() as usize;
    let mut ends = vec![length()];
    for _ in 0..count {
        append_next(&mut journal);
        ends.push(length());
    }
    (fs::read(journal.path()).unwrap(), ends)
}

/// What `bytes` hold as the journal of [`case`].
pub fn decoded(bytes: &[u8]) -> Recovered {
    decode(Path::new("x"), case(), bytes).unwrap()
}

/// Counts the calls a [`FailingDisk`] got.
pub type Calls = Arc<AtomicUsize>;

/// A disk whose call number `fails_at` (from 1) fails, a write after half of its bytes.
pub struct FailingDisk {
    disk: FileDisk,
    calls: Calls,
    fails_at: usize,
    kind: io::ErrorKind,
}

impl FailingDisk {
    /// What wraps a journal's file into such a disk.
    pub fn wrap(
        calls: &Calls,
        fails_at: usize,
        kind: io::ErrorKind,
    ) -> impl FnOnce(File) -> Box<dyn Disk> + use<> {
        let calls = Arc::clone(calls);
        move |file| {
            Box::new(Self {
                disk: FileDisk(file),
                calls,
                fails_at,
                kind,
            })
        }
    }

    fn fails_now(&self) -> bool {
        self.calls.fetch_add(1, Ordering::SeqCst) + 1 == self.fails_at
    }
}

impl Disk for FailingDisk {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.fails_now() {
            self.disk.write_all(&bytes[..bytes.len() / 2])?;
            return Err(self.kind.into());
        }
        self.disk.write_all(bytes)
    }

    fn sync_data(&mut self) -> io::Result<()> {
        if self.fails_now() {
            return Err(self.kind.into());
        }
        self.disk.sync_data()
    }
}
