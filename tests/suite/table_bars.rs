//! Bars and marks of the side-by-side table: each is the engine's own judgement of that figure, and a bar takes no room from a row.

use candor::command::Place;
use candor::domain::Cell;
use candor::interview::derive;
use candor::present::{CompareCell, Comparison};
use candor::ranking::{Advice, advise};
use candor::tui::app::Mark;
use candor::tui::glyphs::Glyphs;

use crate::support::app::Talk;
use crate::support::catalogs::all;

/// Conversations on every catalog, some answers long, at their tables.
fn tables() -> Vec<Talk> {
    let mut tables = Vec::new();
    for catalog in all() {
        for customer in 0..3 {
            let mut talk = Talk::new(&catalog);
            for answers in 0..8 {
                if answers % 3 == 2 {
                    tables.push(talk.clone().keys("c"));
                    tables.push(talk.clone().keys("c a d"));
                }
                talk = talk.answered(customer);
            }
        }
    }
    tables.retain(|talk| talk.app.place == Place::Compare);
    assert!(tables.len() > 20, "{}", tables.len());
    tables
}

fn comparison(talk: &Talk) -> Comparison {
    talk.app.comparison().unwrap()
}

/// Every cell of a table with its row's criterion and column, and its offering.
fn cells(talk: &Talk) -> Vec<(Option<usize>, usize, usize, CompareCell)> {
    let comparison = comparison(talk);
    let mut cells = Vec::new();
    for row in comparison.shown(true) {
        for (cell, offering) in row.cells.iter().zip(&comparison.offerings) {
            cells.push((row.criterion, row.column, *offering, cell.clone()));
        }
    }
    cells
}

/// The advice on the same answers, worked out again.
fn again(talk: &Talk) -> Advice {
    let case = talk.app.case.as_ref().unwrap();
    let seed = case.needs.needs.tie_seed;
    let derived = derive(&case.catalog, case.interview.answers(), seed);
    advise(case.catalog.blind(), &derived.needs)
}

#[test]
fn a_bar_is_the_value_with_which_the_order_counts_the_figure() {
    let (mut bars, mut without) = (0, 0);
    for talk in tables() {
        let (case, advice) = (talk.app.case.as_ref().unwrap(), again(&talk));
        for (criterion, column, offering, cell) in cells(&talk) {
            let Some(worth) = cell.worth else {
                without += 1;
                assert_eq!(cell.tenths(), None);
                continue;
            };
            bars += 1;
            let criterion = criterion.expect("a criterion judges it");
            assert_eq!(worth, advice.values[criterion][offering]);
            let exact = f64::from(worth) / 1_000.0;
            assert_eq!(cell.tenths(), Some(exact.round() as usize));
            // Only where a figure stands, and only by a criterion that reads or shows its column and counts.
            let figure = case.view().cell(column, offering);
            assert!(matches!(figure, Some(Cell::Number(_))), "{figure:?}");
            let info = &case.catalog.criteria[criterion];
            assert!(info.attribute == column || info.shown == column);
            assert!(case.needs.needs.points[criterion] > 0);
        }
    }
    println!("{bars} bars, {without} cells without");
    assert!(bars > 200 && without > 200, "{bars}, {without}");
}

#[test]
fn no_bar_stands_for_a_figure_that_nobody_says_or_that_does_not_apply() {
    for talk in tables() {
        for (.., cell) in cells(&talk) {
            if cell.missing || cell.words.as_str() == "-" {
                assert_eq!(cell.worth, None, "{}", cell.words);
            }
        }
    }
}

#[test]
fn a_bar_is_drawn_with_as_many_full_cells_as_its_tenths_in_both_sets_of_signs() {
    for mut talk in tables() {
        let shown = comparison(&talk);
        let of_rows = shown.shown(talk.app.table.all_rows);
        let mut told: Vec<usize> = of_rows
            .flat_map(|row| row.cells.iter().filter_map(CompareCell::tenths))
            .collect();
        told.sort_unstable();
        for (ascii, full, light) in [(false, '█', '░'), (true, '#', '.')] {
            talk.app.look.glyphs = Glyphs::choose(ascii);
            let wall = if ascii { '|' } else { '│' };
            let mut drawn = Vec::new();
            // So high that nothing is left out.
            for row in talk.rows(160, 120) {
                for part in row.split(wall).skip(1) {
                    let signs: Vec<char> = part.chars().collect();
                    let is_bar = |run: &&[char]| run.iter().all(|c| [full, light].contains(c));
                    let Some(bar) = signs.windows(10).find(is_bar) else {
                        continue;
                    };
                    let cells = bar.iter().take_while(|c| **c == full).count();
                    assert!(bar.iter().skip(cells).all(|c| *c == light), "{part}");
                    if let Some((number, _)) = part.split_once(" of 10") {
                        let number = number.split_whitespace().last().unwrap();
                        assert_eq!(number, cells.to_string(), "{part}");
                    }
                    drawn.push(cells);
                }
            }
            drawn.sort_unstable();
            assert_eq!(drawn, told);
        }
    }
}

