//! A data folder whose keys are changed: another data key, another master key, or none any more.
//!
//! Nobody else may use the folder meanwhile: a server goes on with the keys that it has read. Whatever happens on the way,
//! the folder opens with its old keys or with its new ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use muster_domain::SchoolId;
use muster_store::{Entropy, StoreError};
use sqlx::SqliteConnection;

use crate::columns::instant;
use crate::connect::remove_if_there;
use crate::data_key::{DataKey, context};
use crate::failure::Failure;
use crate::local_key::{KeyError, LocalKey, sync_folder};
use crate::lock::FolderLock;
use crate::master::{KeySource, MasterKey};
use crate::reseal::{Progress, reseal};
use crate::school_keys::{draw, key_rows};
use crate::seal::SchoolKeys;
use crate::{DATABASE_FILE, KEY_FILE, OpenError, SqliteStore};

/// A new key file, before the database counts on it.
const NEXT_KEY_FILE: &str = "school.key.next";

/// What is known of a school's data key.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DataKeyState {
    /// The school.
    pub school_id: String,
    /// How many keys the school has had, this one included.
    pub generation: i64,
    /// When it was made, in RFC 3339; none when it was made as the school was.
    pub made_at: Option<String>,
    /// When it was destroyed.
    pub destroyed_at: Option<String>,
}

/// A data folder that nobody else uses.
pub struct SealedFolder {
    folder: PathBuf,
    store: SqliteStore,
    source: KeySource,
    _alone: FolderLock,
}

impl SealedFolder {
    /// Takes the folder for itself.
    ///
    /// # Errors
    /// [`OpenError::NoData`]; [`OpenError::Lock`] when a server or a command uses it; as [`SqliteStore::open_folder`].
    pub async fn open(folder: &Path, source: KeySource, entropy: Entropy) -> Result<Self, OpenError> {
        let database = folder.join(DATABASE_FILE);
        if !database.exists() {
            return Err(OpenError::NoData { folder: folder.into() });
        }
        let alone = FolderLock::alone(folder)?;
        let store = open_settled(folder, &source, true, entropy).await?;
        Ok(Self { folder: folder.into(), store, source, _alone: alone })
    }

    /// Gives every school another data key, seals everything anew under it, and destroys the one before. Returns how many
    /// values that were.
    ///
    /// # Errors
    /// [`StoreError`]; then everything is as it was.
    pub async fn rotate(&self, at: Timestamp, progress: Progress<'_>) -> Result<u64, StoreError> {
        self.store.placed(self.rotate_all(at, progress).await)
    }

    async fn rotate_all(&self, at: Timestamp, progress: Progress<'_>) -> Result<u64, Failure> {
        let store = &self.store;
        let (mut values, mut renewed) = (0, Vec::new());
        let mut tx = store.begin_write().await?;
        for row in key_rows(&mut tx).await? {
            let (school, generation) = (row.school(), row.generation + 1);
            let old = store.vault.keys(&school)?;
            let (key, wrapped) = draw(store.master.as_ref(), (&school, generation), store.vault.entropy())?;
            values += reseal(&mut tx, &store.vault, &school, (&old.key, &key), &mut *progress).await?;
            write_key(&mut tx, (&school, generation), &wrapped, Some(at)).await?;
            renewed.push((school, SchoolKeys { key, chain: old.chain.clone() }));
        }
        tx.commit().await?;
        for (school, keys) in renewed {
            store.vault.learn(school, keys);
        }
        store.clean_files().await?;
        Ok(values)
    }

