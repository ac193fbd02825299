//! A session's page, and that of one of its faces.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::{Date, Time};
use muster_console::Markup;
use muster_console::pages::session::{self as pages, FaceView, Pictures, Plan, SessionView};
use muster_console::paths::Meeting;
use muster_domain::{Class, ClassId, PhotoDigest, Session, StatusSet, Student};
use muster_identify::Evidence;
use muster_store::EnrolmentState;
use muster_usecase::Act;
use muster_usecase::session::{Taken, find_class, read_session};
use muster_usecase::status_sets::status_set;
use muster_usecase::timetable::{Foreseen, Meeting as OfDay, foresee_session, meetings};
use serde::Deserialize;

use super::meetings::hours;
use super::{Guest, Visitor};
use crate::App;
use crate::api::{Asked, Label, date};
use crate::error::ApiError;

/// The day that a class's page asks for.
#[derive(Deserialize)]
pub(crate) struct Day {
    date: String,
    #[serde(default)]
    label: String,
}

/// Goes to the page of a day's session.
pub(crate) async fn open(
    Guest(frame): Guest,
    Path(class): Path<String>,
    Asked(Day { date: day, label }): Asked<Day>,
) -> Response {
    match date(&day) {
        Ok(date) => {
            let class = ClassId::new(class);
            Redirect::to(&Meeting { class: &class, date, label: label.trim() }.page()).into_response()
        }
        Err(error) => Guest(frame).refuse(&error),
    }
}

pub(crate) async fn session(
    State(app): State<App>,
    visitor: Visitor,
    Path((class, day)): Path<(String, String)>,
    Asked(Label { label }): Asked<Label>,
) -> Response {
    visitor
        .page(async |visitor| {
            let loaded = Loaded::of(&app, visitor, ClassId::new(class), date(&day)?, label).await?;
            Ok(pages::session(&visitor.frame, &loaded.view()))
        })
        .await
}

pub(crate) async fn face(
    State(app): State<App>,
    visitor: Visitor,
    Path((class, day, photo, face)): Path<(String, String, String, usize)>,
    Asked(Label { label }): Asked<Label>,
) -> Response {
    visitor
        .page(async |visitor| {
            let loaded = Loaded::of(&app, visitor, ClassId::new(class), date(&day)?, label).await?;
            loaded.face(visitor, &photo, face)
        })
        .await
}

/// Everything that a session's pages show.
struct Loaded {
    class: Class,
    date: Date,
    label: String,
    people: Vec<Student>,
    foreseen: Foreseen,
    statuses: StatusSet,
    timetable: Timetable,
    taken: Option<Taken>,
    kept: BTreeSet<PhotoDigest>,
    pictures: Pictures,
    sessions: Vec<Session>,
    enrolled: usize,
    recognition: bool,
    locked: Option<Date>,
    second_confirmer: bool,
    open_list: bool,
    today: Date,
}

impl Loaded {
    async fn of(
        app: &App,
        visitor: &Visitor,
        id: ClassId,
        date: Date,
        label: String,
    ) -> Result<Self, ApiError> {
        visitor.caller.may_see(&id)?;
        let school = &visitor.caller.school;
        let act = app.act(school, visitor.caller.name());
        let class = find_class(act, &id).await?;
        let sessions = app.store.list_sessions(school, &id, None, None).await?;
        let held = sessions.iter().find(|session| session.date == date && session.label == label);
        let locked = app.lock_rule().since(act, date, held).await?;
        let (mut taken, mut kept) = (None, BTreeSet::new());
        if let Some(session) = held {
            taken = Some(read_session(act, &app.recognition.recogniser(), &id, (date, &label)).await?);
            kept = app.store.list_pictures(school, session.id).await?.into_iter().collect();
        }
        let enrolled = super::class::enrolled(app, visitor, &class).await?.len();
        let timetable = Timetable::read(app, act, &id, (date, &label)).await?;
        let foreseen = match &taken {
            Some(taken) => Foreseen { roster: taken.roster.clone(), records: taken.records.clone() },
            None => foresee_session(act, &id, (date, &label), timetable.group.as_deref()).await?,
        };
        Ok(Self {
            people: people(app, visitor, (&id, date), &foreseen.roster).await?,
            foreseen,
            statuses: status_set(act).await?,
            timetable,
            pictures: pictures(app, visitor, &id).await?,
            recognition: !app.recognition.is_off() && app.store.face_use(school).await?.of_class(&id),
            class,
            date,
            label,
            taken,
            kept,
            sessions,
            enrolled,
            locked,
            second_confirmer: app.second_confirmer,
            open_list: app.store.has_open_list(school, &id).await?,
            today: app.today(),
        })
    }

