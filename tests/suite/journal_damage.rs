//! Journals cut, changed, or with records in the wrong place: nothing damaged is taken for whole, nothing whole is lost.

use std::fs;
use std::path::Path;
use std::thread;

use candor::cases::{HEADER, Journal, JournalError, RecordKind, Tail, Why, decode, read};

use crate::support::cases::{append_next, case, decoded, journal_path, payload, records, sample};

/// How many records end at or before `offset`.
fn whole_before(ends: &[usize], offset: usize) -> u64 {
    ends.iter()
        .filter(|&&end| end <= offset)
        .count()
        .saturating_sub(1) as u64
}

#[test]
fn a_journal_cut_at_any_byte_keeps_the_whole_records_and_goes_on() {
    // Syncs take long on some disks, so on disk only around the ends of records and at some cuts between.
    cut_everywhere(|cut, ends| cut % 37 == 0 || ends.iter().any(|end| end.abs_diff(cut) <= 1));
}

#[test]
#[ignore = "some 40,000 syncs"]
fn a_journal_cut_at_any_byte_goes_on_each_time() {
    cut_everywhere(|_, _| true);
}

/// Cuts a journal of 60 records at every byte, and goes on with it on disk at the cuts that are `chosen`.
fn cut_everywhere(chosen: impl Fn(usize, &[usize]) -> bool) {
    let (bytes, ends) = sample(60);
    let dir = tempfile::tempdir().unwrap();
    let path = journal_path(dir.path());
    let side = dir.path().join("7f3k-92qd.journal.tail-1");
    for cut in 0..=bytes.len() {
        let kept = whole_before(&ends, cut);
        let clean = ends.contains(&cut);
        let found = decoded(&bytes[..cut]);
        assert_eq!(found.records, records(kept), "cut at {cut}");
        assert_eq!(found.tail == Tail::Clean, clean, "cut at {cut}");
        if !chosen(cut, &ends) {
            continue;
        }
        fs::write(&path, &bytes[..cut]).unwrap();
        let mut resumed = Journal::resume(&path).unwrap();
        assert_eq!(resumed.recovered, found, "cut at {cut}");
        append_next(&mut resumed.journal);
        drop(resumed);
        let after = read(&path).unwrap();
        assert_eq!(
            (after.records, after.tail),
            (records(kept + 1), Tail::Clean)
        );
        if clean || cut == 0 {
            assert!(!side.exists(), "cut at {cut}");
        } else {
            let start = if cut < HEADER { 0 } else { ends[kept as usize] };
            assert_eq!(fs::read(&side).unwrap(), &bytes[start..cut]);
            fs::remove_file(&side).unwrap();
        }
    }
}

#[test]
fn a_flipped_bit_is_never_accepted() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(dir.path(), &case()).unwrap();
    let mut ends = vec![HEADER];
    for seq in 1..=30 {
        let text = payload(seq).repeat(5);
        journal.append(RecordKind(2), &text).unwrap();
        ends.push(fs::metadata(journal.path()).unwrap().len() as usize);
    }
    let bytes = fs::read(journal.path()).unwrap();
    assert!(bytes.len() > 10_000, "{}", bytes.len());
    let all = decoded(&bytes).records;
    assert_eq!(all.len(), 30);
    let check = |offsets: std::ops::Range<usize>| {
        let mut changed = bytes.clone();
        for offset in offsets {
            for bit in 0..8 {
                changed[offset] ^= 1 << bit;
                match decode(Path::new("x"), case(), &changed) {
                    Ok(found) => {
                        let kept = whole_before(&ends, offset);
                        assert_eq!(found.records, all[..kept as usize], "{offset} bit {bit}");
                        assert_ne!(found.tail, Tail::Clean, "{offset} bit {bit}");
                        // Only the newest record may be taken for one whose saving was cut short.
                        if kept < 29 {
                            let broken = matches!(found.tail, Tail::Broken { .. });
                            assert!(broken, "{offset} bit {bit}: {:?}", found.tail);
                        }
                    }
                    Err(e) => assert!(offset < HEADER, "{offset} bit {bit}: {e}"),
                }
                changed[offset] ^= 1 << bit;
            }
        }
    };
    let half = bytes.len() * 3 / 4;
    thread::scope(|scope| {
        scope.spawn(|| check(0..half));
        check(half..bytes.len());
    });
}

