//! Notice rules and notices.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use muster_domain::{Event, Notice, NoticeEnd, NoticeRule, NoticeRuleId, SchoolId};
use muster_store::{Notices, StoreError};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::columns::{from_json, instant, json, text, to_instant};
use crate::failure::{Failure, not_found};
use crate::seal::Place;
use crate::{SqliteStore, require_school};

/// For how long notices that ended are kept.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// The columns of a notice.
const NOTICE: &str = "number, rule_id, event, at, due_at, attempts, failure, ended";

#[async_trait]
impl Notices for SqliteStore {
    async fn add_notice_rule(
        &self,
        school: &SchoolId,
        rule: &NoticeRule,
        secret: Option<&[u8]>,
    ) -> Result<NoticeRuleId, StoreError> {
        self.placed(self.insert_rule(school, rule, secret).await)
    }

    async fn remove_notice_rule(&self, school: &SchoolId, rule: NoticeRuleId) -> Result<(), StoreError> {
        self.placed(self.delete_rule(school, rule).await)
    }

    async fn list_notice_rules(&self, school: &SchoolId) -> Result<Vec<NoticeRule>, StoreError> {
        self.placed(self.read_rules(school).await)
    }

    async fn notice_secret(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.placed(self.open_notice_secret(school, rule).await)
    }

    async fn add_notices(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
        events: &[Event],
        at: Timestamp,
        due_at: Timestamp,
    ) -> Result<usize, StoreError> {
        self.placed(self.insert_notices(school, rule, events, (at, due_at)).await)
    }

    async fn due_notices(&self, school: &SchoolId, now: Timestamp) -> Result<Vec<Notice>, StoreError> {
        self.placed(self.read_due(school, now).await)
    }

    async fn list_notices(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
        limit: u32,
    ) -> Result<Vec<Notice>, StoreError> {
        self.placed(self.read_notices(school, rule, limit).await)
    }

    async fn end_notices(
        &self,
        school: &SchoolId,
        numbers: &[i64],
        end: NoticeEnd,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_notice_end(school, numbers, end, at).await)
    }

    async fn postpone_notices(
        &self,
        school: &SchoolId,
        numbers: &[i64],
        failure: &str,
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.placed(self.write_failure(school, numbers, failure, due_at).await)
    }
}

impl SqliteStore {
    async fn insert_rule(
        &self,
        school: &SchoolId,
        rule: &NoticeRule,
        secret: Option<&[u8]>,
    ) -> Result<NoticeRuleId, Failure> {
        text("name of a rule", &rule.name)?;
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        let id: i64 = sqlx::query_scalar(
            "UPDATE school SET last_notice_rule = last_notice_rule + 1 WHERE school_id = ?1 RETURNING last_notice_rule",
        )
        .bind(school.as_str())
        .fetch_one(&mut *tx)
        .await?;
        let rule = NoticeRule { id: NoticeRuleId(id), ..rule.clone() };
        let place = Place::NoticeSecret { rule: id };
        let sealed = secret.map(|secret| self.vault.seal(school, place, secret)).transpose()?;
        sqlx::query("INSERT INTO notice_rule (school_id, rule_id, rule, secret) VALUES (?1, ?2, ?3, ?4)")
            .bind(school.as_str())
            .bind(id)
            .bind(json("notice rule", &rule)?)
            .bind(sealed)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(rule.id)
    }

