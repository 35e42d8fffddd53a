//! The files of days: no case and no end of a case goes missing without a trace, and neither does a day.

use std::fs;
use std::path::PathBuf;
use std::thread;

use candor::casebook::{Evidence, OpenCase, Verdict};
use candor::cases::{CaseId, RecordKind, Store};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use crate::support::cases::{begin, edition, ends, overwrite, whole_case};
use crate::support::catalogs::broadband_files;
use crate::support::dice::Dice;
use crate::support::program::Home;

/// Three cases on each of three days.
fn three_days() -> (Home, Store, Vec<(Date, Vec<CaseId>)>) {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &broadband_files());
    let first: Timestamp = "2026-11-20T23:59:50Z".parse().unwrap();
    let days = (0..3)
        .map(|day| {
            let at = first + (24 * day).hours();
            let ids = (1..=3)
                .map(|n| whole_case(&store, (day * 10 + n).try_into().unwrap(), &edition, at))
                .collect();
            (candor::casebook::day_of(at), ids)
        })
        .collect();
    (home, store, days)
}

fn day_path(home: &Home, day: Date) -> PathBuf {
    home.path(&format!("data/days/{day}.heads"))
}

/// How a day and its cases stand.
fn verdict(store: &Store, day: Date) -> Verdict {
    let evidence = Evidence::gather(store).unwrap();
    let cases = evidence.cases_of(day);
    let cases = cases
        .into_iter()
        .map(|id| evidence.case(id).unwrap().verdict);
    cases.fold(evidence.day(day).verdict, Verdict::max)
}

#[test]
fn untouched_days_are_whole() {
    let (home, store, days) = three_days();
    for (day, ids) in &days {
        assert_eq!(verdict(&store, *day), Verdict::Whole);
        let mut cases = Evidence::gather(&store).unwrap().cases_of(*day);
        cases.sort();
        assert_eq!(&cases, ids);
        let ran = home.run(&format!("verify --day {day} --data-dir data"));
        assert_eq!(ran.code, 0, "{}", ran.out);
    }
    let ran = home.run("verify --day 2020-01-01 --data-dir data");
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("no file for this day"), "{}", ran.out);
}

#[test]
fn a_case_that_was_removed_is_named_by_its_day() {
    let (home, store, days) = three_days();
    for (day, ids) in &days {
        for id in ids {
            let path = store.path(id);
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            assert_eq!(verdict(&store, *day), Verdict::Changed, "{id}");
            let ran = home.run(&format!("verify --day {day} --data-dir data --width 300"));
            assert_eq!(ran.code, 1);
            assert!(
                ran.out.contains(&format!("{id}: NOT as it was kept")),
                "{}",
                ran.out
            );
            assert!(ran.out.contains("the case is missing"), "{}", ran.out);
            fs::write(&path, bytes).unwrap();
        }
    }
}

#[test]
fn a_case_cut_at_the_end_of_any_record_is_named_by_its_day() {
    let (_home, store, days) = three_days();
    for (day, ids) in &days {
        for id in ids {
            let path = store.path(id);
            let bytes = fs::read(&path).unwrap();
            for end in ends(&bytes).into_iter().rev().skip(1) {
                overwrite(&path, &bytes[..end]);
                assert_eq!(verdict(&store, *day), Verdict::Changed, "{id} cut at {end}");
            }
            fs::write(&path, bytes).unwrap();
        }
    }
}

#[test]
fn changes_of_the_file_of_a_day_are_found() {
    let (home, store, days) = three_days();
    let mut dice = Dice::new(3);
    for (day, _) in &days[..2] {
        let path = day_path(&home, *day);
        let bytes = fs::read(&path).unwrap();
        let places = ends(&bytes);
        for edit in 0..300 {
            let mut changed = bytes.clone();
            if edit % 3 == 0 {
                changed.truncate(places[dice.below(places.len() - 1)]);
            } else if edit % 3 == 1 {
                changed[dice.below(bytes.len())] ^= 1 << dice.below(8);
            } else {
                let n = dice.below(places.len() - 1);
                changed.drain(places[n]..places[n + 1]);
            }
            overwrite(&path, &changed);
            assert_eq!(
                verdict(&store, *day),
                Verdict::Changed,
                "edit {edit} of {day}"
            );
        }
        fs::remove_file(&path).unwrap();
        assert_eq!(verdict(&store, *day), Verdict::Changed, "{day} was removed");
        let all = home.run("verify --all --data-dir data");
        assert_eq!(all.code, 1);
        fs::write(&path, bytes).unwrap();
    }
    assert_eq!(home.run("verify --all --data-dir data").code, 0);
}

