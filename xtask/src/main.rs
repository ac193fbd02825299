//! The project's chores: `cargo xtask test` runs everything that CI runs.

mod app;
mod console;
mod release;
mod schemathesis;
#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context as _, bail};

const CARGO_DENY: &str = "0.20.2";
/// Its newest release needs the urllib3 of its time.
const COMPREFACE_CLIENT: [&str; 3] = ["compreface-sdk==0.6.0", "requests<2.32", "urllib3<2"];

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let result = match task.as_deref() {
        Some("test") => test(),
        Some("lint") => lint(),
        Some("console") => console::test(&root().join("target").join("models")),
        Some("app") => app::export(),
        Some("schemathesis") => schemathesis::test(),
        Some("release") => release(std::env::args().nth(2).as_deref()),
        Some("app-tests") => app::test(&root().join("target").join("models")),
        Some("fuzz") => fuzz(std::env::args().nth(2).as_deref().unwrap_or("60")),
        _ => {
            eprintln!(
                "cargo xtask test             all of lint, and all tests\n\
                 cargo xtask console          the console in a browser, on what was built last\n\
                 cargo xtask app              the phone app's web export, which the server shows under /app\n\
                 cargo xtask app-tests        the phone app's tests, on what was built last\n\
                 cargo xtask schemathesis     made-up requests from docs/openapi.json, on what was built last\n\
                 cargo xtask lint             format, clippy, documentation and licences\n\
                 cargo xtask release [--check] the release's files; built twice and compared with --check\n\
                 cargo xtask fuzz [SECONDS]   cargo-fuzz for so long a target (60); needs nightly Rust"
            );
            return ExitCode::FAILURE;
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Everything that CI checks. Tests with real models run on those in `target/models`, installed here first;
/// where they can't be had, these tests say that they were skipped.
fn test() -> anyhow::Result<()> {
    lint()?;
    let models = root().join("target").join("models");
    if let Err(error) = install_models(&models) {
        eprintln!("xtask: no models, so the tests that need them are skipped: {error:#}");
        run(&mut cargo(&["test", "--workspace", "--no-fail-fast"]))?;
        return schemathesis::test();
    }
    let mut tests = cargo(&["test", "--workspace", "--no-fail-fast"]);
    tests.env("MUSTER_MODELS", &models);
    match compreface_client() {
        Ok(python) => drop(tests.env("MUSTER_COMPREFACE_PYTHON", python)),
        Err(error) => eprintln!("xtask: no CompreFace client, so its test is skipped: {error:#}"),
    }
    run(&mut tests)?;
    schemathesis::test()?;
    console::test(&models)?;
    app::test(&models)
}

/// A Python with the package `compreface-sdk`, in `target/compreface`.
fn compreface_client() -> anyhow::Result<PathBuf> {
    python_with(&root().join("target").join("compreface"), "import compreface.service", &COMPREFACE_CLIENT)
}

/// A Python of its own in that folder, in which the line `shows` runs; else it is made there, with these packages.
fn python_with(folder: &Path, shows: &str, packages: &[&str]) -> anyhow::Result<PathBuf> {
    let python = if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") };
    let there = Command::new(&python).args(["-c", shows]).output();
    if !there.is_ok_and(|done| done.status.success()) {
        run(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    }
    Ok(python)
}

/// The binary of the tests' own profile installs them, so nothing is built twice.
fn install_models(models: &Path) -> anyhow::Result<()> {
    run(&mut cargo(&["test", "--workspace", "--no-run"]))?;
    run(Command::new(binary()).args(["models", "install"]).env("MUSTER_MODELS", models))
}

/// The binary of the tests' own profile.
fn binary() -> PathBuf {
    root().join("target").join("debug").join(format!("muster{}", std::env::consts::EXE_SUFFIX))
}

fn release(option: Option<&str>) -> anyhow::Result<()> {
    match option {
        None => release::release(false),
        Some("--check") => release::release(true),
        Some(other) => bail!("`{other}` is no option of release: `--check` builds twice and compares"),
    }
}

fn lint() -> anyhow::Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    run(cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;
    deny()
}

/// Licences, bans and sources of the dependencies (deny.toml). Advisories need a database from the network and
/// are a command of their own: `cargo deny check advisories`.
fn deny() -> anyhow::Result<()> {
    // It reads one tree once: building it without optimisation takes a third of the time and costs a second there.
    install("deny", "cargo-deny", CARGO_DENY)?;
    // Every platform's dependencies, which a build for this one does not all bring.
    run(&mut cargo(&["fetch", "--locked"]))?;
    run(&mut cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"]))
}

/// Installs a command of cargo's where it is missing.
fn install(command: &str, package: &str, version: &str) -> anyhow::Result<()> {
    if cargo(&[command, "--version"]).output().is_ok_and(|found| found.status.success()) {
        return Ok(());
    }
    run(&mut cargo(&["install", package, "--locked", "--debug", "--version", version]))
}

/// Throws changed seeds at every parser for so many seconds each, with the address sanitizer. What it finds is in
/// `fuzz/artifacts`; what it learns stays in `fuzz/corpus`.
fn fuzz(seconds: &str) -> anyhow::Result<()> {
    let seconds: u32 = seconds.parse().with_context(|| format!("`{seconds}` is no number of seconds"))?;
    let installed = cargo_nightly(&["fuzz", "--version"]).output().is_ok_and(|found| found.status.success());
    if !installed {
        bail!(
            "cargo-fuzz and nightly Rust are needed: `rustup toolchain install nightly` and \
             `cargo install cargo-fuzz --locked`"
        );
    }
    let corpus = root().join("fuzz").join("corpus");
    run(cargo(&["run", "--package", "muster-fuzz-targets", "--"]).arg(corpus))?;
    let listed = cargo_nightly(&["fuzz", "list"]).output().context("`cargo fuzz list` can't be started")?;
    let limit = format!("-max_total_time={seconds}");
    for target in String::from_utf8_lossy(&listed.stdout).lines() {
        // A case over ten seconds or a gigabyte is a find, too.
        let limits = ["--", &limit, "-timeout=10", "-rss_limit_mb=1024", "-max_len=65536"];
        run(cargo_nightly(&["fuzz", "run", target]).args(limits))?;
    }
    Ok(())
}

/// Nightly's cargo; one that the toolchain of this run names would win over rustup's choice.
fn cargo_nightly(arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo"]).args(arguments).current_dir(root());
    command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    command
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    eprintln!("xtask: {command:?}");
    let status = command.status().with_context(|| format!("{command:?} can't be started"))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
