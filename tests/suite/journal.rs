//! Journals: what is saved is read back whole, and what is damaged is never taken for whole.

use std::fs;
use std::path::Path;

use candor::cases::{
    ChainHash, Journal, JournalError, MAX_PAYLOAD, ReadError, RecordKind, Tail, decode, read,
};
use proptest::prelude::*;

use crate::support::cases::{append_next, case, decoded, journal_path, records, sample};

#[test]
fn what_was_appended_is_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    let last = (0..60).map(|_| append_next(&mut journal)).last().unwrap();
    let found = read(journal.path()).unwrap();
    assert_eq!(found.records, records(60));
    assert_eq!(found.tail, Tail::Clean);
    assert_eq!(found.head, last.head);
    assert_eq!(found.whole, fs::metadata(journal.path()).unwrap().len());
    assert_eq!(found.id, case());
}

#[test]
fn the_format_is_the_one_that_was_released() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    journal.append(RecordKind(7), br#"{"a":1}"#).unwrap();
    let bytes = fs::read(journal.path()).unwrap();
    let hex = bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    insta::assert_snapshot!(hex);
}

#[test]
fn types_of_a_newer_program_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    for kind in 1..=255 {
        journal.append(RecordKind(kind), b"{}").unwrap();
    }
    let kinds = read(journal.path())
        .unwrap()
        .records
        .iter()
        .map(|r| r.kind.0)
        .collect::<Vec<_>>();
    assert_eq!(kinds, (1..=255).collect::<Vec<u8>>());
    assert!(matches!(
        journal.append(RecordKind(0), b"{}"),
        Err(JournalError::Kind)
    ));
    journal.append(RecordKind(1), b"").unwrap();
    assert_eq!(journal.saved(), 256);
}

#[test]
fn a_payload_over_the_limit_is_refused_and_the_journal_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    let largest = vec![b'x'; MAX_PAYLOAD + 1];
    let refused = journal.append(RecordKind(1), &largest);
    assert!(matches!(refused, Err(JournalError::PayloadTooLarge { .. })));
    journal.append(RecordKind(1), &largest[1..]).unwrap();
    journal.append(RecordKind(1), b"after").unwrap();
    let found = read(journal.path()).unwrap();
    assert_eq!(found.records.len(), 2);
    assert_eq!(found.records[0].payload.len(), MAX_PAYLOAD);
    // Cut in the middle of the large one it is still a torn tail.
    let bytes = fs::read(journal.path()).unwrap();
    let found = decoded(&bytes[..MAX_PAYLOAD / 2]);
    assert!(matches!(found.tail, Tail::Torn { offset: 22, .. }));
}

#[test]
fn a_journal_too_long_to_be_read_is_not_written_either() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    let large = vec![b'x'; MAX_PAYLOAD];
    let mut taken = 0;
    let refused = loop {
        match journal.append(RecordKind(1), &large) {
            Ok(_) => taken += 1,
            Err(e) => break e,
        }
    };
    assert!(
        matches!(refused, JournalError::Full { safe: 63, .. }),
        "{refused}"
    );
    assert_eq!(taken, 63);
    journal.append(RecordKind(1), b"a short one").unwrap();
    assert_eq!(read(journal.path()).unwrap().records.len(), 64);
    let path = journal.path().to_owned();
    drop(journal);
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(65 << 20)
        .unwrap();
    assert!(matches!(read(&path), Err(ReadError::TooLarge { .. })));
}

#[test]
fn what_is_no_journal_of_that_case_is_refused_with_its_reason() {
    let dir = tempfile::tempdir().unwrap();
    let path = journal_path(dir.path());
    let (bytes, _) = sample(3);
    assert!(matches!(read(&path), Err(ReadError::Missing { .. })));
    for foreign in [
        &b"PK\x03\x04"[..],
        b"{}",
        &[0xff; 500],
        b"CNDR\n\x1a\nxxxxxxxxxxxxxxxx",
    ] {
        fs::write(&path, foreign).unwrap();
        assert!(matches!(read(&path), Err(ReadError::NotAJournal { .. })));
        assert!(Journal::resume(&path).is_err());
        assert_eq!(fs::read(&path).unwrap(), foreign);
    }
    let other = dir.path().join("0000-0001.journal");
    fs::write(&other, &bytes).unwrap();
    let Err(ReadError::OtherCase { inside, .. }) = read(&other) else {
        panic!("another case was taken");
    };
    assert_eq!(inside, case());
    for name in [
        "7F3K-92QD.journal",
        "7f3k92qd.journal",
        "7f3k-92qd",
        "x.journal",
        "7f3k-92qo.journal",
    ] {
        let misnamed = dir.path().join(name);
        fs::write(&misnamed, &bytes).unwrap();
        assert!(
            matches!(read(&misnamed), Err(ReadError::Name { .. })),
            "{name}"
        );
    }
    let mut newer = bytes.clone();
    newer[8] = 2;
    let sum = crc32(&newer[..18]);
    newer[18..22].copy_from_slice(&sum);
    fs::write(&path, &newer).unwrap();
    assert!(matches!(
        read(&path),
        Err(ReadError::Newer { format: 2, .. })
    ));
    assert!(Journal::resume(&path).is_err());
    assert_eq!(fs::read(&path).unwrap(), newer);
}

/// The checksum, reckoned here bit by bit so that it does not lean on the package the code uses.
fn crc32(bytes: &[u8]) -> [u8; 4] {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |s, _| {
            (s >> 1) ^ (0xedb8_8320 * (s & 1))
        })
    });
    (!sum).to_le_bytes()
}

#[test]
fn messages_say_what_is_safe_and_show_no_control_characters() {
    let path = Path::new("/tmp/\u{1b}[2J\u{202e}/7f3k-92qd.journal");
    let full = JournalError::DiskFull {
        path: path.into(),
        safe: 4,
        source: std::io::ErrorKind::StorageFull.into(),
    };
    let said = full.to_string();
    assert!(
        said.starts_with("The disk is full: record 5 was not saved. Records 1 to 4 are safe. Free"),
        "{said}"
    );
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
}

proptest! {
    #[test]
    fn any_payload_comes_back_as_it_was(payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..400), 1..12)) {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = Journal::create(dir.path(), &case()).unwrap();
        for payload in &payloads {
            journal.append(RecordKind(3), payload).unwrap();
        }
        let found = read(journal.path()).unwrap();
        prop_assert_eq!(found.tail, Tail::Clean);
        prop_assert_eq!(found.records.into_iter().map(|r| r.payload).collect::<Vec<_>>(), payloads);
    }

    #[test]
    fn any_bytes_after_the_records_leave_the_records(tail in prop::collection::vec(any::<u8>(), 1..3_000)) {
        let (mut bytes, _) = sample(2);
        bytes.extend(&tail);
        let found = decoded(&bytes);
        prop_assert_eq!(found.records, records(2));
        prop_assert_ne!(found.tail, Tail::Clean);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..3_000)) {
        let found = decode(Path::new("x"), case(), &bytes);
        prop_assert!(found.map_or(true, |f| f.records.is_empty()));
    }
}

#[test]
fn hashes_are_shown_as_hexadecimal_digits() {
    assert_eq!(ChainHash([0xab; 32]).to_string(), "ab".repeat(32));
}