#[test]
fn below_120_by_30_there_are_no_bars() {
    for mut talk in tables() {
        for (width, height) in [(60, 20), (80, 24), (119, 40), (120, 29)] {
            let text = talk.rows(width, height).join("\n");
            assert!(!text.contains('█'), "{text}");
        }
    }
}

/// Where rows are left out, a bar stands only on a row of the screen that is there for other words as well.
#[test]
fn no_bar_pushes_a_row_off_the_screen() {
    let (mut left_out, mut drawn) = (0, 0);
    for talk in tables() {
        for (width, height) in [(120, 40), (120, 30), (140, 36), (200, 60)] {
            let mut talk = talk.clone().sized(width, height);
            let rows = talk.rows(width, height);
            let text = rows.join("\n");
            assert!(text.contains("WATCH OUT"), "{text}");
            drawn += text.matches('█').count();
            if !text.contains("more row") {
                continue;
            }
            left_out += 1;
            for row in rows
                .iter()
                .filter(|row| row.contains(" of 10") && row.contains('█'))
            {
                let others = row.split('│').any(|part| {
                    !part.contains(" of 10") && part.chars().any(char::is_alphanumeric)
                });
                assert!(others, "{row}\n{text}");
            }
        }
    }
    assert!(left_out > 10 && drawn > 1_000, "{left_out}, {drawn}");
}

#[test]
fn the_rows_left_out_are_counted_as_rows_of_the_table() {
    for talk in tables() {
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let mut talk = talk.clone().sized(width, height);
            let is_row = |mark: &&Mark| matches!(mark, Mark::Choice(_));
            let drawn = talk.hits().rows.iter().filter(is_row).count();
            let all = comparison(&talk).shown(talk.app.table.all_rows).count();
            let text = talk.rows(width, height).join("\n");
            let said = match all - drawn {
                0 => continue,
                1 => "1 more row below".to_owned(),
                left => format!("{left} more rows below"),
            };
            assert!(text.contains(&said), "{said}:\n{text}");
        }
    }
}

/// U-075: the same figures at every size.
#[test]
fn the_head_counts_the_rows_of_the_whole_table_at_every_size() {
    for mut talk in tables() {
        let shown = comparison(&talk);
        let said = format!("{} of {} rows differ", shown.differing.len(), shown.rows());
        for (width, height) in [(60, 20), (80, 24), (120, 40)] {
            let text = talk.rows(width, height).join("\n");
            assert!(text.contains(&said), "{said}:\n{text}");
        }
    }
}

#[test]
fn what_misses_a_must_meets_a_must_or_is_best_says_so() {
    let (mut missed, mut met) = (0, 0);
    for talk in tables() {
        let (case, advice) = (talk.app.case.as_ref().unwrap(), again(&talk));
        for (_, column, offering, cell) in cells(&talk) {
            let excluded = advice.excluded.iter().find(|e| e.offering == offering);
            let ranked = advice.ranked.iter().find(|r| r.offering == offering);
            let unmet = match (excluded, ranked) {
                (Some(excluded), _) => excluded.violated,
                (None, Some(ranked)) => ranked.open,
                (None, None) => 0,
            };
            let musts = case.needs.musts.iter().enumerate();
            let here: Vec<bool> = musts
                .filter(|(_, must)| must.column == column)
                .map(|(n, _)| unmet >> n & 1 == 1)
                .collect();
            assert_eq!(cell.misses, excluded.is_some() && here.contains(&true));
            let stated = case.view().cell(column, offering).is_some();
            let meets = stated && !here.is_empty() && !here.contains(&true);
            assert_eq!(cell.meets, meets, "{}", cell.words);
            missed += usize::from(cell.misses);
            met += usize::from(cell.meets);
        }
        // Equals are best together.
        let shown = comparison(&talk);
        for row in shown.shown(true) {
            let best: Vec<_> = row.cells.iter().filter(|cell| cell.best).collect();
            for cell in &row.cells {
                let figure = |own: &CompareCell| own.words == cell.words && own.best;
                if best.iter().any(|own| figure(own)) && !cell.best {
                    // Only what is written alike and is not the same figure.
                    let at = |n: usize| case.view().cell(row.column, shown.offerings[n]);
                    let n = row.cells.iter().position(|own| own == cell).unwrap();
                    let one = row.cells.iter().position(|own| own.best).unwrap();
                    assert_ne!(at(n), at(one), "{}: {}", row.label, cell.words);
                }
            }
        }
    }
    assert!(met > 0, "{missed}, {met}");
}

/// U-089.
#[test]
fn old_facts_are_marked_above_the_table() {
    let mut marked = 0;
    for mut talk in tables() {
        let case = talk.app.case.as_ref().unwrap();
        let Some(most) = case.catalog.max_age_days else {
            continue;
        };
        let on = |days: u32| jiff::Span::new().days(i64::from(days));
        let as_of = case.catalog.as_of;
        for (days, old) in [(most, false), (most + 1, true)] {
            talk.app.today = as_of.checked_add(on(days)).unwrap();
            for (width, height) in [(60, 20), (80, 24), (120, 40)] {
                let text = talk.rows(width, height).join("\n");
                let said = text.contains(&format!("! {days} days old"));
                assert_eq!(said, old, "{text}");
                marked += usize::from(said);
            }
        }
    }
    assert!(marked > 0);
}
