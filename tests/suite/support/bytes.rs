//! What may reach a terminal, a file or a reader: a judge of its own, which shares nothing with the program.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Every escape sequence in `bytes`, without the escape itself.
pub fn sequences(bytes: &str) -> Vec<String> {
    let parts = bytes.split('\u{1b}').skip(1);
    parts.map(|part| part[..length(part)].to_owned()).collect()
}

/// Bytes of the sequence at the beginning of `part`, which follows an escape.
fn length(part: &str) -> usize {
    part.char_indices()
        .skip(1)
        .find(|(_, c)| ('@'..='~').contains(c))
        .map_or(part.len(), |(n, _)| n + 1)
}

/// The bytes without what was offered to the terminal's clipboard, and the texts of that. Only what is well formed is taken out: the
/// rest is for the judge.
pub fn without_copies(bytes: &[u8]) -> (Vec<u8>, Vec<Vec<u8>>) {
    const LEAD: &[u8] = b"\x1b]52;c;";
    let (mut rest, mut plain, mut copies) = (bytes, Vec::new(), Vec::new());
    while let Some(at) = rest.windows(LEAD.len()).position(|window| window == LEAD) {
        let inside = &rest[at + LEAD.len()..];
        let text = inside
            .iter()
            .position(|byte| *byte == 0x07)
            .and_then(|end| Some((end, from_base64(&inside[..end])?)));
        let Some((end, text)) = text else { break };
        plain.extend_from_slice(&rest[..at]);
        copies.push(text);
        rest = &inside[end + 1..];
    }
    plain.extend_from_slice(rest);
    (plain, copies)
}

/// The text of base64 with its `=`; `None` when it is none.
fn from_base64(letters: &[u8]) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if !letters.len().is_multiple_of(4) {
        return None;
    }
    let mut text = Vec::new();
    for group in letters.chunks(4) {
        let stop = group.iter().position(|b| *b == b'=').unwrap_or(4);
        if stop < 2 || group[stop..].iter().any(|b| *b != b'=') {
            return None;
        }
        let mut bits = 0_u32;
        for byte in &group[..stop] {
            let six = ALPHABET.iter().position(|own| own == byte)?;
            bits = bits << 6 | u32::try_from(six).ok()?;
        }
        bits <<= 6 * (4 - stop);
        text.extend_from_slice(&bits.to_be_bytes()[1..stop]);
    }
    Some(text)
}

/// Up to where `bytes`, of which so many are on the screen, hold no synchronized update that is still going on.
pub fn without_open_update(bytes: &[u8], shown: usize) -> usize {
    const BEGIN: &[u8] = b"\x1b[?2026h";
    const END: &[u8] = b"\x1b[?2026l";
    // The beginning may have come in two pieces.
    let from = shown.saturating_sub(BEGIN.len());
    let last = |wanted: &[u8]| {
        bytes[from..]
            .windows(wanted.len())
            .rposition(|own| own == wanted)
    };
    match (last(BEGIN), last(END)) {
        (Some(begin), end) if end.is_none_or(|end| end < begin) => (from + begin).max(shown),
        _ => bytes.len(),
    }
}

#[test]
fn an_update_that_goes_on_is_not_on_the_screen() {
    let whole = "one\x1b[?2026htwo\x1b[?2026lthree";
    let text = whole.as_bytes();
    let end = whole.find("three").unwrap();
    for length in 0..=text.len() {
        let mut shown = 0;
        for arrived in 0..=length {
            shown = without_open_update(&text[..arrived], shown);
        }
        match length {
            // Which sequence it is shows with its last letter.
            0..11 => assert_eq!(shown, length),
            _ if length < end => assert!(shown < 11, "{length}: {shown}"),
            _ => assert_eq!(shown, length),
        }
    }
}

/// Colours, attributes, cursor position and steps to the right, erase, modes; nothing else may be said to a terminal.
pub fn allowed(sequence: &str) -> bool {
    let Some(body) = sequence.strip_prefix('[') else {
        return false;
    };
    let (Some(last), digits) = (body.chars().last(), &body[..body.len().saturating_sub(1)]) else {
        return false;
    };
    let numbers = digits.chars().all(|c| c.is_ascii_digit() || c == ';');
    let mode = digits
        .strip_prefix('?')
        .is_some_and(|n| ["25", "1000", "1006", "1049", "2004", "2026"].contains(&n));
    match last {
        'm' | 'H' | 'C' | 'E' | 'J' | 'K' | 'X' => numbers,
        'h' | 'l' => mode,
        _ => false,
    }
}

