//! Who asks, and what they may.
//!
//! This room owns proofs (secrets, passwords, second factors, a provider's word), how often one may guess at them,
//! and what each role may do: all rules are methods of [`Caller`]. What is asked for is in `api`.

mod check_in;
mod client;
mod factor_rule;
mod gate;
mod launch;
mod limit;
mod oidc;
mod origin;
mod password;
mod proxies;
mod second_factor;
mod secret;
mod sign_in;
mod under_way;

use std::collections::BTreeSet;

use axum::extract::FromRequestParts;
use axum::http::{Method, header, request::Parts};
use muster_domain::{ClassId, SchoolId};
use muster_store::{ApiKey, Login, Role, SecretDigest, User};

use crate::App;
use crate::audit::Asking;
use crate::error::ApiError;

pub use factor_rule::FactorRule;
pub use gate::Gate;
pub use oidc::{Oidc, OidcError};
pub use secret::{Secret, new_api_key, new_invitation};

pub(crate) use check_in::Meeting;
pub(crate) use client::Client;
pub(crate) use launch::{AwaitedLaunch, expired_launch_cookie, launch_cookie, launch_state, random_text};
pub(crate) use oidc::{Provider, binding_cookie, bound_state, unbinding_cookie};
pub(crate) use origin::OwnOrigin;
pub(crate) use password::Password;
pub(crate) use second_factor::{confirmed_step, new_factor, new_recovery_codes, otpauth_url, proves};
pub(crate) use secret::{digest, digest_of};
pub(crate) use sign_in::{
    Issued, end_earlier, expired_cookie, issue, sign_in_cookie, sign_in_id, sign_ins_of,
};
pub(crate) use under_way::UnderWay;

/// The holder of a valid key, or a person who is signed in.
pub(crate) struct Caller {
    pub(crate) school: SchoolId,
    name: String,
    role: Role,
    classes: BTreeSet<ClassId>,
    person: Option<Person>,
}

/// A person who is signed in, and the sign-in.
pub(crate) struct Person {
    pub(crate) login: Login,
    pub(crate) sign_in: SecretDigest,
    lacks_factor: bool,
}

impl Caller {
    fn with_key(school: SchoolId, key: ApiKey) -> Self {
        Self { school, name: key.label, role: key.role, classes: key.classes, person: None }
    }

    fn signed_in(school: SchoolId, user: User, sign_in: SecretDigest, app: &App) -> Self {
        let (classes, lacks_factor) = (user.classes_on(app.today()), app.factor_rule.lacks(&user));
        let person = Some(Person { login: user.login, sign_in, lacks_factor });
        Self { school, name: user.name, role: user.role, classes, person }
    }

