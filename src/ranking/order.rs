//! Putting scored offerings in order.

/// Offerings from which on they are put in order digit by digit: for fewer, clearing the counters takes longer than comparing.
const MANY: usize = 2048;

/// Bits of a score that one pass goes by at most: its counters, 16 KiB, stay close to the processor.
const BITS: u32 = 11;
const BUCKETS: usize = 1 << BITS;

/// Bits for the position of an offering: enough for the million that a catalog has at most.
const OFFERING_BITS: u32 = 20;

/// The most offerings that can be put in order.
pub const MOST_OFFERINGS: usize = 1 << OFFERING_BITS;

/// One offering with its score in one number: the smaller, the earlier. Above stands how far the score is from the greatest there can
/// be, then the head of its tie, below the position in the catalog. Ties differ in their heads but for one pair in 4,096, so that what
/// the whole of a tie is worked out from, which lies scattered, is seldom asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed(u64);

impl Placed {
    /// `offering` is below [`MOST_OFFERINGS`].
    pub fn new(offering: u32, score: u32, tie: u64) -> Self {
        let head = tie >> (u32::BITS + OFFERING_BITS) << OFFERING_BITS;
        Self(u64::from(!score) << u32::BITS | head | u64::from(offering))
    }

    /// The position in the catalog.
    pub fn offering(self) -> usize {
        let below = (1 << OFFERING_BITS) - 1;
        usize::try_from(self.0 & below).unwrap_or(usize::MAX)
    }

    pub fn score(self) -> u32 {
        !u32::try_from(self.deficit()).unwrap_or(0)
    }

    /// How far the score is from the greatest there can be.
    const fn deficit(self) -> u64 {
        self.0 >> u32::BITS
    }

    /// All but the position.
    const fn standing(self) -> u64 {
        self.0 >> OFFERING_BITS
    }
}

/// Offerings with the best score first; equals by `tie`, whose heads they were made with, then by position.
pub fn best_first(mut placed: Vec<Placed>, tie: impl Fn(usize) -> u64) -> Vec<Placed> {
    if placed.len() < MANY {
        placed.sort_unstable();
    } else {
        placed = by_digits(placed);
    }
    for equals in placed.chunk_by_mut(|a, b| a.deficit() == b.deficit()) {
        match equals {
            [_] => {}
            [a, b] if a.standing() != b.standing() => {
                if b < a {
                    std::mem::swap(a, b);
                }
            }
            equals => {
                let key = |placed: &Placed| (tie(placed.offering()), placed.offering());
                let whole = |a: &Placed, b: &Placed| key(a).cmp(&key(b));
                equals.sort_unstable_by(|a, b| {
                    a.standing().cmp(&b.standing()).then_with(|| whole(a, b))
                });
            }
        }
    }
    placed
}

/// Sorts by score alone: from its lowest to its highest digit, each pass hands the offerings out to where its counters say. At a
/// hundred thousand this takes a quarter of the time of sorting by comparison.
fn by_digits(mut placed: Vec<Placed>) -> Vec<Placed> {
    let deficits = || placed.iter().map(|placed| placed.deficit());
    let least = deficits().min().unwrap_or(0);
    let span = deficits().max().unwrap_or(0) - least;
    // As few passes as there can be, each of as few bits as that leaves it.
    let bits = u64::BITS - span.leading_zeros();
    let passes = bits.div_ceil(BITS);
    let each = bits.div_ceil(passes.max(1));
    let mask = (1_usize << each) - 1;
    let mut sorted = placed.clone();
    for pass in 0..passes {
        let shift = pass * each;
        let digit = |placed: Placed| {
            let digit = (placed.deficit() - least) >> shift;
            usize::try_from(digit).unwrap_or(0) & mask
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
            shift in prop_oneof![Just(0), Just(10), Just(50)],
        ) {
            let score = |n: u32| {
                let chance = mix(seed, u64::from(n)) % u64::from(span);
                base.saturating_add(u32::try_from(chance).unwrap_or(0))
            };
            // Some ties are equal, some only in their heads.
            let tie = |offering: usize| mix(seed, offering as u64 % 700) << 50 >> shift;
            let placed = (0..).take(count).map(|n| Placed::new(n, score(n), tie(n as usize)));
            let placed: Vec<Placed> = placed.collect();
            let mut plainly: Vec<usize> = (0..count).collect();
            plainly.sort_by_key(|&n| (std::cmp::Reverse(placed.get(n).map(|p| p.score())), tie(n), n));
            let order: Vec<usize> = best_first(placed, tie).iter().map(|p| p.offering()).collect();
            prop_assert_eq!(order, plainly);
        }
    }

    #[test]
    fn offering_and_score_come_back() {
        for (offering, score) in [
            (0, 0),
            (999_999, 12_000_000),
            ((1 << OFFERING_BITS) - 1, u32::MAX),
        ] {
            let placed = Placed::new(offering, score, u64::MAX - u64::from(score));
            assert_eq!(placed.score(), score);
            assert_eq!(Ok(placed.offering()), usize::try_from(offering));
        }
    }
}
