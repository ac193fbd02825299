//! Moodle's numbers for things, each its own type: a call takes four of them in a row.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number! {
    /// A course.
    CourseId
}
number! {
    /// An attendance activity in a course: the `attendanceid` of the web services, which is the instance and not the
    /// course module that a page's address names.
    AttendanceId
}
number! {
    /// A session of an attendance activity.
    MoodleSessionId
}
number! {
    /// A status of an attendance activity.
    StatusId
}
number! {
    /// A user of the site.
    UserId
}
number! {
    /// A group within a course.
    GroupId
}

impl GroupId {
    /// Sessions for the whole course.
    pub const ALL: Self = Self(0);
}
