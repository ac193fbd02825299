//! What pages load: styles, scripts and their licence, all from this server. Their addresses carry a digest of their
//! bytes, so a browser keeps them for good and never shows a new page with an old script.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

/// A file that pages load.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Its name, without the digest.
    pub name: &'static str,
    /// Its `Content-Type`.
    pub kind: &'static str,
    /// Its text.
    pub text: &'static str,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($name:literal, $kind:expr) => {
        Asset { name: $name, kind: $kind, text: include_str!(concat!("../assets/", $name)) }
    };
}

/// All there are.
pub const ASSETS: &[Asset] = &[
    asset!("console.css", "text/css; charset=utf-8"),
    asset!("console.js", SCRIPT),
    asset!("account.js", SCRIPT),
    asset!("answers.js", SCRIPT),
    asset!("call.js", SCRIPT),
    asset!("check-in.js", SCRIPT),
    asset!("enrol.js", SCRIPT),
    asset!("files.js", SCRIPT),
    asset!("idiomorph.js", SCRIPT),
    asset!("live.js", SCRIPT),
    asset!("marked.js", SCRIPT),
    asset!("page.js", SCRIPT),
    asset!("register.js", SCRIPT),
    asset!("register-import.js", SCRIPT),
    asset!("roster.js", SCRIPT),
    asset!("rows.js", SCRIPT),
    asset!("sending.js", SCRIPT),
    asset!("session.js", SCRIPT),
    asset!("upload.js", SCRIPT),
    asset!("viewer.js", SCRIPT),
    asset!("icon.svg", "image/svg+xml"),
    asset!("manifest.json", "application/manifest+json"),
];

/// One digest of all files: scripts load each other by relative addresses, so all change theirs together.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    for asset in ASSETS {
        hash.update(asset.text);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, e, f, g, h, ..] = digest;
    format!("{:016x}", u64::from_be_bytes([a, b, c, d, e, f, g, h]))
});

/// The folder that all are in: `/assets/0123456789abcdef`.
pub fn folder() -> String {
    format!("/assets/{}", *VERSION)
}

/// The file of that name in that version; none for another version, whose text is gone.
pub fn find(version: &str, name: &str) -> Option<&'static Asset> {
    (version == VERSION.as_str()).then(|| ASSETS.iter().find(|asset| asset.name == name)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects phones on slow networks: a first load takes under 100 kB of script.
    #[test]
    fn all_scripts_together_are_small() {
        let size: usize =
            ASSETS.iter().filter(|asset| asset.kind == SCRIPT).map(|asset| asset.text.len()).sum();
        assert!(size < 100_000, "{size} bytes");
    }
}
