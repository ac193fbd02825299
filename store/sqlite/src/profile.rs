//! The school's choices of profiles.

use async_trait::async_trait;
use muster_domain::SchoolId;
use muster_store::{ProfileChoice, ProfileChoices, StoreError};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::columns::{id, instant, text, to_instant};
use crate::failure::Failure;
use crate::{SqliteStore, require_school};

#[async_trait]
impl ProfileChoices for SqliteStore {
    async fn choose_profile(&self, school: &SchoolId, choice: &ProfileChoice) -> Result<(), StoreError> {
        self.placed(self.write_choice(school, choice).await)
    }

    async fn list_profile_choices(&self, school: &SchoolId) -> Result<Vec<ProfileChoice>, StoreError> {
        self.placed(self.read_choices(school).await)
    }
}

impl SqliteStore {
    async fn write_choice(&self, school: &SchoolId, choice: &ProfileChoice) -> Result<(), Failure> {
        id("profile id", &choice.profile)?;
        text("name of who chose a profile", &choice.by)?;
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        sqlx::query(
            "INSERT INTO profile_choice (school_id, position, profile, chosen_by, chosen_at)
             SELECT ?1, 1 + coalesce(max(position), 0), ?2, ?3, ?4 FROM profile_choice WHERE school_id = ?1",
        )
        .bind(school.as_str())
        .bind(&choice.profile)
        .bind(&choice.by)
        .bind(instant(choice.at)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn read_choices(&self, school: &SchoolId) -> Result<Vec<ProfileChoice>, Failure> {
        let rows = sqlx::query(
            "SELECT profile, chosen_by, chosen_at FROM profile_choice WHERE school_id = ?1 ORDER BY position DESC",
        )
        .bind(school.as_str())
        .fetch_all(&self.readers)
        .await?;
        let choice = |row: &SqliteRow| {
            Ok(ProfileChoice {
                profile: row.try_get("profile")?,
                by: row.try_get("chosen_by")?,
                at: to_instant(row.try_get("chosen_at")?)?,
            })
        };
        rows.iter().map(choice).collect()
    }
}
