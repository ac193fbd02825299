//! Links to Moodle.

use async_trait::async_trait;
use muster_domain::{ClassId, MoodleLink, SchoolId};
use muster_store::{MoodleLinks, StoreError};
use sqlx::SqliteConnection;

use crate::columns::{from_json, json, text};
use crate::failure::{Failure, conflict, not_found};
use crate::seal::Place;
use crate::{SqliteStore, require_class};

/// A link that is kept, with its sealed token.
type Kept = (String, Vec<u8>);

#[async_trait]
impl MoodleLinks for SqliteStore {
    async fn put_moodle_link(
        &self,
        school: &SchoolId,
        link: &MoodleLink,
        token: Option<&str>,
    ) -> Result<(), StoreError> {
        self.placed(self.write_moodle_link(school, link, token).await)
    }

    async fn remove_moodle_link(&self, school: &SchoolId, class: &ClassId) -> Result<(), StoreError> {
        self.placed(self.delete_moodle_link(school, class).await)
    }

    async fn list_moodle_links(&self, school: &SchoolId) -> Result<Vec<MoodleLink>, StoreError> {
        self.placed(self.read_moodle_links(school).await)
    }

    async fn moodle_token(
        &self,
        school: &SchoolId,
        class: &ClassId,
        site: &str,
    ) -> Result<Option<String>, StoreError> {
        self.placed(self.open_moodle_token(school, class, site).await)
    }
}

impl SqliteStore {
    async fn write_moodle_link(
        &self,
        school: &SchoolId,
        link: &MoodleLink,
        token: Option<&str>,
    ) -> Result<(), Failure> {
        let names = link.statuses.iter().map(|name| &name.acronym);
        for one in names.chain([&link.site, &link.by]) {
            text("link to Moodle", one)?;
        }
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, &link.class).await?;
        let sealed = match token {
            Some(token) => self.vault.seal(school, place(link), token.as_bytes())?,
            None => token_of(kept(&mut tx, school, &link.class).await?, link)?,
        };
        sqlx::query(
            "INSERT INTO moodle_link (school_id, class_id, link, token) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (school_id, class_id) DO UPDATE SET link = excluded.link, token = excluded.token",
        )
        .bind(school.as_str())
        .bind(link.class.as_str())
        .bind(json("link to Moodle", link)?)
        .bind(sealed)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn delete_moodle_link(&self, school: &SchoolId, class: &ClassId) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let gone = sqlx::query("DELETE FROM moodle_link WHERE school_id = ?1 AND class_id = ?2")
            .bind(school.as_str())
            .bind(class.as_str())
            .execute(&mut *tx)
            .await?;
        if gone.rows_affected() == 0 {
            return Err(not_found("link to Moodle of class", class));
        }
        Ok(tx.commit().await?)
    }

    async fn read_moodle_links(&self, school: &SchoolId) -> Result<Vec<MoodleLink>, Failure> {
        let rows: Vec<String> =
            sqlx::query_scalar("SELECT link FROM moodle_link WHERE school_id = ?1 ORDER BY class_id")
                .bind(school.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(|row| Ok(from_json("link to Moodle", row)?)).collect()
    }

    async fn open_moodle_token(
        &self,
        school: &SchoolId,
        class: &ClassId,
        site: &str,
    ) -> Result<Option<String>, Failure> {
        let mut connection = self.readers.acquire().await?;
        let Some((link, sealed)) = kept(&mut connection, school, class).await? else { return Ok(None) };
        let link: MoodleLink = from_json("link to Moodle", &link)?;
        if link.site != site {
            return Ok(None);
        }
        let token = self.vault.open(school, place(&link), &sealed)?;
        let corrupt = |_| StoreError::Corrupt { what: "token", cause: "it is no text".to_owned() };
        Ok(Some(String::from_utf8(token).map_err(corrupt)?))
    }
}

fn place(link: &MoodleLink) -> Place<'_> {
    Place::MoodleToken { class: &link.class, site: &link.site }
}

async fn kept(
    db: &mut SqliteConnection,
    school: &SchoolId,
    class: &ClassId,
) -> Result<Option<Kept>, Failure> {
    let query = "SELECT link, token FROM moodle_link WHERE school_id = ?1 AND class_id = ?2";
    Ok(sqlx::query_as(query).bind(school.as_str()).bind(class.as_str()).fetch_optional(db).await?)
}

/// The token that a link without a new one keeps. Another site must not get it.
fn token_of(kept: Option<Kept>, link: &MoodleLink) -> Result<Vec<u8>, Failure> {
    let none = |cause| conflict("link to Moodle", cause);
    let (before, sealed) = kept.ok_or_else(|| none("a new link needs a token"))?;
    let before: MoodleLink = from_json("link to Moodle", &before)?;
    if before.site != link.site {
        return Err(none("another site needs a token of its own"));
    }
    Ok(sealed)
}
