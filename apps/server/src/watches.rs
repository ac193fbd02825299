//! What cameras at doors have seen lately, one watch a session and camera. It lasts for seconds and is in memory only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use muster_domain::{ClassId, SchoolId};
use muster_record::Watch;

/// Whose camera looks at what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WatchKey {
    pub(crate) school: SchoolId,
    pub(crate) class: ClassId,
    pub(crate) date: Date,
    pub(crate) label: String,
    pub(crate) by: String,
}

/// All watches.
#[derive(Clone, Default)]
pub(crate) struct Watches(Arc<Mutex<HashMap<WatchKey, Watch>>>);

impl Watches {
    /// Takes a watch out to work with it; a new one where there is none.
    pub(crate) fn take(&self, key: &WatchKey) -> Watch {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key).unwrap_or_default()
    }

    /// Puts a watch back; one that has seen nobody lately is forgotten.
    pub(crate) fn put(&self, key: WatchKey, watch: Watch) {
        if !watch.is_empty() {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, watch);
        }
    }
}
