//! Platforms that open Muster by LTI.

use async_trait::async_trait;
use muster_domain::{
    ClassId, LtiClassLink, LtiContext, LtiContextAbout, LtiContextKey, LtiPlatform, LtiPlatformId, SchoolId,
};
use muster_store::{LtiPlatforms, StoreError};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::columns::{from_json, json, text};
use crate::failure::{Failure, conflict, not_found};
use crate::seal::Place;
use crate::{SqliteStore, require_class, require_school};

#[async_trait]
impl LtiPlatforms for SqliteStore {
    async fn add_lti_platform(
        &self,
        school: &SchoolId,
        platform: &LtiPlatform,
    ) -> Result<LtiPlatformId, StoreError> {
        self.placed(self.insert_platform(school, platform).await)
    }

    async fn remove_lti_platform(
        &self,
        school: &SchoolId,
        platform: LtiPlatformId,
    ) -> Result<(), StoreError> {
        self.placed(self.delete_platform(school, platform).await)
    }

    async fn list_lti_platforms(&self, school: &SchoolId) -> Result<Vec<LtiPlatform>, StoreError> {
        self.placed(self.read_platforms(school).await)
    }

    async fn note_lti_context(
        &self,
        school: &SchoolId,
        context: &LtiContextKey,
        about: &LtiContextAbout,
    ) -> Result<(), StoreError> {
        self.placed(self.write_context(school, context, about).await)
    }

    async fn list_lti_contexts(&self, school: &SchoolId) -> Result<Vec<LtiContext>, StoreError> {
        self.placed(self.read_contexts(school).await)
    }

    async fn link_lti_context(
        &self,
        school: &SchoolId,
        context: &LtiContextKey,
        link: &LtiClassLink,
    ) -> Result<(), StoreError> {
        self.placed(self.write_class_link(school, context, link).await)
    }

    async fn unlink_lti_class(&self, school: &SchoolId, class: &ClassId) -> Result<(), StoreError> {
        self.placed(self.clear_class_link(school, class).await)
    }

    async fn lti_key(&self, school: &SchoolId) -> Result<Option<Vec<u8>>, StoreError> {
        self.placed(self.open_lti_key(school).await)
    }

    async fn keep_lti_key(&self, school: &SchoolId, key: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.placed(self.write_lti_key(school, key).await)
    }
}

impl SqliteStore {
    async fn insert_platform(
        &self,
        school: &SchoolId,
        platform: &LtiPlatform,
    ) -> Result<LtiPlatformId, Failure> {
        let texts = [&platform.issuer, &platform.client_id, &platform.by];
        for one in texts.into_iter().chain(&platform.deployment_ids) {
            text("platform", one)?;
        }
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        let id: i64 = sqlx::query_scalar(
            "UPDATE school SET last_lti_platform = last_lti_platform + 1 WHERE school_id = ?1
             RETURNING last_lti_platform",
        )
        .bind(school.as_str())
        .fetch_one(&mut *tx)
        .await?;
        let platform = LtiPlatform { id: LtiPlatformId(id), ..platform.clone() };
        let added = sqlx::query(
            "INSERT INTO lti_platform (school_id, platform_id, issuer, client_id, platform)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (school_id, issuer, client_id) DO NOTHING",
        )
        .bind(school.as_str())
        .bind(id)
        .bind(&platform.issuer)
        .bind(&platform.client_id)
        .bind(json("platform", &platform)?)
        .execute(&mut *tx)
        .await?;
        if added.rows_affected() == 0 {
            return Err(conflict("platform", "one of this issuer and client id is registered"));
        }
        tx.commit().await?;
        Ok(platform.id)
    }

