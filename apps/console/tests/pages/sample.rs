//! A class to show: five students, two photos, one of everything.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use muster_console::pages::consent::ConsentRow;
use muster_console::pages::leave::LeaveRow;
use muster_console::pages::meeting::{Planned, Standing};
use muster_console::pages::session::{Pictures, Plan, SessionView};
use muster_console::paths::Meeting;
use muster_domain::{
    AttendanceRecord, BoundingBox, Candidate, Class, ClassId, Consent, ConsentEntry, ConsentKind,
    ConsentText, Distance, Face, FacePlace, Identification, Leave, LeaveId, Mark, MarkSource, ModelId,
    PhotoDigest, Quality, QualityReason, Relation, ReviewReason, Session, SessionId, Sighting, Slot, SlotId,
    Status, StatusSet, Student, StudentId,
};
use muster_identify::{Evidence, SessionVerdict, Verdict};
use muster_store::{EnrolledFaceId, KeptFile, NewPhoto, PhotoFace};
use muster_usecase::Profile;
use muster_usecase::session::Taken;
use muster_usecase::timetable::MeetingState;

pub(crate) const DAY: Date = date(2026, 11, 24);

pub(crate) fn now() -> Timestamp {
    "2026-11-24T08:15:00Z".parse().expect("a time")
}

pub(crate) fn class() -> Class {
    Class { id: ClassId::new("7b/ü"), name: "Form 7b & <friends>".into() }
}

/// An event of that day.
pub(crate) fn event(day: &str) -> Class {
    Class { id: ClassId::new(format!("{day} Parents & <kids>")), name: "Parents & <kids>".into() }
}

pub(crate) fn students() -> Vec<Student> {
    let student = |id: &str, first: &str, last: &str| Student {
        id: StudentId::new(id),
        first_name: first.into(),
        last_name: last.into(),
    };
    vec![
        student("001", "Ada", "Lovelace"),
        student("002", "Ada", "Yonath"),
        student("003", "محمد", "الخوارزمي"),
        student("004", "<b>Bobby</b>", "\"Tables\""),
        student("005", "Cher", ""),
    ]
}

fn face(x: f32, identification: Identification, reasons: Vec<QualityReason>) -> PhotoFace {
    let quality =
        Quality { height: 60.0, sharpness: 80.0, brightness: 120.0, yaw: Some(0.1), roll: None, reasons };
    let bounding_box = BoundingBox::new(x, 40.0, 50.0, 60.0);
    PhotoFace {
        face: Face { bounding_box, landmarks: None, confidence: 0.9, quality },
        templates: Vec::new(),
        identification,
        crop: vec![0xff, 0xd8, 0xff],
    }
}

fn candidate(id: &str, distance: f32) -> Candidate {
    Candidate { student: StudentId::new(id), distance: Distance(distance) }
}

fn photo(byte: u8, faces: Vec<PhotoFace>) -> NewPhoto {
    NewPhoto {
        taken_at: None,
        digest: PhotoDigest([byte; 32]),
        width: 1200,
        height: 800,
        captured_at: None,
        profile: "default".into(),
        model: ModelId::new("sface"),
        faces,
    }
}

