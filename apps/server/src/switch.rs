//! Another profile while the server runs: its models are loaded, the templates that it lacks are made from the crops on
//! file, and only then it takes the place of the one before. Until then, and if anything fails, that one recognises.

use std::sync::{Arc, Mutex, PoisonError};

use muster_domain::{ClassId, SchoolId};
use muster_store::{EnrolledFace, ProfileChoice};
use muster_usecase::prepare_profile::{prepare_profile, unprepared};
use muster_usecase::{Act, Profile, Recogniser};
use tokio::runtime::Handle;

use crate::App;
use crate::error::ApiError;

/// Faces that are prepared in one turn; photos that came meanwhile are looked at in between.
const TURN: usize = 8;

/// Where ways of recognising come from.
pub trait Profiles: Send + Sync {
    /// All that can be chosen.
    fn known(&self) -> Vec<Profile>;

    /// Whether the server's settings fix the profile, so that it can't be chosen here.
    fn are_fixed(&self) -> bool;

    /// Loads the models of a profile: a known one, or the one that the settings fix.
    ///
    /// # Errors
    /// Why it can't be used, for people.
    fn assemble(&self, profile: Profile) -> Result<Recogniser, String>;
}

/// How far a switch is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Progress {
    /// No switch is under way.
    #[default]
    Idle,
    /// To that profile; so many faces are prepared, of so many.
    Preparing { profile: String, done: usize, total: usize },
    /// The last switch failed.
    Failed { profile: String, cause: String },
}

/// The switch that is under way, if there is one.
#[derive(Clone, Default)]
pub(crate) struct Switching(Arc<Mutex<Progress>>);

impl Switching {
    /// How far it is.
    pub(crate) fn progress(&self) -> Progress {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Begins one. False when one is under way.
    fn begin(&self, profile: &str) -> bool {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*now, Progress::Preparing { .. }) {
            return false;
        }
        *now = Progress::Preparing { profile: profile.to_owned(), done: 0, total: 0 };
        true
    }

    fn set(&self, progress: Progress) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = progress;
    }
}

/// Begins to switch to a profile.
///
/// # Errors
/// 404 for an unknown profile; 409 when another switch is under way, or the settings fix the profile.
pub(crate) fn start(app: &App, school: &SchoolId, by: &str, profile: &str) -> Result<(), ApiError> {
    let Some(known) = app.profiles.known().into_iter().find(|known| known.id == profile) else {
        return Err(ApiError::not_found("profile", profile));
    };
    if app.profiles.are_fixed() {
        return Err(ApiError::conflict("the server's settings fix the profile: take `profile` out of them"));
    }
    if !app.recognition.switching.begin(profile) {
        return Err(ApiError::conflict("another switch is under way: wait until it has ended"));
    }
    let (to, school, by) = (app.clone(), school.clone(), by.to_owned());
    tokio::spawn(ended(app.clone(), known.id.clone(), async move {
        let recogniser = load(&to, known).await?;
        prepare(&to, &school, &by, &recogniser).await?;
        let choice = ProfileChoice { profile: recogniser.profile().id.clone(), by, at: (to.now)() };
        to.store.choose_profile(&school, &choice).await.map_err(told)?;
        put_in_force(&to, recogniser).await
    }));
    Ok(())
}

/// Lets go of the models when the school uses no faces.
pub(crate) async fn unload_unused(app: &App) -> Result<(), String> {
    if !app.recognition.is_off() && !app.store.face_use(&app.school).await.map_err(told)?.school {
        app.recognition.unload().map_err(told)?;
        tracing::info!("the models are unloaded: the school uses no faces");
    }
    Ok(())
}

/// Begins to load the models of the profile in force, when they are not; the school uses faces again. Nothing while a switch is
/// under way: it does so at its end.
pub(crate) fn load_again(app: &App) {
    let profile = app.recognition.recogniser().profile().clone();
    if app.recognition.is_off() && app.recognition.switching.begin(&profile.id) {
        let to = app.clone();
        tokio::spawn(ended(app.clone(), profile.id.clone(), async move {
            let recogniser = load(&to, profile).await?;
            put_in_force(&to, recogniser).await
        }));
    }
}

/// Waits until it is done, and says how it ended.
async fn ended(app: App, profile: String, work: impl Future<Output = Result<(), String>>) {
    let progress = match work.await {
        Ok(()) => Progress::Idle,
        Err(cause) => {
            tracing::error!(cause, profile, "the profile can't be put in force");
            Progress::Failed { profile, cause }
        }
    };
    app.recognition.switching.set(progress);
}

async fn load(app: &App, profile: Profile) -> Result<Arc<Recogniser>, String> {
    let profiles = Arc::clone(&app.profiles);
    let loaded = tokio::task::spawn_blocking(move || profiles.assemble(profile)).await;
    Ok(Arc::new(loaded.map_err(told)??))
}

/// From the next photo on this recognises, unless the school uses no faces by now.
async fn put_in_force(app: &App, recogniser: Arc<Recogniser>) -> Result<(), String> {
    app.recognition.replace(recogniser);
    unload_unused(app).await
}

/// Makes the templates that the profile lacks, class by class.
async fn prepare(app: &App, school: &SchoolId, by: &str, recogniser: &Arc<Recogniser>) -> Result<(), String> {
    let act = app.act(school, by);
    let mut missing = Vec::new();
    for class in act.store.list_classes(school).await.map_err(told)? {
        missing.push((class.id.clone(), unprepared(act, recogniser, &class.id).await.map_err(told)?));
    }
    let total = missing.iter().map(|(_, faces)| faces.len()).sum();
    let profile = recogniser.profile().id.clone();
    let mut done = 0;
    for (class, faces) in missing {
        for faces in faces.chunks(TURN) {
            let now = Progress::Preparing { profile: profile.clone(), done, total };
            app.recognition.switching.set(now);
            done += faces.len();
            some(app, (school, by), Arc::clone(recogniser), &class, faces.to_vec()).await?;
        }
    }
    Ok(())
}

/// Prepares some faces when it is their turn.
async fn some(
    app: &App,
    (school, by): (&SchoolId, &str),
    recogniser: Arc<Recogniser>,
    class: &ClassId,
    faces: Vec<EnrolledFace>,
) -> Result<(), String> {
    let turn = app.recognition.turn().await;
    let (app, school, by, class) = (app.clone(), school.clone(), by.to_owned(), class.clone());
    let runtime = Handle::current();
    let work = tokio::task::spawn_blocking(move || {
        let act: Act<'_> = app.act(&school, &by);
        let done = runtime.block_on(prepare_profile(act, &recogniser, &class, faces, &mut |_| ()));
        drop(turn);
        done.map(drop).map_err(told)
    });
    // A panic in a model is no reason to end the server; the switch fails.
    work.await.map_err(told)?
}

fn told(cause: impl std::fmt::Display) -> String {
    cause.to_string()
}
