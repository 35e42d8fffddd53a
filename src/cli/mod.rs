//! The command line: arguments in, result and exit code out. Nothing here decides anything about advice.

mod accessibility;
mod advise;
mod args;
mod audit;
mod case;
mod catalog;
pub mod doctor;
mod logging;
mod manual;
mod output;
mod page;
pub mod persona;
mod replay;
mod screen;
pub mod selftest;
mod settings;
pub mod spreadsheet;
mod theme;
mod transcripts;
mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::config::{Config, Environment, Settings, SettingsError};
use crate::tui::terminal::tell_faults_plainly;
use args::{Arguments, Command};
use logging::logged;
use output::{Failure, Output, cleaned, deliver};

pub use crate::present::Advised;
pub use output::Exit;

/// Runs the program with the arguments of the process and says how it ends. The result goes to standard output, messages to standard
/// error.
#[must_use]
pub fn main() -> ExitCode {
    tell_faults_plainly();
    // Neither is locked: the thread that draws the full screen writes to standard output, too.
    run(
        std::env::args_os(),
        Environment::read(),
        &mut std::io::stdout(),
        &mut std::io::stderr(),
    )
    .into()
}

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    environment: Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let result = match Arguments::read(args.into_iter().collect()) {
        Ok(args) => {
            let options = args.options.into();
            match environment.settings(&options) {
                Ok(settings) => {
                    let config = Config::new(options, settings, environment);
                    logged(config, err, |config| command(config, args.command))
                }
                // Whoever looks for what is wrong is told of the settings with everything else.
                Err(_) if matches!(args.command, Some(Command::Doctor { .. })) => {
                    let config = Config::new(options, Settings::default(), environment);
                    command(&config, args.command)
                }
                Err(error) => Err(unsettled(&error)),
            }
        }
        Err(error) => usage(&error),
    };
    deliver(result, out, err)
}

/// A file of settings with mistakes is said before anything is done: nobody works on without knowing that it is left out.
fn unsettled(error: &SettingsError) -> Failure {
    Failure::wrong(format!(
        "{error}\nNothing else was done or changed. Mend the file, or leave it out of this run: candor --no-settings ..."
    ))
}

fn command(config: &Config, command: Option<Command>) -> Result<Output, Failure> {
    match command {
        None => screen::start(config, None),
        Some(Command::Interview { catalog: name }) => {
            let found = catalog::find(config, &name)?;
            let catalog = found.load().map_err(Failure::wrong)?;
            screen::start(config, Some((catalog, found)))
        }
        Some(Command::Advise(args)) => advise::run(config, &args),
        Some(Command::Catalog(command)) => catalog::run(config, &command),
        Some(Command::Case(command)) => case::run(config, &command),
        Some(Command::Verify(args)) => verify::run(config, &args),
        Some(Command::Replay(args)) => replay::run(config, &args),
        Some(Command::Audit(args)) => audit::run(config, &args),
        Some(Command::Theme(command)) => theme::run(config, &command),
        Some(Command::Doctor { format }) => doctor::run(config, format),
        Some(Command::Accessibility) => Ok(accessibility::run(config)),
        Some(Command::Manual) => manual::manual(config),
        Some(Command::Completions { shell }) => Ok(manual::completions(shell)),
        Some(Command::Selftest) => selftest::run(config),
        Some(Command::Settings { schema }) => settings::run(config, schema),
    }
}

/// Help and version are results; anything else the arguments lead to is a mistake in them, and may quote them.
fn usage(error: &clap::Error) -> Result<Output, Failure> {
    let text = cleaned(&error.render().to_string());
    if error.use_stderr() {
        Err(Failure::wrong(text))
    } else {
        Ok(Output::done(text))
    }
}
