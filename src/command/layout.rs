//! Keyboards that write something else on the same key: letters of another script, and rows whose digits need Shift.
//!
//! Only what stands outside of text is read this way; a field gets the characters as they were typed.

/// Which letters stand on the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A letter says by its script which key it stands on: Russian and Ukrainian agree wherever both have it.
    #[default]
    Auto,
    /// Latin letters; none of another script means anything.
    Us,
    /// Russian.
    Ru,
    /// Ukrainian.
    Uk,
    /// Greek.
    El,
    /// Korean, two sets.
    Ko,
}

/// What the row of digits writes without Shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DigitRow {
    /// What the language of the system suggests.
    #[default]
    Auto,
    /// Digits.
    Us,
    /// `& é " ' ( - è _ ç à`.
    Fr,
    /// `+ ě š č ř ž ý á í é`.
    Cz,
    /// `+ ľ š č ť ž ý á í é`.
    Sk,
}

/// Letters as they stand on the keys, row by row, and the letters of the same keys on a Latin keyboard.
struct Letters(&'static str, &'static str);

const RUSSIAN: Letters = Letters("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm");
const UKRAINIAN: Letters = Letters("йцукенгшщзфівапролдячсмить", "qwertyuiopasdfghjklzxcvbnm");
const GREEK: Letters = Letters("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm");
const KOREAN: Letters = Letters(
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
    "qwertyuiopasdfghjklzxcvbnmqwertop",
);

/// Signs that stand elsewhere on these keyboards. They are read only where the settings name the keyboard: on others they are signs.
const CYRILLIC_SIGNS: Letters = Letters(".,", "/?");
const GREEK_SIGNS: Letters = Letters(";", "q");

impl Letters {
    fn on_key(&self, c: char) -> Option<char> {
        let mut pairs = self.0.chars().zip(self.1.chars());
        pairs.find(|(own, _)| *own == c).map(|(_, latin)| latin)
    }
}

impl Layout {
    /// Each with its word in the settings.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("auto", Self::Auto),
        ("us", Self::Us),
        ("ru", Self::Ru),
        ("uk", Self::Uk),
        ("el", Self::El),
        ("ko", Self::Ko),
    ];

    /// The Latin letter, or the sign, on the key that wrote `c` (in lower case); `None` when the layout does not say.
    #[must_use]
    pub fn on_key(self, c: char) -> Option<char> {
        let known: &[Letters] = match self {
            Self::Us => &[],
            Self::Auto => &[RUSSIAN, UKRAINIAN, GREEK, KOREAN],
            Self::Ru => &[RUSSIAN, CYRILLIC_SIGNS],
            Self::Uk => &[UKRAINIAN, CYRILLIC_SIGNS],
            Self::El => &[GREEK, GREEK_SIGNS],
            Self::Ko => &[KOREAN],
        };
        known.iter().find_map(|letters| letters.on_key(c))
    }
}

impl DigitRow {
    /// Each with its word in the settings.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("auto", Self::Auto),
        ("us", Self::Us),
        ("fr", Self::Fr),
        ("cz", Self::Cz),
        ("sk", Self::Sk),
    ];

    /// The row that belongs to a language of the system, such as `fr_FR.UTF-8`. French keyboards outside of France have other rows.
    #[must_use]
    pub fn of_language(language: &str) -> Self {
        let name = language.split(['.', '@']).next().unwrap_or_default();
        match name.to_ascii_lowercase().replace('-', "_").as_str() {
            "fr" | "fr_fr" => Self::Fr,
            "cs" | "cs_cz" => Self::Cz,
            "sk" | "sk_sk" => Self::Sk,
            _ => Self::Us,
        }
    }

    /// The digit on the key that wrote `c` (in lower case); `None` when the row does not have it.
    #[must_use]
    pub fn digit(self, c: char) -> Option<char> {
        let row = match self {
            Self::Auto | Self::Us => "",
            Self::Fr => "&é\"'(-è_çà",
            Self::Cz => "+ěščřžýáíé",
            Self::Sk => "+ľščťžýáíé",
        };
        let mut keys = row.chars().zip("1234567890".chars());
        keys.find(|(own, _)| *own == c).map(|(_, digit)| digit)
    }
}
