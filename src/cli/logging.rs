//! The log of a run: opened before anything is done, closed with how it ended.

use std::io::Write;

use crate::cases::{LogClock, LogEntry, RunLog, remove_old_logs};
use crate::clock;
use crate::config::Config;

use super::output::{Failure, Output, tell};

/// Does `work` with the log that `config` asks for. Logs that are too old are removed, whether another is written or not.
pub fn logged(
    mut config: Config,
    err: &mut dyn Write,
    work: impl FnOnce(&Config) -> Result<Output, Failure>,
) -> Result<Output, Failure> {
    if let Some(data_dir) = &config.data_dir {
        remove_old_logs(data_dir, clock::today());
    }
    if config.log {
        match open(&config) {
            Ok(log) => config.logger = Some(log),
            Err(why) => tell(
                &format!("No log is written: {why}. Everything else works as ever."),
                err,
            ),
        }
    }
    let Some(log) = config.logger.clone() else {
        return work(&config);
    };
    log.note_panics();
    log.note(LogEntry::Started {
        interactive: config.interactive,
    });
    let result = work(&config);
    let exit = match &result {
        Ok(output) => output.exit,
        Err(failure) => failure.exit,
    };
    log.note(LogEntry::Ended {
        exit: exit.number(),
    });
    result
}

fn open(config: &Config) -> Result<RunLog, String> {
    let data_dir = config.data_dir.as_ref();
    let data_dir = data_dir.ok_or("there is no home folder; name one with --data-dir")?;
    let clock = LogClock {
        now: clock::now,
        ticks: clock::ticks,
    };
    RunLog::open(data_dir, clock).map_err(|why| format!("its folder cannot be used ({why})"))
}
