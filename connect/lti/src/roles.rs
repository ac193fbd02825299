//! What somebody is in a course, in the words of LIS.

use serde::{Deserialize, Serialize};

const MEMBERSHIP: &str = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

/// Somebody's roles, as URIs; members' may be short names (`Learner`), which the specification keeps for roles in a
/// context.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Roles(pub Vec<String>);

impl Roles {
    /// An instructor in the course. A teaching assistant, a mentor or the site's administrator is none by that alone.
    pub fn teaches(&self) -> bool {
        self.has("Instructor")
    }

    /// A learner in the course.
    pub fn learns(&self) -> bool {
        self.has("Learner")
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|role| role == name || role.strip_prefix(MEMBERSHIP) == Some(name))
    }
}
