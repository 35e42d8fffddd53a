//! Journals to test with, and disks that fail.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use candor::casebook::{Edition, OpenCase};
use candor::cases::{
    CaseId, Disk, FileDisk, Journal, Receipt, Record, RecordKind, Recovered, Store, decode,
};
use candor::catalog::Files;
use candor::interview::{Began, Fact, Outcome, Recorded};
use jiff::Timestamp;

use super::dice::Dice;

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

/// The edition that these files are, kept in `store`.
pub fn edition(store: &Store, files: &Files) -> Edition {
    let catalog = Arc::new(files.load().unwrap());
    Edition::keep(store, catalog, || Ok(files.clone())).unwrap()
}

/// Begins case number `number` on an edition.
pub fn begin(store: &Store, number: u64, edition: &Edition, at: Timestamp) -> OpenCase {
    let seed = (number << 24).to_be_bytes();
    OpenCase::begin(store, || seed, edition, at).unwrap()
}

/// Number `number` of a made-up customer's case on the small catalog, ended or only left: some answers, an end, perhaps more.
pub fn whole_case(store: &Store, number: u64, edition: &Edition, at: Timestamp) -> CaseId {
    let mut dice = Dice::new(number);
    let mut case = begin(store, number, edition, at);
    let answers = dice.answers(edition.catalog());
    for (question, answer) in answers.into_iter().take(7) {
        case.record(Fact::Answered { question, answer }, at)
            .unwrap();
    }
    if !number.is_multiple_of(3) {
        case.end(Outcome::Thinks, edition, at).unwrap();
    }
    let id = case.id();
    case.leave(at).unwrap();
    id
}

/// The journal of `id` written anew with `payloads` in place of its own: the chain is whole, and says something else.
pub fn forged(id: CaseId, payloads: &[(RecordKind, Vec<u8>)]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &id).unwrap();
    for (kind, payload) in payloads {
        journal.append(*kind, payload).unwrap();
    }
    fs::read(journal.path()).unwrap()
}

/// Puts `bytes` into a file without emptying it first, for which some file systems would wait until the disk has it.
pub fn overwrite(path: &Path, bytes: &[u8]) {
    use std::io::Write as _;
    let mut file = File::options().write(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
    file.set_len(bytes.len() as u64).unwrap();
}

/// Where the header ends and each record after it, for the bytes of a whole journal.
pub fn ends(bytes: &[u8]) -> Vec<usize> {
    let mut ends = vec![candor::cases::HEADER];
    while let Some(length) = bytes
        .get(ends[ends.len() - 1]..)
        .and_then(|b| b.first_chunk())
    {
        ends.push(ends[ends.len() - 1] + 8 + u32::from_le_bytes(*length) as usize);
    }
    assert_eq!(ends[ends.len() - 1], bytes.len());
    ends
}

/// A case as it was kept before editions were: facts, and nothing else on the disk.
pub fn bare_case(
    store: &Store,
    number: u64,
    began: Began,
    at: Timestamp,
    facts: &[Recorded],
) -> CaseId {
    let seed = (number << 24).to_be_bytes();
    let (id, mut journal) = store.create(|| seed).unwrap();
    let began = Recorded {
        at,
        fact: Fact::Began(began),
    };
    for fact in std::iter::once(&began).chain(facts) {
        let payload = serde_json::to_vec(fact).unwrap();
        journal.append(RecordKind(1), &payload).unwrap();
    }
    id
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
