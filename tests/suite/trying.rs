//! Trying a change on the screens: nothing is saved until it is kept, and nothing else shows what is only tried.

use candor::command::Place;
use candor::domain::AnswerValue;
use candor::interview::{Fact, NoteKind, Outcome};
use candor::ranking::advise;
use candor::tui::app::HelpRow;
use candor::tui::terminal::Key;

use crate::support::app::{Talk, named};
use crate::support::catalogs::broadband;

/// On the reasons, after some answers.
fn reasons() -> Talk {
    Talk::new(broadband()).keys("2 Enter 2 1 5 0 Enter w")
}

/// No router for a large home, on cable, costs at most $15, and more is asked for.
fn nothing_fits() -> Talk {
    Talk::new(broadband())
        .keys("2 Enter 3 1")
        .keys("1 5 Right Right Enter")
        .keys("w")
}

fn first(talk: &Talk) -> usize {
    talk.app.case.as_ref().unwrap().advice.ranked[0].offering
}

#[test]
fn a_digit_tries_a_change_and_nothing_is_saved() {
    let talk = reasons();
    let before = talk.on_disk().len();
    let now = first(&talk);
    let mut talk = talk.keys("1");
    assert_eq!(talk.app.place, Place::Try);
    let text = talk.text();
    assert!(
        text.contains("TRY, nothing is saved") && text.contains("First today:"),
        "{text}"
    );
    let trying = talk.app.trying.as_ref().unwrap();
    let case = talk.app.case.as_ref().unwrap();
    assert_ne!(trying.advice.ranked[0].offering, now);
    let change = &case.outlook.as_ref().unwrap().changes[0];
    assert_eq!(trying.advice.ranked[0].offering, change.new_first);
    assert_eq!(first(&talk), now, "the conversation's own order stays");
    for back in ["Backspace", "Esc"] {
        let talk = talk.clone().keys(back);
        assert_eq!(talk.app.place, Place::Why);
        assert!(talk.app.trying.is_none());
        assert_eq!(talk.on_disk().len(), before);
    }
}

#[test]
fn k_keeps_what_is_tried_and_undo_takes_it_back() {
    let talk = reasons();
    let before = talk.app.case.as_ref().unwrap().interview.clone();
    let facts = talk.on_disk().len();
    let talk = talk.keys("1");
    let expected = talk.app.trying.as_ref().unwrap().advice.ranked[0].offering;
    let scenario = talk.app.trying.as_ref().unwrap().scenario.clone();
    let mut talk = talk.keys("k");
    assert_eq!(talk.app.place, Place::Why);
    assert_eq!(talk.on_disk().len(), facts + scenario.answers.len());
    assert_eq!(first(&talk), expected);
    assert!(talk.text().contains("Kept: "), "{}", talk.text());
    for (question, answer) in &scenario.answers {
        let case = talk.app.case.as_ref().unwrap();
        assert_eq!(&case.interview.answers()[question], answer);
    }
    for _ in &scenario.answers {
        talk.press(Key::Char('u'));
    }
    let after = &talk.app.case.as_ref().unwrap().interview;
    assert_eq!(after.answers(), before.answers());
}

#[test]
fn what_could_not_be_saved_is_not_kept_and_can_be_kept_again() {
    let mut talk = reasons().keys("1");
    let before = talk.app.case.as_ref().unwrap().interview.clone();
    talk.fails = Some("The disk is full. Your answers are safe.");
    let mut talk = talk.keys("k");
    assert_eq!(talk.app.place, Place::Try, "what was tried is still there");
    assert!(talk.text().contains("NOT SAVED"));
    assert_eq!(
        talk.app.case.as_ref().unwrap().interview.answers(),
        before.answers()
    );
    let mut talk = talk.keys("k");
    assert_eq!(talk.app.place, Place::Why);
    assert!(!talk.text().contains("NOT SAVED"));
}

#[test]
fn enter_tries_only_a_row_that_somebody_moved_to() {
    let talk = reasons().keys("Enter");
    assert_eq!(talk.app.place, Place::Why);
    assert!(talk.app.notice.as_ref().unwrap().contains("Down"));
    let talk = talk.keys("Down Down Enter");
    assert_eq!((talk.app.place, talk.app.cursor), (Place::Try, 2));
    let talk = talk.keys("Esc");
    assert_eq!(
        (talk.app.place, talk.app.cursor),
        (Place::Why, 2),
        "where it was chosen"
    );
    let talk = talk.keys("9 9");
    assert_eq!(talk.on_disk().len(), reasons().on_disk().len());
}

