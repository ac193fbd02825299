//! Users. Invitations to choose a password are in `invitation`, second factors in `second_factor`, sign-ins in
//! `sign_in`.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use jiff::Timestamp;
use muster_domain::{ClassId, SchoolId};
use muster_store::{
    Accounts, Credentials, Invitation, Login, Role, SecretDigest, SignIn, StoreError, Substitution, User,
    UserChange,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::columns::{corrupt, day, instant, text, to_day, to_instant};
use crate::failure::{Failure, conflict, not_found};
use crate::{SqliteStore, invitation, require_class, require_school, second_factor, sign_in};

/// The columns that [`to_user`] reads.
pub(crate) const USER: &str = "school_user.school_id, school_user.login, name, role, \
     school_user.created_at AS user_created_at, disabled_at, totp_step IS NOT NULL AS has_totp, \
     password IS NOT NULL AS has_password";

#[async_trait]
impl Accounts for SqliteStore {
    async fn offer_set_up(&self, school: &SchoolId, invitation: &Invitation) -> Result<(), StoreError> {
        self.placed(self.write_offer(school, invitation).await)
    }

    async fn set_up(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        admin: &User,
        password: &str,
    ) -> Result<(), StoreError> {
        self.placed(self.write_first_admin(school, secret, admin, password).await)
    }

    async fn invite_user(
        &self,
        school: &SchoolId,
        user: &User,
        invitation: &Invitation,
    ) -> Result<(), StoreError> {
        self.placed(self.write_user(school, user, invitation).await)
    }

    async fn list_users(&self, school: &SchoolId) -> Result<Vec<User>, StoreError> {
        self.placed(self.read_users(school).await)
    }

    async fn find_credentials(
        &self,
        school: &SchoolId,
        login: &Login,
    ) -> Result<Option<Credentials>, StoreError> {
        self.placed(self.read_credentials(school, login).await)
    }

    async fn change_user(
        &self,
        school: &SchoolId,
        login: &Login,
        change: &UserChange,
    ) -> Result<User, StoreError> {
        self.placed(self.write_change(school, login, change).await)
    }

    async fn reset_user(
        &self,
        school: &SchoolId,
        login: &Login,
        invitation: &Invitation,
    ) -> Result<(), StoreError> {
        self.placed(self.write_reset(school, login, invitation).await)
    }

    async fn find_invited(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        now: Timestamp,
    ) -> Result<Option<Login>, StoreError> {
        self.placed(self.read_invited(school, secret, now).await)
    }

    async fn accept_invitation(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        password: &str,
        now: Timestamp,
    ) -> Result<Login, StoreError> {
        self.placed(self.write_acceptance(school, secret, password, now).await)
    }

    async fn set_password(&self, school: &SchoolId, login: &Login, password: &str) -> Result<(), StoreError> {
        self.placed(self.write_password(school, login, password).await)
    }

    async fn offer_totp(&self, school: &SchoolId, login: &Login, secret: &[u8]) -> Result<(), StoreError> {
        self.placed(self.write_totp_offer(school, login, secret).await)
    }

    async fn confirm_totp(
        &self,
        school: &SchoolId,
        login: &Login,
        step: u64,
        codes: &[SecretDigest],
    ) -> Result<(), StoreError> {
        self.placed(self.write_totp_confirmation(school, login, step, codes).await)
    }

    async fn remove_totp(&self, school: &SchoolId, login: &Login) -> Result<(), StoreError> {
        self.placed(self.write_totp_removal(school, login).await)
    }

    async fn spend_totp_step(&self, school: &SchoolId, login: &Login, step: u64) -> Result<bool, StoreError> {
        self.placed(self.write_totp_step(school, login, step).await)
    }

    async fn spend_recovery_code(
        &self,
        school: &SchoolId,
        login: &Login,
        code: &SecretDigest,
    ) -> Result<bool, StoreError> {
        self.placed(self.write_recovery(school, login, code).await)
    }

    async fn add_sign_in(
        &self,
        school: &SchoolId,
        sign_in: &SignIn,
        secret: &SecretDigest,
    ) -> Result<(), StoreError> {
        self.placed(self.write_sign_in(school, sign_in, secret).await)
    }

    async fn find_sign_in(
        &self,
        secret: &SecretDigest,
    ) -> Result<Option<(SchoolId, SignIn, User)>, StoreError> {
        self.placed(self.read_sign_in(secret).await)
    }

    async fn list_sign_ins(
        &self,
        school: &SchoolId,
        login: &Login,
    ) -> Result<Vec<(SecretDigest, SignIn)>, StoreError> {
        self.placed(self.read_sign_ins(school, login).await)
    }

    async fn note_sign_in_use(&self, secret: &SecretDigest, at: Timestamp) -> Result<(), StoreError> {
        self.placed(self.write_sign_in_use(secret, at).await)
    }

    async fn end_sign_in(&self, secret: &SecretDigest) -> Result<(), StoreError> {
        self.placed(self.write_sign_in_end(secret).await)
    }
}

impl SqliteStore {
    async fn write_user(
        &self,
        school: &SchoolId,
        user: &User,
        invitation: &Invitation,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        require_school(&mut tx, school).await?;
        insert_user(&mut tx, school, user).await?;
        // Whoever holds an unused set-up link must not become an admin beside the people there are now.
        invitation::end(&mut tx, school, None).await?;
        invitation::put(&mut tx, school, Some(&user.login), invitation).await?;
        Ok(tx.commit().await?)
    }

    async fn read_users(&self, school: &SchoolId) -> Result<Vec<User>, Failure> {
        let mut tx = self.begin_read().await?;
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {USER} FROM school_user WHERE school_id = ?1 ORDER BY login"
        )))
        .bind(school.as_str())
        .fetch_all(&mut *tx)
        .await?;
        let mut users = Vec::with_capacity(rows.len());
        for row in rows {
            users.push(to_user(&mut tx, &row).await?);
        }
        Ok(users)
    }

    async fn read_credentials(
        &self,
        school: &SchoolId,
        login: &Login,
    ) -> Result<Option<Credentials>, Failure> {
        let mut tx = self.begin_read().await?;
        let row = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT {USER}, password, totp_secret, totp_step FROM school_user WHERE school_id = ?1 AND login = ?2"
        )))
        .bind(school.as_str())
        .bind(login.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let user = to_user(&mut tx, &row).await?;
        let totp = self.to_totp(school, login, &row)?;
        Ok(Some(Credentials { user, password: row.try_get("password")?, totp }))
    }

    async fn write_change(
        &self,
        school: &SchoolId,
        login: &Login,
        change: &UserChange,
    ) -> Result<User, Failure> {
        let mut tx = self.begin_write().await?;
        let mut user = read_user(&mut tx, school, login).await?;
        let was_admin = user.role == Role::Admin && user.disabled_at.is_none();
        user.name = change.name.clone().unwrap_or(user.name);
        user.role = change.role.unwrap_or(user.role);
        user.classes = change.classes.clone().unwrap_or(user.classes);
        user.substitutions = change.substitutions.clone().unwrap_or(user.substitutions);
        user.substitutions.retain(|class, _| !user.classes.contains(class));
        user.disabled_at = change.disabled_at.unwrap_or(user.disabled_at);
        sqlx::query(
            "UPDATE school_user SET name = ?3, role = ?4, disabled_at = ?5 WHERE school_id = ?1 AND login = ?2",
        )
        .bind(school.as_str())
        .bind(login.as_str())
        .bind(text("user's name", &user.name)?)
        .bind(user.role.code())
        .bind(user.disabled_at.map(instant).transpose()?)
        .execute(&mut *tx)
        .await?;
        put_classes(&mut tx, school, &user).await?;
        if was_admin {
            require_an_admin(&mut tx, school).await?;
        }
        if user.disabled_at.is_some() {
            sign_in::end_all(&mut tx, school, login).await?;
            invitation::end(&mut tx, school, Some(login)).await?;
        }
        tx.commit().await?;
        Ok(user)
    }

    async fn write_reset(
        &self,
        school: &SchoolId,
        login: &Login,
        invitation: &Invitation,
    ) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        put_password(&mut tx, school, login, None).await?;
        second_factor::remove(&mut tx, school, login).await?;
        invitation::put(&mut tx, school, Some(login), invitation).await?;
        Ok(tx.commit().await?)
    }

    async fn write_password(&self, school: &SchoolId, login: &Login, password: &str) -> Result<(), Failure> {
        let mut tx = self.begin_write().await?;
        put_password(&mut tx, school, login, Some(password)).await?;
        Ok(tx.commit().await?)
    }
}

