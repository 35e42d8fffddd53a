//! The row under the cursor of the side-by-side table: always in sight, never lost, and told in full.

use candor::catalog::{Catalog, builtin, from_files};
use candor::command::Place;
use candor::tui::app::{Mark, Overlay};
use candor::tui::view::told_over;

use crate::support::app::Talk;
use crate::support::catalogs::{all, broadband};
use crate::support::lines::in_lines;

fn shipped(id: &str) -> Catalog {
    let own = builtin::find(id).unwrap();
    from_files(own.catalog.as_bytes(), own.offerings.as_bytes()).unwrap()
}

fn table(catalog: &Catalog) -> Talk {
    Talk::new(catalog).answered(0).answered(1).keys("c")
}

/// The rows of the table that are drawn, by number.
fn drawn(talk: &mut Talk) -> Vec<usize> {
    let rows = talk.hits().rows.into_iter();
    rows.filter_map(|mark| match mark {
        Mark::Choice(row) => Some(row),
        Mark::Statement(_) => None,
    })
    .collect()
}

/// The row under the cursor, and how many there are.
fn at(talk: &Talk) -> (usize, usize) {
    let comparison = talk.app.comparison().unwrap();
    let rows = comparison.shown(talk.app.table.all_rows).count();
    (talk.app.table_row(&comparison), rows)
}

fn label(talk: &Talk) -> String {
    let comparison = talk.app.comparison().unwrap();
    let row = talk.app.table_row(&comparison);
    let mut rows = comparison.shown(talk.app.table.all_rows);
    rows.nth(row).unwrap().label.to_string()
}

#[test]
fn down_and_up_go_through_all_rows_and_the_one_under_the_cursor_is_seen() {
    for catalog in all() {
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let mut talk = table(&catalog).keys("d").sized(width, height);
            let (_, rows) = at(&talk);
            let check = |talk: &mut Talk, row: usize| {
                assert_eq!(at(talk).0, row);
                assert!(drawn(talk).contains(&row), "row {row}");
                let label = label(talk);
                let first: String = label.chars().take_while(|c| *c != ' ').take(8).collect();
                let text = talk.rows(width, height);
                let marked = |line: &String| line.starts_with(&format!("> {first}"));
                assert_eq!(text.iter().filter(|line| marked(line)).count(), 1);
            };
            for row in 0..rows {
                check(&mut talk, row);
                talk = talk.keys("Down");
            }
            assert_eq!(at(&talk).0, rows - 1, "it ends at the last");
            for row in (0..rows).rev() {
                check(&mut talk, row);
                talk = talk.keys("Up");
            }
            assert_eq!(at(&talk.clone().keys("End")).0, rows - 1);
            assert_eq!(at(&talk.keys("End Home")).0, 0);
        }
    }
}

#[test]
fn turning_the_page_passes_over_no_row() {
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let mut talk = table(&shipped("vehicles")).keys("d").sized(width, height);
        let (_, rows) = at(&talk);
        for key in ["PgDn", "PgUp"] {
            let mut seen = drawn(&mut talk);
            let mut turns = 0;
            loop {
                let before = at(&talk).0;
                talk = talk.keys(key);
                turns += 1;
                seen.extend(drawn(&mut talk));
                if at(&talk).0 == before {
                    break;
                }
            }
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(
                seen,
                (0..rows).collect::<Vec<_>>(),
                "{key} at {width}x{height}"
            );
            assert!(turns < rows, "a page is more than a row");
        }
    }
}

#[test]
fn the_cursor_stays_on_its_row_whatever_becomes_of_the_columns() {
    let mut talk = table(&shipped("vehicles")).keys("d Down Down Down Down");
    let before = label(&talk);
    for keys in ["b", "Right", "b", "a", "g", "b"] {
        talk = talk.keys(keys);
        assert_eq!(label(&talk), before, "after {keys}");
    }
    // A row that is shown no more leaves it on the first.
    let last = talk.keys("End");
    let comparison = last.app.comparison().unwrap();
    assert!(!comparison.same.is_empty());
    let fewer = last.keys("d");
    assert_eq!(at(&fewer).0, 0);
}

