//! API keys.

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{ClassId, SchoolId};
use muster_store::{Access, ApiKey, Role, SecretDigest, StoreError};
use sqlx::SqliteConnection;

use crate::columns::{corrupt, id, instant, invalid, text, to_instant};
use crate::failure::{Failure, not_found};
use crate::{SqliteStore, require_class, require_school};

#[async_trait]
impl Access for SqliteStore {
    async fn add_api_key(
        &self,
        school: &SchoolId,
        key: &ApiKey,
        secret: &SecretDigest,
    ) -> Result<(), StoreError> {
        self.placed(self.write_api_key(school, key, secret).await)
    }

    async fn find_api_key(&self, secret: &SecretDigest) -> Result<Option<(SchoolId, ApiKey)>, StoreError> {
        self.placed(self.read_api_key(secret).await)
    }

    async fn list_api_keys(&self, school: &SchoolId) -> Result<Vec<ApiKey>, StoreError> {
        self.placed(self.read_api_keys(school).await)
    }

    async fn revoke_api_key(&self, school: &SchoolId, id: &str, at: Timestamp) -> Result<(), StoreError> {
        self.placed(self.write_revocation(school, id, at).await)
    }
}

/// `school_id, key_id, label, role, created_at, revoked_at`.
type Row = (String, String, String, String, String, Option<String>);

impl SqliteStore {
    async fn write_api_key(
        &self,
        school: &SchoolId,
        key: &ApiKey,
        secret: &SecretDigest,
    ) -> Result<(), Failure> {
        id("API key's id", &key.id)?;
        text("API key's label", &key.label)?;
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        let added = sqlx::query(
            "INSERT INTO api_key (school_id, key_id, label, role, secret, created_at, revoked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )
        .bind(school.as_str())
        .bind(&key.id)
        .bind(&key.label)
        .bind(key.role.code())
        .bind(secret.0.as_slice())
        .bind(instant(key.created_at)?)
        .bind(key.revoked_at.map(instant).transpose()?)
        .execute(&mut *tx)
        .await?;
        if added.rows_affected() == 0 {
            return Err(invalid("API key", "its id or its secret is another key's").into());
        }
        for class in &key.classes {
            require_class(&mut tx, school, class).await?;
            sqlx::query("INSERT INTO api_key_class (school_id, key_id, class_id) VALUES (?1, ?2, ?3)")
                .bind(school.as_str())
                .bind(&key.id)
                .bind(class.as_str())
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn read_api_key(&self, secret: &SecretDigest) -> Result<Option<(SchoolId, ApiKey)>, Failure> {
        let mut tx = self.begin_read().await?;
        let row: Option<Row> = sqlx::query_as(
            "SELECT school_id, key_id, label, role, created_at, revoked_at FROM api_key WHERE secret = ?1",
        )
        .bind(secret.0.as_slice())
        .fetch_optional(&mut *tx)
        .await?;
        match row {
            None => Ok(None),
            Some(row) => Ok(Some((SchoolId::new(&row.0), to_key(&mut tx, row).await?))),
        }
    }

    async fn read_api_keys(&self, school: &SchoolId) -> Result<Vec<ApiKey>, Failure> {
        let mut tx = self.begin_read().await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT school_id, key_id, label, role, created_at, revoked_at FROM api_key
             WHERE school_id = ?1 ORDER BY created_at, key_id",
        )
        .bind(school.as_str())
        .fetch_all(&mut *tx)
        .await?;
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            keys.push(to_key(&mut tx, row).await?);
        }
        Ok(keys)
    }

    async fn write_revocation(&self, school: &SchoolId, id: &str, at: Timestamp) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let changed = sqlx::query(
            "UPDATE api_key SET revoked_at = coalesce(revoked_at, ?3) WHERE school_id = ?1 AND key_id = ?2",
        )
        .bind(school.as_str())
        .bind(id)
        .bind(instant(at)?)
        .execute(&mut *tx)
        .await?;
        if changed.rows_affected() == 0 {
            return Err(not_found("API key", &id));
        }
        Ok(tx.commit().await?)
    }
}

async fn to_key(db: &mut SqliteConnection, row: Row) -> Result<ApiKey, Failure> {
    let (school, id, label, role, created_at, revoked_at) = row;
    let classes: Vec<String> =
        sqlx::query_scalar("SELECT class_id FROM api_key_class WHERE school_id = ?1 AND key_id = ?2")
            .bind(school)
            .bind(&id)
            .fetch_all(db)
            .await?;
    Ok(ApiKey {
        role: Role::from_code(&role).ok_or_else(|| corrupt("API key", &format!("its role is `{role}`")))?,
        classes: classes.into_iter().map(ClassId::new).collect(),
        created_at: to_instant(&created_at)?,
        revoked_at: revoked_at.as_deref().map(to_instant).transpose()?,
        id,
        label,
    })
}