/// A session with one student seen, one to review in two photos, one marked by hand, one confirmed and one not seen.
pub(crate) fn taken(closed: bool) -> Taken {
    let roster = students();
    let id = |at: usize| roster[at].id.clone();
    let review = |reason| Identification::NeedsReview {
        candidates: vec![candidate("002", 1.11), candidate("001", 1.13), candidate("gone", 1.15)],
        reason,
    };
    let photos = vec![
        photo(
            1,
            vec![
                face(
                    10.0,
                    Identification::Identified { best: candidate("001", 0.8), others: vec![] },
                    vec![],
                ),
                face(100.0, review(ReviewReason::RunnerUpClose), vec![QualityReason::TooSmall]),
                face(200.0, Identification::Unknown, vec![]),
                face(300.0, Identification::Dismissed, vec![QualityReason::CutOff]),
            ],
        ),
        photo(
            2,
            vec![
                face(10.0, review(ReviewReason::Uncertain), vec![QualityReason::Blurred]),
                face(700.0, Identification::Confirmed { student: id(4) }, vec![]),
            ],
        ),
    ];
    let place = |photo: usize, face: usize| FacePlace {
        photo: photos[photo].digest,
        bounding_box: photos[photo].faces[face].face.bounding_box,
    };
    let mark = |at: usize, status, source| AttendanceRecord {
        session: SessionId(7),
        student: id(at),
        status,
        mark: Some(Mark { letter: None, student: id(at), status, source, at: now() }),
    };
    let sighting = Sighting {
        photo: photos[0].digest,
        bounding_box: photos[0].faces[0].face.bounding_box,
        distance: Distance(0.8),
        model: ModelId::new("sface"),
        threshold: Distance(1.1),
    };
    let records = vec![
        mark(0, Status::Present, MarkSource::Machine { sighting }),
        AttendanceRecord { session: SessionId(7), student: id(1), status: Status::NotSeen, mark: None },
        mark(2, Status::Late, MarkSource::Human { by: "Grace".into(), remark: "bus & \"train\"".into() }),
        mark(3, Status::Absent, MarkSource::Closing { by: "Grace".into() }),
        mark(4, Status::Present, MarkSource::Confirmed { by: "Grace".into(), face: place(1, 1) }),
    ];
    let at = |photo, face| Evidence { photo, face };
    let verdict = SessionVerdict {
        students: BTreeMap::from([
            (id(0), Verdict::Seen { best: at(0, 0), distance: Distance(0.8), photos: 1 }),
            (
                id(1),
                Verdict::ToReview {
                    faces: vec![(at(0, 1), Distance(1.11)), (at(1, 0), Distance(1.12))],
                    conflict: false,
                },
            ),
            (id(4), Verdict::Confirmed { faces: vec![at(1, 1)] }),
        ]),
        unknown: vec![at(0, 2)],
        dismissed: vec![at(0, 3)],
    };
    let profile = Profile::named("default").expect("built in");
    Taken {
        statuses: muster_record::plain_set(),
        session: Session {
            closed_by: None,
            confirmation: None,
            group: None,
            time: None,
            id: SessionId(7),
            class: class().id,
            date: DAY,
            label: "2nd <period>".into(),
            closed_at: closed.then(now),
        },
        roster,
        records,
        photos,
        added: 1,
        verdict,
        threshold: profile.threshold(&ModelId::new("sface")),
    }
}

/// One session of the timetable for each state, all on one day.
pub(crate) fn planned() -> Vec<Planned> {
    let at = |state: MeetingState| Planned {
        class: class(),
        date: DAY,
        label: "2nd <period>".into(),
        hours: Some((jiff::civil::time(8, 15, 0, 0), jiff::civil::time(9, 0, 0, 0))),
        group: Some("<A> group".into()),
        state,
        reason: (state == MeetingState::Cancelled).then(|| "<snow>".into()),
        slot: Some(SlotId(3)),
        own: true,
        standing: Standing {
            awaits_confirmation: state == MeetingState::Closed,
            locked: state == MeetingState::NotTaken,
        },
    };
    MeetingState::ALL.into_iter().map(at).collect()
}

/// An entry of the timetable with everything in it.
pub(crate) fn slot() -> Slot {
    Slot {
        id: SlotId(3),
        class: class().id,
        label: "2nd <period>".into(),
        group: Some("<A> group".into()),
        weekdays: vec![Weekday::Monday, Weekday::Tuesday],
        every: 2,
        first_day: DAY,
        last_day: date(2026, 12, 18),
        starts: jiff::civil::time(8, 15, 0, 0),
        ends: jiff::civil::time(9, 0, 0, 0),
        grace: Some(5),
    }
}

