//! The release: one binary that anybody can build again bit for bit, with everything that says what is in it.
//!
//! It is made from the last commit and never from the working tree, in folders whose names do not get into it. The same
//! commit, the same Rust and the same C compiler give the same files; `--check` builds twice at two places and compares.

mod contents;
mod pack;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};

use crate::{cargo, root, run};

/// The Rust that releases are built with: another one gives other bytes.
const RUST: &str = "1.95.0";
const CARGO_AUDITABLE: &str = "0.7.7";
const CARGO_CYCLONEDX: &str = "0.5.9";

/// One place in which a release is built.
struct Place {
    /// The sources of the commit.
    sources: PathBuf,
    /// Cargo's target folder.
    target: PathBuf,
    /// What comes out.
    files: PathBuf,
}

/// What is the same at every place.
struct Build {
    commit: String,
    /// When the commit was made, in seconds since 1970; the time of everything in the release.
    epoch: String,
    /// The platform, as Rust calls it.
    host: String,
    rustc: String,
    sysroot: PathBuf,
    version: String,
}

/// Builds the release into `target/release-files`; with `check`, a second time elsewhere, and compares.
pub(crate) fn release(check: bool) -> anyhow::Result<()> {
    let build = Build::of_last_commit()?;
    crate::install("auditable", "cargo-auditable", CARGO_AUDITABLE)?;
    crate::install("cyclonedx", "cargo-cyclonedx", CARGO_CYCLONEDX)?;
    let target = root().join("target");
    let first = Place::at(&target.join("release-build"), target.join("release-files"));
    let sums = first.make(&build)?;
    eprintln!("xtask: {} files of commit {} in {}", sums.len(), build.commit, first.files.display());
    if check {
        let elsewhere = target.join("release-check").join("at-another-place");
        let second = Place::at(&elsewhere, elsewhere.join("files"));
        compare(&sums, &second.make(&build)?)?;
        eprintln!("xtask: a second build at another place gave the same {} files", sums.len());
    }
    Ok(())
}

/// Names what is not the same in both builds.
fn compare(first: &BTreeMap<String, String>, second: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let names = first.keys().chain(second.keys());
    let mut other: Vec<&str> =
        names.filter(|name| first.get(*name) != second.get(*name)).map(String::as_str).collect();
    other.sort_unstable();
    other.dedup();
    ensure!(
        other.is_empty(),
        "two builds of one commit differ in {}: compare target/release-files with \
         target/release-check/at-another-place/files, for example with diffoscope",
        other.join(", ")
    );
    Ok(())
}

