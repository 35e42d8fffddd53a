//! Where the value of each setting comes from: what was asked for comes first, then the file, then the usual value.

use crate::domain::SafeText;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// An option of this run.
    Option,
    /// The file of settings.
    File,
    /// Nobody said anything.
    Usual,
}

/// A setting with its value, as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The key, as the file has it.
    pub key: &'static str,
    /// The value.
    pub value: SafeText,
    /// Where it comes from.
    pub by: SetBy,
}

/// Settles settings one by one and writes down where each comes from, so that what is told is what is used.
#[derive(Debug, Default)]
pub(super) struct Resolver(pub Vec<Resolved>);

impl Resolver {
    /// The value for `key`: the option, else the file's, else the usual one.
    pub fn settle<T>(
        &mut self,
        key: &'static str,
        option: Option<T>,
        file: Option<T>,
        usual: T,
        words: impl FnOnce(&T) -> String,
    ) -> T {
        let (value, by) = match (option, file) {
            (Some(value), _) => (value, SetBy::Option),
            (None, Some(value)) => (value, SetBy::File),
            (None, None) => (usual, SetBy::Usual),
        };
        self.0.push(Resolved {
            key,
            value: words(&value).into(),
            by,
        });
        value
    }
}
