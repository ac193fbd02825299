//! People who sign in to the server: users, how they prove who they are, and their sign-ins.
//!
//! Secrets arrive here as digests (tokens, recovery codes), as PHC text (passwords) or are sealed (the second
//! factor). What a password has to be, how long a sign-in holds and who may change whom is the server's.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use muster_domain::{ClassId, SchoolId};
use serde::Serialize;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::{Role, SecretDigest, StoreError};

/// Most characters of a login.
const LOGIN_LENGTH: usize = 100;

/// The name that a person signs in with: lower case and NFC, so that `Ada@School.example` is the same login however
/// it is typed. Letters, digits and `. - _ @ + '`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Login(String);

impl Login {
    /// The login of that text, or none when it can't be one.
    pub fn new(text: &str) -> Option<Self> {
        let login: String = text.nfc().flat_map(char::to_lowercase).nfc().collect();
        let fits =
            |letter: char| letter.is_alphanumeric() || is_combining_mark(letter) || ".-_@+'".contains(letter);
        let length = login.chars().count();
        ((1..=LOGIN_LENGTH).contains(&length) && login.chars().all(fits)).then_some(Self(login))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// From when to when somebody has a class for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Substitution {
    /// The first day; from when it was entered on when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_day: Option<Date>,
    /// The last day.
    pub last_day: Date,
}

impl Substitution {
    /// Whether it holds on that day.
    pub fn holds(&self, day: Date) -> bool {
        self.first_day.is_none_or(|first| first <= day) && day <= self.last_day
    }
}

impl User {
    /// The classes that they have on a day.
    pub fn classes_on(&self, day: Date) -> BTreeSet<ClassId> {
        let lent = self.substitutions.iter().filter(|(_, days)| days.holds(day));
        self.classes.iter().chain(lent.map(|(class, _)| class)).cloned().collect()
    }
}

impl std::fmt::Display for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person who may sign in, without any secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What they sign in with.
    pub login: Login,
    /// Their name; histories name it as the one who acted.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their classes, for roles that have some.
    pub classes: BTreeSet<ClassId>,
    /// Classes that they have for somebody else.
    pub substitutions: BTreeMap<ClassId, Substitution>,
    /// When they were added.
    pub created_at: Timestamp,
    /// Since when they can't sign in.
    pub disabled_at: Option<Timestamp>,
    /// Whether signing in takes a second factor. Not read when a user is written.
    pub has_totp: bool,
    /// Whether they have a password here; who comes through a provider alone has none. Not read when a user is written.
    pub has_password: bool,
}

/// What may change about a user; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    /// Another name.
    pub name: Option<String>,
    /// Another role.
    pub role: Option<Role>,
    /// Other classes, in place of all.
    pub classes: Option<BTreeSet<ClassId>>,
    /// Other substitutions, in place of all.
    pub substitutions: Option<BTreeMap<ClassId, Substitution>>,
    /// Disabled since then, or `Some(None)`: enabled again.
    pub disabled_at: Option<Option<Timestamp>>,
}

/// What a user proves who they are with.
pub struct Credentials {
    /// Who.
    pub user: User,
    /// The password's hash as PHC text; none for who was only invited or comes through a provider.
    pub password: Option<String>,
    /// The second factor, confirmed or offered.
    pub totp: Option<Totp>,
}

/// A second factor by time (RFC 6238).
pub struct Totp {
    /// The shared secret. The store seals it.
    pub secret: Vec<u8>,
    /// The last step that was used up; none until the user has confirmed that their device has the secret.
    pub last_step: Option<u64>,
}

/// A one-time secret with which a person chooses a password.
pub struct Invitation {
    /// Of its secret.
    pub secret: SecretDigest,
    /// It opens nothing from then on.
    pub expires_at: Timestamp,
}

/// A person's being signed in somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Whose.
    pub login: Login,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, about.
    pub last_used_at: Timestamp,
    /// It opens nothing from then on, however much it is used.
    pub expires_at: Timestamp,
    /// What the client calls itself.
    pub agent: String,
}

