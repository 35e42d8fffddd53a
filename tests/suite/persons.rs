//! Contact details: kept only with consent, in a file of their own, and erased so that nothing can tell whose they were.

use std::fs;
use std::path::PathBuf;

use candor::casebook::{
    CaseError, Deed, Evidence, KeepDays, OpenCase, Person, Verdict, audit_log, consent, forget,
    kept_person, list, load, purge, summary, sweep_persons, words_of,
};
use candor::cases::{CaseId, Store};
use candor::catalog::Contact;
use candor::domain::SafeText;
use candor::interview::{Fact, Interview, Outcome};
use jiff::{Timestamp, ToSpan as _};

use crate::support::cases::{begin, edition};
use crate::support::catalogs::broadband_files;
use crate::support::program::Home;

const SALT: [u8; 32] = [7; 32];

fn at() -> Timestamp {
    "2026-03-01T10:00:00Z".parse().unwrap()
}

fn after(days: i64) -> Timestamp {
    at().checked_add((days * 24).hours()).unwrap()
}

fn somebody() -> SafeText {
    SafeText::new("somebody")
}

fn person() -> Person {
    Person {
        name: "Tamsin Oyelaran".into(),
        phone: "07700 900 461".into(),
        email: "tamsin@example.org".into(),
    }
}

fn contact() -> Contact {
    broadband_files().load().unwrap().contact.unwrap()
}

/// A store with a case in it, in which the customer was asked.
fn asked(home: &Home, agreed: bool) -> (Store, OpenCase) {
    let store = Store::open(&home.path("data")).unwrap();
    let mut case = begin(&store, 1, &edition(&store, &broadband_files()), at());
    let said = consent(&contact(), &"2026-02".into(), agreed, &somebody());
    case.record(said, at()).unwrap();
    (store, case)
}

/// The same with contact details.
fn kept(home: &Home) -> (Store, OpenCase) {
    let (store, mut case) = asked(home, true);
    case.keep_person(&person(), &contact(), SALT, at()).unwrap();
    (store, case)
}

/// Files beside the journals that hold contact details.
fn person_files(home: &Home) -> Vec<PathBuf> {
    let files = fs::read_dir(home.path("data/cases")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    files
        .filter(|path| path.to_string_lossy().contains(".person"))
        .collect()
}

/// Files anywhere that hold any part of what the customer told.
fn telling(folder: PathBuf) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(telling(path));
        } else {
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            let told = ["Tamsin", "Oyelaran", "461", "example.org"];
            found.extend(
                told.iter()
                    .any(|part| text.contains(part))
                    .then(|| path.display().to_string()),
            );
        }
    }
    found
}

fn interview(store: &Store, id: CaseId) -> Interview {
    Interview::fold(&load(store, &id).unwrap().facts)
}

fn verdict(store: &Store, id: CaseId) -> Verdict {
    Evidence::gather(store).unwrap().case(id).unwrap().verdict
}

#[test]
fn nothing_personal_is_kept_unless_the_customer_agreed_to_the_words_of_today() {
    for agreed in [false, true] {
        let home = Home::new();
        let (store, mut case) = asked(&home, agreed);
        let others = Contact {
            ask: "May I keep your number for 30 days and sell it?".into(),
            ..contact()
        };
        let words = if agreed { others } else { contact() };
        let refused = case.keep_person(&person(), &words, SALT, at());
        assert!(matches!(refused, Err(CaseError::NoConsent)), "{refused:?}");
        assert!(person_files(&home).is_empty());
        assert_eq!(case.person().unwrap(), None);
        assert_eq!(summary(&store, &case.id()).person_until, None);
        assert_eq!(telling(home.path("data")), [""; 0]);
    }
}

#[test]
fn consent_is_recorded_with_the_words_their_edition_the_time_and_who_asked() {
    let home = Home::new();
    let (store, case) = asked(&home, true);
    let interview = interview(&store, case.id());
    let (when, consent) = interview.privacy().consent().unwrap();
    assert_eq!(*when, at());
    assert_eq!(consent.hash, words_of(&contact()));
    assert_eq!(
        (consent.edition.as_str(), consent.by.as_str()),
        ("2026-02", "somebody")
    );
}

