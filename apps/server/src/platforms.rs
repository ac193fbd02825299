//! Learning platforms that this server talks to when somebody asks for it, and what is under way with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use muster_domain::{ClassId, LtiPlatform, LtiPlatformId};
use muster_lti::{
    AccessToken, Launch, LaunchError, Platform, PlatformKeys, Registration, RegistrationError, Scope,
    ServiceError, ToolKey, request_token, verify_launch_fetching,
};
use muster_moodle::{Moodle, MoodleError};
use tokio::sync::OnceCell;

use crate::App;
use crate::access::{AwaitedLaunch, UnderWay, random_text};
use crate::error::ApiError;
use crate::outbound::outbound_agent;

/// For one question. A large course's sessions take Moodle some seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// The way to learning platforms. Nothing is asked before somebody wants it.
#[derive(Clone)]
pub struct Platforms {
    agent: ureq::Agent,
    pushing: Arc<Mutex<BTreeSet<ClassId>>>,
    /// The launches that are awaited.
    pub(crate) launches: Arc<UnderWay<AwaitedLaunch>>,
    keys: Arc<Mutex<BTreeMap<LtiPlatformId, PlatformKeys>>>,
    tool_key: Arc<OnceCell<Arc<ToolKey>>>,
}

/// A class whose register is on its way to a platform, while this is held.
pub(crate) struct Pushing {
    class: ClassId,
    all: Arc<Mutex<BTreeSet<ClassId>>>,
}

impl Default for Platforms {
    fn default() -> Self {
        Self {
            agent: outbound_agent(PATIENCE),
            pushing: Arc::default(),
            launches: Arc::default(),
            keys: Arc::default(),
            tool_key: Arc::default(),
        }
    }
}

impl Platforms {
    /// A Moodle site, to be asked with that token.
    ///
    /// # Errors
    /// [`MoodleError::Address`].
    pub fn moodle(&self, site: &str, token: &str) -> Result<Moodle, MoodleError> {
        Moodle::new(self.agent.clone(), site, token)
    }

    /// Begins to push a class's register. Two pushes at once would each add the sessions that the other is adding.
    ///
    /// # Errors
    /// 409 while another push of the class is under way.
    pub(crate) fn begin_push(&self, class: &ClassId) -> Result<Pushing, ApiError> {
        let mut all = self.pushing.lock().unwrap_or_else(PoisonError::into_inner);
        if all.insert(class.clone()) {
            return Ok(Pushing { class: class.clone(), all: Arc::clone(&self.pushing) });
        }
        let text =
            format!("the register of class `{class}` is being pushed already: wait until that is done");
        Err(ApiError::conflict(text))
    }

    /// The key by which platforms know this school's Muster, made when it is first needed.
    ///
    /// # Errors
    /// When it can't be made, kept or read.
    pub(crate) async fn tool_key(&self, app: &App) -> Result<Arc<ToolKey>, ApiError> {
        let failed = |cause: &dyn ToString| ApiError::internal(&format!("key: {}", cause.to_string()));
        let load = async || {
            if let Some(kept) = app.store.lti_key(&app.school).await? {
                return ToolKey::from_pkcs8(&kept).map(Arc::new).map_err(|cause| failed(&cause));
            }
            let entropy = Arc::clone(&app.gate.entropy);
            let made = tokio::task::spawn_blocking(move || ToolKey::generate(&mut |bytes| entropy(bytes)));
            let (_, made) = made.await.map_err(|cause| failed(&cause))?.map_err(|cause| failed(&cause))?;
            // Another process may have been first; the platforms know that one.
            let kept = app.store.keep_lti_key(&app.school, &made).await?;
            ToolKey::from_pkcs8(&kept).map(Arc::new).map_err(|cause| failed(&cause))
        };
        self.tool_key.get_or_try_init(load).await.cloned()
    }

    /// Checks a launch, with the platform's keys as they are known here, or else as they are there now.
    ///
    /// # Errors
    /// 401 for a launch that does not hold; 502 when the platform's keys can't be had.
    pub(crate) async fn verify(
        &self,
        platform: &LtiPlatform,
        id_token: String,
        (nonce, now): (String, Timestamp),
    ) -> Result<Launch, ApiError> {
        let registration = registration(platform).map_err(|cause| ApiError::launch(&cause))?;
        let known = || self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let (agent, mut keys) = (self.agent.clone(), known().get(&platform.id).cloned());
        let verified = tokio::task::spawn_blocking(move || {
            let launch = verify_launch_fetching(&agent, &registration, &mut keys, &id_token, (&nonce, now));
            (launch, keys)
        });
        let (launch, keys) =
            verified.await.map_err(|cause| ApiError::internal(&format!("launch: {cause}")))?;
        keys.map(|keys| known().insert(platform.id, keys));
        launch.map_err(|error| match error {
            LaunchError::Keys(cause) => ApiError::platform(&cause),
            other => ApiError::launch(&other),
        })
    }

    /// Asks a platform's services, with a token for these scopes.
    ///
    /// # Errors
    /// 502 when the platform gives no token or does not do it.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        app: &App,
        platform: &LtiPlatform,
        scopes: &'static [Scope],
        ask: impl FnOnce(&ureq::Agent, &AccessToken) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let registration = registration(platform).map_err(|cause| ApiError::platform(&cause))?;
        let key = self.tool_key(app).await?;
        let (agent, now, jti) = (self.agent.clone(), (app.now)(), random_text(&app.gate.entropy));
        let asked = tokio::task::spawn_blocking(move || {
            let token = request_token(&agent, &registration, &key, scopes, now, &jti)?;
            ask(&agent, &token)
        });
        let asked = asked.await.map_err(|cause| ApiError::internal(&format!("platform: {cause}")))?;
        asked.map_err(|cause| ApiError::platform(&cause))
    }
}

/// A platform as the protocol takes it.
///
/// # Errors
/// When one of its addresses can't be used.
pub(crate) fn registration(platform: &LtiPlatform) -> Result<Registration, RegistrationError> {
    Registration::new(Platform {
        issuer: platform.issuer.clone(),
        client_id: platform.client_id.clone(),
        auth_url: platform.auth_url.clone(),
        token_url: platform.token_url.clone(),
        jwks_url: platform.jwks_url.clone(),
        deployment_ids: platform.deployment_ids.clone(),
        token_audience: None,
    })
}

impl Drop for Pushing {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.class);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects a course from every session twice: of two pushes at once each would add what the other adds.
    #[test]
    fn a_class_is_pushed_once_at_a_time() {
        let platforms = Platforms::default();
        let (ours, other) = (ClassId::new("7b"), ClassId::new("8a"));
        let first = platforms.begin_push(&ours).expect("nothing is under way");
        assert_eq!(platforms.clone().begin_push(&ours).err().expect("it is").code(), "conflict");
        platforms.begin_push(&other).expect("another class");
        drop(first);
        platforms.begin_push(&ours).expect("it is over");
    }
}
