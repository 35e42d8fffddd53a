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
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found: Vec<(Tier, i64, usize)> = entries
        .into_iter()
        .enumerate()
        .filter_map(|(position, entry)| {
            let entry = entry.to_lowercase();
            let (mut tier, mut sum) = (Tier::Begins, 0);
            for word in &words {
                let (of_word, score) = score(&matcher, &entry, word)?;
                tier = tier.max(of_word);
                sum += score;
            }
            Some((tier, sum, position))
        })
        .collect();
    if found.iter().any(|(tier, _, _)| *tier < Tier::Scattered) {
        found.retain(|(tier, _, _)| *tier < Tier::Scattered);
    }
    found.sort_by_key(|(tier, score, position)| (*tier, std::cmp::Reverse(*score), *position));
    found.into_iter().map(|(_, _, position)| position).collect()
}

/// How a word is found, and how well within that tier. Both texts are in lower case.
fn score(matcher: &SkimMatcherV2, entry: &str, word: &str) -> Option<(Tier, i64)> {
    let whole = matcher.fuzzy_match(entry, word);
    if entry.contains(word) {
        let mut parts = entry.split(|c: char| !c.is_alphanumeric());
        let begins = parts.any(|part| part.starts_with(word));
        let tier = if begins { Tier::Begins } else { Tier::Within };
        return Some((tier, whole.unwrap_or(0)));
    }
    if let Some(score) = whole {
        return Some((Tier::Scattered, score));
    }
    // One letter too many or mistaken: leave out each in turn. Short words would match anything.
    let letters = word.chars().count();
    (letters >= 4)
        .then(|| {
            (0..letters)
                .filter_map(|left_out| {
                    let shorter: String = word
                        .chars()
                        .enumerate()
                        .filter(|(n, _)| *n != left_out)
                        .map(|(_, c)| c)
                        .collect();
                    matcher.fuzzy_match(entry, &shorter)
                })
                .max()
        })
        .flatten()
        .map(|score| (Tier::Scattered, score / 2))
}
