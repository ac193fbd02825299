//! Why a use case did not run to its end.

use muster_detect::DetectError;
use muster_domain::TemplateError;
use muster_embed::EmbedError;
use muster_report::ReportError;
use muster_store::{EnrolledFaceId, StoreError};

/// Why a use case did not run to its end. Nothing was stored by the call that failed.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// Storing or reading failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The detector failed.
    #[error(transparent)]
    Detect(#[from] DetectError),
    /// An embedding model failed.
    #[error(transparent)]
    Embed(#[from] EmbedError),
    /// Templates can't be compared.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// A crop can't be written.
    #[error(transparent)]
    Encode(#[from] muster_capture::EncodeError),
    /// The register can't be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// There is no such class.
    #[error("there is no class `{0}`; `muster enrol DIR --class {0:?}` makes it")]
    NoClass(String),
    /// The class's attendance is taken without faces.
    #[error("class `{0}` uses no faces: take its attendance by hand")]
    FaceOff(String),
    /// An entry of consent that can't be.
    #[error("this can't be entered as consent: {0}")]
    BadConsent(&'static str),
    /// A text of consent that the school does not have.
    #[error(
        "there is no text of consent `{version}` in `{language}`: keep it first, so that it can be shown later what was agreed to"
    )]
    NoConsentText {
        /// The version asked for.
        version: String,
        /// The language asked for.
        language: String,
    },
    /// There is no student of that id in the school.
    #[error("the school has no student `{0}`; rosters list everybody's id")]
    UnknownStudent(String),
    /// What is held of a student can't be put into a file.
    #[error("the file of what is held of the student can't be written: {0}")]
    Export(String),
    /// There is no such session.
    #[error(
        "class `{class}` has no session on {date}; `muster take PHOTO --class {class:?} --date {date}` makes it"
    )]
    NoSession {
        /// The class.
        class: String,
        /// The date asked for.
        date: jiff::civil::Date,
    },
    /// A workbook is another class's register.
    #[error("the file is the register of class `{file}` and not of `{class}`: choose that class's file")]
    OtherClass {
        /// The class that it was sent for.
        class: String,
        /// The class that it is of.
        file: String,
    },
    /// The student is not on the class's roster.
    #[error(
        "class `{class}` has no student `{student}`; the register lists everyone, and `muster enrol` adds someone"
    )]
    NoStudent {
        /// The class.
        class: String,
        /// The id or name asked for.
        student: String,
    },
    /// A name fits several students.
    #[error("`{name}` fits several students of class `{class}`: {candidates}; use the id")]
    AmbiguousStudent {
        /// The class.
        class: String,
        /// The name asked for.
        name: String,
        /// Their ids.
        candidates: String,
    },
    /// A face without a name can't be accepted.
    #[error("face {} has no name yet; `muster review --class {class:?} name {} STUDENT` gives it one", face.0, face.0)]
    Unnamed {
        /// The class.
        class: String,
        /// The face.
        face: EnrolledFaceId,
    },
    /// The session has no such photo, or the photo no such face.
    #[error("the session has no photo {photo} with a face {face}; its answer lists all photos and faces")]
    NoPhotoFace {
        /// The photo's digest.
        photo: String,
        /// The face's place in it, from 0.
        face: usize,
    },
    /// The session has no such photo.
    #[error("the session has no photo {photo}: take attendance with it first")]
    NoPhoto {
        /// The photo's digest.
        photo: String,
    },
    /// A drawn box that can't hold a face.
    #[error("the box can't hold a face: {0}; draw it again, around the whole face")]
    BadBox(&'static str),
    /// No mark by a person stands.
    #[error("{student} has no mark by a person that could be taken back")]
    NothingToWithdraw {
        /// The student's name.
        student: String,
    },
    /// Nobody checks in to a session that is closed.
    #[error("the session of {date} is closed: ask your teacher")]
    SessionClosed {
        /// Its day.
        date: jiff::civil::Date,
    },
    /// A person has decided what holds for the student.
    #[error("your teacher has entered already what holds for {student}: ask them")]
    DecidedAlready {
        /// The student's name.
        student: String,
    },
    /// The session is not changed any more.
    #[error("the session of {date} is locked since {since}: an admin can open it again, with a reason")]
    Locked {
        /// Its day.
        date: jiff::civil::Date,
        /// Since which day.
        since: jiff::civil::Date,
    },
    /// A term or holiday that can't be.
    #[error("`{name}` can't be in the calendar: {cause}")]
    BadCalendar {
        /// Its name.
        name: String,
        /// What is wrong with it.
        cause: &'static str,
    },
    /// There is no such entry of the timetable.
    #[error("the timetable has no entry {0}: somebody may have removed it; look at the timetable again")]
    NoSlot(i64),
    /// The class has no such group.
    #[error("class `{class}` has no group `{group}`: make it on the class's page first")]
    NoGroup {
        /// The class.
        class: String,
        /// The group.
        group: String,
    },
    /// Two entries of the timetable would make one session.
    #[error(
        "on {date} another entry of the timetable has the same label (`{label}`): give this one another label, for          example the hour"
    )]
    SameSession {
        /// The first such day.
        date: jiff::civil::Date,
        /// The label.
        label: String,
    },
    /// A leave that can't be.
    #[error("the leave can't be entered: {0}")]
    BadLeave(&'static str),
    /// The school's statuses have no such letter, or it stands for something else.
    #[error("`{letter}` is not a status that fits here; the school uses the statuses of `{set}`")]
    NoStatus {
        /// The letter asked for.
        letter: String,
        /// The set's name.
        set: String,
    },
    /// There is no such set of statuses.
    #[error("there is no set of statuses `{0}`")]
    NoStatusSet(String),
    /// That day has an event of this name.
    #[error("{date} has an event `{name}` already: give this one another name")]
    SameEvent {
        /// The day.
        date: jiff::civil::Date,
        /// The name.
        name: String,
    },
    /// Only somebody else can confirm what one closed.
    #[error("you closed this session yourself: somebody else has to look over it")]
    OwnClosing,
    /// A class's register goes nowhere in Moodle.
    #[error("class `{0}` is linked to no attendance activity in Moodle: an admin links it first")]
    NoMoodleLink(String),
    /// A class is no course of a learning platform.
    #[error(
        "class `{0}` is no course of a learning platform: open Muster from the course, then an admin links it"
    )]
    NoCourse(String),
    /// A link to Moodle that can't be.
    #[error("the class can't be linked to Moodle like this: {0}")]
    BadMoodleLink(&'static str),
    /// Moodle can't be talked to.
    #[error(transparent)]
    Moodle(#[from] muster_moodle::MoodleError),
    /// A push to Moodle ended early.
    #[error(transparent)]
    PushInterrupted(#[from] muster_moodle::Interrupted),
    /// There is nothing to open again.
    #[error("the session of {date} is open: close it first, or change it as it is")]
    NotClosed {
        /// Its day.
        date: jiff::civil::Date,
    },
    /// Others have decided since the sender of a decision looked.
    #[error("{now} now: {by}; nothing was changed. Look again, then decide")]
    ChangedMeanwhile {
        /// What holds now, as a sentence without its end.
        now: String,
        /// Who changed it, and when.
        by: String,
    },
    /// The class has no such enrolled face.
    #[error(
        "class `{class}` has no enrolled face `{}`; `muster review --class {class:?} sheet --out FILE.html` shows \
         all of them", face.0
    )]
    NoFace {
        /// The class.
        class: String,
        /// The id asked for.
        face: EnrolledFaceId,
    },
    /// Nobody can be identified with this profile yet.
    #[error(
        "class `{class}` has no accepted faces for profile `{profile}`; `muster enrol DIR --class {class:?} --profile {profile}` adds them"
    )]
    EmptyGallery {
        /// The class.
        class: String,
        /// The profile.
        profile: String,
    },
    /// An `.npz` file can't be read or written.
    #[error(transparent)]
    Npz(#[from] muster_identify::npz::NpzError),
}
