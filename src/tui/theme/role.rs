//! The roles a colour can have, and one value for each of them.

/// What a piece of the screen means. Screens name roles, never colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that supports: labels, sources, dates.
    Quiet,
    /// Headings and what can be pressed.
    Accent,
    /// A good point; saved.
    Good,
    /// A caution; old data.
    Warn,
    /// A limit broken; an error.
    Bad,
    /// The label of the user's own company.
    Ours,
    /// Text of the selected row.
    SelectedText,
    /// Ground of the selected row.
    SelectedGround,
    /// Ground of everything else.
    Ground,
    /// Lines between panes, and bars.
    Border,
}

impl Role {
    /// Every role with its name in theme files. The one list that parsing, checks, problems and help use.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Text, "text"),
        (Self::Quiet, "quiet"),
        (Self::Accent, "accent"),
        (Self::Good, "good"),
        (Self::Warn, "warn"),
        (Self::Bad, "bad"),
        (Self::Ours, "ours"),
        (Self::SelectedText, "selected-text"),
        (Self::SelectedGround, "selected-ground"),
        (Self::Ground, "ground"),
        (Self::Border, "border"),
    ];

    /// The role of that name, or `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, n)| *n == name)
            .map(|(role, _)| *role)
    }

    /// The role's name in theme files.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(role, _)| *role == self)
            .map_or("", |(_, n)| n)
    }

    /// The grounds this role is written on, and the contrast it needs there. Empty for the grounds themselves.
    #[must_use]
    pub fn needs(self) -> &'static [(Self, f64)] {
        match self {
            Self::Text
            | Self::Quiet
            | Self::Accent
            | Self::Good
            | Self::Warn
            | Self::Bad
            | Self::Ours => &[(Self::Ground, 7.0), (Self::SelectedGround, 7.0)],
            Self::SelectedText => &[(Self::SelectedGround, 7.0)],
            Self::Border => &[(Self::Ground, 3.0), (Self::SelectedGround, 3.0)],
            Self::Ground | Self::SelectedGround => &[],
        }
    }

    /// The ground this role is normally written on.
    #[must_use]
    pub fn home(self) -> Self {
        match self {
            Self::SelectedText | Self::SelectedGround => Self::SelectedGround,
            _ => Self::Ground,
        }
    }
}

/// One value for each role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Roles<T> {
    values: [T; Role::ALL.len()],
}

impl<T: Copy> Roles<T> {
    /// Asks `value` for the value of each role.
    pub(super) fn build(value: impl Fn(Role) -> T) -> Self {
        Self {
            values: Role::ALL.map(|(role, _)| value(role)),
        }
    }

    /// The value of `role`.
    pub(super) fn get(&self, role: Role) -> T {
        let [
            text,
            quiet,
            accent,
            good,
            warn,
            bad,
            ours,
            selected_text,
            selected_ground,
            ground,
            border,
        ] = self.values;
        match role {
            Role::Text => text,
            Role::Quiet => quiet,
            Role::Accent => accent,
            Role::Good => good,
            Role::Warn => warn,
            Role::Bad => bad,
            Role::Ours => ours,
            Role::SelectedText => selected_text,
            Role::SelectedGround => selected_ground,
            Role::Ground => ground,
            Role::Border => border,
        }
    }
}