    /// Wraps the data keys under another master key. One for the key file is drawn anew and takes the place of the one
    /// that is there; a key file that is not used any more is removed.
    ///
    /// # Errors
    /// [`OpenError`]; then the master key is the one that it was.
    pub async fn change_master(self, to: &KeySource) -> Result<(), OpenError> {
        let (next, file) = (self.folder.join(NEXT_KEY_FILE), self.folder.join(KEY_FILE));
        let master: Arc<dyn MasterKey> = match to {
            KeySource::File => {
                let key = LocalKey::draw(self.store.vault.entropy());
                key.write_new(&next)?;
                Arc::new(LocalKey::load(&next)?)
            }
            KeySource::Elsewhere(key) => Arc::clone(key),
        };
        if let Err(failure) = self.rewrap(master.as_ref()).await {
            fs::remove_file(&next).ok();
            return Err(failure.at(&self.folder.join(DATABASE_FILE)).into());
        }
        match to {
            KeySource::File => put_in_place(&next, &file),
            KeySource::Elsewhere(_) => remove_if_there(&file).and_then(|()| sync_folder(&self.folder)),
        }
        .map_err(|error| OpenError::Files { path: file, cause: error.to_string() })
    }

    async fn rewrap(&self, to: &dyn MasterKey) -> Result<(), Failure> {
        let mut tx = self.store.begin_write().await?;
        for row in key_rows(&mut tx).await? {
            let (school, generation) = (row.school(), row.generation);
            let about = context(&school, generation);
            let key = row.unwrapped(self.store.master.as_ref())?;
            let wrapped = to.wrap(&about, &key, self.store.vault.entropy())?;
            // Nothing would open it if its keeper gave back something else.
            if *to.open(&about, &wrapped)? != *key {
                return Err(KeyError::Keeper {
                    context: about,
                    cause: "it opens another key than it wrapped".into(),
                }
                .into());
            }
            rewrite_key(&mut tx, &school, &wrapped).await?;
        }
        tx.commit().await?;
        self.store.clean_files().await?;
        Ok(())
    }

    /// Destroys every school's data key: nothing opens the faces, notes and secrets in this folder any more, nor in a
    /// copy of its database that was made since the key was. Names and marks are not sealed, and stay.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn destroy(self, at: Timestamp) -> Result<(), OpenError> {
        let destroyed = async {
            let mut tx = self.store.begin_write().await?;
            sqlx::query("UPDATE data_key SET wrapped = NULL, destroyed_at = ?1 WHERE wrapped IS NOT NULL")
                .bind(instant(at)?)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            self.store.clean_files().await
        };
        self.store.placed(destroyed.await)?;
        let file = self.folder.join(KEY_FILE);
        if matches!(self.source, KeySource::File) {
            overwritten(&file).map_err(|error| OpenError::Files { path: file, cause: error.to_string() })?;
        }
        Ok(())
    }
}

impl SqliteStore {
    /// What is known of the data keys, by school.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn data_keys(&self) -> Result<Vec<DataKeyState>, StoreError> {
        let rows = sqlx::query_as(
            "SELECT school_id, generation, made_at, destroyed_at FROM data_key ORDER BY school_id",
        );
        self.placed(rows.fetch_all(&self.readers).await.map_err(Failure::from))
    }

    /// Gives a school from before there were data keys its first one, and seals everything anew under it.
    pub(crate) async fn give_first_key(&self, school: &SchoolId) -> Result<(), Failure> {
        let held = self.master.held().ok_or_else(|| KeyError::Keeper {
            context: format!("the data of {school}"),
            cause: "it is from before data keys, and sealed under the key file: start this Muster once with the key \
                    file, then move the master key with `muster seal move`"
                .to_owned(),
        })?;
        let (old, chain) = (DataKey::before_data_keys(held), DataKey::chain_before_data_keys(held));
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        // Another process may have been first.
        if !schools_without_key(&mut tx).await?.contains(school) {
            return Ok(());
        }
        let (key, wrapped) = draw(self.master.as_ref(), (school, 1), self.vault.entropy())?;
        reseal(&mut tx, &self.vault, school, (&old, &key), &mut |_, _| ()).await?;
        sqlx::query("UPDATE school SET audit_key = ?2 WHERE school_id = ?1")
            .bind(school.as_str())
            .bind(self.vault.seal_under(&key, school, crate::seal::Place::AuditKey, &chain[..])?)
            .execute(&mut *tx)
            .await?;
        write_key(&mut tx, (school, 1), &wrapped, None).await?;
        Ok(tx.commit().await?)
    }
}

