//! Running one test of this binary as another process.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable that hands a folder to a helper; without it a helper does nothing.
const FOLDER: &str = "CANDOR_TEST_FOLDER";

/// The arguments that make this test binary run only the ignored test `name`.
fn arguments(name: &str) -> [&str; 5] {
    [
        name,
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]
}

/// A command that runs the ignored test `name` on `folder`.
pub fn helper(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(arguments(name)).env(FOLDER, folder);
    command
}

/// The same under the umask `mask`.
#[cfg(unix)]
pub fn helper_with_umask(mask: &str, name: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("umask {mask}; exec \"$0\" \"$@\""))
        .arg(env::current_exe().unwrap())
        .args(arguments(name))
        .env(FOLDER, folder);
    command
}

/// The folder a helper was given.
pub fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}
