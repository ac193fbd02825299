//! Requests that schemathesis makes up from docs/openapi.json, sent to the real server: none may be answered by a fault of
//! the server's own. What counts as one is in `schemathesis/checks.py`, what there is to ask for in `schemathesis/seed.py`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail, ensure};

use crate::{binary, python_with, root, run};

/// The package and what it draws its cases with: other versions make other requests of the same seed.
const PACKAGES: [&str; 2] = ["schemathesis==4.32.5", "hypothesis==6.170.17"];
/// The whole run takes so many seconds on any machine; a faster one sends more.
const SECONDS: &str = "75";
const SEED: &str = "8";

/// Asks the binary of the tests' own profile for 75 seconds. Where there is no Python or the package can't be had, a line
/// says that this was skipped.
pub(crate) fn test() -> anyhow::Result<()> {
    let python = match installed() {
        Ok(python) => python,
        Err(error) => {
            eprintln!("xtask: made-up requests (schemathesis) are skipped: {error:#}");
            return Ok(());
        }
    };
    let folder = root().join("target").join("schemathesis-run");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let key = new_key(&folder)?;
    let mut server = Server::start(&folder)?;
    let asked = ask(&python, &folder, &server.address, &key);
    server.is_well(&folder)?;
    asked
}

/// A Python with schemathesis, in `target/schemathesis`.
fn installed() -> anyhow::Result<PathBuf> {
    let [wanted, _] = PACKAGES;
    let shows = format!(
        "import importlib.metadata as m; assert 'schemathesis==' + m.version('schemathesis') == '{wanted}'"
    );
    python_with(&root().join("target").join("schemathesis"), &shows, &PACKAGES)
}

/// Muster in an empty place: no data, no models, and no way to fetch any.
fn muster(folder: &Path) -> Command {
    let mut command = Command::new(binary());
    command
        .current_dir(folder)
        .env("MUSTER_HOME", folder.join("home"))
        .env("MUSTER_MODELS", folder.join("no-models"))
        .env("MUSTER_PYTHON", "no-python-so-nothing-is-fetched");
    command
}

/// An admin's key. There is one before the server starts, so it prints no link for a first admin.
fn new_key(folder: &Path) -> anyhow::Result<String> {
    let told = muster(folder).args(["key", "add", "schemathesis", "--role", "admin"]).output();
    let told = told.context("the muster binary can't be started: `cargo build` makes it")?;
    ensure!(told.status.success(), "no key was made: {}", String::from_utf8_lossy(&told.stderr));
    let told = String::from_utf8(told.stdout)?;
    told.lines().next().map(str::to_owned).context("`muster key add` printed no key")
}

/// Fills the school, then asks.
fn ask(python: &Path, folder: &Path, address: &str, key: &str) -> anyhow::Result<()> {
    let own = root().join("xtask").join("schemathesis");
    let mut seed = Command::new(python);
    seed.arg(own.join("seed.py")).arg(address).arg(folder).env("MUSTER_KEY", key).stderr(Stdio::inherit());
    let person = seed.output().context("seed.py can't be started")?;
    ensure!(person.status.success(), "the school could not be filled: the line above says at what");
    let person = String::from_utf8(person.stdout)?;
    // Beside the dictionaries that seed.py wrote, which it names.
    for name in ["schemathesis.toml", "checks.py"] {
        fs::copy(own.join(name), folder.join(name)).with_context(|| format!("{name} can't be copied"))?;
    }
    let mut command = Command::new(python);
    command.args(["-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"]);
    command.arg(root().join("docs").join("openapi.json")).args(["--url", address]);
    command.args(["--checks", "not_a_server_fault", "--no-shrink", "--warnings", "off"]);
    command.args(["--max-time", SECONDS, "--seed", SEED]);
    command.env("MUSTER_KEY", key).env("MUSTER_PERSON", person.trim()).env("SCHEMATHESIS_HOOKS", "checks");
    command.env("PYTHONPATH", folder).env("PYTHONUTF8", "1").current_dir(folder);
    run(&mut command)
        .context("the lines above have the requests; `st replay` is of no use without the server")
}

/// The server, which ends with this.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> anyhow::Result<Self> {
        let log = fs::File::create(folder.join("server.log"))?;
        let mut command = muster(folder);
        command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().context("`muster serve` can't be started")?;
        let said = child.stdout.take().context("it has an output")?;
        let line = BufReader::new(said).lines().next();
        let line = line.context("`muster serve` ended before it listened: see server.log")??;
        let address = line.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address.map(|word| word.trim_end_matches(';').to_owned());
        let Some(address) = address else {
            child.kill()?;
            bail!("`muster serve` did not say where it listens: {line}");
        };
        Ok(Self { child, address })
    }

    /// Refuses a server that ended, does not listen any more, or caught a panic that no answer showed.
    fn is_well(&mut self, folder: &Path) -> anyhow::Result<()> {
        let log = folder.join("server.log");
        ensure!(self.child.try_wait()?.is_none(), "the server ended: {} says why", log.display());
        let place = self.address.trim_start_matches("http://");
        TcpStream::connect(place).context("the server does not listen any more")?;
        let told = fs::read_to_string(&log)?;
        let panicked = told.lines().find(|line| line.contains("panicked"));
        ensure!(panicked.is_none(), "the server panicked: {}", panicked.unwrap_or_default());
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
