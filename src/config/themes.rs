//! Where themes are found: those compiled into the program, and the files `NAME.json` in the user's folder of themes.

use std::path::{Path, PathBuf};

use crate::domain::SafeText;
use crate::tui::theme::{self, Theme};

use super::read::small_file;

/// Longest theme file, in bytes.
const MAX_THEME: u64 = 1024 * 1024;

/// All themes at hand.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    folder: Option<PathBuf>,
}

/// Where one theme is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeSource {
    /// Compiled into the program.
    Shipped(&'static str),
    /// A file.
    File(PathBuf),
}

impl Themes {
    /// The shipped themes, and the files in `folder`, which need not exist.
    #[must_use]
    pub const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// Every theme with the name it is chosen by: the shipped ones, then the user's by name. A file called like a shipped theme is
    /// not listed, because the shipped one comes first.
    #[must_use]
    pub fn all(&self) -> Vec<(String, ThemeSource)> {
        let shipped = theme::list();
        let mut own: Vec<(String, ThemeSource)> = self
            .folder
            .as_ref()
            .and_then(|folder| std::fs::read_dir(folder).ok())
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                path.extension().is_some_and(|ending| ending == "json") && path.is_file()
            })
            .filter_map(|path| {
                let name = path.file_stem()?.to_str()?.to_owned();
                Some((name, ThemeSource::File(path)))
            })
            .filter(|(name, _)| !shipped.contains(&name.as_str()))
            .collect();
        own.sort_by(|a, b| a.0.cmp(&b.0));
        let shipped = shipped
            .into_iter()
            .map(|name| (name.to_owned(), ThemeSource::Shipped(name)));
        shipped.chain(own).collect()
    }

    /// Finds a theme by name, or by the path of a file.
    ///
    /// # Errors
    /// A message for the person when there is none, with what there is.
    pub fn find(&self, name: &str) -> Result<ThemeSource, SafeText> {
        let all = self.all();
        if let Some((_, source)) = all.iter().find(|(known, _)| known == name) {
            return Ok(source.clone());
        }
        let path = Path::new(name);
        if path.is_file() {
            return Ok(ThemeSource::File(path.to_owned()));
        }
        let known = || all.iter().map(|(known, _)| known.as_str());
        let near = crate::catalog::nearest(name, known())
            .map(|near| format!(" Did you mean '{near}'?"))
            .unwrap_or_default();
        let known = known().collect::<Vec<_>>().join(", ");
        Err(format!(
            "There is no theme called '{name}'.{near} The themes are: {known}. A theme file can be named by its path."
        )
        .into())
    }

    /// The theme chosen by name, or the usual one.
    ///
    /// # Errors
    /// A message for each reason why it cannot be used.
    pub fn chosen(&self, name: Option<&str>) -> Result<Theme, Vec<SafeText>> {
        match name {
            None => Ok(Theme::default()),
            Some(name) => self.find(name).map_err(|error| vec![error])?.load(),
        }
    }
}

impl ThemeSource {
    /// Reads and checks it.
    ///
    /// # Errors
    /// A message for each problem.
    pub fn load(&self) -> Result<Theme, Vec<SafeText>> {
        match self {
            Self::Shipped(name) => theme::builtin(name)
                .ok_or_else(|| vec![format!("The shipped theme '{name}' is broken.").into()]),
            Self::File(path) => {
                let text = read(path).map_err(|error| vec![error])?;
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                Theme::load(&name, &text).map_err(|problems| {
                    problems
                        .iter()
                        .map(|problem| problem.to_string().into())
                        .collect()
                })
            }
        }
    }

    /// Where it is from, for lists: `shipped`, or the path of its file.
    #[must_use]
    pub fn origin(&self) -> SafeText {
        match self {
            Self::Shipped(_) => "shipped".into(),
            Self::File(path) => SafeText::new(&path.to_string_lossy()),
        }
    }
}

fn read(path: &Path) -> Result<String, SafeText> {
    let refused = |why: &dyn std::fmt::Display| {
        let shown = path.to_string_lossy();
        SafeText::from(format!(
            "The theme file {shown} {why}. Nothing was changed."
        ))
    };
    let bytes = small_file(path, MAX_THEME).map_err(|why| refused(&why))?;
    String::from_utf8(bytes).map_err(|_| refused(&"cannot be read: it is not UTF-8"))
}
