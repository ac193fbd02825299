//! The phone app: its web export for the server, and all that checks the app. Its sources are in `mobile`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::console::{browser_for, npm};
use crate::{root, run};

/// Its web export, in `target/app`, where a server that was built here finds it.
pub(crate) fn export() -> anyhow::Result<()> {
    run(npm(&sources()).args(["ci", "--no-audit", "--no-fund"]))?;
    export_web()
}

/// Types, lint and unit tests; the real client and the web export on the real server; the bundles and native projects of
/// both phones. Without Node or a browser a line says that they were skipped.
pub(crate) fn test(models: &Path) -> anyhow::Result<()> {
    let e2e = root().join("apps").join("console").join("e2e");
    let browser = match browser_for(&e2e) {
        Ok(browser) => browser,
        Err(error) => {
            eprintln!("xtask: the phone app's tests are skipped: {error:#}");
            return Ok(());
        }
    };
    run(npm(&sources()).args(["ci", "--no-audit", "--no-fund"]))?;
    for script in ["api:fresh", "types", "lint", "test"] {
        run(&mut script_of_app(script))?;
    }
    export_web()?;
    run(npm(&e2e).args(["ci", "--no-audit", "--no-fund"]))?;
    for script in ["contract", "e2e"] {
        run(script_of_app(script).env("MUSTER_MODELS", models).env("MUSTER_CHROMIUM", &browser))?;
    }
    run(script_of_app("export:phones").args(["--", "--output-dir"]).arg(target("app-phones")))?;
    run(&mut script_of_app("native"))
}

fn export_web() -> anyhow::Result<()> {
    let folder = target("app");
    run(script_of_app("export:web").env("APP_BASE_PATH", "/app").args(["--", "--output-dir"]).arg(&folder))?;
    run(Command::new("node").arg("compress.mjs").arg(folder).current_dir(sources()))
}

/// A script of the app's package.json, with Expo's tools told to ask nobody and to tell nobody.
fn script_of_app(script: &str) -> Command {
    let mut command = npm(&sources());
    command.args(["run", "--silent", script]);
    command.env("EXPO_NO_TELEMETRY", "1").env("EXPO_OFFLINE", "1").env("CI", "1");
    command
}

fn sources() -> PathBuf {
    root().join("mobile")
}

fn target(name: &str) -> PathBuf {
    root().join("target").join(name)
}
