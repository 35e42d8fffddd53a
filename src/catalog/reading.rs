//! How hard an English sentence is to read: the grade of Flesch and Kincaid, `0.39 * words + 11.8 * syllables / words - 15.59`, counted
//! sentence by sentence.
//!
//! A figure, an abbreviation or a proper name counts as one word of one syllable, and so do several in a row: how long a car's name is
//! makes nothing harder to understand. A proper name is a word with a capital inside the sentence, or one that the caller names.
//! Fewer than five words are a label and no sentence. Syllables are counted by rules, which miss a few words by one.

use super::model::Catalog;
use super::raw::RawAfterwards;
use crate::domain::SafeText;

/// The grade that no sentence for a customer should exceed: the eighth year at school.
pub const MOST: f64 = 8.0;
/// The fewest words of a sentence.
const WORDS: u32 = 5;

/// A sentence that is hard to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Hard {
    /// Where it stands in the catalog: `question miles, say`.
    pub place: SafeText,
    /// The sentence.
    pub sentence: SafeText,
    /// Its grade.
    pub grade: f64,
}

/// The grade of a sentence in which the words of `names` are proper names; `None` for a label.
#[must_use]
pub fn grade(sentence: &str, names: &[&str]) -> Option<f64> {
    let mut text = sentence.to_owned();
    for name in names {
        text = text.replace(name, "X9");
    }
    let (mut words, mut syllables) = (0_u32, 0_u32);
    let mut after_name = false;
    let parts = text.split(|c: char| c.is_whitespace() || "/\u{2013}\u{2014}".contains(c));
    let parts = parts.filter(|part| part.contains(char::is_alphanumeric));
    for (number, part) in parts.enumerate() {
        let whole = part.trim_matches(|c: char| !c.is_alphanumeric());
        if is_name(whole, number == 0) {
            words += u32::from(!after_name);
            syllables += u32::from(!after_name);
            after_name = true;
            continue;
        }
        after_name = false;
        for word in whole.split('-').filter(|word| !word.is_empty()) {
            words += 1;
            syllables += self::syllables(word);
        }
    }
    (words >= WORDS).then(|| {
        let (words, syllables) = (f64::from(words), f64::from(syllables));
        0.39f64.mul_add(words, 11.8 * syllables / words) - 15.59
    })
}

/// Whether a word is a figure, an abbreviation, an address or a proper name.
fn is_name(word: &str, first: bool) -> bool {
    let capital = word.starts_with(char::is_uppercase);
    let abbreviation = word.chars().count() > 1 && !word.contains(char::is_lowercase);
    word.contains(|c: char| c.is_numeric() || c == '.') || abbreviation || (capital && !first)
}

/// How many syllables an English word has, by its vowels: groups of them, without a silent `e`.
fn syllables(word: &str) -> u32 {
    let word = word.to_lowercase();
    let word = word.split(['\'', '\u{2019}']).next().unwrap_or_default();
    if word.chars().count() <= 3 {
        return 1;
    }
    let vowel = |c: char| "aeiouy".contains(c);
    let mut stem = word;
    // The last letter before an ending decides whether it is spoken.
    let before = |end: &str| {
        let rest = word.strip_suffix(end)?;
        Some((rest, rest.chars().next_back()?))
    };
    if let Some((rest, last)) = before("es") {
        // `makes` has one and `prices` has two; `cables` keeps its `le`.
        if !"sxzhcgiuol".contains(last) {
            stem = rest;
        }
    } else if let Some((rest, last)) = before("ed") {
        if !"td".contains(last) {
            stem = rest;
        }
    } else if let Some((rest, last)) = before("e") {
        let spoken = last == 'l' && !rest.chars().rev().nth(1).is_some_and(vowel);
        if !spoken {
            stem = rest;
        }
    }
    let mut count = 0;
    let mut previous = ' ';
    let mut before_previous = ' ';
    for c in stem.chars() {
        let begins = vowel(c) && !vowel(previous);
        // Two that are spoken apart: `di-al`, `ra-ti-o`, not `spe-cial` or `na-tion`; `go-ing`.
        let apart = (previous == 'i' && "ao".contains(c) && !"cstg".contains(before_previous))
            || (c == 'i'
                && "uyeoa".contains(previous)
                && stem.ends_with("ing")
                && stem.ends_with(&format!("{previous}ing")));
        count += u32::from(begins || apart);
        (before_previous, previous) = (previous, c);
    }
    count.max(1)
}

