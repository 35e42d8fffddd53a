//! Whatever is changed in what was kept is found, and nothing that a crash leaves is called a change.

use std::fs;
use std::path::PathBuf;

use candor::casebook::{Checked, Deed, Evidence, Verdict, enter_deeds};
use candor::cases::{CaseId, RecordKind, Store, Tail, read_strictly};
use candor::command::{Command, Place};
use candor::interview::Outcome;
use jiff::Timestamp;

use crate::support::cases::{begin, edition, ends, forged, overwrite, whole_case};
use crate::support::catalogs::{broadband, broadband_files, shipped_files};
use crate::support::dice::Dice;
use crate::support::program::Home;

fn at() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

/// A store with these many cases of the small catalog.
fn store(cases: u64) -> (tempfile::TempDir, Store, Vec<CaseId>) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("data")).unwrap();
    let edition = edition(&store, &broadband_files());
    let ids = (1..=cases)
        .map(|number| whole_case(&store, number, &edition, at()))
        .collect();
    (dir, store, ids)
}

fn checked(store: &Store, id: CaseId) -> Checked {
    Evidence::gather(store).unwrap().case(id).unwrap()
}

/// A change to the bytes of a journal, and the first record it touches; `None` when nothing was changed by it.
fn edited(dice: &mut Dice, bytes: &[u8], other: &[u8]) -> Option<(Vec<u8>, usize)> {
    let ends = ends(bytes);
    let records = ends.len() - 1;
    let n = dice.below(records) + 1;
    let part = |n: usize| &bytes[ends[n - 1]..ends[n]];
    let touched = |offset: usize| ends.iter().filter(|end| **end <= offset).count();
    let (new, first) = match dice.below(11) {
        0 => {
            let place = dice.below(bytes.len());
            let mut new = bytes.to_vec();
            new[place] ^= 1 << dice.below(8);
            (new, touched(place))
        }
        1 => {
            let place = dice.below(bytes.len());
            let mut new = bytes.to_vec();
            new[place] = dice.below(256) as u8;
            (new, touched(place))
        }
        2 => ([&bytes[..ends[n - 1]], &bytes[ends[n]..]].concat(), n),
        3 => {
            let m = dice.below(records) + 1;
            let (a, b) = (n.min(m), n.max(m));
            let between = &bytes[ends[a]..ends[b - 1].max(ends[a])];
            let swapped = [
                &bytes[..ends[a - 1]],
                part(b),
                if a == b { &[][..] } else { between },
                if a == b { &[][..] } else { part(a) },
                &bytes[ends[b]..],
            ];
            (swapped.concat(), a)
        }
        4 => {
            let to = dice.below(records) + 1;
            (
                [&bytes[..ends[to]], part(n), &bytes[ends[to]..]].concat(),
                to + 1,
            )
        }
        5 => (bytes[..ends[n - 1]].to_vec(), n),
        6 => {
            let place = dice.below(bytes.len());
            (bytes[..place].to_vec(), touched(place))
        }
        7 => {
            let place = dice.below(bytes.len());
            let mut new = bytes.to_vec();
            new.insert(place, dice.below(256) as u8);
            (new, touched(place))
        }
        8 => {
            let place = dice.below(bytes.len());
            let mut new = bytes.to_vec();
            new.remove(place);
            (new, touched(place))
        }
        9 => {
            let places = self::ends(other);
            let m = dice.below(places.len() - 1) + 1;
            let foreign = &other[places[m - 1]..places[m]];
            (
                [&bytes[..ends[n - 1]], foreign, &bytes[ends[n]..]].concat(),
                n,
            )
        }
        _ => {
            let more = vec![dice.below(256) as u8; dice.below(600) + 1];
            if more.iter().all(|&byte| byte == 0) {
                return None;
            }
            ([bytes, &more].concat(), records + 1)
        }
    };
    (new != bytes).then_some((new, first))
}

