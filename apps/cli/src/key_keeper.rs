//! A master key that is kept elsewhere than in the key file: in the environment, or with a program that asks a key
//! management service and never gives the key away.
//!
//! The program is called as `PROGRAM wrap` and `PROGRAM open`, with the bytes in Base64 on its standard input, and which
//! data key it is about in the variable `MUSTER_KEY_CONTEXT`, which it should bind (as AWS's encryption context, or
//! Vault's `associated_data`). It answers in Base64 on its standard output and ends with 0.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster_store::Entropy;
use muster_store_sqlite::{KeyError, KeySource, LocalKey, MasterKey};
use zeroize::Zeroizing;

/// The variable that holds the master key in 64 hexadecimal digits. No flag: every user sees a program's flags.
pub(crate) const KEY_VARIABLE: &str = "MUSTER_MASTER_KEY";
/// A service that has not answered by then does not answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most characters that are repeated of what a program complains.
const COMPLAINT: usize = 300;

/// Where the master key is, by what was said on the command line and in the environment.
///
/// # Errors
/// When both are said, or the variable holds something else.
pub(crate) fn source(program: Option<&Path>) -> anyhow::Result<KeySource> {
    match (std::env::var(KEY_VARIABLE).ok().map(Zeroizing::new), program) {
        (Some(_), Some(_)) => bail!("say where the master key is once: {KEY_VARIABLE}, or --key-command"),
        (Some(text), None) => held(&text, KEY_VARIABLE),
        (None, Some(program)) => Ok(kept_by(program)),
        (None, None) => Ok(KeySource::File),
    }
}

/// The key that a variable holds.
///
/// # Errors
/// When it is not a key.
pub(crate) fn held(text: &str, variable: &str) -> anyhow::Result<KeySource> {
    let key = LocalKey::from_hex(text)
        .with_context(|| format!("{variable} does not hold a master key: 64 hexadecimal digits"))?;
    Ok(KeySource::Elsewhere(Arc::new(key)))
}

/// The key that a program keeps.
pub(crate) fn kept_by(program: &Path) -> KeySource {
    KeySource::Elsewhere(Arc::new(KeyKeeper { program: program.to_owned() }))
}

struct KeyKeeper {
    program: PathBuf,
}

impl MasterKey for KeyKeeper {
    fn wrap(&self, context: &str, key: &[u8; 32], _: &Entropy) -> Result<Vec<u8>, KeyError> {
        let wrapped = self.ask("wrap", context, key)?;
        if wrapped.is_empty() || wrapped.as_slice() == key {
            return Err(self.failed("wrap", context, "it did not encrypt the key"));
        }
        Ok(wrapped.to_vec())
    }

    fn open(&self, context: &str, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let key = self.ask("open", context, wrapped)?;
        let length =
            || self.failed("open", context, &format!("it answered {} bytes, and a key has 32", key.len()));
        Ok(Zeroizing::new(key.as_slice().try_into().map_err(|_| length())?))
    }
}

impl KeyKeeper {
    fn ask(&self, what: &str, context: &str, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let asked = Zeroizing::new(STANDARD.encode(bytes));
        let answer = self.run(what, context, &asked);
        let answer = answer.map_err(|error| self.failed(what, context, &error.to_string()))?;
        if !answer.status.success() {
            let said: String =
                String::from_utf8_lossy(&answer.stderr).trim().chars().take(COMPLAINT).collect();
            return Err(self.failed(what, context, &format!("{}: {said}", answer.status)));
        }
        let text = Zeroizing::new(answer.stdout);
        let decoded = STANDARD.decode(text.trim_ascii());
        Ok(Zeroizing::new(decoded.map_err(|_| self.failed(what, context, "its answer is not Base64"))?))
    }

    fn run(&self, what: &str, context: &str, asked: &str) -> std::io::Result<Output> {
        let mut child = Command::new(&self.program)
            .arg(what)
            .env("MUSTER_KEY_CONTEXT", context)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // One that does not read is judged by its answer.
            input.write_all(asked.as_bytes()).ok();
        }
        ended(child, PATIENCE)
    }

    fn failed(&self, what: &str, context: &str, cause: &str) -> KeyError {
        let cause = format!("`{} {what}`: {cause}", self.program.display());
        KeyError::Keeper { context: context.to_owned(), cause }
    }
}

/// Waits for a program's end, and stops it when it takes too long.
fn ended(mut child: Child, patience: Duration) -> std::io::Result<Output> {
    let (stdout, stderr) = (reading(child.stdout.take()), reading(child.stderr.take()));
    let until = Instant::now() + patience;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            return Err(std::io::Error::other(format!("it gave no answer within {} s", patience.as_secs())));
        }
        thread::sleep(Duration::from_millis(10));
    };
    let read = |reader: thread::JoinHandle<Vec<u8>>| reader.join().unwrap_or_default();
    Ok(Output { status, stdout: read(stdout), stderr: read(stderr) })
}

/// Reads beside the program, which would wait for ever on a full pipe.
fn reading(pipe: Option<impl std::io::Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut read = Vec::new();
        if let Some(pipe) = pipe {
            // An answer of a megabyte is none.
            pipe.take(1 << 20).read_to_end(&mut read).ok();
        }
        read
    })
}