/// Looking elsewhere drops what is tried: no other screen shows it.
#[test]
fn other_screens_never_show_what_is_tried() {
    let talk = reasons().keys("1");
    let tried = talk.app.trying.as_ref().unwrap().words.clone();
    for way in ["Esc Esc", "Esc c", "Esc s", "/ Down Enter"] {
        let mut talk = talk.clone().keys(way);
        if talk.app.place != Place::Try {
            assert!(talk.app.trying.is_none(), "{way}");
            assert!(!talk.text().contains("TRY"), "{way}");
        }
    }
    let case = talk.app.case.as_ref().unwrap();
    let fresh = advise(case.catalog.blind(), &case.needs.needs);
    assert_eq!(case.advice.ranked, fresh.ranked);
    assert!(!tried.is_empty());
}

#[test]
fn another_digit_tries_another_change_and_back_is_one_step() {
    let talk = reasons().keys("1");
    let one = talk.app.trying.as_ref().unwrap().words.clone();
    let talk = talk.keys("2");
    let two = talk.app.trying.as_ref().unwrap().words.clone();
    assert_ne!(one, two);
    assert_eq!(talk.keys("Esc").app.place, Place::Why);
}

#[test]
fn changes_are_found_in_the_jump_palette() {
    let talk = Talk::new(broadband())
        .keys("2 Enter 2 1 5 0 Enter /")
        .typed("try ");
    let talk = talk.keys("Enter");
    assert_eq!(talk.app.place, Place::Try);
    assert_eq!(talk.keys("Esc").app.place, Place::Why);
}

#[test]
fn when_nothing_fits_the_reasons_say_what_helps_and_staying_and_leaving_are_there() {
    let mut talk = nothing_fits();
    let rows = talk.app.help_rows();
    assert!(matches!(rows[0], HelpRow::Way(_)));
    assert!(rows.contains(&HelpRow::Stays) && rows.contains(&HelpRow::NothingFits));
    let page: String = {
        let mut seen = talk.text();
        for _ in 0..4 {
            talk.press(named("PgDn"));
            seen += &talk.text();
        }
        seen
    };
    for said in [
        "None of 12 plans meets",
        "Smallest changes that help",
        "Stay with what they have",
        "Nothing fits: save that",
        "Nearest misses",
        "Leaving without buying",
    ] {
        assert!(page.contains(said), "{said}:\n{page}");
    }
    let question = talk.keys("Esc").text();
    assert!(question.contains("w shows what helps"), "{question}");
}

#[test]
fn a_way_out_that_is_kept_leads_back_to_the_talk() {
    let talk = nothing_fits().keys("1");
    assert_eq!(talk.app.place, Place::Try);
    let trial = talk.app.trying.as_ref().unwrap();
    let (fit, answers) = (trial.advice.ranked.len(), trial.scenario.answers.len());
    let before = talk.on_disk().len();
    let talk = talk.keys("k");
    assert_eq!(talk.app.place, Place::Question);
    assert_eq!(talk.on_disk().len(), before + answers);
    assert_eq!(talk.app.case.as_ref().unwrap().advice.ranked.len(), fit);
}

#[test]
fn that_nothing_fits_is_saved_with_the_musts_in_words() {
    let talk = nothing_fits();
    let row = talk.app.help_rows();
    let digit = row.iter().position(|r| *r == HelpRow::NothingFits).unwrap() + 1;
    let talk = talk.keys(&digit.to_string());
    assert_eq!((talk.app.place, talk.exports), (Place::Summary, 1));
    let [.., noted, ended] = talk.on_disk() else {
        panic!()
    };
    let Fact::Noted { kind, text } = &noted.fact else {
        panic!()
    };
    assert_eq!(*kind, NoteKind::UnmetNeed);
    assert!(text.contains("at most $15"), "{text}");
    assert_eq!(
        ended.fact,
        Fact::Ended {
            outcome: Outcome::NothingFits
        }
    );
    // Said twice it is noted once.
    let talk = talk.keys("Esc Esc w").keys(&digit.to_string());
    let notes = talk.app.case.as_ref().unwrap().interview.notes();
    assert_eq!(notes.len(), 1);
}