#[test]
fn ten_thousand_single_changes_of_journals_are_all_found() {
    let (_dir, store, ids) = store(6);
    let evidence = Evidence::gather(&store).unwrap();
    let journals: Vec<Vec<u8>> = ids
        .iter()
        .map(|id| fs::read(store.path(id)).unwrap())
        .collect();
    let mut dice = Dice::new(18);
    let mut edits = 0;
    while edits < 10_000 {
        let n = dice.below(ids.len());
        let other = &journals[(n + 1) % ids.len()];
        let Some((new, first)) = edited(&mut dice, &journals[n], other) else {
            continue;
        };
        edits += 1;
        overwrite(&store.path(&ids[n]), &new);
        let found = evidence.case(ids[n]).unwrap();
        let torn = new.starts_with(&journals[n]) && found.verdict == Verdict::CutOff;
        assert!(
            found.verdict == Verdict::Changed || torn,
            "edit {edits} of {}: {found:?}",
            ids[n]
        );
        if !torn {
            let records = found.findings.iter().filter_map(|finding| finding.record);
            let named = records.min().unwrap();
            let first = first as u64;
            assert!(
                (named == first) || named == first + 1 || named == 0,
                "edit {edits}: record {first} was touched, {named} was named"
            );
        }
        overwrite(&store.path(&ids[n]), &journals[n]);
    }
    for id in ids {
        assert_eq!(evidence.case(id).unwrap().verdict, Verdict::Whole);
    }
}

/// A case that was never left, as a crash leaves it: only its beginning was entered.
fn crashed() -> (tempfile::TempDir, Store, CaseId, Vec<u8>) {
    let (dir, store, _) = store(0);
    let edition = edition(&store, &broadband_files());
    let mut case = begin(&store, 1, &edition, at());
    case.end(Outcome::Thinks, &edition, at()).unwrap();
    drop(case);
    let id: CaseId = store.list().unwrap()[0].id;
    // Cut to where nothing but the journal itself says how long it was.
    let bytes = fs::read(store.path(&id)).unwrap();
    let bytes = bytes[..ends(&bytes)[2]].to_vec();
    fs::write(store.path(&id), &bytes).unwrap();
    fs::remove_dir_all(dir.path().join("data/days")).unwrap();
    (dir, store, id, bytes)
}

#[test]
fn every_changed_byte_of_the_newest_record_is_told_from_a_crash() {
    let (_dir, store, id, bytes) = crashed();
    let start = ends(&bytes)[1];
    let path = store.path(&id);
    let mut dice = Dice::new(7);
    let lead = start..start + 60;
    let some = (0..1500).map(|_| start + dice.below(bytes.len() - start));
    for place in lead.chain(some.collect::<Vec<_>>()) {
        for bit in [0, 3, 7] {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            overwrite(&path, &changed);
            let found = read_strictly(&path).unwrap();
            assert!(
                matches!(found.tail, Tail::Broken { seq: 2, .. }),
                "byte {} bit {bit}: {:?}",
                place - start,
                found.tail
            );
        }
    }
}

#[test]
fn what_a_crash_leaves_is_cut_off_and_no_change() {
    let (_dir, store, id, bytes) = crashed();
    let path = store.path(&id);
    let start = ends(&bytes)[1];
    let verdict = |bytes: &[u8]| {
        overwrite(&path, bytes);
        checked(&store, id).verdict
    };
    assert_eq!(verdict(&bytes), Verdict::Whole);
    for cut in (start + 1..bytes.len()).step_by(97) {
        assert_eq!(verdict(&bytes[..cut]), Verdict::CutOff, "cut at {cut}");
        let mut hole = bytes.clone();
        hole[cut..].fill(0);
        assert_eq!(verdict(&hole), Verdict::CutOff, "NUL bytes from {cut}");
    }
    for sector in (start / 512 + 1)..bytes.len() / 512 {
        let mut hole = bytes.clone();
        hole[sector * 512..(sector + 1) * 512].fill(0);
        assert_eq!(verdict(&hole), Verdict::CutOff, "sector {sector} is empty");
    }
    assert_eq!(verdict(&[&bytes[..], &[0; 4096]].concat()), Verdict::CutOff);
    let words = checked(&store, id).notes;
    assert!(words[0].contains("cut off while saving"), "{words:?}");
}