#[test]
fn enter_tells_a_row_in_full_and_the_way_back_leads_to_it() {
    for catalog in all() {
        let mut talk = table(&catalog).keys("d");
        let (_, rows) = at(&talk);
        for row in 0..rows {
            let on_row = talk.clone();
            let mut told = on_row.keys("Enter");
            assert_eq!(told.app.overlay, Some(Overlay::Row(0)));
            let words = told_over(&told.app).join("\n");
            let comparison = told.app.comparison().unwrap();
            let shown = comparison.shown(true).nth(row).unwrap();
            assert!(words.contains(shown.label.as_str()), "{words}");
            let attribute = &catalog.attributes[shown.column];
            if let Some(help) = &attribute.help {
                let last = help.split_whitespace().last().unwrap();
                assert!(words.contains(last), "{help}:\n{words}");
            }
            for (cell, &offering) in shown.cells.iter().zip(&comparison.offerings) {
                assert!(words.contains(cell.words.as_str()), "{words}");
                let stated = catalog.fact(shown.column, offering).is_some();
                let source = catalog.source_of(shown.column, offering);
                if let (true, Some(source)) = (stated, source) {
                    assert!(words.contains(source.title.as_str()), "{words}");
                    assert!(words.contains(&source.date.to_string()), "{words}");
                }
                if let Some(tenths) = cell.tenths() {
                    assert!(words.contains(&format!("{tenths} of 10")), "{words}");
                }
            }
            assert!(!words.contains('█'), "lines have no bars");
            let text = told.rows(200, 60).join("\n");
            let bars = text.matches(" of 10, how well it serves").count();
            let figures = shown.cells.iter().filter(|cell| cell.worth.is_some());
            assert_eq!(bars, figures.count(), "{text}");
            let back = told.keys("Backspace");
            assert_eq!(
                (back.app.place, back.app.overlay.clone()),
                (Place::Compare, None)
            );
            assert_eq!(at(&back).0, row);
            talk = talk.keys("Down");
        }
    }
}

#[test]
fn a_row_in_full_scrolls_to_its_end_in_a_small_window() {
    for catalog in all() {
        let talk = table(&catalog).sized(60, 20);
        for row in 0..at(&talk).1 {
            let downs = "Down ".repeat(row);
            let told = talk.clone().keys(&downs).keys("Enter End");
            let text = told.seen().join("\n");
            assert!(!text.contains("rows below"), "{text}");
        }
    }
}

#[test]
fn a_click_on_a_row_tells_it_in_full_and_the_wheel_moves_the_cursor() {
    let mut talk = table(&shipped("vehicles"));
    let pane = talk.hits().pane.expect("more rows than fit");
    talk.wheel(pane.x + 1, pane.y + 1, false);
    assert_eq!(at(&talk).0, 3);
    talk.wheel(pane.x + 1, pane.y + 1, true);
    assert_eq!(at(&talk).0, 0);
    let clicked = talk.keys("Down").clicked("Cargo space");
    assert_eq!(clicked.app.overlay, Some(Overlay::Row(0)));
    assert_eq!(label(&clicked), "Cargo space");
}

#[test]
fn in_lines_a_row_is_named_as_it_is_gone_to_and_accept_tells_it() {
    let words = "2\ncompare\ndown\naccept\nquit\n";
    let out = in_lines(&mut Talk::new(broadband()), words, 80);
    assert!(out.contains(", in full:"), "{out}");
    assert!(out.contains("Source: "), "{out}");
}

#[test]
fn where_all_rows_are_the_same_enter_says_that_there_is_none() {
    // One alone differs in nothing.
    let mut talk = table(broadband());
    talk.app.table.offerings.truncate(1);
    assert_eq!(at(&talk), (0, 0));
    let told = talk.keys("Down Enter");
    assert_eq!(told.app.overlay, None);
    assert!(told.app.notice.unwrap().contains("no row"));
}

/// What the customer has now stays beside whatever the cursor is on.
#[test]
fn at_sixty_columns_now_stands_beside_the_column_under_the_cursor() {
    let wireless = shipped("wireless");
    let talk = Talk::new(&wireless)
        .keys("/")
        .typed("bill now")
        .keys("Enter");
    let mut talk = talk.typed("90").keys("Enter c").sized(60, 20);
    for column in 1..talk.app.table.offerings.len() {
        assert_eq!(talk.app.table.column, column);
        let rows = talk.rows(60, 20);
        let head = rows[4].clone();
        assert!(head.contains("NOW") && head.contains("> "), "{head}");
        let of = talk.app.table.offerings.len();
        let said = match column {
            1 => format!("columns 1-2 of {of}"),
            _ => format!("columns 1 and {} of {of}", column + 1),
        };
        assert!(rows[3].contains(&said), "{said}: {}", rows[3]);
        talk = talk.keys("Right");
    }
    let mut on_now = talk.keys("Home 1");
    assert_eq!(on_now.app.table.column, 0);
    assert!(on_now.rows(60, 20)[4].contains("> NOW"));
}

/// It changes nothing, so it is there for a conversation that is only looked at, too.
#[test]
fn a_row_of_a_past_conversation_is_told_in_full() {
    let past = Talk::new(broadband()).keys("2 Enter 2 s y 1 k l Enter c");
    assert!(past.app.is_looking());
    let mut told = past.keys("Down Enter");
    let text = told.text();
    assert_eq!(told.app.overlay, Some(Overlay::Row(0)), "{text}");
    let column = told.keys("Backspace 2");
    assert_eq!(column.app.table.column, 1);
}
