//! Which window somebody sits at.

use serde::{Deserialize, Serialize};

use super::SafeText;

/// Where a program runs, as far as the system says it: a label for whoever finds a case open there, and nothing more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// The name of the computer; empty when it is not known.
    pub host: SafeText,
    /// The terminal, such as `pts/3`; empty when it is not known.
    pub terminal: SafeText,
}
