//! Invitations: the one-time secrets with which the first admin sets the school up, and others choose a password.

use jiff::Timestamp;
use muster_domain::SchoolId;
use muster_store::{Invitation, Login, SecretDigest, User};
use sqlx::SqliteConnection;

use crate::account::{insert_user, put_password, to_login};
use crate::columns::instant;
use crate::failure::{Failure, conflict, not_found};
use crate::{SqliteStore, require_school};

impl SqliteStore {
    pub(crate) async fn write_offer(
        &self,
        school: &SchoolId,
        invitation: &Invitation,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        require_no_user(&mut tx, school).await?;
        put(&mut tx, school, None, invitation).await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn write_first_admin(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        admin: &User,
        password: &str,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        let offer = take(&mut tx, school, secret, admin.created_at).await?;
        if offer.is_some() {
            return Err(no_invitation());
        }
        insert_user(&mut tx, school, admin).await?;
        put_password(&mut tx, school, &admin.login, Some(password)).await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn read_invited(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        now: Timestamp,
    ) -> Result<Option<Login>, Failure> {
        let login: Option<String> = sqlx::query_scalar(
            "SELECT login FROM invitation WHERE school_id = ?1 AND secret = ?2 AND expires_at > ?3 AND login IS NOT NULL",
        )
        .bind(school.as_str())
        .bind(secret.0.as_slice())
        .bind(instant(now)?)
        .fetch_optional(&self.readers)
        .await?;
        Ok(login.as_deref().map(to_login).transpose()?)
    }

    pub(crate) async fn write_acceptance(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        password: &str,
        now: Timestamp,
    ) -> Result<Login, Failure> {
        let mut tx = self.begin_write().await?;
        let login = take(&mut tx, school, secret, now).await?.ok_or_else(no_invitation)?;
        put_password(&mut tx, school, &login, Some(password)).await?;
        tx.commit().await?;
        Ok(login)
    }
}

fn no_invitation() -> Failure {
    // The secret is not repeated: errors end up in logs.
    not_found("invitation", &"of this secret")
}

/// Leaves this invitation as the only one of that user, or of whoever sets the school up.
pub(crate) async fn put(
    db: &mut SqliteConnection,
    school: &SchoolId,
    login: Option<&Login>,
    invitation: &Invitation,
) -> Result<(), Failure> {
    end(db, school, login).await?;
    sqlx::query("INSERT INTO invitation (school_id, secret, login, expires_at) VALUES (?1, ?2, ?3, ?4)")
        .bind(school.as_str())
        .bind(invitation.secret.0.as_slice())
        .bind(login.map(Login::as_str))
        .bind(instant(invitation.expires_at)?)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn end(
    db: &mut SqliteConnection,
    school: &SchoolId,
    login: Option<&Login>,
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM invitation WHERE school_id = ?1 AND login IS ?2")
        .bind(school.as_str())
        .bind(login.map(Login::as_str))
        .execute(db)
        .await?;
    Ok(())
}

/// Ends the invitation of that secret if it still holds, and says for whom it was; none is for a set-up.
async fn take(
    db: &mut SqliteConnection,
    school: &SchoolId,
    secret: &SecretDigest,
    now: Timestamp,
) -> Result<Option<Login>, Failure> {
    let login: Option<String> = sqlx::query_scalar(
        "DELETE FROM invitation WHERE school_id = ?1 AND secret = ?2 AND expires_at > ?3 RETURNING login",
    )
    .bind(school.as_str())
    .bind(secret.0.as_slice())
    .bind(instant(now)?)
    .fetch_optional(db)
    .await?
    .ok_or_else(no_invitation)?;
    Ok(login.as_deref().map(to_login).transpose()?)
}

async fn require_no_user(db: &mut SqliteConnection, school: &SchoolId) -> Result<(), Failure> {
    let user = sqlx::query("SELECT 1 FROM school_user WHERE school_id = ?1 LIMIT 1")
        .bind(school.as_str())
        .fetch_optional(db)
        .await?;
    user.map_or(Ok(()), |_| Err(conflict("set-up", "the school has users already")))
}
