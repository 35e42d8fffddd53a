//! Search in three tiers; letters that are only scattered over an entry count where nothing better is found. The only file that names
//! `fuzzy_matcher`.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// How a word is found in an entry, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// A word of the entry begins with it.
    Begins,
    /// It stands somewhere in the entry.
    Within,
    /// Its letters stand there in their order, one of them left out at most.
    Scattered,
}

/// Positions of the entries that match `query`, best first; all of them, in their order, for an empty query.
///
/// Every word of the query must be found, in any order. An entry is as good as the word that is found worst in it. Entries in which the
/// letters of a word are only scattered are left out when there are better ones. A word with one wrong letter is found by its remaining
/// letters.
#[must_use]
pub fn search<'e>(query: &str, entries: impl IntoIterator<Item = &'e str>) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let entries: Vec<String> = entries.into_iter().map(str::to_lowercase).collect();
    let matcher = SkimMatcherV2::default().ignore_case();
    // Looking for scattered letters is what costs; mostly there are better entries.
    let whole = found(&words, &entries, |entry, word| whole(&matcher, entry, word));
    if !whole.is_empty() {
        return whole;
    }
    found(&words, &entries, |entry, word| {
        whole_or_scattered(&matcher, entry, word)
    })
}

/// How well a word is found: the tier, and how well within that.
type Score = (Tier, i64);

/// Positions of the entries in which every word is found, best first.
fn found(
    words: &[String],
    entries: &[String],
    score: impl Fn(&str, &str) -> Option<Score>,
) -> Vec<usize> {
    let mut found: Vec<(Tier, i64, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(position, entry)| {
            let (mut tier, mut sum) = (Tier::Begins, 0);
            for word in words {
                let (of_word, score) = score(entry, word)?;
                tier = tier.max(of_word);
                sum += score;
            }
            Some((tier, sum, position))
        })
        .collect();
    found.sort_by_key(|(tier, score, position)| (*tier, std::cmp::Reverse(*score), *position));
    found.into_iter().map(|(_, _, position)| position).collect()
}

/// How a word stands in an entry. Both texts are in lower case, here and below.
fn whole(matcher: &SkimMatcherV2, entry: &str, word: &str) -> Option<Score> {
    if !entry.contains(word) {
        return None;
    }
    let mut parts = entry.split(|c: char| !c.is_alphanumeric());
    let begins = parts.any(|part| part.starts_with(word));
    let tier = if begins { Tier::Begins } else { Tier::Within };
    Some((tier, matcher.fuzzy_match(entry, word).unwrap_or(0)))
}

/// The same, or how its letters are scattered over the entry.
fn whole_or_scattered(matcher: &SkimMatcherV2, entry: &str, word: &str) -> Option<Score> {
    let scattered = |word: &str| {
        let score = is_scattered(entry, word.chars()).then(|| matcher.fuzzy_match(entry, word));
        score.flatten()
    };
    if let Some(whole) = whole(matcher, entry, word) {
        return Some(whole);
    }
    if let Some(score) = scattered(word) {
        return Some((Tier::Scattered, score));
    }
    // One letter too many or mistaken: leave out each in turn. Short words would match anything.
    let letters = word.chars().count();
    (letters >= 4)
        .then(|| {
            (0..letters)
                .filter_map(|left_out| {
                    let rest = word.chars().enumerate();
                    let rest = rest.filter(|(n, _)| *n != left_out).map(|(_, c)| c);
                    is_scattered(entry, rest.clone())
                        .then(|| matcher.fuzzy_match(entry, &rest.collect::<String>()))
                        .flatten()
                })
                .max()
        })
        .flatten()
        .map(|score| (Tier::Scattered, score / 2))
}

/// Whether the letters stand in the entry in their order: without that there is no use in asking how well.
fn is_scattered(entry: &str, mut letters: impl Iterator<Item = char>) -> bool {
    let mut there = entry.chars();
    letters.all(|letter| there.any(|c| c == letter))
}