/// Schools of data from before there were data keys.
pub(crate) async fn schools_without_key(db: &mut SqliteConnection) -> Result<Vec<SchoolId>, Failure> {
    let schools: Vec<String> = sqlx::query_scalar(
        "SELECT school_id FROM school WHERE school_id NOT IN (SELECT school_id FROM data_key)",
    )
    .fetch_all(db)
    .await?;
    Ok(schools.into_iter().map(SchoolId::new).collect())
}

async fn write_key(
    db: &mut SqliteConnection,
    (school, generation): (&SchoolId, i64),
    wrapped: &[u8],
    at: Option<Timestamp>,
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO data_key (school_id, generation, wrapped, made_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (school_id) DO UPDATE
         SET generation = excluded.generation, wrapped = excluded.wrapped, made_at = excluded.made_at",
    )
    .bind(school.as_str())
    .bind(generation)
    .bind(wrapped)
    .bind(at.map(instant).transpose()?)
    .execute(db)
    .await?;
    Ok(())
}

async fn rewrite_key(db: &mut SqliteConnection, school: &SchoolId, wrapped: &[u8]) -> Result<(), Failure> {
    sqlx::query("UPDATE data_key SET wrapped = ?2 WHERE school_id = ?1")
        .bind(school.as_str())
        .bind(wrapped)
        .execute(db)
        .await?;
    Ok(())
}

/// Opens a folder's database under its master key. A change of the key file that was cut off is ended first: whichever of
/// the two files opens the data is the key file.
pub(crate) async fn open_settled(
    folder: &Path,
    source: &KeySource,
    has_data: bool,
    entropy: Entropy,
) -> Result<SqliteStore, OpenError> {
    let (next, file, database) =
        (folder.join(NEXT_KEY_FILE), folder.join(KEY_FILE), folder.join(DATABASE_FILE));
    let fault =
        |path: &Path, error: std::io::Error| OpenError::Files { path: path.into(), cause: error.to_string() };
    if !matches!(source, KeySource::File) || !next.exists() {
        let key = source.key(&file, has_data, &entropy)?;
        return Ok(SqliteStore::open(&database, key, entropy).await?);
    }
    if file.exists() {
        match SqliteStore::open(&database, Arc::new(LocalKey::load(&file)?), Arc::clone(&entropy)).await {
            Err(StoreError::Key { .. }) => {}
            opened => {
                let store = opened?;
                fs::remove_file(&next).map_err(|error| fault(&next, error))?;
                return Ok(store);
            }
        }
    }
    let store = SqliteStore::open(&database, Arc::new(LocalKey::load(&next)?), entropy).await?;
    put_in_place(&next, &file).map_err(|error| fault(&file, error))?;
    Ok(store)
}

fn put_in_place(next: &Path, file: &Path) -> std::io::Result<()> {
    fs::rename(next, file)?;
    sync_folder(file.parent().unwrap_or(Path::new(".")))
}