#[test]
fn a_damaged_file_of_a_day_stops_nobody_and_stays_as_it_is() {
    let (home, store, days) = three_days();
    let (day, _) = days[2];
    let path = day_path(&home, day);
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let edition = edition(&store, &broadband_files());
    let at = "2026-11-22T23:59:55Z".parse().unwrap();
    let id = whole_case(&store, 99, &edition, at);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(verdict(&store, day), Verdict::Changed);
    // The cases that the new file names are guarded as before.
    let evidence = Evidence::gather(&store).unwrap();
    assert_eq!(evidence.case(id).unwrap().verdict, Verdict::Whole);
    assert!(evidence.cases_of(day).contains(&id));
    fs::remove_file(store.path(&id)).unwrap();
    assert_eq!(evidence.case(id).unwrap().verdict, Verdict::Changed);
}

#[test]
fn an_entry_cut_off_by_a_crash_is_moved_aside_and_the_day_goes_on() {
    let (home, store, days) = three_days();
    let (day, _) = days[2];
    let path = day_path(&home, day);
    let bytes = fs::read(&path).unwrap();
    let torn = &bytes[..bytes.len() - 20];
    fs::write(&path, torn).unwrap();
    let seen = Evidence::gather(&store).unwrap().day(day);
    assert_eq!(seen.verdict, Verdict::CutOff);
    let edition = edition(&store, &broadband_files());
    let at = "2026-11-22T23:59:55Z".parse().unwrap();
    whole_case(&store, 99, &edition, at);
    assert_eq!(verdict(&store, day), Verdict::Whole);
    let side = home.path(&format!("data/days/{day}.heads.tail-1"));
    let last = ends(&bytes).into_iter().rev().nth(1).unwrap();
    assert_eq!(fs::read(side).unwrap(), torn[last..]);
}

#[test]
fn a_case_that_goes_on_later_is_entered_on_both_days() {
    let (_home, store, days) = three_days();
    let (day, ids) = &days[0];
    let later: Timestamp = "2026-12-24T08:00:00Z".parse().unwrap();
    let (case, _) = OpenCase::resume(&store, &ids[0], later).unwrap();
    case.leave(later).unwrap();
    assert_eq!(verdict(&store, *day), Verdict::Whole);
    let evidence = Evidence::gather(&store).unwrap();
    assert_eq!(evidence.cases_of(candor::casebook::day_of(later)), ids[..1]);
}

#[test]
fn a_case_before_its_day_was_left_is_whole_however_far_it_goes() {
    let home = Home::new();
    let store = Store::open(&home.path("data")).unwrap();
    let edition = edition(&store, &broadband_files());
    let at: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let mut case = begin(&store, 1, &edition, at);
    for _ in 0..3 {
        case.record(candor::interview::Fact::Undone, at).unwrap();
        let evidence = Evidence::gather(&store).unwrap();
        assert_eq!(evidence.case(case.id()).unwrap().verdict, Verdict::Whole);
    }
}

#[test]
fn eight_writers_at_once_leave_one_whole_chain() {
    let (home, store, days) = three_days();
    let (day, _) = days[0];
    thread::scope(|scope| {
        for writer in 0..8_u8 {
            let log = store.day(day);
            scope.spawn(move || {
                for entry in 0..10 {
                    log.append(|_| Ok(vec![(RecordKind(9), vec![writer, entry])]))
                        .unwrap();
                }
            });
        }
    });
    let parts = store.day(day).read().unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].tail, candor::cases::Tail::Clean);
    let mine = |writer: u8| {
        let records = parts[0].records.iter();
        let mine = records.filter(|r| r.kind == RecordKind(9) && r.payload[0] == writer);
        mine.map(|r| r.payload[1]).collect::<Vec<u8>>()
    };
    for writer in 0..8 {
        assert_eq!(mine(writer), (0..10).collect::<Vec<u8>>());
    }
    // Records of a type nobody knows here are of a newer version, and no change.
    let seen = home.run(&format!("verify --day {day} --data-dir data"));
    assert_eq!(seen.code, 0);
    assert!(
        seen.out.contains("80 records of a newer version"),
        "{}",
        seen.out
    );
}

#[test]
fn programs_that_run_at_once_all_enter_what_they_did() {
    let (home, store, days) = three_days();
    let ids: Vec<CaseId> = days.iter().flat_map(|(_, ids)| ids.clone()).collect();
    home.file("shelf/broadband/catalog.json", broadband_files().catalog);
    home.file("shelf/broadband/offerings.csv", broadband_files().offerings);
    thread::scope(|scope| {
        for id in &ids {
            let home = &home;
            scope.spawn(move || {
                let ran = home.run(&format!(
                    "case export {id} --catalogs shelf --data-dir data"
                ));
                assert_eq!(ran.code, 0, "{}", ran.err);
            });
        }
    });
    let log = candor::casebook::audit_log(&store).unwrap();
    assert_eq!((log.entries.len(), log.parts.len()), (9, 1));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_days_and_the_audit_log() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, _store, days) = three_days();
    let ran = home.run(&format!("case export {} --data-dir data", days[0].1[0]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(home.path("data/days")), 0o700);
    assert_eq!(mode(day_path(&home, days[0].0)), 0o600);
    assert_eq!(mode(home.path("data/audit.log")), 0o600);
}