/// The sentences of a text: parted where a full stop, a question mark or an exclamation mark is followed by a space and a beginning.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begins = |c: char| c.is_uppercase() || c.is_numeric() || "$\"[".contains(c);
        let ends = rest.match_indices(['.', '!', '?']).find(|(at, _)| {
            let after = rest.get(at + 1..).unwrap_or_default();
            after.starts_with(' ') && after.trim_start().starts_with(begins)
        });
        let end = ends.map_or(rest.len(), |(at, _)| at + 1);
        let (sentence, after) = rest.split_at(end);
        rest = after.trim_start();
        (!sentence.trim().is_empty()).then_some(sentence.trim())
    })
}

/// The sentences of a catalog that are hard to read, of those that are said or given to a customer. Only English has a grade.
#[must_use]
pub fn hard(catalog: &Catalog) -> Vec<Hard> {
    if !catalog.language.starts_with("en") {
        return Vec::new();
    }
    let names: Vec<&str> = catalog
        .sellers
        .iter()
        .map(|seller| seller.name.as_str())
        .collect();
    let mut hard = Vec::new();
    for (place, text) in texts(catalog) {
        for sentence in sentences(&text) {
            if let Some(grade) = grade(sentence, &names).filter(|grade| *grade > MOST) {
                hard.push(Hard {
                    place: place.as_str().into(),
                    sentence: sentence.into(),
                    grade,
                });
            }
        }
    }
    hard
}

/// Everything in a catalog that a customer hears or reads, with its place.
fn texts(catalog: &Catalog) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut add = |place: String, text: &str| texts.push((place, text.to_owned()));
    for question in &catalog.questions {
        add(format!("question {}, say", question.id), &question.say);
        add(format!("question {}, why", question.id), &question.why);
    }
    for remark in &catalog.remarks {
        add(format!("remark {}", remark.id), &remark.text.with("7"));
    }
    for statement in &catalog.statements {
        add(format!("statement {}", statement.id), &statement.text);
    }
    for objection in &catalog.objections {
        add(format!("reply to \"{}\"", objection.says), &objection.reply);
    }
    for attribute in &catalog.attributes {
        if let Some(help) = &attribute.help {
            add(format!("column {}, help", attribute.id), help);
        }
    }
    for offering in &catalog.offerings {
        for text in offering.pros.iter().chain(&offering.cons) {
            add(format!("offering {}", offering.id), text);
        }
    }
    if let Some(contact) = &catalog.contact {
        add("contact, ask".to_owned(), &contact.ask);
    }
    let coverage = &catalog.coverage;
    for text in std::iter::once(&coverage.covers).chain(&coverage.missing) {
        add("coverage".to_owned(), text);
    }
    let interests = &catalog.interests;
    for text in [&interests.general, &interests.own, &interests.others] {
        add("interests".to_owned(), text);
    }
    if let Some(RawAfterwards {
        trying,
        change,
        complain,
        leave,
        ..
    }) = &catalog.afterwards
    {
        for text in [trying, change, complain, leave] {
            add("afterwards".to_owned(), text);
        }
    }
    texts
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, count) in [
            ("a", 1),
            ("the", 1),
            ("makes", 1),
            ("prices", 2),
            ("cable", 2),
            ("needed", 2),
            ("asked", 1),
            ("people", 2),
            ("gasoline", 3),
            ("electricity", 5),
            ("dial", 2),
            ("special", 2),
            ("nation", 2),
            ("going", 2),
            ("comparison", 4),
            ("dealer's", 2),
            ("charge", 1),
            ("vehicle", 3),
            ("insurance", 3),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_flesch_and_kincaid() {
        let easy = grade("The cat sat on the mat.", &[]).unwrap();
        assert!((easy - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9, "{easy}");
        let hard = "Comprehensive reliability information regarding insurance is unavailable.";
        assert!(grade(hard, &[]).unwrap() > 20.0);
        assert_eq!(grade("Not known here.", &[]), None, "a label");
    }

    #[test]
    fn names_and_figures_count_as_one_word_of_one_syllable() {
        let short = grade("We think the X9 would fit.", &[]);
        for same in [
            "We think the Chevrolet Silverado would fit.",
            "We think the 1,234.50 would fit.",
            "We think the FHA would fit.",
            "We think the Kia Niro Plug-in Hybrid EX would fit.",
            "We think the $1,200 would fit.",
        ] {
            assert_eq!(grade(same, &[]), short, "{same}");
        }
        let named = grade(
            "mobilinea unlimited is what fits you best.",
            &["mobilinea unlimited"],
        );
        assert_eq!(named, grade("X9 is what fits you best.", &[]));
    }

    #[test]
    fn sentences_end_where_the_next_begins() {
        let text = "It costs $9.50 a day. Is that fine? Say so, e.g. by phone. 3 do.";
        let parts: Vec<&str> = sentences(text).collect();
        let expected = [
            "It costs $9.50 a day.",
            "Is that fine?",
            "Say so, e.g. by phone.",
            "3 do.",
        ];
        assert_eq!(parts, expected);
    }
}