/// Leave with a file and a letter, and one that was withdrawn.
pub(crate) fn leave() -> Vec<LeaveRow> {
    let row = |id: i64, withdrawn| LeaveRow {
        leave: Leave {
            id: LeaveId(id),
            student: StudentId::new("004"),
            first_day: DAY,
            last_day: date(2026, 11, 26),
            letter: Some("M".into()),
            note: "dentist & <school>".into(),
            by: "Grace <H>".into(),
            at: now(),
            withdrawn,
        },
        name: "<b>Bobby</b>".into(),
        page: "/classes/7b/students/004".into(),
        files: vec![KeptFile {
            number: 1,
            name: "<letter>.pdf".into(),
            media_type: "application/pdf".into(),
            bytes: 1_500_000,
        }],
    };
    vec![row(9, None), row(10, Some(("Grace <H>".into(), now())))]
}

/// What a session's page shows of [`taken`].
pub(crate) struct Shown {
    pub(crate) class: Class,
    pub(crate) roster: Vec<Student>,
    pub(crate) statuses: StatusSet,
    pub(crate) plan: Plan<'static>,
    pub(crate) taken: Option<Taken>,
    pub(crate) kept: BTreeSet<PhotoDigest>,
    pub(crate) pictures: Pictures,
    pub(crate) recognition: bool,
    pub(crate) enrolled: usize,
    pub(crate) locked: Option<jiff::civil::Date>,
    pub(crate) second_confirmer: bool,
    pub(crate) open_list: bool,
}

impl Shown {
    pub(crate) fn of(taken: Option<Taken>) -> Self {
        let pictures = [(StudentId::new("002"), vec![EnrolledFaceId(3), EnrolledFaceId(4)])];
        Self {
            class: class(),
            roster: students(),
            statuses: muster_record::plain_set(),
            plan: Plan::default(),
            taken,
            kept: BTreeSet::from([PhotoDigest([2; 32])]),
            pictures: pictures.into(),
            recognition: true,
            enrolled: 3,
            locked: None,
            second_confirmer: false,
            open_list: false,
        }
    }

    pub(crate) fn view(&self) -> SessionView<'_> {
        let meeting = Meeting { class: &self.class.id, date: DAY, label: "2nd <period>" };
        let before = Meeting { label: "", ..meeting };
        SessionView {
            class: &self.class,
            meeting,
            roster: &self.roster,
            people: &self.roster,
            records: self.taken.as_ref().map_or(&[], |taken| &taken.records),
            statuses: &self.statuses,
            plan: self.plan,
            taken: self.taken.as_ref(),
            kept: &self.kept,
            pictures: &self.pictures,
            neighbours: (Some(before), None),
            recognition: self.recognition,
            enrolled: self.enrolled,
            locked: self.locked,
            second_confirmer: self.second_confirmer,
            open_list: self.open_list,
            today: DAY,
        }
    }
}

/// What was said of a student's face, each with a file as evidence.
pub(crate) fn consent_row(student: Student, consent: Consent) -> ConsentRow {
    let entry = |kind| ConsentEntry {
        student: student.id.clone(),
        kind,
        person: "<b>Mum</b> & co".into(),
        relation: Relation::Guardian,
        text: ConsentText { version: "2026 <09>".into(), language: "ar".into(), sha256: "00".into() },
        until: Some(DAY),
        evidence: "Folder \"7b\"".into(),
        at: now(),
        by: "Grace".into(),
    };
    let entries: Vec<ConsentEntry> = ConsentKind::ALL.map(entry).into();
    let file = |number| KeptFile {
        number,
        name: "<form>.pdf".into(),
        media_type: "application/pdf".into(),
        bytes: 90_000,
    };
    let files = (1..=entries.len() as i64).map(|entry| (entry, file(1))).collect();
    ConsentRow { consent, allowed: consent.holds(DAY), entries, files, student }
}
