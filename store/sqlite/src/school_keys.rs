//! The keys of schools in the database: made with a school, unwrapped by the master key when a store is opened.

use muster_domain::SchoolId;
use muster_store::Entropy;
use sqlx::SqliteConnection;
use zeroize::Zeroizing;

use crate::columns::corrupt;
use crate::data_key::{DataKey, context};
use crate::failure::Failure;
use crate::local_key::{KeyError, LocalKey};
use crate::master::MasterKey;
use crate::seal::{Place, SchoolKeys, Vault, open_under};
use crate::{KEY_CHECK, SqliteStore};

/// A school's row, as far as it is about keys.
#[derive(sqlx::FromRow)]
pub(crate) struct KeyRow {
    pub(crate) school_id: String,
    pub(crate) generation: i64,
    wrapped: Option<Vec<u8>>,
    destroyed_at: Option<String>,
    key_check: Vec<u8>,
    audit_key: Option<Vec<u8>>,
}

impl KeyRow {
    pub(crate) fn school(&self) -> SchoolId {
        SchoolId::new(&self.school_id)
    }

    /// That the data key is gone, and since when.
    fn gone(&self) -> KeyError {
        let at = self.destroyed_at.clone().unwrap_or_default();
        KeyError::Destroyed { school: self.school_id.clone(), at }
    }

    /// The data key itself.
    ///
    /// # Errors
    /// [`KeyError::Destroyed`]; otherwise as [`MasterKey::open`].
    pub(crate) fn unwrapped(&self, master: &dyn MasterKey) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let wrapped = self.wrapped.as_ref().ok_or_else(|| self.gone())?;
        master.open(&context(&self.school(), self.generation), wrapped)
    }

    /// The school's keys, which are shown to be the right ones by what the school's row has sealed.
    pub(crate) fn keys(&self, master: &dyn MasterKey) -> Result<SchoolKeys, Failure> {
        let (school, key) = (self.school(), DataKey::new(&*self.unwrapped(master)?));
        open_under(&key, &school, Place::KeyCheck, &self.key_check)?;
        let sealed =
            self.audit_key.as_ref().ok_or_else(|| corrupt("key of the audit log", &"it is missing"))?;
        let chain = Zeroizing::new(open_under(&key, &school, Place::AuditKey, sealed)?);
        let chain = chain.as_slice().try_into().map_err(|error| corrupt("key of the audit log", &error))?;
        Ok(SchoolKeys { key, chain: Zeroizing::new(chain) })
    }
}

/// All schools that have a data key, or had one.
pub(crate) async fn key_rows(db: &mut SqliteConnection) -> sqlx::Result<Vec<KeyRow>> {
    sqlx::query_as(
        "SELECT school_id, generation, wrapped, destroyed_at, key_check, audit_key
         FROM data_key JOIN school USING (school_id) ORDER BY school_id",
    )
    .fetch_all(db)
    .await
}

/// Takes in the keys of schools that the vault does not know yet: at the start all of them, later those that another
/// process added.
pub(crate) async fn learn_schools(
    db: &mut SqliteConnection,
    vault: &Vault,
    master: &dyn MasterKey,
) -> Result<(), Failure> {
    for row in key_rows(db).await?.iter().filter(|row| !vault.knows(&row.school())) {
        if row.wrapped.is_none() {
            vault.lose(row.school(), row.gone().to_string());
        } else {
            vault.learn(row.school(), row.keys(master)?);
        }
    }
    Ok(())
}

/// Whether the master key opens every school of data from before there were data keys.
pub(crate) async fn check_before_data_keys(
    db: &mut SqliteConnection,
    master: &LocalKey,
) -> Result<(), Failure> {
    let schools: Vec<(String, Vec<u8>)> =
        sqlx::query_as("SELECT school_id, key_check FROM school").fetch_all(db).await?;
    let key = DataKey::before_data_keys(master);
    for (school, sealed) in schools {
        open_under(&key, &SchoolId::new(school), Place::KeyCheck, &sealed)?;
    }
    Ok(())
}

/// A new data key, wrapped.
pub(crate) fn draw(
    master: &dyn MasterKey,
    (school, generation): (&SchoolId, i64),
    entropy: &Entropy,
) -> Result<(DataKey, Vec<u8>), KeyError> {
    let mut bytes = Zeroizing::new([0; 32]);
    entropy(bytes.as_mut());
    let wrapped = master.wrap(&context(school, generation), &bytes, entropy)?;
    Ok((DataKey::new(&bytes), wrapped))
}

impl SqliteStore {
    /// Adds a school with keys of its own. The vault learns them once the transaction holds.
    pub(crate) async fn insert_school(
        &self,
        db: &mut SqliteConnection,
        school: &SchoolId,
        name: &str,
    ) -> Result<SchoolKeys, Failure> {
        let (key, wrapped) = draw(self.master.as_ref(), (school, 1), self.vault.entropy())?;
        let mut chain = Zeroizing::new([0; 32]);
        self.vault.random(chain.as_mut());
        sqlx::query("INSERT INTO school (school_id, name, key_check, audit_key) VALUES (?1, ?2, ?3, ?4)")
            .bind(school.as_str())
            .bind(name)
            .bind(self.vault.seal_under(&key, school, Place::KeyCheck, KEY_CHECK)?)
            .bind(self.vault.seal_under(&key, school, Place::AuditKey, &chain[..])?)
            .execute(&mut *db)
            .await?;
        sqlx::query("INSERT INTO data_key (school_id, generation, wrapped) VALUES (?1, 1, ?2)")
            .bind(school.as_str())
            .bind(wrapped)
            .execute(db)
            .await?;
        Ok(SchoolKeys { key, chain })
    }
}
