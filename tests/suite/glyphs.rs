//! The signs the program draws by itself.

use candor::tui::glyphs::{self, ASCII, DRAWN};

#[test]
fn drawn_signs_are_in_code_page_437_and_the_others_are_ascii() {
    for sign in DRAWN.all() {
        assert!(sign.chars().all(glyphs::permitted), "{sign}");
        assert_eq!(sign.chars().count(), 1);
    }
    for sign in ASCII.all().iter().chain(&[
        glyphs::CURSOR,
        glyphs::CHOSEN,
        glyphs::OVER,
        glyphs::UNKNOWN,
        glyphs::CARE,
    ]) {
        assert!(sign.is_ascii(), "{sign}");
    }
    for c in "…✓▶╭⠋“’—\u{a0}\u{7f}\n".chars() {
        assert!(!glyphs::permitted(c), "{c:?}");
    }
    let upper = (0x80..0xffff)
        .filter_map(char::from_u32)
        .filter(|c| glyphs::permitted(*c))
        .count();
    assert_eq!(upper, 127);
}

#[test]
fn the_programs_own_text_is_rewritten_for_ascii() {
    assert_eq!(
        ASCII.text("√ saved · 14:03 █░─│┼"),
        "ok saved - 14:03 #.-|+"
    );
    assert_eq!(DRAWN.text("√ saved"), "√ saved");
    assert_eq!(
        (DRAWN.bar(3, 5), ASCII.bar(9, 4), ASCII.bar(0, 2)),
        ("███░░".into(), "####".into(), "..".into())
    );
}