/// Writes over the file, then removes it. A disk may keep the old block all the same.
fn overwritten(file: &Path) -> std::io::Result<()> {
    use std::io::Write as _;
    let length = fs::metadata(file)?.len();
    let mut open = fs::OpenOptions::new().write(true).open(file)?;
    open.write_all(&vec![b'0'; length as usize])?;
    open.sync_all()?;
    remove_if_there(file)?;
    sync_folder(file.parent().unwrap_or(Path::new(".")))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use jiff::civil::Date;
    use muster_domain::{AuditKind, AuditRecord, Class, ClassId, FaceTemplate, ModelId, Student, StudentId};
    use muster_store::story::everybody_consents;
    use muster_store::{Audits as _, Enrolments as _, People as _};

    use super::*;

    fn entropy() -> Entropy {
        static COUNTER: AtomicU64 = AtomicU64::new(1);
        Arc::new(|bytes: &mut [u8]| {
            let number = COUNTER.fetch_add(1, Ordering::Relaxed).to_le_bytes();
            bytes.iter_mut().zip(number.iter().cycle()).for_each(|(byte, value)| *byte = *value);
        })
    }

    /// Puts the keys of a school as they were in data from before data keys: everything under the master key itself.
    async fn as_before_data_keys(store: &SqliteStore, school: &SchoolId) {
        let held = store.master.held().expect("a key file");
        let (old, chain) = (DataKey::before_data_keys(held), DataKey::chain_before_data_keys(held));
        let mut tx = store.begin_write().await.expect("begins");
        let now = store.vault.keys(school).expect("the school's");
        reseal(&mut tx, &store.vault, school, (&now.key, &old), &mut |_, _| ()).await.expect("seals anew");
        let gone = "DELETE FROM data_key; UPDATE school SET audit_key = NULL, audit_head = NULL;";
        sqlx::raw_sql(gone).execute(&mut *tx).await.expect("as it was");
        tx.commit().await.expect("commits");
        store.vault.learn(school.clone(), SchoolKeys { key: old, chain });
    }

    /// Protects what a school has from the upgrade to data keys: faces and the log are read as before.
    #[tokio::test]
    async fn data_from_before_data_keys_gets_one_when_it_is_opened() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (school, class, student) = (SchoolId::new("s"), ClassId::new("7b"), StudentId::new("1"));
        let template = FaceTemplate::new(ModelId::new("m"), vec![0.6, 0.8, 0.1]).expect("a direction");
        let at = Timestamp::UNIX_EPOCH;
        let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("opens");
        store.put_school(&school, "S").await.expect("a school");
        as_before_data_keys(&store, &school).await;
        let ada = Student { id: student.clone(), last_name: "Lovelace".into(), first_name: "Ada".into() };
        store.put_class(&school, &Class { id: class.clone(), name: "7b".into() }).await.expect("a class");
        store.put_students(&school, &class, &[ada], None).await.expect("a student");
        everybody_consents(&store, &school, ["1"]).await;
        store.import_templates(&school, &[(student, vec![template.clone()])], at).await.expect("imports");
        let record = AuditRecord {
            at,
            kind: AuditKind::Access,
            actor: "a".into(),
            act: "x".into(),
            about: String::new(),
            outcome: 0,
            detail: String::new(),
        };
        store.log(&school, &[(record, None)]).await.expect("logs");
        store.close().await;
        let elsewhere: KeySource = KeySource::Elsewhere(Arc::new(Locked));
        let error = SqliteStore::open_folder_under(folder.path(), &elsewhere, entropy()).await;
        let error = error.expect_err("its key is in the file").to_string();
        assert!(error.contains("start this Muster once with the key file"), "{error}");

        let store = SqliteStore::open_folder(folder.path(), entropy()).await.expect("upgrades");
        let day = Date::constant(2026, 9, 7);
        let gallery =
            store.list_templates(&school, &class, &[ModelId::new("m")], day).await.expect("a gallery");
        assert!(gallery.len() == 1 && gallery[0].template.score(&template).expect("one model").0 > 0.999_999);
        let check = store.check_audit(&school).await.expect("checked");
        assert!(check.problems.is_empty() && check.entries == 2, "{check:?}");
        let version: Vec<u8> = sqlx::query_scalar("SELECT substr(vector, 1, 1) FROM template")
            .fetch_one(&store.readers)
            .await
            .expect("a template");
        assert_eq!(version, [2], "sealed under the data key");
    }

    /// A keeper that never gives the key away.
    struct Locked;

    impl MasterKey for Locked {
        fn wrap(&self, context: &str, _: &[u8; 32], _: &Entropy) -> Result<Vec<u8>, KeyError> {
            Err(KeyError::Refused { context: context.to_owned() })
        }

        fn open(&self, context: &str, _: &[u8]) -> Result<zeroize::Zeroizing<[u8; 32]>, KeyError> {
            Err(KeyError::Refused { context: context.to_owned() })
        }
    }
}
