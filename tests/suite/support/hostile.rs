//! Text that means harm: to a terminal, to a reader of exports, to the person who reads.

use serde_json::Value;

use super::dice::Dice;

/// What some terminal, browser, spreadsheet or reader obeys, or what hides from the eye.
const PIECES: [&str; 52] = [
    "\u{1b}]0;title\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]1337;File=:AA==\u{7}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_Gf=100;AA==\u{1b}\\",
    "\u{1b}^pm\u{1b}\\",
    "\u{1b}[6n",
    "\u{1b}[2J",
    "\u{1b}[?1049h",
    "\u{1b}[?1003h",
    "\u{1b}[31m",
    "\u{1b}[8;24;80t",
    "\u{1b}c",
    "\u{1b}]0;never ended",
    "\u{9b}6n",
    "\u{9d}0;c1\u{9c}",
    "\u{90}dcs\u{9c}",
    "\u{85}",
    "\u{202a}",
    "\u{202e}evil",
    "\u{202d}",
    "\u{2066}",
    "\u{2067}x\u{2069}",
    "\u{61c}",
    "\u{200e}",
    "\u{200f}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}",
    "\u{2029}",
    "\u{e0041}\u{e007f}",
    "a\u{fe0f}\u{fe0e}",
    "\u{180e}",
    "\u{2060}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\r\n",
    "\n",
    "\t",
    "\u{7f}",
    "\u{0}",
    "<script>alert(1)</script>",
    "](http://evil.example)",
    "=HYPERLINK(\"http://evil.example\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "{{x}}",
    "%s%n",
];

/// One hostile string.
pub fn text(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..=dice.below(5) {
        match dice.below(8) {
            0 => text.push(char::from(dice.below(0x20) as u8)),
            1 => text.extend(char::from_u32(0x7f + dice.below(0x21) as u32)),
            2 => text.extend(char::from_u32(dice.below(0x11_0000) as u32)),
            3 => text.push_str(&"\u{300}".repeat(dice.below(40))),
            4 => text.push_str("plain words"),
            _ => text.push_str(dice.pick::<&str>(&PIECES)),
        }
    }
    text
}

/// Hostile bytes: the above, and what is no UTF-8 at all: raw C1, overlong forms, halves of pairs, beginnings without an end.
pub fn bytes(dice: &mut Dice) -> Vec<u8> {
    const BROKEN: [&[u8]; 8] = [
        b"\x9b6n",
        b"\x9d0;x\x9c",
        b"\xc0\x9b",
        b"\xe0\x80\x9b",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x80",
        b"\xff\xfe",
    ];
    let mut bytes = text(dice).into_bytes();
    if dice.one_in(2) {
        bytes.extend_from_slice(dice.pick::<&[u8]>(&BROKEN));
        bytes.extend(text(dice).into_bytes());
    }
    bytes
}

/// A hostile string as JSON writes it; now and then escaped throughout, or with half of a pair, which is no string.
pub fn json(dice: &mut Dice) -> String {
    let text = text(dice);
    match dice.below(12) {
        0 => "\"\\ud800\"".to_owned(),
        1..=3 => {
            let escaped = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
            format!("\"{}\"", escaped.collect::<String>())
        }
        _ => Value::from(text).to_string(),
    }
}

/// Keys of a catalog whose values are words; in the second list they are templates, in which braces are doubled.
const WORDS: [&str; 14] = [
    "title", "owner", "edition", "one", "many", "covers", "general", "own", "others", "address",
    "note", "help", "say", "why",
];
const TEMPLATES: [&str; 2] = ["text", "label"];

/// `words` as a template that gives just them.
fn escaped(words: &str) -> String {
    words.replace('{', "{{").replace('}', "}}")
}

/// Puts `words()` in place of everything that is words in a catalog.
pub fn poison(at: &mut Value, words: &mut dyn FnMut() -> String) {
    match at {
        Value::Array(list) => list.iter_mut().for_each(|item| poison(item, words)),
        Value::Object(object) => {
            for (key, item) in object {
                let template = TEMPLATES.contains(&key.as_str());
                match item {
                    Value::String(text) if template || WORDS.contains(&key.as_str()) => {
                        *text = words();
                        if key == "text" {
                            *text = escaped(text);
                        }
                    }
                    Value::Array(list) if key == "missing" => {
                        for text in list {
                            *text = words().into();
                        }
                    }
                    // What a must-have is called is a template, whether it has a name of its own or not.
                    item if key == "must" => {
                        poison(item, words);
                        if let Value::Object(must) = item {
                            must.insert("label".to_owned(), escaped(&words()).into());
                        }
                    }
                    item => poison(item, words),
                }
            }
        }
        _ => {}
    }
}