    /// How histories name them.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn role(&self) -> Role {
        self.role
    }

    /// Their classes, for roles that have some.
    pub(crate) fn classes(&self) -> &BTreeSet<ClassId> {
        &self.classes
    }

    /// The person, when it is not a key that asks.
    pub(crate) fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// The person; a key has no password, second factor or sign-in.
    ///
    /// # Errors
    /// 403 for keys.
    pub(crate) fn require_person(&self) -> Result<&Person, ApiError> {
        self.person.as_ref().ok_or_else(|| ApiError::forbidden("this is for people: a key can't; sign in"))
    }

    /// Refuses who has yet to set up the second factor that the school wants of them.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn require_factor(&self) -> Result<(), ApiError> {
        if self.lacks_factor() { Err(ApiError::factor_required()) } else { Ok(()) }
    }

    /// Whether they have to set up a second factor before anything else is open to them.
    pub(crate) fn lacks_factor(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.lacks_factor)
    }

    /// Whether this class is one of theirs. Another's is as good as not there.
    pub(crate) fn sees(&self, class: &ClassId) -> bool {
        !self.role.has_classes() || self.classes.contains(class)
    }

    /// Refuses who may take attendance only, and lists nothing.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn may_list(&self) -> Result<(), ApiError> {
        match self.role {
            Role::Kiosk => Err(ApiError::forbidden("a kiosk may take attendance and nothing else")),
            Role::Admin | Role::Teacher | Role::Auditor => Ok(()),
        }
    }

    /// Refuses a class that they may not see.
    ///
    /// # Errors
    /// 404 for a class that is not theirs, and 403 as for [`Caller::may_list`].
    pub(crate) fn may_see(&self, class: &ClassId) -> Result<(), ApiError> {
        self.require_theirs(class)?;
        self.may_list()
    }

    /// Refuses a class whose attendance they may not take.
    ///
    /// # Errors
    /// 404, and 403 when the class is theirs.
    pub(crate) fn may_take(&self, class: &ClassId) -> Result<(), ApiError> {
        self.require_theirs(class)?;
        match self.role {
            Role::Auditor => Err(ApiError::forbidden("an auditor may read but not change anything")),
            Role::Admin | Role::Teacher | Role::Kiosk => Ok(()),
        }
    }

    /// Refuses a class that they may not change by hand.
    ///
    /// # Errors
    /// 404, and 403 when the class is theirs.
    pub(crate) fn may_mark(&self, class: &ClassId) -> Result<(), ApiError> {
        self.may_see(class)?;
        self.may_take(class)
    }

    /// Refuses who may change nothing by hand, whatever class.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn may_change(&self) -> Result<(), ApiError> {
        self.may_list()?;
        match self.role {
            Role::Auditor => Err(ApiError::forbidden("an auditor may read but not change anything")),
            Role::Admin | Role::Teacher | Role::Kiosk => Ok(()),
        }
    }

    /// Refuses whoever does not look over the whole school.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn may_oversee(&self) -> Result<(), ApiError> {
        match self.role {
            Role::Admin | Role::Auditor => Ok(()),
            Role::Teacher | Role::Kiosk => Err(ApiError::forbidden("only an admin or auditor may see this")),
        }
    }

    /// Refuses whoever may not look after users and keys.
    ///
    /// # Errors
    /// 403.
    pub(crate) fn may_manage(&self) -> Result<(), ApiError> {
        match self.role {
            Role::Admin => Ok(()),
            Role::Teacher | Role::Auditor | Role::Kiosk => {
                Err(ApiError::forbidden("only an admin may do this"))
            }
        }
    }

    fn require_theirs(&self, class: &ClassId) -> Result<(), ApiError> {
        if self.sees(class) { Ok(()) } else { Err(ApiError::not_theirs("class", class.as_str())) }
    }
}

/// What a request brings as its proof.
enum Proof<'a> {
    /// A header that no foreign page can make a browser send.
    Bearer(&'a str),
    /// A browser sends this by itself, whoever made it ask.
    Cookie(String),
}

fn proof(parts: &Parts) -> Option<Proof<'_>> {
    let Some(value) = parts.headers.get(header::AUTHORIZATION) else {
        return sign_in::cookie(&parts.headers).map(Proof::Cookie);
    };
    let (scheme, secret) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(Proof::Bearer(secret))
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let client = Client::of(parts, app);
        let proof = proof(parts).ok_or_else(ApiError::unauthorised)?;
        let sent = match &proof {
            Proof::Bearer(secret) => secret,
            Proof::Cookie(secret) => secret.as_str(),
        };
        let caller = known(app, &client, sent).await?;
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        if matches!(proof, Proof::Cookie(_)) && !reads && !origin::is_own(parts, app) {
            return Err(ApiError::foreign_origin());
        }
        if let Some(asking) = parts.extensions.get::<Asking>() {
            asking.is(&caller.school, caller.name());
        }
        if !factor_rule::is_open(parts) {
            caller.require_factor()?;
        }
        Ok(caller)
    }
}

/// Whoever holds that secret.
///
/// # Errors
/// 401 for one that opens nothing; 429 after too many of these.
pub(crate) async fn known(app: &App, client: &Client, sent: &str) -> Result<Caller, ApiError> {
    if let Some(caller) = find(app, sent).await? {
        return Ok(caller);
    }
    // Only wrong secrets count, so that nobody's guessing keeps others from their work.
    app.gate.limits.address(client)?;
    Err(ApiError::unauthorised())
}

/// Whoever holds that secret, if it still opens anything.
async fn find(app: &App, sent: &str) -> Result<Option<Caller>, ApiError> {
    let Some(secret) = digest_of(sent) else { return Ok(None) };
    if let Some((school, key)) = app.store.find_api_key(&secret).await? {
        return Ok(key.revoked_at.is_none().then(|| Caller::with_key(school, key)));
    }
    let found = sign_in::find(app, &secret).await?;
    Ok(found.map(|(school, user)| Caller::signed_in(school, user, secret, app)))
}
