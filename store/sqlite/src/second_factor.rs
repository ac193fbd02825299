//! Users' second factors: sealed secrets, steps that are used up, recovery codes.

use muster_domain::SchoolId;
use muster_store::{Login, SecretDigest, Totp};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::SqliteStore;
use crate::account::read_user;
use crate::failure::{Failure, conflict, not_found};
use crate::seal::Place;

impl SqliteStore {
    /// The second factor of a row with `totp_secret` and `totp_step`.
    pub(crate) fn to_totp(
        &self,
        school: &SchoolId,
        login: &Login,
        row: &SqliteRow,
    ) -> Result<Option<Totp>, Failure> {
        let sealed: Option<Vec<u8>> = row.try_get("totp_secret")?;
        let Some(sealed) = sealed else { return Ok(None) };
        let secret = self.vault.open(school, Place::TotpSecret(login), &sealed)?;
        let last_step: Option<i64> = row.try_get("totp_step")?;
        Ok(Some(Totp { secret, last_step: last_step.map(|step| step as u64) }))
    }

    pub(crate) async fn write_totp_offer(
        &self,
        school: &SchoolId,
        login: &Login,
        secret: &[u8],
    ) -> Result<(), Failure> {
        let sealed = self.vault.seal(school, Place::TotpSecret(login), secret)?;
        let mut tx = self.begin_write().await?;
        if read_user(&mut tx, school, login).await?.has_totp {
            return Err(conflict("second factor", "there is one already; remove it first"));
        }
        sqlx::query("UPDATE school_user SET totp_secret = ?3 WHERE school_id = ?1 AND login = ?2")
            .bind(school.as_str())
            .bind(login.as_str())
            .bind(sealed)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn write_totp_confirmation(
        &self,
        school: &SchoolId,
        login: &Login,
        step: u64,
        codes: &[SecretDigest],
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let confirmed = sqlx::query(
            "UPDATE school_user SET totp_step = ?3
             WHERE school_id = ?1 AND login = ?2 AND totp_secret IS NOT NULL AND totp_step IS NULL",
        )
        .bind(school.as_str())
        .bind(login.as_str())
        .bind(step as i64)
        .execute(&mut *tx)
        .await?;
        if confirmed.rows_affected() == 0 {
            return Err(not_found("offered second factor of", login));
        }
        for code in codes {
            sqlx::query("INSERT INTO recovery_code (school_id, login, code) VALUES (?1, ?2, ?3)")
                .bind(school.as_str())
                .bind(login.as_str())
                .bind(code.0.as_slice())
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    pub(crate) async fn write_totp_removal(&self, school: &SchoolId, login: &Login) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        remove(&mut tx, school, login).await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn write_totp_step(
        &self,
        school: &SchoolId,
        login: &Login,
        step: u64,
    ) -> Result<bool, Failure> {
        let mut tx = self.begin_write().await?;
        let spent = sqlx::query(
            "UPDATE school_user SET totp_step = ?3 WHERE school_id = ?1 AND login = ?2 AND totp_step < ?3",
        )
        .bind(school.as_str())
        .bind(login.as_str())
        .bind(step as i64)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(spent.rows_affected() > 0)
    }

    pub(crate) async fn write_recovery(
        &self,
        school: &SchoolId,
        login: &Login,
        code: &SecretDigest,
    ) -> Result<bool, Failure> {
        let mut tx = self.begin_write().await?;
        let spent =
            sqlx::query("DELETE FROM recovery_code WHERE school_id = ?1 AND login = ?2 AND code = ?3")
                .bind(school.as_str())
                .bind(login.as_str())
                .bind(code.0.as_slice())
                .execute(&mut *tx)
                .await?;
        tx.commit().await?;
        Ok(spent.rows_affected() > 0)
    }
}

/// Takes a user's second factor and recovery codes away.
pub(crate) async fn remove(
    db: &mut SqliteConnection,
    school: &SchoolId,
    login: &Login,
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "UPDATE school_user SET totp_secret = NULL, totp_step = NULL WHERE school_id = ?1 AND login = ?2",
    )
    .bind(school.as_str())
    .bind(login.as_str())
    .execute(&mut *db)
    .await?;
    if changed.rows_affected() == 0 {
        return Err(not_found("user", login));
    }
    sqlx::query("DELETE FROM recovery_code WHERE school_id = ?1 AND login = ?2")
        .bind(school.as_str())
        .bind(login.as_str())
        .execute(db)
        .await?;
    Ok(())
}