#[test]
fn a_tail_of_nul_bytes_is_a_torn_tail() {
    let (bytes, ends) = sample(60);
    for length in (1..=64).map(|kib| kib * 1024).chain([1, 2, 7, 48, 49, 50]) {
        let mut appended = bytes.clone();
        appended.resize(bytes.len() + length, 0);
        let found = decoded(&appended);
        assert_eq!(found.records, records(60));
        let torn = Tail::Torn {
            offset: bytes.len() as u64,
            bytes: length as u64,
        };
        assert_eq!(found.tail, torn);

        // The same in place of what was written last.
        let start = bytes.len().saturating_sub(length);
        let mut replaced = bytes[..start].to_vec();
        replaced.resize(start + length, 0);
        let found = decoded(&replaced);
        assert_eq!(found.records, records(whole_before(&ends, start)));
        assert!(matches!(found.tail, Tail::Torn { .. }), "{length}");
    }
}

#[test]
fn a_record_with_holes_of_nul_bytes_is_a_torn_tail() {
    let (bytes, ends) = sample(3);
    for start in ends[2]..bytes.len() - 1 {
        for end in start + 1..bytes.len() {
            let mut holed = bytes.clone();
            if holed[start..end].iter().all(|&byte| byte == 0) {
                continue;
            }
            holed[start..end].fill(0);
            let found = decoded(&holed);
            assert_eq!(found.records, records(2));
            let torn = matches!(found.tail, Tail::Torn { .. });
            // A hole that leaves a shorter length before other bytes cannot be told from a change, and is not cut off.
            assert!(
                torn || start < ends[2] + 4,
                "{start}..{end}: {:?}",
                found.tail
            );
        }
    }
}

#[test]
fn a_tail_is_moved_aside_each_time_under_a_new_name() {
    let dir = tempfile::tempdir().unwrap();
    let path = journal_path(dir.path());
    let (bytes, _) = sample(4);
    for n in 1..=3 {
        fs::write(&path, [&bytes[..], &[n, 0, 0]].concat()).unwrap();
        let resumed = Journal::resume(&path).unwrap();
        let side = dir.path().join(format!("7f3k-92qd.journal.tail-{n}"));
        assert_eq!(resumed.moved.as_deref(), Some(&*side));
        assert_eq!(fs::read(side).unwrap(), [n, 0, 0]);
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn records_doubled_swapped_removed_or_foreign_are_found_and_nothing_is_added_or_cut() {
    let (bytes, ends) = sample(12);
    let other = {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = Journal::create(dir.path(), &case()).unwrap();
        for seq in 1..=12 {
            journal.append(RecordKind(1), &payload(seq + 100)).unwrap();
        }
        fs::read(journal.path()).unwrap()
    };
    let part = |n: usize| &bytes[ends[n - 1]..ends[n]];
    let dir = tempfile::tempdir().unwrap();
    let path = journal_path(dir.path());
    let check = |n: usize, why: Why, changed: &[u8]| {
        fs::write(&path, changed).unwrap();
        let found = read(&path).unwrap();
        assert_eq!(found.records, records(n as u64));
        let seq = n as u64 + 1;
        assert_eq!(found.tail, Tail::Broken { seq, why });
        let refused = Journal::resume(&path).unwrap_err();
        let said = refused.to_string();
        assert!(matches!(refused, JournalError::Broken { .. }), "{said}");
        assert!(said.contains(&format!("record {seq} ")), "{said}");
        assert_eq!(fs::read(&path).unwrap(), changed);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    };
    for n in 1..=12 {
        let doubled = [&bytes[..ends[n]], part(n), &bytes[ends[n]..]].concat();
        check(n, Why::Sequence, &doubled);
    }
    for n in 1..12 {
        let removed = [&bytes[..ends[n - 1]], &bytes[ends[n]..]].concat();
        check(n - 1, Why::Sequence, &removed);
        let swapped = [
            &bytes[..ends[n - 1]],
            part(n + 1),
            part(n),
            &bytes[ends[n + 1]..],
        ]
        .concat();
        check(n - 1, Why::Sequence, &swapped);
    }
    // The same numbers, but after records of another telling.
    let told = decoded(&other).records;
    let cut = HEADER
        + told
            .iter()
            .take(5)
            .map(|r| 49 + r.payload.len())
            .sum::<usize>();
    check(5, Why::Chain, &[&bytes[..ends[5]], &other[cut..]].concat());
    // Garbage between whole records, and a damaged one before them.
    check(
        6,
        Why::Frame,
        &[&bytes[..ends[6]], b"\xff\xff\xff\xff??", &bytes[ends[6]..]].concat(),
    );
    let mut damaged = bytes.clone();
    damaged[ends[6] + 60] ^= 4;
    check(6, Why::Checksum, &damaged);
}
