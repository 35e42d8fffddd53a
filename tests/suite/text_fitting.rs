//! Wrapping, cutting and padding keep their width and their text, whatever the text is.

use candor::domain::SafeText;
use candor::tui::text::{cut, pad_right, width, wrap};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Pieces that have broken text fitting somewhere: wide, combining, joined, right to left, halfwidth marks, long words.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,12}",
        " {1,4}",
        "[一-龥]{1,6}",
        "[가-힣]{1,4}",
        "[\u{ff66}-\u{ff9f}]{1,4}",
        "e[\u{300}-\u{36f}]{1,6}",
        "[\u{300}-\u{36f}]{1,3}",
        "[א-ת]{1,5}",
        "[ا-ي]{1,5}",
        "(👩‍👩‍👧|🇬🇧|👍🏽|❤️|⁉️|🇬)",
        "[\u{0e01}-\u{0e4e}]{1,5}",
        "(-|/|\u{2011}|\u{a0}|\u{2014}|\u{ad}){1,3}",
        "\\PC{1,5}",
        "[a-z]{30,60}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn without_spaces(text: &str) -> String {
    text.replace(' ', "")
}

proptest! {
    #[test]
    fn wrapped_lines_fit_and_lose_only_spaces(raw in hostile(), max in 2usize..60) {
        for text in [raw.clone(), SafeText::new(&raw).as_str().to_owned()] {
            let lines = wrap(&text, max);
            for line in &lines {
                prop_assert!(width(line) <= max, "{line:?} takes {} of {max}", width(line));
            }
            prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&text));
            prop_assert!(!lines.is_empty());
        }
    }

    #[test]
    fn a_text_that_fits_is_one_line(raw in hostile()) {
        let text = SafeText::trimmed(&raw);
        prop_assert_eq!(wrap(&text, width(&text)), vec![text.as_str()]);
    }

    #[test]
    fn a_cut_text_fits_and_is_a_beginning(raw in hostile(), max in 0usize..60) {
        let text = SafeText::new(&raw);
        let short = cut(&text, max);
        prop_assert!(width(&short) <= max);
        if width(&text) <= max {
            prop_assert_eq!(&short, text.as_str());
        } else if max >= 2 {
            let kept = short.strip_suffix("..").expect("a cut is marked");
            prop_assert!(text.starts_with(kept));
        }
    }

    #[test]
    fn padding_gives_exactly_the_cells_asked_for(raw in hostile(), cells in 0usize..60) {
        let text = SafeText::new(&raw);
        prop_assert_eq!(width(&pad_right(&text, cells)), cells);
    }

    #[test]
    fn a_width_is_what_the_screen_buffer_uses(raw in hostile()) {
        let text = SafeText::new(&raw);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1000, 1));
        let (end, _) = buffer.set_stringn(0, 0, text.as_str(), usize::MAX, Style::new());
        prop_assert_eq!(usize::from(end), width(&text));
    }

    #[test]
    fn columns_stay_aligned_after_any_text(raw in hostile()) {
        let text = SafeText::new(&raw);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        buffer.set_string(0, 0, format!("{}│{}│", pad_right(&text, 10), pad_right(&text, 12)), Style::new());
        prop_assert_eq!(buffer[(10, 0)].symbol(), "│");
        prop_assert_eq!(buffer[(23, 0)].symbol(), "│");
    }
}

#[test]
fn lines_break_at_words() {
    assert_eq!(
        wrap("Leaving early costs money; prices change.", 20),
        ["Leaving early costs", "money; prices", "change."]
    );
    assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
    assert_eq!(wrap("価格は変わる", 5), ["価格", "は変", "わる"]);
    assert_eq!(
        wrap("new 価格は変わる now", 9),
        ["new 価格", "は変わる", "now"]
    );
    assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
    assert_eq!(wrap("", 10), [""]);
    assert_eq!(wrap("価", 0), ["価"]);
}

#[test]
fn a_cut_ends_at_a_word_where_that_keeps_half() {
    assert_eq!(cut("BrightNet Fibre 150", 14), "BrightNet..");
    assert_eq!(cut("BrightNet Fibre 150", 17), "BrightNet Fibre..");
    assert_eq!(cut("A Donaudampfschiff", 10), "A Donaud..");
    assert_eq!(cut("価格は変わる", 7), "価格..");
    assert_eq!(
        (cut("abc", 3), cut("abc", 2), cut("abc", 1), cut("abc", 0)),
        ("abc".into(), "..".into(), ".".into(), String::new())
    );
}

#[test]
fn padding_counts_cells_not_characters() {
    assert_eq!(pad_right("価格", 6), "価格  ");
    assert_eq!(pad_right("cafe\u{301}", 6), "cafe\u{301}  ");
    assert_eq!(pad_right("31.50", 8), "31.50   ");
    // A mark with nothing to stand on would join the neighbouring column, and so would a sign that joins what follows it.
    assert_eq!(pad_right("\u{301}ab", 2), "ab");
    assert_eq!(pad_right("ab\u{d4e}", 2), "ab");
}

#[test]
fn the_longest_text_there_is_wraps_and_is_cut() {
    for piece in ["価", "e\u{301}", "x", "x ", "価 "] {
        let text = SafeText::new(&piece.repeat(64 * 1024));
        assert!(wrap(&text, 80).len() > 100);
        assert!(cut(&text, 80).ends_with(".."));
    }
}