#[test]
fn a_journal_written_anew_with_a_whole_chain_is_found_by_the_day() {
    let (_dir, store, ids) = store(2);
    for id in ids {
        let kept = store.read(&id).unwrap();
        let mut payloads: Vec<(RecordKind, Vec<u8>)> = kept
            .records
            .iter()
            .map(|record| (record.kind, record.payload.clone()))
            .collect();
        let text = String::from_utf8(payloads[0].1.clone()).unwrap();
        payloads[0].1 = text.replace("2026-11-22", "2026-11-21").into_bytes();
        fs::write(store.path(&id), forged(id, &payloads)).unwrap();
        assert_eq!(store.read(&id).unwrap().tail, Tail::Clean);
        let found = checked(&store, id);
        assert_eq!(found.verdict, Verdict::Changed);
        assert!(found.findings[0].what.contains("is not what was entered"));
    }
}

#[test]
fn a_changed_edition_is_found_and_a_missing_one_is_said() {
    let (_dir, store, ids) = store(1);
    let folder = store.edition_path(&broadband().fingerprint).unwrap();
    let table = folder.join("offerings.csv");
    let mut bytes = fs::read(&table).unwrap();
    bytes[200] ^= 1;
    fs::write(&table, &bytes).unwrap();
    let found = checked(&store, ids[0]);
    assert_eq!(found.verdict, Verdict::Changed);
    assert!(
        found.findings[0]
            .what
            .contains("were changed or are damaged")
    );
    fs::remove_dir_all(&folder).unwrap();
    let found = checked(&store, ids[0]);
    assert_eq!(found.verdict, Verdict::Whole);
    assert!(found.notes[0].contains("is not kept"), "{:?}", found.notes);
}

#[test]
fn a_changed_transcript_beside_the_journal_is_named() {
    let (_dir, store, ids) = store(1);
    let id = ids[0];
    let name = format!("{}.md", id.file_stem());
    let path: PathBuf = store.path(&id).with_file_name(&name);
    let who = "somebody".into();
    for body in ["the first", "the second"] {
        let deed = Deed::exported(id, "markdown", Some(&name), body.as_bytes());
        enter_deeds(&store, at(), &who, vec![deed]).unwrap();
        fs::write(&path, body).unwrap();
        assert_eq!(checked(&store, id).verdict, Verdict::Whole);
    }
    for body in ["the f1rst", "the sec0nd", ""] {
        fs::write(&path, body).unwrap();
        let found = checked(&store, id);
        assert_eq!(found.verdict, Verdict::Changed, "{body}");
        assert!(found.findings[0].what.contains(&name));
        says_how_it_is_mended(&found.findings[0].to_do);
    }
    fs::remove_file(&path).unwrap();
    let found = checked(&store, id);
    assert_eq!(found.verdict, Verdict::Whole);
    assert!(found.notes[0].contains("is not there"));
}

/// What it names is what the summary calls it, so that somebody finds it.
fn says_how_it_is_mended(words: &str) {
    let mut summary = candor::command::at(Place::Summary);
    let export = summary.find(|spec| spec.command == Command::Export);
    let label = export.expect("files are written there").short;
    assert!(
        words.contains(&format!("'{label}' on its summary")),
        "{words}"
    );
}

/// The deed is entered before the file stands: after a crash in between, the file is still the one before.
#[test]
fn a_paper_that_a_crash_left_as_it_was_is_no_change() {
    let (_dir, store, ids) = store(1);
    let id = ids[0];
    for ending in ["md", "crm.txt"] {
        let name = format!("{}.{ending}", id.file_stem());
        let path: PathBuf = store.path(&id).with_file_name(&name);
        let enter = |body: &str| {
            let deed = Deed::exported(id, "markdown", Some(&name), body.as_bytes());
            enter_deeds(&store, at(), &"somebody".into(), vec![deed]).unwrap();
        };
        enter("the first");
        fs::write(&path, "the first").unwrap();
        enter("the second");
        let found = checked(&store, id);
        assert_eq!(found.verdict, Verdict::CutOff, "{name}: {found:?}");
        assert_eq!(found.findings, []);
        let note = &found.notes[0];
        assert!(note.contains(&name) && note.contains("cut short"), "{note}");
        assert!(note.contains("put the older one back"), "{note}");
        says_how_it_is_mended(note);
        // Written anew, it is as it should be.
        enter("the third");
        fs::write(&path, "the third").unwrap();
        assert_eq!(checked(&store, id).verdict, Verdict::Whole);
    }
}