    async fn delete_platform(&self, school: &SchoolId, platform: LtiPlatformId) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let gone = sqlx::query("DELETE FROM lti_platform WHERE school_id = ?1 AND platform_id = ?2")
            .bind(school.as_str())
            .bind(platform.0)
            .execute(&mut *tx)
            .await?;
        if gone.rows_affected() == 0 {
            return Err(not_found("platform", &platform.0));
        }
        Ok(tx.commit().await?)
    }

    async fn read_platforms(&self, school: &SchoolId) -> Result<Vec<LtiPlatform>, Failure> {
        let rows: Vec<String> =
            sqlx::query_scalar("SELECT platform FROM lti_platform WHERE school_id = ?1 ORDER BY platform_id")
                .bind(school.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(|row| Ok(from_json("platform", row)?)).collect()
    }

    async fn write_context(
        &self,
        school: &SchoolId,
        context: &LtiContextKey,
        about: &LtiContextAbout,
    ) -> Result<(), Failure> {
        for one in [&context.deployment, &context.context] {
            text("course", one)?;
        }
        let mut tx = self.begin_write().await?;
        sqlx::query("SELECT 1 FROM lti_platform WHERE school_id = ?1 AND platform_id = ?2")
            .bind(school.as_str())
            .bind(context.platform.0)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(|| not_found("platform", &context.platform.0))?;
        sqlx::query(
            "INSERT INTO lti_context (school_id, platform_id, deployment, context, about)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (school_id, platform_id, deployment, context) DO UPDATE SET about = excluded.about",
        )
        .bind(school.as_str())
        .bind(context.platform.0)
        .bind(&context.deployment)
        .bind(&context.context)
        .bind(json("course", about)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    async fn read_contexts(&self, school: &SchoolId) -> Result<Vec<LtiContext>, Failure> {
        let rows = sqlx::query(
            "SELECT platform_id, deployment, context, about, link FROM lti_context WHERE school_id = ?1
             ORDER BY platform_id, deployment, context",
        )
        .bind(school.as_str())
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(read_context).collect()
    }

    async fn write_class_link(
        &self,
        school: &SchoolId,
        context: &LtiContextKey,
        link: &LtiClassLink,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        require_class(&mut tx, school, &link.class).await?;
        let ended =
            "UPDATE lti_context SET class_id = NULL, link = NULL WHERE school_id = ?1 AND class_id = ?2";
        sqlx::query(ended).bind(school.as_str()).bind(link.class.as_str()).execute(&mut *tx).await?;
        let linked = sqlx::query(
            "UPDATE lti_context SET class_id = ?5, link = ?6
             WHERE school_id = ?1 AND platform_id = ?2 AND deployment = ?3 AND context = ?4",
        )
        .bind(school.as_str())
        .bind(context.platform.0)
        .bind(&context.deployment)
        .bind(&context.context)
        .bind(link.class.as_str())
        .bind(json("course", link)?)
        .execute(&mut *tx)
        .await?;
        if linked.rows_affected() == 0 {
            return Err(not_found("course", &context.context));
        }
        Ok(tx.commit().await?)
    }

    async fn clear_class_link(&self, school: &SchoolId, class: &ClassId) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let ended =
            "UPDATE lti_context SET class_id = NULL, link = NULL WHERE school_id = ?1 AND class_id = ?2";
        let ended = sqlx::query(ended).bind(school.as_str()).bind(class.as_str()).execute(&mut *tx).await?;
        if ended.rows_affected() == 0 {
            return Err(not_found("course of class", class));
        }
        Ok(tx.commit().await?)
    }

    async fn open_lti_key(&self, school: &SchoolId) -> Result<Option<Vec<u8>>, Failure> {
        let sealed: Option<Option<Vec<u8>>> =
            sqlx::query_scalar("SELECT lti_key FROM school WHERE school_id = ?1")
                .bind(school.as_str())
                .fetch_optional(&self.readers)
                .await?;
        let open = |sealed: Vec<u8>| self.vault.open(school, Place::LtiKey, &sealed);
        Ok(sealed.flatten().map(open).transpose()?)
    }

    async fn write_lti_key(&self, school: &SchoolId, key: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut tx = self.begin_write().await?;
        let sealed = self.vault.seal(school, Place::LtiKey, key)?;
        let kept: Vec<u8> = sqlx::query_scalar(
            "UPDATE school SET lti_key = coalesce(lti_key, ?2) WHERE school_id = ?1 RETURNING lti_key",
        )
        .bind(school.as_str())
        .bind(sealed)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(|| not_found("school", school))?;
        let key = self.vault.open(school, Place::LtiKey, &kept)?;
        tx.commit().await?;
        Ok(key)
    }
}

fn read_context(row: &SqliteRow) -> Result<LtiContext, Failure> {
    let (about, link): (String, Option<String>) = (row.try_get("about")?, row.try_get("link")?);
    Ok(LtiContext {
        key: LtiContextKey {
            platform: LtiPlatformId(row.try_get("platform_id")?),
            deployment: row.try_get("deployment")?,
            context: row.try_get("context")?,
        },
        about: from_json("course", &about)?,
        link: link.map(|link| from_json("course", &link)).transpose()?,
    })
}
