//! Fuzzy search: the only file that names `fuzzy_matcher`.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Positions of the entries that match `query`, best first; all of them, in their order, for an empty query.
///
/// Every word of the query must be found, in any order. A word with one wrong letter is found by its remaining letters.
#[must_use]
pub fn search<'e>(query: &str, entries: impl IntoIterator<Item = &'e str>) -> Vec<usize> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found: Vec<(i64, usize)> = entries
        .into_iter()
        .enumerate()
        .filter_map(|(position, entry)| {
            let scores = words.iter().map(|word| score(&matcher, entry, word));
            scores.sum::<Option<i64>>().map(|score| (score, position))
        })
        .collect();
    found.sort_by_key(|(score, position)| (std::cmp::Reverse(*score), *position));
    found.into_iter().map(|(_, position)| position).collect()
}

fn score(matcher: &SkimMatcherV2, entry: &str, word: &str) -> Option<i64> {
    if let Some(score) = matcher.fuzzy_match(entry, word) {
        return Some(score);
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
        .map(|score| score / 2)
}
