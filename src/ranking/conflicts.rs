//! What cannot be had together when nothing meets every must-have: the smallest such sets.

use super::advise::Advice;
use super::relax::{members, smallest};

/// The sets of must-haves that nothing meets together and that cannot be made smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflicts {
    /// Each a mask, fewest must-haves first.
    pub sets: Vec<u64>,
    /// Whether these are all; otherwise there are too many to be listed and this is one of them.
    pub all: bool,
}

/// Most sets while conflicts are worked out.
const MOST_CONFLICTS: usize = 256;

/// The smallest conflicts: every set that shares something with each smallest relaxation, and has no part that does.
#[must_use]
pub fn conflicts(advice: &Advice) -> Conflicts {
    if !advice.ranked.is_empty() || advice.excluded.is_empty() {
        return Conflicts {
            sets: Vec::new(),
            all: true,
        };
    }
    let minimal = smallest(advice.excluded.iter().map(|excluded| excluded.violated));
    match hitting(&minimal) {
        Some(mut sets) => {
            sets.sort_unstable_by_key(|set| (set.count_ones(), *set));
            Conflicts { sets, all: true }
        }
        None => Conflicts {
            sets: vec![preferred(&minimal)],
            all: false,
        },
    }
}

/// All minimal hitting sets of `edges`, one edge after the other (Berge 1989); `None` when they become too many.
fn hitting(edges: &[u64]) -> Option<Vec<u64>> {
    let mut sets = vec![0_u64];
    for edge in edges {
        let grown = sets.iter().flat_map(|&set| -> Vec<u64> {
            if set & edge != 0 {
                vec![set]
            } else {
                members(*edge).map(|member| set | 1 << member).collect()
            }
        });
        sets = smallest(grown);
        if sets.len() > MOST_CONFLICTS {
            return None;
        }
    }
    Some(sets)
}

/// One conflict, of must-haves as early as possible (`QuickXplain`, Junker 2004). Some offerings must miss each of `edges`.
fn preferred(edges: &[u64]) -> u64 {
    let all: Vec<u64> = members(edges.iter().fold(0, |all, edge| all | edge))
        .map(|member| 1 << member)
        .collect();
    explain(edges, 0, false, &all)
}

fn explain(edges: &[u64], background: u64, grew: bool, candidates: &[u64]) -> u64 {
    let consistent = edges.iter().any(|edge| edge & background == 0);
    if grew && !consistent {
        return 0;
    }
    let (earlier, later) = match candidates {
        [] => return 0,
        [one] => return *one,
        many => many.split_at(many.len() / 2),
    };
    let early: u64 = earlier.iter().fold(0, |all, one| all | one);
    let of_later = explain(edges, background | early, early != 0, later);
    let of_earlier = explain(edges, background | of_later, of_later != 0, earlier);
    of_earlier | of_later
}