#[test]
fn what_is_kept_stands_in_a_file_of_its_own_for_its_owner_only_and_comes_back() {
    let home = Home::new();
    let (store, case) = kept(&home);
    let files = person_files(&home);
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(telling(home.path("data")), [files[0].display().to_string()]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let id = case.id();
    assert_eq!(case.person().unwrap(), Some(person()));
    case.leave(at()).unwrap();
    let (case, _) = OpenCase::resume(&store, &id, at()).unwrap();
    assert_eq!(case.person().unwrap(), Some(person()));
    let until = "2026-03-31".parse().unwrap();
    assert_eq!(summary(&store, &id).person_until, Some(until));
    assert_eq!(verdict(&store, id), Verdict::Whole);
}

#[test]
fn card_numbers_are_hidden_in_contact_details_too() {
    let home = Home::new();
    let (_, mut case) = asked(&home, true);
    let person = Person {
        name: "pays with 4111 1111 1111 1111".into(),
        ..person()
    };
    case.keep_person(&person, &contact(), SALT, at()).unwrap();
    let kept = fs::read_to_string(&person_files(&home)[0]).unwrap();
    assert!(
        kept.contains("**** 1111") && !kept.contains("4111"),
        "{kept}"
    );
}

#[test]
fn new_details_take_the_place_of_old_ones() {
    let home = Home::new();
    let (store, mut case) = kept(&home);
    let other = Person {
        phone: "07700 900 999".into(),
        ..Person::default()
    };
    case.keep_person(&other, &contact(), [8; 32], after(2))
        .unwrap();
    assert_eq!(case.person().unwrap(), Some(other));
    assert_eq!(person_files(&home).len(), 1);
    assert_eq!(telling(home.path("data")), [""; 0]);
    assert_eq!(verdict(&store, case.id()), Verdict::Whole);
}

#[test]
fn what_only_doing_it_may_record_is_not_recorded_alone() {
    let home = Home::new();
    let (_, mut case) = kept(&home);
    let mark = case.interview().privacy().person().unwrap().clone();
    for fact in [Fact::PersonForgotten, Fact::PersonKept(mark)] {
        let refused = case.record(fact, at());
        assert!(
            matches!(refused, Err(CaseError::PersonAlone)),
            "{refused:?}"
        );
    }
    assert_eq!(case.person().unwrap(), Some(person()));
}

#[test]
fn erased_details_are_gone_from_the_disk_and_the_chain_still_holds() {
    let home = Home::new();
    let (store, case) = kept(&home);
    let id = case.id();
    let refused = forget(&store, &id, &somebody(), at()).unwrap_err();
    assert!(refused.to_string().contains("another window"), "{refused}");
    case.leave(at()).unwrap();
    let ran = home.run(&format!("case erase {id} --person --data-dir data"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("are erased"), "{}", ran.out);
    assert_eq!(telling(home.path("data")), [""; 0]);
    assert!(person_files(&home).is_empty());
    let log = audit_log(&store).unwrap();
    assert!(
        log.entries
            .iter()
            .any(|entry| entry.deed == Deed::PersonForgotten { case: id })
    );
    let shown = home.run(&format!("case show {id} --data-dir data"));
    assert!(shown.out.contains("ERASED"), "{}", shown.out);
    let checked = home.run(&format!("verify {id} --data-dir data"));
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.contains("ERASED"), "{}", checked.out);
    let again = home.run(&format!("case erase {id} --person --data-dir data"));
    assert!(again.out.contains("No contact details"), "{}", again.out);
}

#[test]
fn a_case_that_is_not_there_is_not_said_to_have_no_details() {
    let home = Home::new();
    let (_, case) = kept(&home);
    case.leave(at()).unwrap();
    let ran = home.run("case erase 7F3K-92QD --person --data-dir data");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(ran.err.contains("no case"), "{}", ran.err);
}

#[test]
fn no_guess_can_be_tried_against_what_is_left() {
    let hash = |salt| {
        let home = Home::new();
        let (_, mut case) = asked(&home, true);
        case.keep_person(&person(), &contact(), salt, at()).unwrap();
        let mark = case.interview().privacy().person().unwrap();
        mark.hash.to_string()
    };
    // The same person, the same words, the same moment: only the salt differs, and it is in the erased file alone.
    assert_ne!(hash([1; 32]), hash([2; 32]));
    assert_eq!(hash([1; 32]), hash([1; 32]));
    let home = Home::new();
    let (store, mut case) = kept(&home);
    let file = fs::read_to_string(&person_files(&home)[0]).unwrap();
    case.forget_person(&somebody(), at()).unwrap();
    let salt = "07".repeat(32);
    assert!(file.contains(&salt), "{file}");
    let journal = fs::read(store.path(&case.id())).unwrap();
    assert!(!String::from_utf8_lossy(&journal).contains(&salt));
}

#[test]
fn details_that_are_changed_missing_or_put_there_are_found() {
    let stands = |harm: fn(&PathBuf)| {
        let home = Home::new();
        let (store, case) = kept(&home);
        assert_eq!(verdict(&store, case.id()), Verdict::Whole);
        harm(&person_files(&home)[0]);
        let read = kept_person(&store, case.id(), case.interview().privacy().person()).unwrap();
        (verdict(&store, case.id()), read)
    };
    let edited = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, text.replace("461", "462")).unwrap();
    };
    assert_eq!(stands(edited), (Verdict::Changed, None));
    assert_eq!(
        stands(|path| fs::remove_file(path).unwrap()),
        (Verdict::Changed, None)
    );
    let doubled = |path: &PathBuf| {
        let other = format!("{}0", path.display());
        fs::copy(path, other).unwrap();
    };
    assert_eq!(stands(doubled), (Verdict::Changed, Some(person())));
}

