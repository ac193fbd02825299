//! Sign-ins: found by the digest of their secret, ended with it, or all of a user's at once.

use jiff::Timestamp;
use muster_domain::SchoolId;
use muster_store::{Login, SecretDigest, SignIn, User};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::SqliteStore;
use crate::account::{USER, read_user, to_user};
use crate::columns::{corrupt, instant, text, to_instant};
use crate::failure::{Failure, not_found};

impl SqliteStore {
    pub(crate) async fn write_sign_in(
        &self,
        school: &SchoolId,
        sign_in: &SignIn,
        secret: &SecretDigest,
    ) -> Result<(), Failure> {
        let created_at = instant(sign_in.created_at)?;
        let mut tx = self.begin_write().await?;
        if read_user(&mut tx, school, &sign_in.login).await?.disabled_at.is_some() {
            return Err(not_found("enabled user", &sign_in.login));
        }
        sqlx::query("DELETE FROM sign_in WHERE school_id = ?1 AND expires_at <= ?2")
            .bind(school.as_str())
            .bind(&created_at)
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO sign_in (school_id, secret, login, created_at, last_used_at, expires_at, agent)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )
        .bind(school.as_str())
        .bind(secret.0.as_slice())
        .bind(sign_in.login.as_str())
        .bind(created_at)
        .bind(instant(sign_in.last_used_at)?)
        .bind(instant(sign_in.expires_at)?)
        .bind(text("client's name", &sign_in.agent)?)
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn read_sign_in(
        &self,
        secret: &SecretDigest,
    ) -> Result<Option<(SchoolId, SignIn, User)>, Failure> {
        let mut tx = self.begin_read().await?;
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {USER}, sign_in.created_at, last_used_at, expires_at, agent
             FROM sign_in JOIN school_user USING (school_id, login) WHERE secret = ?1"
        )))
        .bind(secret.0.as_slice())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let user = to_user(&mut tx, &row).await?;
        let sign_in = to_sign_in(&user.login, &row)?;
        Ok(Some((SchoolId::new(row.try_get::<&str, _>("school_id")?), sign_in, user)))
    }

    pub(crate) async fn read_sign_ins(
        &self,
        school: &SchoolId,
        login: &Login,
    ) -> Result<Vec<(SecretDigest, SignIn)>, Failure> {
        let rows = sqlx::query(
            "SELECT secret, created_at, last_used_at, expires_at, agent FROM sign_in
             WHERE school_id = ?1 AND login = ?2 ORDER BY created_at DESC",
        )
        .bind(school.as_str())
        .bind(login.as_str())
        .fetch_all(&self.readers)
        .await?;
        let of = |row: &SqliteRow| {
            let secret: &[u8] = row.try_get("secret")?;
            let secret = secret.try_into().map_err(|error| corrupt("sign-in", &error))?;
            Ok((SecretDigest(secret), to_sign_in(login, row)?))
        };
        rows.iter().map(of).collect()
    }

    pub(crate) async fn write_sign_in_use(
        &self,
        secret: &SecretDigest,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        sqlx::query("UPDATE sign_in SET last_used_at = ?2 WHERE secret = ?1")
            .bind(secret.0.as_slice())
            .bind(instant(at)?)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn write_sign_in_end(&self, secret: &SecretDigest) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        sqlx::query("DELETE FROM sign_in WHERE secret = ?1")
            .bind(secret.0.as_slice())
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }
}

fn to_sign_in(login: &Login, row: &SqliteRow) -> Result<SignIn, Failure> {
    Ok(SignIn {
        login: login.clone(),
        created_at: to_instant(row.try_get("created_at")?)?,
        last_used_at: to_instant(row.try_get("last_used_at")?)?,
        expires_at: to_instant(row.try_get("expires_at")?)?,
        agent: row.try_get("agent")?,
    })
}

/// Ends all sign-ins of a user.
pub(crate) async fn end_all(
    db: &mut SqliteConnection,
    school: &SchoolId,
    login: &Login,
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM sign_in WHERE school_id = ?1 AND login = ?2")
        .bind(school.as_str())
        .bind(login.as_str())
        .execute(db)
        .await?;
    Ok(())
}
