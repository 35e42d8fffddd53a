//! Search in four tiers; letters that are only scattered over an entry count where nothing better is found. The only file that names
//! `fuzzy_matcher`.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use strsim::osa_distance;

/// The shortest word in which one letter may be wrong.
const LEAST_MISSPELT: usize = 4;

/// How a word is found in an entry, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// A word of the entry begins with it.
    Begins,
    /// It stands somewhere in the entry.
    Within,
    /// A word of the entry begins with it but for one letter.
    Misspelt,
    /// Its letters stand there in their order, one of them left out at most.
    Scattered,
}

/// Positions of the entries that match `query`, best first; all of them, in their order, for an empty query.
///
/// Every word of the query must be found, in any order. An entry is as good as the word that is found worst in it. Entries in which the
/// letters of a word are only scattered are left out when there are better ones, and so are those with a word that is one letter off
/// where the very word is found.
#[must_use]
pub fn search<'e>(query: &str, entries: impl IntoIterator<Item = &'e str>) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let entries: Vec<String> = entries.into_iter().map(str::to_lowercase).collect();
    let matcher = SkimMatcherV2::default().ignore_case();
    // Looking for scattered letters is what costs; mostly there are better entries.
    let whole = |entry: &str, word: &str| whole(&matcher, entry, word);
    let as_typed = found(&words, &entries, whole);
    if !as_typed.is_empty() {
        return as_typed;
    }
    let meant = found(&words, &entries, |entry, word| {
        whole(entry, word).or_else(|| misspelt(entry, word))
    });
    if !meant.is_empty() {
        return meant;
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
    (letters >= LEAST_MISSPELT)
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

/// Whether a word of the entry is `word` or begins with it but for one letter, the whole word the better: mistaken, left out, put in, or
/// changed with its neighbour. Of short words nobody could say which was meant.
fn misspelt(entry: &str, word: &str) -> Option<Score> {
    let letters = word.chars().count();
    if letters < LEAST_MISSPELT {
        return None;
    }
    let first: Vec<char> = word.chars().take(2).collect();
    let parts = entry
        .split(|c: char| !c.is_alphanumeric())
        // Most words begin otherwise, which costs nothing to see.
        .filter(|part| part.chars().take(2).any(|c| first.contains(&c)));
    let score = parts.filter_map(|part| {
        if osa_distance(part, word) == 1 {
            return Some(1);
        }
        let begins = [letters, letters + 1].into_iter().any(|length| {
            let end = part.char_indices().nth(length).map(|(at, _)| at);
            let begins = end.and_then(|end| part.get(..end));
            begins.is_some_and(|begins| osa_distance(begins, word) == 1)
        });
        begins.then_some(0)
    });
    score.max().map(|score| (Tier::Misspelt, score))
}

/// Whether the letters stand in the entry in their order: without that there is no use in asking how well.
fn is_scattered(entry: &str, mut letters: impl Iterator<Item = char>) -> bool {
    let mut there = entry.chars();
    letters.all(|letter| there.any(|c| c == letter))
}