    async fn delete_rule(&self, school: &SchoolId, rule: NoticeRuleId) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let gone = sqlx::query("DELETE FROM notice_rule WHERE school_id = ?1 AND rule_id = ?2")
            .bind(school.as_str())
            .bind(rule.0)
            .execute(&mut *tx)
            .await?;
        if gone.rows_affected() == 0 {
            return Err(not_found("notice rule", &rule.0));
        }
        Ok(tx.commit().await?)
    }

    async fn read_rules(&self, school: &SchoolId) -> Result<Vec<NoticeRule>, Failure> {
        let rows: Vec<String> =
            sqlx::query_scalar("SELECT rule FROM notice_rule WHERE school_id = ?1 ORDER BY rule_id")
                .bind(school.as_str())
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(|row| Ok(from_json("notice rule", row)?)).collect()
    }

    async fn open_notice_secret(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let sealed: Option<Option<Vec<u8>>> =
            sqlx::query_scalar("SELECT secret FROM notice_rule WHERE school_id = ?1 AND rule_id = ?2")
                .bind(school.as_str())
                .bind(rule.0)
                .fetch_optional(&self.readers)
                .await?;
        let open = |sealed: Vec<u8>| self.vault.open(school, Place::NoticeSecret { rule: rule.0 }, &sealed);
        Ok(sealed.flatten().map(open).transpose()?)
    }

    async fn insert_notices(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
        events: &[Event],
        (at, due_at): (Timestamp, Timestamp),
    ) -> Result<usize, Failure> {
        let mut tx = self.begin_write().await?;
        let known: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM notice_rule WHERE school_id = ?1 AND rule_id = ?2")
                .bind(school.as_str())
                .bind(rule.0)
                .fetch_optional(&mut *tx)
                .await?;
        known.map(drop).ok_or_else(|| not_found("notice rule", &rule.0))?;
        let mut added = 0;
        for event in events {
            let done = sqlx::query(
                "INSERT INTO notice (school_id, number, rule_id, event, at, due_at)
                 SELECT ?1, last_notice + 1, ?2, ?3, ?4, ?5 FROM school WHERE school_id = ?1
                 ON CONFLICT (school_id, rule_id, event) DO NOTHING",
            )
            .bind(school.as_str())
            .bind(rule.0)
            .bind(json("notice", event)?)
            .bind(instant(at)?)
            .bind(instant(due_at)?)
            .execute(&mut *tx)
            .await?;
            if done.rows_affected() > 0 {
                sqlx::query("UPDATE school SET last_notice = last_notice + 1 WHERE school_id = ?1")
                    .bind(school.as_str())
                    .execute(&mut *tx)
                    .await?;
                added += 1;
            }
        }
        tx.commit().await?;
        Ok(added)
    }

    async fn read_due(&self, school: &SchoolId, now: Timestamp) -> Result<Vec<Notice>, Failure> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {NOTICE} FROM notice WHERE school_id = ?1 AND ended IS NULL AND due_at <= ?2 ORDER BY rule_id, number"
        )))
        .bind(school.as_str())
        .bind(instant(now)?)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_notice).collect()
    }

    async fn read_notices(
        &self,
        school: &SchoolId,
        rule: NoticeRuleId,
        limit: u32,
    ) -> Result<Vec<Notice>, Failure> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {NOTICE} FROM notice WHERE school_id = ?1 AND rule_id = ?2 ORDER BY number DESC LIMIT ?3"
        )))
        .bind(school.as_str())
        .bind(rule.0)
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(to_notice).collect()
    }

    async fn write_notice_end(
        &self,
        school: &SchoolId,
        numbers: &[i64],
        end: NoticeEnd,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        sqlx::query(
            "UPDATE notice SET ended = ?3, ended_at = ?4
             WHERE school_id = ?1 AND ended IS NULL AND number IN (SELECT value FROM json_each(?2))",
        )
        .bind(school.as_str())
        .bind(json("notice", &numbers)?)
        .bind(json("notice", &end)?)
        .bind(instant(at)?)
        .execute(&mut *tx)
        .await?;
        sqlx::query("DELETE FROM notice WHERE school_id = ?1 AND ended_at < ?2")
            .bind(school.as_str())
            .bind(instant(at.saturating_sub(KEPT).unwrap_or(at))?)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn write_failure(
        &self,
        school: &SchoolId,
        numbers: &[i64],
        failure: &str,
        due_at: Timestamp,
    ) -> Result<(), Failure> {
        text("failure", failure)?;
        let mut tx = self.begin_write().await?;
        sqlx::query(
            "UPDATE notice SET attempts = attempts + 1, failure = ?3, due_at = ?4
             WHERE school_id = ?1 AND ended IS NULL AND number IN (SELECT value FROM json_each(?2))",
        )
        .bind(school.as_str())
        .bind(json("notice", &numbers)?)
        .bind(failure)
        .bind(instant(due_at)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

fn to_notice(row: &SqliteRow) -> Result<Notice, Failure> {
    let attempts: i64 = row.try_get("attempts")?;
    let ended: Option<&str> = row.try_get("ended")?;
    Ok(Notice {
        number: row.try_get("number")?,
        rule: NoticeRuleId(row.try_get("rule_id")?),
        event: from_json("notice", row.try_get("event")?)?,
        at: to_instant(row.try_get("at")?)?,
        due_at: to_instant(row.try_get("due_at")?)?,
        attempts: attempts as u32,
        failure: row.try_get("failure")?,
        ended: ended.map(|ended| from_json("notice", ended)).transpose()?,
    })
}