impl Build {
    fn of_last_commit() -> anyhow::Result<Self> {
        let told = output(rustc().arg("-vV"))?;
        let field = |name: &str| {
            let line = told.lines().find_map(|line| line.strip_prefix(name));
            line.map(str::to_owned).with_context(|| format!("`rustc -vV` does not say `{name}`"))
        };
        ensure!(
            field("release: ")? == RUST,
            "releases are built with Rust {RUST}, and this is {}: `rustup toolchain install {RUST}`, then \
             `RUSTUP_TOOLCHAIN={RUST} cargo xtask release`",
            field("release: ")?
        );
        let git = |arguments: &[&str]| output(Command::new("git").args(arguments).current_dir(root()));
        Ok(Self {
            commit: git(&["rev-parse", "HEAD"])?,
            epoch: git(&["log", "-1", "--format=%ct"])?,
            host: field("host: ")?,
            rustc: field("commit-hash: ")?,
            sysroot: output(rustc().args(["--print", "sysroot"]))?.into(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Muster, its version and the platform: `muster-0.1.0-x86_64-unknown-linux-gnu`.
    fn name(&self) -> String {
        format!("muster-{}-{}", self.version, self.host)
    }
}

impl Place {
    fn at(build: &Path, files: PathBuf) -> Self {
        Self { sources: build.join("sources"), target: build.join("target"), files }
    }

    /// Makes all files of the release; their digests by name.
    fn make(&self, build: &Build) -> anyhow::Result<BTreeMap<String, String>> {
        self.check_out(build)?;
        run(&mut self.cargo(build, &["auditable", "build", "--release", "--locked", "--bin", "muster"]))?;
        empty(&self.files)?;
        let bill = contents::bill_of_materials(self, build)?;
        let texts = contents::licences(self, build, &bill)?;
        let binary = self.target.join(&build.host).join("release").join("muster");
        let binary = if binary.is_file() { binary } else { binary.with_extension("exe") };
        let own = fs::read(&binary).with_context(|| format!("{} was not built", binary.display()))?;
        pack::archive(self, build, &[("bin/muster", own), ("THIRD-PARTY-LICENCES.txt", texts.into_bytes())])?;
        fs::write(self.files.join("BUILD.txt"), build.recipe())?;
        pack::checksums(&self.files)
    }

    /// The commit's files, and nothing that only lies about.
    fn check_out(&self, build: &Build) -> anyhow::Result<()> {
        empty(&self.sources)?;
        let tar = self.sources.with_extension("tar");
        let mut git = Command::new("git");
        git.args(["archive", "--format=tar", "--output"]).arg(&tar).arg(&build.commit);
        run(git.current_dir(root()))?;
        tar::Archive::new(fs::File::open(&tar)?).unpack(&self.sources).context("git's archive")?;
        fs::remove_file(&tar)?;
        Ok(())
    }

    /// Cargo in the sources, with everything fixed that could get into what it builds: names of folders, the time, the place.
    fn cargo(&self, build: &Build, arguments: &[&str]) -> Command {
        let renamed = self.renamed(build);
        let flags = renamed.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
        let maps = renamed.iter().map(|(from, to)| format!("-ffile-prefix-map={from}={to}"));
        let mut command = cargo(arguments);
        command
            .current_dir(&self.sources)
            .arg("--target")
            .arg(&build.host)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_ENCODED_RUSTFLAGS", flags.collect::<Vec<_>>().join("\u{1f}"))
            .env("CFLAGS", maps.collect::<Vec<_>>().join(" "))
            .env("SOURCE_DATE_EPOCH", &build.epoch)
            // ThinLTO names what it shares between modules after digests that hold paths, and the build id is one over all names.
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
            .env("CARGO_INCREMENTAL", "0")
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            .env_remove("RUSTFLAGS");
        command
    }

    /// What folders are called in the binary. Where several fit, the last one counts.
    fn renamed(&self, build: &Build) -> Vec<(String, String)> {
        let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
            let own = std::env::home_dir()?;
            Some(own.join(".cargo"))
        });
        let packages = home.map(|home| home.join("registry").join("src")).unwrap_or_default();
        let mirrors = fs::read_dir(packages).into_iter().flatten().flatten().map(|found| found.path());
        let rust = build.sysroot.join("lib/rustlib/src/rust");
        let mut renamed = vec![
            (self.target.clone(), "/target".to_owned()),
            (self.sources.clone(), "/muster".to_owned()),
            (rust, format!("/rustc/{}", build.rustc)),
        ];
        // A folder a registry, named after where it was fetched from.
        renamed.extend(mirrors.map(|path| (path, "/packages".to_owned())));
        renamed.into_iter().map(|(from, to)| (from.display().to_string(), to)).collect()
    }
}

impl Build {
    /// How these files were made, for whoever makes them again.
    fn recipe(&self) -> String {
        format!(
            "commit {}\nSOURCE_DATE_EPOCH {}\nrust {RUST} ({})\nplatform {}\ncargo-auditable {CARGO_AUDITABLE}\n\
             cargo-cyclonedx {CARGO_CYCLONEDX}\ncommand cargo xtask release\n",
            self.commit, self.epoch, self.rustc, self.host
        )
    }
}

fn rustc() -> Command {
    let mut command = Command::new("rustc");
    command.current_dir(root());
    command
}

fn empty(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} can't be emptied", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))
}

/// What a command prints, without the end of its last line.
fn output(command: &mut Command) -> anyhow::Result<String> {
    let told = command.output().with_context(|| format!("{command:?} can't be started"))?;
    if !told.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&told.stderr));
    }
    Ok(String::from_utf8(told.stdout)?.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from a comparison that says "the same" of files of which one place has more.
    #[test]
    fn what_only_one_build_has_is_a_difference() {
        let sums = |names: &[(&str, &str)]| {
            names
                .iter()
                .map(|(name, sum)| ((*name).to_owned(), (*sum).to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        let first = sums(&[("a", "1"), ("b", "2")]);
        assert!(compare(&first, &first.clone()).is_ok());
        for second in [sums(&[("a", "1")]), sums(&[("a", "1"), ("b", "3")]), sums(&[])] {
            let told = compare(&first, &second).expect_err("they differ").to_string();
            assert!(told.contains('b'), "{told}");
            assert!(compare(&second, &first).is_err());
        }
    }
}