/// Sets or takes away a password; every sign-in of the user ends with the old one.
pub(crate) async fn put_password(
    db: &mut SqliteConnection,
    school: &SchoolId,
    login: &Login,
    password: Option<&str>,
) -> Result<(), Failure> {
    let changed = sqlx::query("UPDATE school_user SET password = ?3 WHERE school_id = ?1 AND login = ?2")
        .bind(school.as_str())
        .bind(login.as_str())
        .bind(password)
        .execute(&mut *db)
        .await?;
    if changed.rows_affected() == 0 {
        return Err(not_found("user", login));
    }
    sign_in::end_all(db, school, login).await
}

pub(crate) async fn insert_user(
    db: &mut SqliteConnection,
    school: &SchoolId,
    user: &User,
) -> Result<(), Failure> {
    let added = sqlx::query(
        "INSERT INTO school_user (school_id, login, name, role, created_at, disabled_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )
    .bind(school.as_str())
    .bind(user.login.as_str())
    .bind(text("user's name", &user.name)?)
    .bind(user.role.code())
    .bind(instant(user.created_at)?)
    .bind(user.disabled_at.map(instant).transpose()?)
    .execute(&mut *db)
    .await?;
    if added.rows_affected() == 0 {
        return Err(conflict("login", "it is another user's"));
    }
    put_classes(db, school, user).await
}

/// Their classes; one that is theirs needs no substitution.
async fn put_classes(db: &mut SqliteConnection, school: &SchoolId, user: &User) -> Result<(), Failure> {
    sqlx::query("DELETE FROM user_class WHERE school_id = ?1 AND login = ?2")
        .bind(school.as_str())
        .bind(user.login.as_str())
        .execute(&mut *db)
        .await?;
    let own = user.classes.iter().map(|class| (class, None));
    let lent = user.substitutions.iter().filter(|(class, _)| !user.classes.contains(*class));
    for (class, days) in own.chain(lent.map(|(class, days)| (class, Some(*days)))) {
        require_class(db, school, class).await?;
        sqlx::query(
            "INSERT INTO user_class (school_id, login, class_id, first_day, last_day) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
        .bind(school.as_str())
        .bind(user.login.as_str())
        .bind(class.as_str())
        .bind(days.and_then(|days| days.first_day).map(day).transpose()?)
        .bind(days.map(|days| day(days.last_day)).transpose()?)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

async fn require_an_admin(db: &mut SqliteConnection, school: &SchoolId) -> Result<(), Failure> {
    sqlx::query(
        "SELECT 1 FROM school_user WHERE school_id = ?1 AND role = 'admin' AND disabled_at IS NULL LIMIT 1",
    )
    .bind(school.as_str())
    .fetch_optional(db)
    .await?
    .map(drop)
    .ok_or_else(|| conflict("change", "it would leave no admin; make another one first"))
}

/// The user of that login.
pub(crate) async fn read_user(
    db: &mut SqliteConnection,
    school: &SchoolId,
    login: &Login,
) -> Result<User, Failure> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "SELECT {USER} FROM school_user WHERE school_id = ?1 AND login = ?2"
    )))
    .bind(school.as_str())
    .bind(login.as_str())
    .fetch_optional(&mut *db)
    .await?
    .ok_or_else(|| not_found("user", login))?;
    to_user(db, &row).await
}

