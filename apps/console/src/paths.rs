//! The addresses of the console's pages and of the interface's calls that they make, with every part encoded.

use jiff::civil::Date;
use muster_domain::{ClassId, PhotoDigest, SlotId, StudentId};
use muster_store::EnrolledFaceId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but what RFC 3986 calls unreserved.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A part of an address, or a value of a query.
pub fn part(text: &str) -> String {
    utf8_percent_encode(text, PART).to_string()
}

/// One meeting of a class.
#[derive(Clone, Copy, Debug)]
pub struct Meeting<'a> {
    /// Whose.
    pub class: &'a ClassId,
    /// The school's local date.
    pub date: Date,
    /// Which of the day's.
    pub label: &'a str,
}

impl Meeting<'_> {
    fn query(&self) -> String {
        if self.label.is_empty() { String::new() } else { format!("?label={}", part(self.label)) }
    }

    /// Its page.
    pub fn page(&self) -> String {
        format!("{}/sessions/{}{}", class(self.class), self.date, self.query())
    }

    /// The page that shows its code for checking in.
    pub fn check_in(&self) -> String {
        format!("{}/sessions/{}/check-in{}", class(self.class), self.date, self.query())
    }

    /// A call about it: `marks`, `marks/ada`, `corrections`, `faces`, `close`.
    pub fn call(&self, what: &str) -> String {
        format!("/api/v1{}/sessions/{}/{what}{}", class(self.class), self.date, self.query())
    }

    /// One of its photos, while it is kept.
    pub fn photo(&self, digest: PhotoDigest) -> String {
        self.call(&format!("photos/{digest}"))
    }
}

/// A class's page.
pub fn class(class: &ClassId) -> String {
    format!("/classes/{}", part(class.as_str()))
}

/// A page of a class, by its name.
pub fn of_class(id: &ClassId, page: &str) -> String {
    format!("{}/{page}", class(id))
}

/// A call about a class.
pub fn class_call(id: &ClassId, what: &str) -> String {
    format!("/api/v1{}/{what}", class(id))
}

/// A student's page, within a class.
pub fn student(id: &ClassId, student: &StudentId) -> String {
    format!("{}/students/{}", class(id), part(student.as_str()))
}

/// A student's place on a class's roster.
pub fn on_roster(id: &ClassId, student: &StudentId) -> String {
    format!("{}/roster/{}", class(id), part(student.as_str()))
}

/// The page of one meeting that the timetable foresees.
pub fn planned(slot: SlotId, date: Date) -> String {
    format!("/year/entries/{}/{date}", slot.0)
}

/// The page of a group of a class.
pub fn group(id: &ClassId, group: &str) -> String {
    format!("{}/groups/{}", class(id), part(group))
}

/// The page of some enrolled faces.
pub fn faces(id: &ClassId, faces: &[EnrolledFaceId]) -> String {
    let ids: Vec<String> = faces.iter().map(|face| face.0.to_string()).collect();
    format!("{}/enrolment/faces?ids={}", class(id), ids.join(","))
}

/// The picture of an enrolled face.
pub fn crop(id: &ClassId, face: EnrolledFaceId) -> String {
    class_call(id, &format!("enrolment/{}/crop", face.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects from ids that are an address of their own.
    #[test]
    fn ids_stay_one_part_of_an_address() {
        let id = ClassId::new("7/b ?#é");
        let meeting = Meeting { class: &id, date: jiff::civil::date(2026, 11, 24), label: "1st & 2nd" };
        assert_eq!(meeting.page(), "/classes/7%2Fb%20%3F%23%C3%A9/sessions/2026-11-24?label=1st%20%26%202nd");
        assert_eq!(
            class(&ClassId::new("..")),
            "/classes/..",
            "a browser resolves it; no such class is ever made"
        );
    }
}
