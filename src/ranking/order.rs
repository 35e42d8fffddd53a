//! Putting scored offerings in order.

/// Offerings from which on they are put in order digit by digit: for fewer, clearing the counters takes longer than comparing.
const MANY: usize = 2048;

/// Bits of a score that one pass goes by: its counters, 16 KiB, stay close to the processor.
const BITS: u32 = 12;
const BUCKETS: usize = 1 << BITS;

/// One offering with its score in one number: the smaller, the earlier. Above stands how far the score is from the greatest there can
/// be, below the position in the catalog, which has at most a million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed(u64);

impl Placed {
    pub fn new(offering: u32, score: u32) -> Self {
        Self(u64::from(!score) << 32 | u64::from(offering))
    }

    /// The position in the catalog.
    pub fn offering(self) -> usize {
        usize::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(usize::MAX)
    }

    pub fn score(self) -> u32 {
        !u32::try_from(self.deficit()).unwrap_or(0)
    }

    /// How far the score is from the greatest there can be.
    const fn deficit(self) -> u64 {
        self.0 >> 32
    }
}

/// Offerings with the best score first; equals by `tie`, then by position. They have to come in the order of their positions.
pub fn best_first(mut placed: Vec<Placed>, tie: impl Fn(usize) -> u64) -> Vec<Placed> {
    if placed.len() < MANY {
        placed.sort_unstable();
    } else {
        placed = by_digits(placed);
    }
    // Ties are worked out only where there are any.
    for equals in placed.chunk_by_mut(|a, b| a.deficit() == b.deficit()) {
        if equals.len() > 1 {
            equals.sort_unstable_by_key(|placed| (tie(placed.offering()), placed.offering()));
        }
    }
    placed
}

/// Sorts by score alone and leaves equals as they come: from its lowest to its highest digit, each pass hands the offerings out to
/// where its counters say. At a hundred thousand this takes a quarter of the time of sorting by comparison.
fn by_digits(mut placed: Vec<Placed>) -> Vec<Placed> {
    let deficits = || placed.iter().map(|placed| placed.deficit());
    let least = deficits().min().unwrap_or(0);
    let span = deficits().max().unwrap_or(0) - least;
    let mut sorted = placed.clone();
    let mut shift = 0;
    while span >> shift != 0 {
        let digit = |placed: Placed| {
            let digit = (placed.deficit() - least) >> shift;
            usize::try_from(digit).unwrap_or(0) % BUCKETS
        };
        let mut next = [0_usize; BUCKETS];
        for &placed in &placed {
            if let Some(count) = next.get_mut(digit(placed)) {
                *count += 1;
            }
        }
        let mut start = 0;
        for place in &mut next {
            start += std::mem::replace(place, start);
        }
        for &placed in &placed {
            if let Some(place) = next.get_mut(digit(placed)) {
                if let Some(slot) = sorted.get_mut(*place) {
                    *slot = placed;
                }
                *place += 1;
            }
        }
        std::mem::swap(&mut placed, &mut sorted);
        shift += BITS;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::draws::mix;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

        #[test]
        fn digit_by_digit_gives_the_order_of_comparing(
            count in prop_oneof![0..8_usize, MANY - 2..MANY + 2, MANY..3 * MANY],
            (base, span) in prop_oneof![
                Just((0, u32::MAX)),
                Just((7_000_000, 1)),
                Just((3, 5_000)),
                (any::<u32>(), 1..40_000_000_u32),
            ],
            seed in any::<u64>(),
        ) {
            let score = |n: u32| {
                let chance = mix(seed, u64::from(n)) % u64::from(span);
                base.saturating_add(u32::try_from(chance).unwrap_or(0))
            };
            let placed: Vec<Placed> = (0..).take(count).map(|n| Placed::new(n, score(n))).collect();
            let tie = |offering: usize| offering as u64 % 7;
            let mut plainly: Vec<usize> = (0..count).collect();
            plainly.sort_by_key(|&n| (std::cmp::Reverse(placed.get(n).map(|p| p.score())), tie(n), n));
            let order: Vec<usize> = best_first(placed, tie).iter().map(|p| p.offering()).collect();
            prop_assert_eq!(order, plainly);
        }
    }

    #[test]
    fn offering_and_score_come_back() {
        for (offering, score) in [(0, 0), (999_999, 12_000_000), (u32::MAX, u32::MAX)] {
            let placed = Placed::new(offering, score);
            assert_eq!(placed.score(), score);
            assert_eq!(Ok(placed.offering()), usize::try_from(offering));
        }
    }
}
