//! Requests that were done, so that a client may send one again.

use jiff::{Timestamp, ToSpan as _};
use muster_domain::SchoolId;
use muster_store::{RequestKey, StoreError};
use sqlx::{Row, SqliteConnection};

use crate::columns::{id, instant, invalid, text};
use crate::failure::Failure;

/// Longest key, in characters.
const LONGEST: usize = 255;

/// The instant before which requests, and the jobs that they made, are forgotten: a week before.
pub(crate) fn forgotten(at: Timestamp) -> Result<String, StoreError> {
    instant(at.checked_sub(168.hours()).unwrap_or(Timestamp::MIN))
}

/// Refuses a request that no row can hold.
pub(crate) fn check(by: &str, request: &RequestKey) -> Result<(), StoreError> {
    id("request key", &request.key)?;
    text("name of who sent a request", by)?;
    if request.key.chars().count() > LONGEST {
        return Err(invalid("request key", format!("it is longer than {LONGEST} characters")));
    }
    Ok(())
}

/// Notes the request in this transaction. False when it was noted before; without a request always true.
///
/// # Errors
/// [`StoreError::RequestReused`] when the key stands for another request.
pub(crate) async fn is_new(
    db: &mut SqliteConnection,
    school: &SchoolId,
    request: Option<(&str, &RequestKey)>,
    at: Timestamp,
) -> Result<bool, Failure> {
    let Some((by, request)) = request else { return Ok(true) };
    check(by, request)?;
    sqlx::query("DELETE FROM request WHERE at < ?1").bind(forgotten(at)?).execute(&mut *db).await?;
    if is_known(db, school, by, request).await? {
        return Ok(false);
    }
    sqlx::query("INSERT INTO request (school_id, sent_by, key, digest, at) VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(school.as_str())
        .bind(by)
        .bind(&request.key)
        .bind(&request.digest[..])
        .bind(instant(at)?)
        .execute(db)
        .await?;
    Ok(true)
}

/// Whether the request is noted.
///
/// # Errors
/// [`StoreError::RequestReused`] when the key stands for another request.
pub(crate) async fn is_known(
    db: &mut SqliteConnection,
    school: &SchoolId,
    by: &str,
    RequestKey { key, digest }: &RequestKey,
) -> Result<bool, Failure> {
    let known = sqlx::query("SELECT digest FROM request WHERE school_id = ?1 AND sent_by = ?2 AND key = ?3")
        .bind(school.as_str())
        .bind(by)
        .bind(key)
        .fetch_optional(db)
        .await?;
    match known {
        Some(row) if row.try_get::<&[u8], _>("digest")? == digest => Ok(true),
        Some(_) => Err(StoreError::RequestReused { key: key.clone() }.into()),
        None => Ok(false),
    }
}