    fn meeting<'a>(&'a self, session: &'a Session) -> Meeting<'a> {
        Meeting { class: &self.class.id, date: session.date, label: &session.label }
    }

    fn view(&self) -> SessionView<'_> {
        let here = (self.date, self.label.as_str());
        let before = self.sessions.iter().rfind(|one| (one.date, one.label.as_str()) < here);
        let after = self.sessions.iter().find(|one| (one.date, one.label.as_str()) > here);
        SessionView {
            class: &self.class,
            meeting: Meeting { class: &self.class.id, date: self.date, label: &self.label },
            roster: &self.foreseen.roster,
            people: &self.people,
            records: &self.foreseen.records,
            statuses: &self.statuses,
            plan: self.timetable.plan(),
            taken: self.taken.as_ref(),
            kept: &self.kept,
            pictures: &self.pictures,
            neighbours: (
                before.map(|session| self.meeting(session)),
                after.map(|session| self.meeting(session)),
            ),
            recognition: self.recognition,
            enrolled: self.enrolled,
            locked: self.locked,
            second_confirmer: self.second_confirmer,
            open_list: self.open_list,
            today: self.today,
        }
    }

    fn face(&self, visitor: &Visitor, photo: &str, face: usize) -> Result<Markup, ApiError> {
        let missing = || ApiError::not_found("face", &format!("{face} of photo {photo}"));
        let taken = self.taken.as_ref().ok_or_else(missing)?;
        let digest: PhotoDigest = photo.parse().map_err(|_| missing())?;
        let at = taken.photos.iter().position(|one| one.digest == digest).ok_or_else(missing)?;
        if face >= taken.photos[at].faces.len() {
            return Err(missing());
        }
        let view = FaceView { session: self.view(), taken, at: Evidence { photo: at, face } };
        Ok(pages::face(&visitor.frame, &view))
    }
}

/// What the timetable says of a session and of the others of its day.
struct Timetable {
    hours: Option<(Time, Time)>,
    group: Option<String>,
    cancelled: Option<String>,
    others: Vec<(String, Option<(Time, Time)>)>,
}

impl Timetable {
    async fn read(
        app: &App,
        act: Act<'_>,
        class: &ClassId,
        (date, label): (Date, &str),
    ) -> Result<Self, ApiError> {
        let day = meetings(act, std::slice::from_ref(class), (date, date)).await?;
        let when = |one: &OfDay| one.time().map(|time| hours(app, time));
        let own = day.iter().find(|one| one.label == label);
        let others = day.iter().filter(|one| one.label != label);
        Ok(Self {
            hours: own.and_then(when),
            group: own.and_then(OfDay::group).map(str::to_owned),
            cancelled: own.and_then(OfDay::cancelled).map(str::to_owned),
            others: others.map(|one| (one.label.clone(), when(one))).collect(),
        })
    }

    fn plan(&self) -> Plan<'_> {
        Plan {
            hours: self.hours,
            group: self.group.as_deref(),
            cancelled: self.cancelled.as_deref(),
            others: &self.others,
        }
    }
}

/// Everybody whom a face may be: who is on the class's roster that day, and whoever the session is about besides.
async fn people(
    app: &App,
    visitor: &Visitor,
    (class, date): (&ClassId, Date),
    about: &[Student],
) -> Result<Vec<Student>, ApiError> {
    let mut people = app.store.roster(&visitor.caller.school, class, date).await?;
    let known: BTreeSet<_> = people.iter().map(|student| student.id.clone()).collect();
    people.extend(about.iter().filter(|student| !known.contains(&student.id)).cloned());
    Ok(people)
}

/// The accepted enrolment pictures of the class.
async fn pictures(app: &App, visitor: &Visitor, class: &ClassId) -> Result<Pictures, ApiError> {
    let mut pictures = Pictures::new();
    for stored in app.store.list_enrolled_faces(&visitor.caller.school, class).await? {
        let accepted = stored.face.state == EnrolmentState::Accepted;
        if let Some(student) = stored.face.student.filter(|_| accepted) {
            pictures.entry(student).or_default().push(stored.id);
        }
    }
    Ok(pictures)
}