/// The digit of the row that says that nothing fits.
fn nothing_fits_digit(talk: &Talk) -> usize {
    let rows = talk.app.help_rows();
    let row = rows.iter().position(|row| *row == HelpRow::NothingFits);
    row.unwrap() + 1
}

#[test]
fn what_the_papers_lack_is_said_wherever_the_conversation_is_ended() {
    let unread = Talk::start(&[broadband()])
        .keys("1 Enter 2 Enter 3 1")
        .keys("1 5 Right Right Enter")
        .keys("w");
    let digit = nothing_fits_digit(&unread);
    let talk = unread.keys(&digit.to_string());
    let notice = talk.app.notice.clone().unwrap_or_default();
    assert!(notice.contains("the transcript is a DRAFT"), "{notice}");
}

#[test]
fn a_note_that_fails_ends_nothing() {
    let mut talk = nothing_fits();
    let digit = nothing_fits_digit(&talk);
    let before = talk.on_disk().len();
    talk.fails = Some("The disk is full.");
    let talk = talk.keys(&digit.to_string());
    assert_eq!(talk.on_disk().len(), before);
    assert_eq!(talk.exports, 0);
}

#[test]
fn a_note_that_was_begun_survives_that_nothing_fits_is_noted() {
    let talk = nothing_fits().keys("n").typed("summer").keys("Esc");
    let digit = nothing_fits_digit(&talk);
    let talk = talk.keys(&digit.to_string());
    let note = talk.app.case.as_ref().unwrap().note.clone();
    assert_eq!(note.unwrap().1, "summer");
}

/// Only offerings whose price nobody states are left: there is nothing to give up, but something to ask.
#[test]
fn where_only_questions_to_sellers_are_left_the_reasons_say_so() {
    let mut talk = Talk::new(broadband())
        .keys("2 Enter 1")
        .keys("1 5 Right Right Enter w");
    let case = talk.app.case.as_ref().unwrap();
    assert!(case.advice.ranked.iter().all(|ranked| ranked.open != 0));
    assert!(!case.advice.ranked.is_empty());
    let text = talk.text();
    assert!(
        text.contains("Nothing is sure to meet every must"),
        "{text}"
    );
}

#[test]
fn where_nothing_is_sure_to_fit_the_reasons_say_what_would_make_one_sure() {
    let talk = Talk::new(broadband())
        .keys("2 Enter 1")
        .keys("1 5 Right Right Enter w");
    let case = talk.app.case.as_ref().unwrap();
    let outlook = case.outlook.as_ref().unwrap();
    assert!(!outlook.ways.is_empty());
    let rows = talk.app.help_rows();
    let tried: Vec<usize> = (0..rows.len())
        .filter(|row| matches!(rows[*row], HelpRow::Way(_)))
        .collect();
    assert!(!tried.is_empty(), "{rows:?}");
    for row in tried {
        let HelpRow::Way(way) = rows[row] else {
            unreachable!()
        };
        let trial = outlook.ways[way].trial.as_ref().unwrap();
        let talk = talk.clone().keys(&(row + 1).to_string());
        let advice = &talk.app.trying.as_ref().unwrap().advice;
        assert_eq!(advice.ranked[0].open, 0, "it surely fits then");
        assert_eq!(advice.ranked[0].offering, trial.best);
        let sure = advice.ranked.iter().filter(|ranked| ranked.open == 0);
        assert_eq!(sure.count(), trial.fit);
    }
    let rows = talk.clone().rows(100, 60).join("\n");
    assert!(
        rows.contains("Smallest changes after which one surely fits"),
        "{rows}"
    );
}

#[test]
fn a_kept_figure_is_the_one_that_was_shown() {
    let talk = nothing_fits().keys("1 k");
    let case = talk.app.case.as_ref().unwrap();
    let (_, last) = case.interview.history().last().unwrap();
    assert!(matches!(last.value, AnswerValue::Number(figure) if figure > 15.0));
}

#[test]
fn the_cursor_of_the_summary_stays_on_a_row_when_an_undo_takes_rows_away() {
    let mut talk = Talk::new(broadband())
        .keys("2 Enter 3 1")
        .keys("1 5 Right Right Enter Backspace 9 0 Enter k s");
    let before = talk.app.decisions().len();
    talk = talk.keys("End u");
    let after = talk.app.decisions().len();
    assert!(after < before, "{after} of {before}");
    assert_eq!(talk.app.cursor, after - 1);
}
