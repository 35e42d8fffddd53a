//! A program held to a part of one processor, where the system and its rights allow it: control groups of Linux, either version.

use std::fs;
use std::path::{Path, PathBuf};

/// A tenth of one processor: so many microseconds of every [`PERIOD`].
const SHARE: &str = "1000";
/// Microseconds after which a program gets its share anew.
const PERIOD: &str = "10000";

/// The limit of one program; it ends with the program.
pub struct Limit {
    group: PathBuf,
}

impl Limit {
    /// Holds the process to a tenth of one processor; `None` where that cannot be done.
    pub fn tenth(process: u32) -> Option<Self> {
        let groups = ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup"];
        groups
            .into_iter()
            .find_map(|groups| Self::under(Path::new(groups), process))
    }

    fn under(groups: &Path, process: u32) -> Option<Self> {
        let group = groups.join(format!("candor-bench-{process}"));
        fs::create_dir(&group).ok()?;
        let limit = Self { group };
        let first =
            limit.says("cpu.cfs_period_us", PERIOD) && limit.says("cpu.cfs_quota_us", SHARE);
        let limited = first || limit.says("cpu.max", &format!("{SHARE} {PERIOD}"));
        (limited && limit.says("cgroup.procs", &process.to_string())).then_some(limit)
    }

    fn says(&self, file: &str, words: &str) -> bool {
        fs::write(self.group.join(file), words).is_ok()
    }
}

impl Drop for Limit {
    /// A group can be removed once the program that is in it has gone to another, or ended.
    fn drop(&mut self) {
        let parent = self.group.parent();
        if let (Some(parent), Ok(inside)) =
            (parent, fs::read_to_string(self.group.join("cgroup.procs")))
        {
            for process in inside.lines() {
                let _ = fs::write(parent.join("cgroup.procs"), process);
            }
        }
        let _ = fs::remove_dir(&self.group);
    }
}
