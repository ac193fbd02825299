//! Where data and models live on this machine, and who is at work.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use muster_domain::SchoolId;
use muster_inference::EngineChoice;
use muster_store::{Entropy, People as _};
use muster_store_sqlite::{DATABASE_FILE, KeySource, SqliteStore};
use muster_usecase::Act;

use crate::args::Engine;
use crate::out;
use crate::settings::time_zone;

/// The one school of a command line.
const SCHOOL: &str = "school";

/// The data folder and the engine that was asked for.
#[derive(Clone)]
pub(crate) struct Place {
    data: PathBuf,
    engine: EngineChoice,
    key: KeySource,
}

/// An opened place: the database, the school and the person at work.
pub(crate) struct Desk {
    store: SqliteStore,
    school: SchoolId,
    /// Where the school is.
    zone: TimeZone,
    by: String,
}

impl Place {
    pub(crate) fn new(data: Option<PathBuf>, engine: Engine, key: KeySource) -> anyhow::Result<Self> {
        let data = match data {
            Some(data) => data,
            None => default_data().context("no home folder is set; name a data folder with --home DIR")?,
        };
        let engine = match engine {
            Engine::Auto => EngineChoice::Auto,
            Engine::Rten => EngineChoice::Rten,
            Engine::Onnxruntime => EngineChoice::OnnxRuntime,
        };
        Ok(Self { data, engine, key })
    }

    /// The same engine and models with another data folder.
    pub(crate) fn at(&self, data: PathBuf) -> Self {
        Self { data, engine: self.engine, key: self.key.clone() }
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Where the data folder's master key is.
    pub(crate) fn key_source(&self) -> &KeySource {
        &self.key
    }

    /// Whether there is a database already.
    pub(crate) fn has_data(&self) -> bool {
        self.data.join(DATABASE_FILE).exists()
    }

    pub(crate) fn models(&self) -> PathBuf {
        std::env::var_os("MUSTER_MODELS").map_or_else(|| self.data.join("models"), PathBuf::from)
    }

    pub(crate) fn engine(&self) -> EngineChoice {
        self.engine
    }

    /// Opens the database, made when it is not there.
    pub(crate) async fn open(&self) -> anyhow::Result<Desk> {
        let store =
            SqliteStore::open_folder_under(&self.data, &self.key, entropy()).await.with_context(|| {
                format!("the data folder {} can't be used; --home names another", self.data.display())
            })?;
        if store.undid_restore() {
            out::tell("a restore was cut off: the data from before it is back in place, and nothing is lost");
        }
        let school = SchoolId::new(SCHOOL);
        store.put_school(&school, "School").await?;
        let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
        let zone = std::env::var("MUSTER_TIME_ZONE")
            .ok()
            .map_or_else(|| Ok(TimeZone::system()), |name| time_zone(&name))?;
        Ok(Desk { store, school, zone, by: user.unwrap_or_else(|_| "command line".to_owned()) })
    }
}

impl Desk {
    pub(crate) fn school(&self) -> &SchoolId {
        &self.school
    }

    pub(crate) fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// The store, for a server that outlives this desk.
    pub(crate) fn into_store(self) -> SqliteStore {
        self.store
    }

    /// An act at this moment.
    pub(crate) fn act(&self) -> Act<'_> {
        Act {
            store: &self.store,
            school: &self.school,
            now: Timestamp::now(),
            zone: &self.zone,
            by: &self.by,
            request: None,
        }
    }
}

/// The operating system's randomness.
pub(crate) fn entropy() -> Entropy {
    Arc::new(|bytes| getrandom::fill(bytes).expect("the operating system has a source of randomness"))
}

/// The user's data folder, by the XDG base directory convention or the platform's like.
fn default_data() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = from("XDG_DATA_HOME")
        .or_else(|| from("LOCALAPPDATA"))
        .or_else(|| from("HOME").map(|home| home.join(".local").join("share")))?;
    Some(base.join("muster"))
}
