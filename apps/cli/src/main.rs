//! The `muster` binary: roll call from class photos at the command line.
//!
//! This crate owns what a person types and sees, where data and models live, and the only readings of the
//! clock and of the system's randomness. It leaves every decision to `usecase` and the rooms below.

#![warn(clippy::print_stdout, clippy::print_stderr, reason = "they panic when nobody reads: see `out`")]

mod annotate;
mod args;
mod audit;
mod backup;
mod calibrate;
mod demo;
mod doctor;
mod enrol;
mod evaluate;
mod files;
mod key;
mod key_keeper;
mod mark;
mod models;
mod moodle;
mod out;
mod place;
mod post;
mod privacy;
mod profiles;
mod progress;
mod register;
mod review;
mod roster;
mod seal;
mod serve;
mod settings;
mod sheet;
mod take;
mod templates;
mod train;
mod user;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

use crate::args::{Args, Command};

fn main() -> ExitCode {
    let matches = Args::command().get_matches();
    let args = Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => {
            out::tell(&format!("no threads could be started: {cause}"));
            return ExitCode::FAILURE;
        }
    };
    let mut out = out::Out::new(io::stdout());
    match runtime.block_on(run(args, &matches, &mut out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::tell(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args, matches: &ArgMatches, out: &mut dyn Write) -> anyhow::Result<()> {
    let key = key_keeper::source(args.key_command.as_deref())?;
    let place = place::Place::new(args.home, args.engine, key)?;
    audit::log(&place, &args.command, matches).await?;
    match args.command {
        Command::Models(args) => models::run(&place, args, out),
        Command::Doctor => doctor::run(&place, out).await,
        Command::Profiles(args) => profiles::run(&args, out),
        Command::Enrol(args) => enrol::run(&place, args, out).await,
        Command::Review(args) => review::run(&place, args, out).await,
        Command::Take(args) => take::run(&place, args, out).await,
        Command::Mark(args) => mark::run(&place, args, out).await,
        Command::Close(args) => mark::close(&place, args, out).await,
        Command::Roster(args) => roster::run(&place, args, out).await,
        Command::Register(args) => register::run(&place, args, out).await,
        Command::Moodle(what) => moodle::run(&place, what, out).await,
        Command::Templates(args) => templates::run(&place, args, out).await,
        Command::Calibrate(args) => calibrate::run(&place, &args, out).await,
        Command::Centre(args) => calibrate::centre(&place, &args, out),
        Command::Train(what) => train::run(&place, &what, out),
        Command::Evaluate(what) => evaluate::run(&place, &what, out),
        Command::Serve(args) => serve::run(&place, *args, out).await,
        Command::Backup(args) => backup::run(&place, args, out).await,
        Command::Restore(args) => backup::restore(&place, args, out).await,
        Command::Seal(what) => seal::run(&place, what, out).await,
        Command::Key(what) => key::run(&place, what, out).await,
        Command::User(what) => user::run(&place, what, out).await,
        Command::Consent(what) => privacy::consent(&place, what, out).await,
        Command::Faces(what) => privacy::faces(&place, what, out).await,
        Command::Student(what) => privacy::student(&place, what, out).await,
        Command::Retention => privacy::retention(&place, out).await,
        Command::Audit(what) => audit::run(&place, what, out).await,
        Command::Demo(args) => demo::run(&place, args, out).await,
    }
}
