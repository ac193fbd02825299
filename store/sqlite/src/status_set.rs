//! The school's own statuses.

use async_trait::async_trait;
use muster_domain::{SchoolId, StatusSet};
use muster_store::{StatusSets, StoreError};

use crate::columns::{from_json, id, invalid, json, text};
use crate::failure::{Failure, conflict, not_found};
use crate::{SqliteStore, require_school};

#[async_trait]
impl StatusSets for SqliteStore {
    async fn put_status_set(&self, school: &SchoolId, set: &StatusSet) -> Result<(), StoreError> {
        self.placed(self.write_status_set(school, set).await)
    }

    async fn list_status_sets(&self, school: &SchoolId) -> Result<Vec<StatusSet>, StoreError> {
        self.placed(self.read_status_sets(school).await)
    }

    async fn remove_status_set(&self, school: &SchoolId, set: &str) -> Result<(), StoreError> {
        self.placed(self.delete_status_set(school, set).await)
    }

    async fn use_status_set(&self, school: &SchoolId, set: Option<&str>) -> Result<(), StoreError> {
        self.placed(self.choose_status_set(school, set).await)
    }

    async fn used_status_set(&self, school: &SchoolId) -> Result<Option<String>, StoreError> {
        self.placed(self.read_used_status_set(school).await)
    }
}

impl SqliteStore {
    async fn write_status_set(&self, school: &SchoolId, set: &StatusSet) -> Result<(), Failure> {
        set.check().map_err(|error| invalid("set of statuses", error.to_string()))?;
        id("id of a set", &set.id)?;
        let texts = set.statuses.iter().flat_map(|one| [&one.letter, &one.name]);
        for one in texts.chain([&set.name]) {
            text("name of a status", one)?;
        }
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        sqlx::query(
            "INSERT INTO status_set (school_id, set_id, statuses) VALUES (?1, ?2, ?3)
             ON CONFLICT (school_id, set_id) DO UPDATE SET statuses = excluded.statuses",
        )
        .bind(school.as_str())
        .bind(&set.id)
        .bind(json("set of statuses", set)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn read_status_sets(&self, school: &SchoolId) -> Result<Vec<StatusSet>, Failure> {
        let rows: Vec<String> =
            sqlx::query_scalar("SELECT statuses FROM status_set WHERE school_id = ?1 ORDER BY set_id")
                .bind(school.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(|row| Ok(from_json("set of statuses", row)?)).collect()
    }

    async fn delete_status_set(&self, school: &SchoolId, set: &str) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let used: Option<String> = sqlx::query_scalar(
            "SELECT status_set FROM school WHERE school_id = ?1 AND status_set IS NOT NULL",
        )
        .bind(school.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let removed = sqlx::query("DELETE FROM status_set WHERE school_id = ?1 AND set_id = ?2")
            .bind(school.as_str())
            .bind(set)
            .execute(&mut *tx)
            .await?;
        if removed.rows_affected() == 0 {
            return Err(not_found("set of statuses of the school's own", &set));
        }
        if used.as_deref() == Some(set) {
            return Err(conflict("removal", "the school uses this set: choose another one first"));
        }
        Ok(tx.commit().await?)
    }

    async fn choose_status_set(&self, school: &SchoolId, set: Option<&str>) -> Result<(), Failure> {
        set.map(|set| id("id of a set", set)).transpose()?;
        let mut tx = self.begin_write().await?;
        let chosen = sqlx::query("UPDATE school SET status_set = ?2 WHERE school_id = ?1")
            .bind(school.as_str())
            .bind(set)
            .execute(&mut *tx)
            .await?;
        if chosen.rows_affected() == 0 {
            return Err(not_found("school", school));
        }
        Ok(tx.commit().await?)
    }

    async fn read_used_status_set(&self, school: &SchoolId) -> Result<Option<String>, Failure> {
        let used: Option<Option<String>> =
            sqlx::query_scalar("SELECT status_set FROM school WHERE school_id = ?1")
                .bind(school.as_str())
                .fetch_optional(&self.readers)
                .await?;
        Ok(used.flatten())
    }
}
