//! A login that the platform begins ("third-party initiated login"): what it asks, and where the browser goes on to.

use url::Url;

use crate::{LaunchError, Registration};

/// What a platform says when it begins a login, by GET or POST. None of it is proven; only the launch is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoginRequest {
    /// The platform's name for itself: which registration.
    pub iss: String,
    /// Who is at the browser, in the platform's words.
    pub login_hint: String,
    /// What is to be opened. The launch says it again, and that one counts.
    pub target_link_uri: String,
    /// Which launch it is, in the platform's words.
    pub lti_message_hint: Option<String>,
    /// Which deployment.
    pub lti_deployment_id: Option<String>,
    /// Which tool: tells registrations with one issuer apart.
    pub client_id: Option<String>,
}

impl LoginRequest {
    /// Reads a query or a form (`application/x-www-form-urlencoded`, without a leading `?`). Other parameters are
    /// ignored.
    ///
    /// # Errors
    /// [`LaunchError::Login`] when `iss`, `login_hint` or `target_link_uri` is missing.
    pub fn read(query: &str) -> Result<Self, LaunchError> {
        let mut login = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let value = value.into_owned();
            match name.as_ref() {
                "iss" => login.iss = value,
                "login_hint" => login.login_hint = value,
                "target_link_uri" => login.target_link_uri = value,
                "lti_message_hint" => login.lti_message_hint = Some(value),
                "lti_deployment_id" => login.lti_deployment_id = Some(value),
                "client_id" => login.client_id = Some(value),
                _ => {}
            }
        }
        let needed = [
            ("iss", &login.iss),
            ("login_hint", &login.login_hint),
            ("target_link_uri", &login.target_link_uri),
        ];
        let missing = needed.iter().find(|(_, value)| value.is_empty()).map(|(parameter, _)| *parameter);
        match missing {
            Some(parameter) => Err(LaunchError::Login { parameter, fault: "missing" }),
            None => Ok(login),
        }
    }
}

/// Where the browser goes on to. `state` and `nonce` are fresh, of 128 random bits at least; the caller binds `state` to
/// the browser and keeps both until the launch comes back, once. `redirect` is registered on the platform.
///
/// # Errors
/// [`LaunchError::Login`] for a login that is for another registration.
pub fn begin_login(
    registration: &Registration,
    login: &LoginRequest,
    redirect: &Url,
    state: &str,
    nonce: &str,
) -> Result<Url, LaunchError> {
    let platform = registration.platform();
    let another = |parameter| Err(LaunchError::Login { parameter, fault: "not the registered one" });
    if login.iss != platform.issuer {
        return another("iss");
    }
    if login.client_id.as_ref().is_some_and(|id| *id != platform.client_id) {
        return another("client_id");
    }
    if login.lti_deployment_id.as_ref().is_some_and(|id| !registration.deploys(id)) {
        return another("lti_deployment_id");
    }
    let mut url = registration.auth.clone();
    url.query_pairs_mut()
        .append_pair("scope", "openid")
        .append_pair("response_type", "id_token")
        .append_pair("response_mode", "form_post")
        .append_pair("prompt", "none")
        .append_pair("client_id", &platform.client_id)
        .append_pair("redirect_uri", redirect.as_str())
        .append_pair("login_hint", &login.login_hint)
        .append_pair("state", state)
        .append_pair("nonce", nonce);
    if let Some(hint) = &login.lti_message_hint {
        url.query_pairs_mut().append_pair("lti_message_hint", hint);
    }
    Ok(url)
}
