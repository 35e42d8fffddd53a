//! The signs the program draws by itself.

use candor::tui::glyphs::{self, ASCII, DRAWN};

/// The upper half of code page 437, without the no-break space: with ASCII, everything the program itself may draw.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»\
                     ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
                     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■";

/// True when the program may draw `c` of its own accord. Texts of catalogs and people are not held to this.
pub fn permitted(c: char) -> bool {
    matches!(c, ' '..='~') || UPPER.contains(c)
}

#[test]
fn drawn_signs_are_in_code_page_437_and_the_others_are_ascii() {
    for sign in DRAWN.all() {
        assert!(sign.chars().all(permitted), "{sign}");
        assert_eq!(sign.chars().count(), 1);
    }
    for sign in
        ASCII
            .all()
            .iter()
            .chain(&[glyphs::CURSOR, glyphs::CHOSEN, glyphs::CUT, glyphs::PENDING])
    {
        assert!(sign.is_ascii(), "{sign}");
    }
    for c in "…✓▶╭⠋“’—\u{a0}\u{7f}\n".chars() {
        assert!(!permitted(c), "{c:?}");
    }
    let upper = (0x80..0xffff)
        .filter_map(char::from_u32)
        .filter(|c| permitted(*c))
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
