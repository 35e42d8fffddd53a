//! Chance: the only module that asks the system's random device. Ids of cases and the salt of contact details come from it.

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

/// A salt; `None` without a random device, for which nothing can stand in here.
#[must_use]
pub fn salt() -> Option<[u8; 32]> {
    let mut salt = [0; 32];
    getrandom::fill(&mut salt).ok().map(|()| salt)
}
