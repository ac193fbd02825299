//! The `muster` binary: roll call from class photos at the command line.
//!
//! This crate owns what a person types and sees, where data and models live, and the only readings of the
//! clock and of the system's randomness. It leaves every decision to `usecase` and the rooms below.

mod annotate;
mod args;
mod demo;
mod doctor;
mod enrol;
mod files;
mod mark;
mod models;
mod place;
mod profiles;
mod progress;
mod register;
mod review;
mod sheet;
mod take;
mod templates;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => {
            eprintln!("muster: no threads could be started: {cause}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("muster: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> anyhow::Result<()> {
    let place = place::Place::new(args.data, args.engine)?;
    match args.command {
        Command::Models(args) => models::run(&place, args),
        Command::Doctor => doctor::run(&place).await,
        Command::Profiles(args) => profiles::run(&args),
        Command::Enrol(args) => enrol::run(&place, args).await,
        Command::Review(args) => review::run(&place, args).await,
        Command::Take(args) => take::run(&place, args).await,
        Command::Mark(args) => mark::run(&place, args).await,
        Command::Close(args) => mark::close(&place, args).await,
        Command::Register(args) => register::run(&place, args).await,
        Command::Templates(args) => templates::run(&place, args).await,
        Command::Demo(args) => demo::run(&place, args).await,
    }
}