/// Whether a character may be written anywhere: it is no control, changes no direction of writing and is not invisible.
pub fn may_stand(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}')
}

/// Why `text`, lines that the program wrote, may not be written; `None` when it may.
pub fn fault(text: &str) -> Option<String> {
    if let Some(c) = text.chars().find(|c| *c != '\n' && !may_stand(*c)) {
        return Some(format!("U+{:04X} in {text:?}", u32::from(c)));
    }
    let heaped = |grapheme: &&str| {
        let marks = grapheme
            .chars()
            .skip(1)
            .filter(|c| c.to_string().width() == 0);
        marks.count() > 4 || grapheme.chars().count() > 8 || grapheme.width() > 2
    };
    // Almost everything is ASCII, and ASCII heaps nothing.
    if text.is_ascii() {
        return None;
    }
    let heap = text.graphemes(true).find(heaped)?;
    Some(format!(
        "{} code points and {} cells in one place: {heap:?}",
        heap.chars().count(),
        heap.width()
    ))
}

/// Why the bytes of a whole run may not have reached a terminal; `None` when they may. A run that was cut off by force may end in the
/// middle of a character or a sequence.
pub fn fault_on_a_terminal(bytes: &[u8], cut_off: bool) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if cut_off && error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap()
        }
        Err(error) => return Some(format!("no UTF-8 from byte {}", error.valid_up_to())),
    };
    let mut parts = text.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    let mut full_screen = false;
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let (sequence, rest) = part.split_at(length(part));
        let last = parts.peek().is_none() && rest.is_empty();
        let may_be_half = cut_off && last;
        if !allowed(sequence) && !may_be_half {
            return Some(format!("the sequence {sequence:?}"));
        }
        match sequence {
            "[?1049h" => full_screen = true,
            "[?1049l" => full_screen = false,
            _ => {}
        }
        if full_screen && rest.contains(['\r', '\n']) {
            return Some(format!("a line end on the full screen: {rest:?}"));
        }
        plain.push_str(rest);
    }
    fault(&plain.replace("\r\n", "\n"))
}

#[test]
fn what_goes_to_the_clipboard_is_taken_out_only_where_it_is_well_formed() {
    let (plain, copies) = without_copies(b"a\x1b]52;c;Zm9vYmE=\x07b\x1b]52;c;Zg==\x07");
    assert_eq!(plain, b"ab");
    assert_eq!(copies, [b"fooba".to_vec(), b"f".to_vec()]);
    for bad in [
        "]52;c;?\u{7}",
        "]52;p;Zg==\u{7}",
        "]52;c;Zg",
        "]52;c;Z=g=\u{7}",
    ] {
        let bytes = format!("\u{1b}{bad}");
        let (plain, copies) = without_copies(bytes.as_bytes());
        assert_eq!((plain.as_slice(), copies.len()), (bytes.as_bytes(), 0));
        assert!(fault_on_a_terminal(&plain, false).is_some(), "{bad}");
    }
}

#[test]
fn the_judge_refuses_what_a_terminal_would_obey() {
    for bad in [
        "]0;title\u{7}",
        "[c",
        "[6n",
        "[?1003h",
        "c",
        "[>1u",
        "[8;24;80t",
        "P+q",
        "[?1;2c",
        "",
    ] {
        assert!(!allowed(bad), "{bad}");
        let bytes = format!("\u{1b}[1mx\u{1b}{bad} x");
        assert!(
            fault_on_a_terminal(bytes.as_bytes(), false).is_some(),
            "{bad}"
        );
    }
    for bad in [
        "\u{7}",
        "\u{9b}6n",
        "\u{202e}",
        "\u{200b}",
        "\u{e0041}",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\r",
        "\u{7f}",
    ] {
        assert!(fault(bad).is_some(), "{bad:?}");
        assert!(
            fault_on_a_terminal(bad.as_bytes(), false).is_some(),
            "{bad:?}"
        );
    }
    assert!(fault_on_a_terminal(b"\x1b[?1049ha\r\nb", false).is_some());
    assert!(fault_on_a_terminal(b"\x1b[?1049h\x1b[2Ja\x1b[?1049lbye\r\n", false).is_none());
    assert!(fault_on_a_terminal(b"a\xe2\x88", true).is_none());
    assert!(fault_on_a_terminal(b"a\xe2\x88", false).is_some());
    assert!(fault_on_a_terminal(b"a\x1b[?20", true).is_none());
}