#[test]
fn details_past_their_day_are_erased_and_the_case_is_kept_no_longer_for_that() {
    let home = Home::new();
    let (store, case) = kept(&home);
    let id = case.id();
    let edition = edition(&store, &broadband_files());
    let mut case = case;
    case.end(Outcome::Stays, &edition, at()).unwrap();
    case.leave(at()).unwrap();
    let before = summary(&store, &id).kept_to(KeepDays::default());
    let purge = |at| {
        purge(
            &store,
            &list(&store).unwrap(),
            KeepDays::default(),
            &somebody(),
            at,
        )
    };
    assert_eq!(purge(after(30)).forgotten, []);
    assert_eq!(person_files(&home).len(), 1);
    assert_eq!(purge(after(31)).forgotten, [id]);
    assert_eq!(telling(home.path("data")), [""; 0]);
    assert_eq!(summary(&store, &id).kept_to(KeepDays::default()), before);
    assert_eq!(purge(after(32)).forgotten, []);
    assert_eq!(verdict(&store, id), Verdict::Whole);
}

#[test]
fn a_purge_leaves_contact_details_that_were_renewed_meanwhile() {
    let home = Home::new();
    let (store, mut case) = kept(&home);
    let id = case.id();
    let edition = edition(&store, &broadband_files());
    case.end(Outcome::Stays, &edition, at()).unwrap();
    case.leave(at()).unwrap();
    let listed = list(&store).unwrap();
    let (mut case, _) = OpenCase::resume(&store, &id, after(31)).unwrap();
    case.keep_person(&person(), &contact(), [8; 32], after(31))
        .unwrap();
    case.leave(after(31)).unwrap();
    let purged = purge(&store, &listed, KeepDays::default(), &somebody(), after(31));
    assert_eq!(purged.forgotten, []);
    assert_eq!(person_files(&home).len(), 1);
    assert!(summary(&store, &id).person_until.is_some());
}

#[test]
fn what_is_left_of_keeping_that_was_cut_short_is_removed_at_the_next_start() {
    let home = Home::new();
    let (store, case) = kept(&home);
    let id = case.id();
    let file = person_files(&home).remove(0);
    let stray = PathBuf::from(format!("{}0", file.display()));
    let orphan = home.path("data/cases/7f3k-92qd.person00");
    for path in [&stray, &orphan] {
        fs::copy(&file, path).unwrap();
    }
    // While a window has the case, what lies beside it may be on its way into it.
    sweep_persons(&store).unwrap();
    assert!(stray.exists() && !orphan.exists());
    case.leave(at()).unwrap();
    sweep_persons(&store).unwrap();
    assert_eq!(person_files(&home), [file]);
    assert_eq!(
        summary(&store, &id).person_until,
        Some("2026-03-31".parse().unwrap())
    );
}

#[test]
fn a_case_that_is_erased_takes_the_details_with_it() {
    let home = Home::new();
    let (_, case) = kept(&home);
    let id = case.id();
    case.leave(at()).unwrap();
    let ran = home.run(&format!("case erase {id} --data-dir data"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(telling(home.path("data")), [""; 0]);
}
