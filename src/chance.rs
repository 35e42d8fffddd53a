//! Chance: the only module that asks the system's random device. Only ids of cases come from it.

/// Eight random bytes. Without a random device the time stands in: ids are still checked for being free.
#[must_use]
pub fn seed() -> [u8; 8] {
    let mut seed = [0; 8];
    if getrandom::fill(&mut seed).is_err() {
        let now = crate::clock::now().as_second() ^ i64::from(std::process::id());
        seed = now.to_le_bytes();
    }
    seed
}
