//! SHA-256 as it stands in records and on papers.

use sha2::{Digest as _, Sha256};

/// SHA-256 in lower-case hexadecimal: 64 characters.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    sha256_of(&[bytes])
}

/// The same over several parts, as if they were one.
#[must_use]
pub fn sha256_of(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let digest = hash.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
