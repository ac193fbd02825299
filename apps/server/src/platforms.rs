//! Learning platforms that this server talks to when somebody asks for it, and what is under way with them.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use muster_domain::ClassId;
use muster_moodle::{Moodle, MoodleError};

use crate::error::ApiError;
use crate::outbound::outbound_agent;

/// For one question. A large course's sessions take Moodle some seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// The way to learning platforms. Nothing is asked before somebody wants it.
#[derive(Clone)]
pub struct Platforms {
    agent: ureq::Agent,
    pushing: Arc<Mutex<BTreeSet<ClassId>>>,
}

/// A class whose register is on its way to a platform, while this is held.
pub(crate) struct Pushing {
    class: ClassId,
    all: Arc<Mutex<BTreeSet<ClassId>>>,
}

impl Default for Platforms {
    fn default() -> Self {
        Self { agent: outbound_agent(PATIENCE), pushing: Arc::default() }
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