/// People who sign in. A user of another school is as good as not there.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Offers whoever holds the secret to become the first admin, in place of any earlier offer.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when there is a user; [`StoreError::NotFound`] when there is no such school.
    async fn offer_set_up(&self, school: &SchoolId, invitation: &Invitation) -> Result<(), StoreError>;

    /// Takes that offer: adds the user and ends the offer.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the secret is no offer that holds at the user's `created_at`.
    async fn set_up(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        admin: &User,
        password: &str,
    ) -> Result<(), StoreError>;

    /// Adds a user without a password, and the invitation to choose one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the login is taken; [`StoreError::NotFound`] when there is no such school or
    /// class.
    async fn invite_user(
        &self,
        school: &SchoolId,
        user: &User,
        invitation: &Invitation,
    ) -> Result<(), StoreError>;

    /// All users of the school, by login.
    async fn list_users(&self, school: &SchoolId) -> Result<Vec<User>, StoreError>;

    /// The user of that login with what they prove themselves with, disabled ones included.
    async fn find_credentials(
        &self,
        school: &SchoolId,
        login: &Login,
    ) -> Result<Option<Credentials>, StoreError>;

    /// Changes a user; disabling ends their sign-ins and invitations. Gives the user as they are now.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such user or class; [`StoreError::Conflict`] when it is the last
    /// enabled admin, who would be none any more.
    async fn change_user(
        &self,
        school: &SchoolId,
        login: &Login,
        change: &UserChange,
    ) -> Result<User, StoreError>;

    /// Takes a user's password, second factor, sign-ins and earlier invitation away, and leaves this invitation.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such user.
    async fn reset_user(
        &self,
        school: &SchoolId,
        login: &Login,
        invitation: &Invitation,
    ) -> Result<(), StoreError>;

    /// Whom the secret invites; none when it is no invitation of an enabled user that holds at `now`.
    async fn find_invited(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        now: Timestamp,
    ) -> Result<Option<Login>, StoreError>;

    /// Sets the password of the user whom the secret invites, and ends the invitation. Gives their login.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the secret is no invitation of an enabled user that holds at `now`.
    async fn accept_invitation(
        &self,
        school: &SchoolId,
        secret: &SecretDigest,
        password: &str,
        now: Timestamp,
    ) -> Result<Login, StoreError>;

    /// Sets a user's password and ends all their sign-ins.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such user.
    async fn set_password(&self, school: &SchoolId, login: &Login, password: &str) -> Result<(), StoreError>;

    /// Keeps a second factor that is not confirmed yet, in place of an earlier such one.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such user; [`StoreError::Conflict`] when one is confirmed already.
    async fn offer_totp(&self, school: &SchoolId, login: &Login, secret: &[u8]) -> Result<(), StoreError>;

    /// Makes the offered second factor needed from now on; `step` is used up, and these are the recovery codes.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when none is offered.
    async fn confirm_totp(
        &self,
        school: &SchoolId,
        login: &Login,
        step: u64,
        codes: &[SecretDigest],
    ) -> Result<(), StoreError>;

    /// Takes a user's second factor and recovery codes away.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such user.
    async fn remove_totp(&self, school: &SchoolId, login: &Login) -> Result<(), StoreError>;

    /// Uses up a step of a confirmed second factor. False when that step or a later one was used already.
    async fn spend_totp_step(&self, school: &SchoolId, login: &Login, step: u64) -> Result<bool, StoreError>;

    /// Uses up a recovery code. False when the user has no such code.
    async fn spend_recovery_code(
        &self,
        school: &SchoolId,
        login: &Login,
        code: &SecretDigest,
    ) -> Result<bool, StoreError>;

    /// Signs a user in, and forgets the school's sign-ins that have expired by `created_at`.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such user, or they are disabled.
    async fn add_sign_in(
        &self,
        school: &SchoolId,
        sign_in: &SignIn,
        secret: &SecretDigest,
    ) -> Result<(), StoreError>;

    /// The school, the sign-in and the user of a secret, expired ones included. Like a key's, the secret names the
    /// school.
    async fn find_sign_in(
        &self,
        secret: &SecretDigest,
    ) -> Result<Option<(SchoolId, SignIn, User)>, StoreError>;

    /// A user's sign-ins, expired ones included, with the digests of their secrets; the newest first.
    async fn list_sign_ins(
        &self,
        school: &SchoolId,
        login: &Login,
    ) -> Result<Vec<(SecretDigest, SignIn)>, StoreError>;

    /// Notes that a sign-in was used; nothing when it has ended.
    async fn note_sign_in_use(&self, secret: &SecretDigest, at: Timestamp) -> Result<(), StoreError>;

    /// Ends a sign-in; nothing when it has ended.
    async fn end_sign_in(&self, secret: &SecretDigest) -> Result<(), StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from two accounts that look like one.
    #[test]
    fn a_login_is_the_same_however_it_is_typed() {
        for text in ["Ren\u{e9}e", "rene\u{301}e", "RENE\u{301}E"] {
            assert_eq!(Login::new(text).expect(text).as_str(), "ren\u{e9}e");
        }
        assert_eq!(
            Login::new("\u{130}O").map(|login| login.to_string()),
            Some("i\u{307}o".into()),
            "Turkish"
        );
        for good in ["ada@school.example", "o'brien", "नेहा", "00123", "王"] {
            assert!(Login::new(good).is_some(), "{good}");
        }
        let long = "a".repeat(LOGIN_LENGTH + 1);
        for bad in ["", " ", "a b", "a/b", "a\0", "a\u{202e}b", "a\u{200b}", "a#", "?", &long] {
            assert!(Login::new(bad).is_none(), "{bad:?}");
        }
    }
}
