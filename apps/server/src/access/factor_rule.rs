//! Who has to have a second factor.

use axum::http::request::Parts;
use muster_store::{Role, User};

/// Addresses that are open to who has yet to set one up: what it takes to do so, and the way out.
const OPEN: [&str; 5] = ["/account", "/connect", "/api/v1/me", "/api/v1/school", "/api/v1/sign-out"];

/// Who has to have a second factor (OWASP ASVS 5.0, 6.3.3). Not who has no password here, since a provider vouches for them; and
/// not a kiosk, which is a tablet at a door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactorRule {
    /// Whoever wants one.
    #[default]
    Nobody,
    /// Admins.
    Admins,
    /// Everybody.
    Everybody,
}

impl FactorRule {
    /// Whether this user has to have one and has none.
    pub(crate) fn lacks(self, user: &User) -> bool {
        let asked = match self {
            Self::Nobody => false,
            Self::Admins => user.role == Role::Admin,
            Self::Everybody => user.role != Role::Kiosk,
        };
        asked && user.has_password && !user.has_totp
    }
}

/// Whether the request is for what is open without one.
pub(super) fn is_open(parts: &Parts) -> bool {
    let path = parts.uri.path();
    OPEN.iter().any(|open| path == *open || path.strip_prefix(open).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    /// Protects the rule from an address that only begins like an open one.
    #[test]
    fn what_is_open_is_ones_own() {
        let is =
            |path: &str| is_open(&Request::builder().uri(path).body(()).expect("an address").into_parts().0);
        assert!(is("/account") && is("/api/v1/me/totp/confirm") && is("/api/v1/sign-out"));
        for closed in
            ["/", "/accounts", "/api/v1/meetings", "/api/v1/users", "/classes/7b", "/api/v1/classes"]
        {
            assert!(!is(closed), "{closed}");
        }
    }
}
