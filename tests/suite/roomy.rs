//! Rows twice as high, for gloves, touchpads and eyes that need room: the setting `roomy`.

use std::collections::BTreeMap;

use candor::config::{Config, Environment, Options, Settings};
use candor::tui::app::{Mark, Row};
use ratatui::layout::Rect;

use crate::screens::{scenes, vehicles};
use crate::small_terminals::assert_cursor_row_is_seen;
use crate::support::app::Talk;
use crate::support::catalogs::broadband;

const SIZES: [(u16, u16); 3] = [(60, 20), (80, 24), (120, 40)];

fn roomy(mut talk: Talk) -> Talk {
    talk.app.look.roomy = true;
    talk
}

/// Where each thing that takes clicks is, row by row on screen, by what it does.
fn targets(talk: &mut Talk, (width, height): (u16, u16)) -> BTreeMap<String, Vec<Rect>> {
    talk.drawn(width, height);
    let mut targets: BTreeMap<String, Vec<Rect>> = BTreeMap::new();
    for (area, click) in talk.hits.clicks.clone() {
        targets.entry(format!("{click:?}")).or_default().push(area);
    }
    targets
}

#[test]
fn the_setting_makes_rows_roomy_and_usually_they_are_not() {
    let config = |settings: &str| {
        let settings = Settings::parse(settings.as_bytes()).unwrap();
        Config::new(Options::default(), settings, Environment::default())
    };
    assert!(!config("{}").roomy);
    assert!(config(r#"{"roomy": true}"#).roomy);
    assert!(Settings::parse(br#"{"roomy": "on"}"#).is_err());
}

/// U-019.
#[test]
fn every_target_is_two_rows_high_and_eight_cells_wide_and_the_lower_row_is_empty() {
    let mut met = 0;
    for (name, talk) in scenes() {
        for size in SIZES {
            let mut talk = roomy(talk.clone());
            let rows = talk.rows(size.0, size.1);
            let targets = targets(&mut talk, size);
            let lowest = |areas: &[Rect]| areas.iter().map(|area| area.y).max().unwrap();
            let in_lists = targets.iter().filter(|(what, _)| !what.starts_with("Hint"));
            let lowest_of_all = in_lists.map(|(_, areas)| lowest(areas)).max();
            for (what, areas) in &targets {
                assert!(
                    areas.iter().all(|area| area.width >= 8),
                    "{name} at {size:?}, {what}"
                );
                if what.starts_with("Hint") {
                    assert!(areas.iter().all(|area| area.height == 2), "{name}, {what}");
                    continue;
                }
                let y = lowest(areas);
                let text: String = areas
                    .iter()
                    .filter(|area| area.y == y)
                    .flat_map(|area| {
                        let row = rows[usize::from(y)].chars();
                        row.skip(area.x.into()).take(area.width.into())
                    })
                    .collect();
                let is_air = text.trim().is_empty();
                // At the lower edge of the window there may be no room for it.
                assert!(
                    is_air || Some(y) == lowest_of_all,
                    "{name} at {size:?}, {what}: {text:?}\n{}",
                    rows.join("\n")
                );
                met += usize::from(is_air);
            }
        }
    }
    assert!(met > 300, "{met}");
}

#[test]
fn a_click_below_the_words_takes_the_row_as_the_words_do() {
    let mut talk = roomy(Talk::new(broadband()).keys("2 Enter"));
    let rows = targets(&mut talk, (80, 24));
    for row in 0..3 {
        let areas = &rows[&format!("Row({row})")];
        assert_eq!(areas.len(), 2, "row {row}: {areas:?}");
        assert_eq!(areas[0].y + 1, areas[1].y);
        assert_eq!(areas[0].width, areas[1].width);
        let taken = |area: &Rect| {
            let mut talk = talk.clone();
            talk.click(area.x + 3, area.y);
            talk.facts()
        };
        let facts = taken(&areas[1]);
        assert_eq!(facts.len(), talk.facts().len() + 1, "row {row}");
        assert_eq!(taken(&areas[0]), facts, "row {row}");
    }
}

#[test]
fn the_row_under_the_cursor_is_seen_and_no_other_word_of_it_is_lost() {
    for (name, talk) in scenes() {
        if name == "covered" {
            continue;
        }
        let mut talk = roomy(talk);
        for (width, height) in SIZES.into_iter().chain([(40, 10), (45, 14)]) {
            let rows = talk.rows(width, height);
            assert_cursor_row_is_seen(&talk, &rows, (width, height));
            let seen = talk.hits.rows.clone();
            let choices = seen.iter().filter(|mark| matches!(mark, Mark::Choice(_)));
            let plain = {
                let mut plain = talk.clone();
                plain.app.look.roomy = false;
                plain.drawn(width, height);
                let seen = plain.hits.rows.clone();
                let mut marks = seen.iter();
                marks.any(|mark| matches!(mark, Mark::Choice(_)))
            };
            assert!(
                choices.count() > 0 || !plain,
                "{name} at {width}x{height} shows no row that can be taken"
            );
        }
    }
}

#[test]
fn how_much_it_matters_is_in_sight_where_the_list_is_long() {
    let talk = roomy(Talk::new(broadband()).keys("2 Enter 2 1 4 5 Right"));
    for (width, height) in SIZES {
        let rows = talk.clone().rows(width, height).join("\n");
        assert!(rows.contains("Left/Right: "), "{rows}");
        assert!(
            rows.contains("[ESSENTIAL]") || rows.contains("[MUST]"),
            "{rows}"
        );
    }
}

/// At the first question of the cars with more options than five, or with that many at least.
fn many_options(least: usize) -> Talk {
    let mut talk = Talk::new(&vehicles());
    let case = talk.app.case.as_mut().unwrap();
    let mut questions = case.catalog.questions.iter();
    let many = questions.position(|question| question.kind.options().count() >= least);
    case.go_to(many.unwrap());
    let mut talk = roomy(talk);
    talk.drawn(80, 24);
    talk
}

/// The options that can be seen, by their numbers from 0.
fn seen_options(talk: &mut Talk, size: (u16, u16)) -> Vec<usize> {
    talk.drawn(size.0, size.1);
    let case = talk.app.case.as_ref().unwrap();
    let rows = candor::tui::app::rows(case.question().unwrap());
    let seen = talk.hits.rows.iter().filter_map(|mark| match mark {
        Mark::Choice(row) => match rows.get(*row) {
            Some(Row::Option(option)) => Some(*option),
            _ => None,
        },
        Mark::Statement(_) => None,
    });
    seen.collect()
}

#[test]
fn five_options_stand_on_a_page_and_a_line_says_which_page_and_how_to_get_on() {
    for least in [6, 20] {
        let talk = many_options(least);
        let question = talk.app.case.as_ref().unwrap().question().unwrap().clone();
        let options = question.kind.options().count();
        let pages = options.div_ceil(5);
        for size in SIZES {
            let mut talk = talk.clone().sized(size.0, size.1);
            let mut met = Vec::new();
            for page in 0..pages {
                let rows = talk.rows(size.0, size.1).join("\n");
                let seen = seen_options(&mut talk, size);
                assert!(!seen.is_empty(), "{rows}");
                assert!(
                    seen.iter().all(|option| option / 5 == page),
                    "{seen:?}\n{rows}"
                );
                assert!(
                    rows.contains(&format!("page {} of {pages}", page + 1)),
                    "{rows}"
                );
                let on = if page + 1 < pages { "PgDn" } else { "Home" };
                assert!(rows.contains(on), "{rows}");
                if size.1 >= 40 {
                    assert!(
                        rows.contains("Not sure") && rows.contains("Rather not say"),
                        "{rows}"
                    );
                    met.extend(seen);
                }
                talk = talk.keys("PgDn");
            }
            if size.1 >= 40 {
                assert_eq!(met, (0..options).collect::<Vec<_>>());
            }
            let back = talk.keys("PgUp").app.case.unwrap().draft.cursor;
            assert_eq!(back, (pages - 2) * 5, "back by a page, to its first row");
        }
        let mut plain = talk.clone();
        plain.app.look.roomy = false;
        assert!(seen_options(&mut plain, (120, 40)).len() > 5);
        assert!(!plain.rows(120, 40).join("\n").contains("page 1"));
    }
}

#[test]
fn down_past_the_last_option_of_a_page_leads_to_the_next_and_up_back_again() {
    let mut talk = many_options(6).keys("Down Down Down Down");
    assert_eq!(seen_options(&mut talk, (80, 24)), [0, 1, 2, 3, 4]);
    talk = talk.keys("Down");
    assert_eq!(seen_options(&mut talk, (80, 24))[0], 5);
    talk = talk.keys("Up");
    assert_eq!(seen_options(&mut talk, (80, 24)), [0, 1, 2, 3, 4]);
}

#[test]
fn a_digit_keeps_its_option_and_shows_its_page_before_it_takes_it() {
    let mut talk = many_options(6).keys("6");
    let draft = |talk: &Talk| talk.app.case.as_ref().unwrap().draft.clone();
    assert_eq!(seen_options(&mut talk, (80, 24))[0], 5);
    assert!(draft(&talk).ticked.is_empty() && draft(&talk).order.is_empty());
    let facts = talk.facts();
    let talk = talk.keys("6");
    let taken = draft(&talk).ticked == [5] || draft(&talk).order == [5];
    assert!(taken || talk.facts() != facts, "{:?}", draft(&talk));
    // Not sure stands on each page and is taken at once.
    let before = many_options(6).facts().len();
    assert!(many_options(6).keys("0").facts().len() > before);
}

#[test]
fn a_click_on_the_line_about_the_page_turns_it_to_the_end_and_back_to_the_first() {
    let mut talk = many_options(6);
    for first in [5, 0] {
        let at = if first == 5 { "PgDn" } else { "Home" };
        talk = talk.clicked(at);
        assert_eq!(seen_options(&mut talk, (80, 24))[0], first, "{at}");
    }
}

/// A question whose list is longer than the window is scrolled with the cursor to its end.
#[test]
fn a_long_list_moves_under_the_cursor_to_its_last_row() {
    let mut talk = roomy(Talk::new(broadband()).keys("2 Enter"));
    for key in ["Down"; 4] {
        talk = talk.keys(key);
        let rows = talk.rows(60, 20);
        assert_cursor_row_is_seen(&talk, &rows, (60, 20));
    }
    let rows = talk.rows(60, 20).join("\n");
    assert!(rows.contains("> [g] Rather not say"), "{rows}");
}
