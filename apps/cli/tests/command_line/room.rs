//! A place of its own for each test: an empty data folder, and the binary run inside it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use muster_domain::{FaceTemplate, ModelId, RgbImage, StudentId};
use tempfile::TempDir;

/// The model of the templates that [`Room::with_class`] imports.
pub(crate) const MODEL: &str = "facenet/plain";

pub(crate) struct Room {
    folder: TempDir,
    pub(crate) models: PathBuf,
}

/// What a run gave, as text.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Room {
    /// A room without models, in which none can be fetched either.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let models = folder.path().join("no-models");
        Self { folder, models }
    }

    /// A room with the models of that folder.
    pub(crate) fn with_models(models: &Path) -> Self {
        Self { models: models.to_owned(), ..Self::new() }
    }

    /// A room without models that has a class: students with these ids, each with one template.
    pub(crate) fn with_class(class: &str, students: &[&str]) -> Self {
        let room = Self::new();
        room.add_class(class, students);
        room
    }

    /// Adds such a class.
    pub(crate) fn add_class(&self, class: &str, students: &[&str]) {
        let template = |at: usize| {
            let vector = (0..512).map(|i| if i == at { 1.0 } else { 0.0 }).collect();
            FaceTemplate::new(ModelId::new(MODEL), vector).expect("a unit vector")
        };
        let entries: Vec<_> =
            students.iter().enumerate().map(|(at, id)| (StudentId::new(*id), vec![template(at)])).collect();
        self.put("class.npz", &muster_identify::npz::export(&entries).expect("exports"));
        self.ok([
            "templates",
            "import",
            "class.npz",
            "--class",
            class,
            "--model",
            MODEL,
            "--consent",
            "a test",
        ]);
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("has a folder")).expect("makes the folder");
        std::fs::write(path, bytes).expect("writes");
    }

    /// A grey picture: a photo that can be read, with nobody on it.
    pub(crate) fn put_photo(&self, name: &str) {
        let grey = RgbImage::filled(320, 240, [128; 3]);
        self.put(name, &muster_capture::encode_jpeg(&grey, 90).expect("encodes"));
    }

    /// A new key's secret: that of a teacher of class `7b`.
    pub(crate) fn key(&self, label: &str) -> String {
        let said = self.ok(["key", "add", label, "--role", "teacher", "--class", "7b"]);
        said.lines().next().expect("a secret").to_owned()
    }

    /// The binary in this room, with nothing of the person's own settings.
    pub(crate) fn muster<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        self.furnish(&mut command);
        command.args(args);
        command
    }

    /// The binary after this line of a shell, which may limit what it gets.
    pub(crate) fn muster_after<S: AsRef<OsStr>>(
        &self,
        line: &str,
        args: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = Command::new("sh");
        self.furnish(&mut command);
        command
            .args(["-c", &format!("{line} && exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_muster")])
            .args(args);
        command
    }

    fn furnish(&self, command: &mut Command) {
        command
            .current_dir(self.folder.path())
            .env("MUSTER_HOME", self.path("data"))
            .env("MUSTER_MODELS", &self.models)
            .env("MUSTER_PYTHON", "no-python-so-nothing-is-fetched")
            .env_remove("MUSTER_ENGINE")
            .env("USER", "Ms Frizzle");
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        Ran::of(&mut self.muster(args))
    }

    /// Runs what must succeed, and gives what it printed.
    pub(crate) fn ok<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, Some(0), "this must succeed; it said: {}{}", ran.out, ran.err);
        ran.out
    }
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the binary starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("prints UTF-8");
        Self { code: status.code(), out: text(stdout), err: text(stderr) }
    }
}

/// Panics unless all these are in the text.
pub(crate) fn has(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "`{part}` is missing in:\n{text}");
    }
}
