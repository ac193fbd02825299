//! The console in a real browser: what that needs, and the run itself. Its tests are in `apps/console/e2e`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

use crate::{root, run};

/// Browsers by the names that distributions give them.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// What Debian calls the browser, and fonts for the scripts of all languages that the console speaks.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-core"];

/// Runs them on the binary of the tests' own profile. Where there is no browser and none can be installed, or no Node, they
/// say that they were skipped.
pub(crate) fn test(models: &Path) -> anyhow::Result<()> {
    let folder = root().join("apps").join("console").join("e2e");
    let browser = match browser_for(&folder) {
        Ok(browser) => browser,
        Err(error) => {
            eprintln!("xtask: the console's tests in a browser are skipped: {error:#}");
            return Ok(());
        }
    };
    run(npm(&folder).args(["ci", "--no-audit", "--no-fund"]))?;
    run(npm(&folder).arg("test").env("MUSTER_MODELS", models).env("MUSTER_CHROMIUM", browser))
}

/// The browser, where Node is there too, which runs the tests of that folder.
pub(crate) fn browser_for(folder: &Path) -> anyhow::Result<PathBuf> {
    let asked =
        npm(folder).arg("--version").output().context("there is no npm: install Node 20.19 or later")?;
    ensure!(asked.status.success(), "npm does not work: {}", String::from_utf8_lossy(&asked.stderr));
    browser().map_or_else(install, Ok)
}

/// The browser that is named, or one on the path.
fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("MUSTER_CHROMIUM").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut known = BROWSERS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    named.or_else(|| known.find(|path| path.is_file()))
}

/// Debian's browser, where this may install it.
fn install() -> anyhow::Result<PathBuf> {
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(PACKAGES);
    run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    browser().context("apt-get installed none")
}

pub(crate) fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}