pub(crate) fn to_login(text: &str) -> Result<Login, StoreError> {
    Login::new(text).ok_or_else(|| corrupt("login", &format!("`{text}` is none")))
}

/// A user of a row with the columns [`USER`], and their classes.
pub(crate) async fn to_user(db: &mut SqliteConnection, row: &SqliteRow) -> Result<User, Failure> {
    let (login, role): (&str, &str) = (row.try_get("login")?, row.try_get("role")?);
    let rows: Vec<(String, Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT class_id, first_day, last_day FROM user_class WHERE school_id = ?1 AND login = ?2",
    )
    .bind(row.try_get::<&str, _>("school_id")?)
    .bind(login)
    .fetch_all(db)
    .await?;
    let (mut classes, mut substitutions) = (BTreeSet::new(), BTreeMap::new());
    for (class, first_day, last_day) in rows {
        let class = ClassId::new(class);
        let Some(last_day) = last_day else {
            classes.insert(class);
            continue;
        };
        let first_day = first_day.as_deref().map(to_day).transpose()?;
        substitutions.insert(class, Substitution { first_day, last_day: to_day(&last_day)? });
    }
    let disabled_at: Option<&str> = row.try_get("disabled_at")?;
    Ok(User {
        login: to_login(login)?,
        name: row.try_get("name")?,
        role: Role::from_code(role).ok_or_else(|| corrupt("user", &format!("the role is `{role}`")))?,
        classes,
        substitutions,
        created_at: to_instant(row.try_get("user_created_at")?)?,
        disabled_at: disabled_at.map(to_instant).transpose()?,
        has_totp: row.try_get("has_totp")?,
        has_password: row.try_get("has_password")?,
    })
}