#[test]
fn a_changed_note_for_the_customers_record_is_named_too() {
    let (_dir, store, ids) = store(1);
    let id = ids[0];
    let name = format!("{}.crm.txt", id.file_stem());
    let deed = Deed::exported(id, "crm", Some(&name), b"as it was");
    enter_deeds(&store, at(), &"somebody".into(), vec![deed]).unwrap();
    fs::write(store.path(&id).with_file_name(&name), "as it was not").unwrap();
    let found = checked(&store, id);
    assert_eq!(found.verdict, Verdict::Changed, "{found:?}");
    assert!(found.findings[0].what.contains(&name));
}

#[test]
fn the_command_says_what_is_wrong_where_and_what_to_do() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &shipped_files("vehicles"));
    let id = whole_case(&store, 1, &edition, at());
    let ran = home.run(&format!("verify {id} --data-dir data"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("whole and unchanged"), "{}", ran.out);

    let whole = fs::read(store.path(&id)).unwrap();
    let mut bytes = whole.clone();
    let place = ends(&bytes)[2] + 60;
    bytes[place] ^= 4;
    fs::write(store.path(&id), &bytes).unwrap();
    let ran = home.run(&format!("verify {id} --data-dir data --width 300"));
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("record 3: its checksum is wrong"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("to do:"), "{}", ran.out);
    assert_eq!(
        fs::read(store.path(&id)).unwrap(),
        bytes,
        "nothing is changed"
    );
    for what in [
        id.to_string(),
        "--all".to_owned(),
        "--day 2026-11-22".to_owned(),
    ] {
        let ran = home.run(&format!("verify {what} --format json --data-dir data"));
        let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((ran.code, &told["ok"]), (1, &false.into()), "{what}");
        assert_eq!(told["cases"][0]["verdict"], "changed");
        assert_eq!(told["cases"][0]["findings"][0]["record"], 3);
    }
    fs::write(store.path(&id), &whole).unwrap();
    let ran = home.run("verify --all --data-dir data");
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("3 checked: 3 whole"), "{}", ran.out);

    for wrong in [
        "verify",
        "verify seven",
        "verify --day tomorrow",
        "verify --all --day 2026-11-22",
        "verify --file x --all",
        "verify 0000-0009",
    ] {
        let ran = home.run(&format!("{wrong} --data-dir data"));
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (2, ""),
            "{wrong}: {}",
            ran.err
        );
    }
}

#[test]
fn an_export_is_entered_with_who_did_it_and_can_be_checked_wherever_it_is() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &shipped_files("vehicles"));
    let id = whole_case(&store, 1, &edition, at());
    let mut command = home.candor();
    let export = format!("case export {id} --format html --output out.html --data-dir data");
    let ran = command
        .args(export.split(' '))
        .env("USER", "ruth\u{1b}[31m")
        .output()
        .unwrap();
    assert!(ran.status.success());
    let log = candor::casebook::audit_log(&store).unwrap();
    assert_eq!(log.entries.len(), 1);
    assert_eq!(&*log.entries[0].who, "ruth<U+001B>[31m");
    let check = format!("verify {id} --file out.html --data-dir data");
    let ran = home.run(&check);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("unchanged"), "{}", ran.out);
    let mut body = fs::read(home.path("out.html")).unwrap();
    body[500] ^= 1;
    fs::write(home.path("out.html"), body).unwrap();
    let ran = home.run(&check);
    assert_eq!(ran.code, 1, "{}", ran.out);

    // The log itself is chained.
    let path = home.path("data/audit.log");
    let mut bytes = fs::read(&path).unwrap();
    bytes[90] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let ran = home.run("verify --all --data-dir data --width 300");
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("record 1 of the file audit.log"),
        "{}",
        ran.out
    );
    // Damage stays for whoever looks into it, and exports go on being entered.
    let again = home.run(&format!("case export {id} --data-dir data"));
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(
        candor::casebook::audit_log(&store).unwrap().entries.len(),
        1
    );
    assert!(home.path("data/audit.log-2").exists());
}
