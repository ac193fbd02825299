//! `muster serve`: the server, from the models and the database of this place.

use std::path::PathBuf;
use std::time::Instant;
use std::{io::Write, sync::Arc};

use anyhow::Context as _;
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use muster_record::{FaceRule, Jurisdiction};
use muster_server::{
    App, Demo, DemoClass, Gate, Lately, Metrics, Oidc, Platforms, Profiles, Recognition, Secret,
    new_invitation, serve,
};
use muster_store::{Access as _, Accounts as _, Consents as _, FaceScope, ProfileChoices as _};
use muster_store_sqlite::FolderLock;
use muster_usecase::{Profile, Recogniser};
use tokio::net::TcpListener;
use tokio::signal;

use crate::place::{Desk, Place, entropy};
use crate::register::VERSION;
use crate::settings::{Resolved, Settings};
use crate::{demo, models, out};

#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// The settings' file; `muster.toml` in the data folder when there is one
    #[arg(long, env = "MUSTER_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// How long the link holds with which the first admin is made.
const SET_UP: SignedDuration = SignedDuration::from_hours(24);

pub(crate) async fn run(place: &Place, args: Serve, out: &mut dyn Write) -> anyhow::Result<()> {
    let settings = args.settings.resolve(args.config.as_deref(), place.data())?;
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    let tls = match settings.tls.clone() {
        Some(files) => Some(files.load().await?),
        None => None,
    };
    // Held until the server ends: two would each run their own queue, and restores ask for it.
    let _only = FolderLock::serve(place.data())?;
    let desk = place.open().await?;
    keep_to_the_law(&desk, &settings.jurisdiction).await?;
    let recognition = recognition(place, &settings, &desk).await?;
    let listener = TcpListener::bind(settings.listen).await.with_context(|| {
        format!("{} can't be listened on; --listen names another address", settings.listen)
    })?;
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    let address = format!("{scheme}://{}", listener.local_addr()?);
    warn_of_plain(&settings);
    let set_up = set_up_token(&desk).await?;
    let app = App {
        school: desk.school().clone(),
        gate: Arc::new(gate(&settings)?),
        store: Arc::new(desk.into_store()),
        recognition,
        demo: Arc::new(Fetched(place.data().join("demo"))),
        profiles: Arc::new(Chosen { place: place.clone(), fixed: settings.profile.is_some() }),
        platforms: Platforms::default(),
        now: Timestamp::now,
        zone: settings.time_zone,
        lock: settings.lock,
        second_confirmer: settings.second_confirmer,
        factor_rule: settings.factor_rule,
        jurisdiction: Arc::new(settings.jurisdiction),
        backups: settings.backups,
        web_app: settings.app,
        post: Arc::new(settings.post.post()?),
        since: Timestamp::now(),
        lately: Lately::default(),
        metrics: Metrics::default(),
        school_name: settings.school_name,
        version: VERSION,
    };
    writeln!(out, "Muster answers on {address}; `muster key add` makes keys.")?;
    if let Some(token) = set_up {
        let base = settings.public_url.as_ref().unwrap_or(&address);
        writeln!(out, "Make the first admin within 24 hours: {base}/setup#{}", token.reveal())?;
    }
    out.flush()?;
    serve(listener, app, tls, stopped()).await.context("the server stopped")
}

/// Says when what people type and photograph would cross a network in the clear.
fn warn_of_plain(settings: &Resolved) {
    let private =
        settings.listen.ip().is_loopback() || settings.tls.is_some() || !settings.proxies.is_empty();
    if !private {
        out::tell(&format!(
            "{} can be reached from other machines without encryption, and browsers keep no sign-in that way: give a \
             certificate with --tls-certificate and --tls-key, or listen on 127.0.0.1 behind a proxy with TLS",
            settings.listen
        ));
    }
}

/// The profile that the settings fix; else the one that the school has chosen, as long as it is known; else the usual
/// one.
async fn chosen(desk: &Desk, settings: &Resolved) -> anyhow::Result<Profile> {
    if let Some(profile) = &settings.profile {
        return models::profile(profile);
    }
    let choices = desk.store().list_profile_choices(desk.school()).await?;
    let known = choices.first().and_then(|choice| Profile::named(&choice.profile).ok());
    known.map_or_else(|| models::profile("default"), Ok)
}

/// The built-in profiles, with the models of this place.
struct Chosen {
    place: Place,
    fixed: bool,
}

impl Profiles for Chosen {
    fn known(&self) -> Vec<Profile> {
        Profile::built_in()
    }

    fn are_fixed(&self) -> bool {
        self.fixed
    }

    fn assemble(&self, profile: Profile) -> Result<Recogniser, String> {
        models::assembled(&self.place, profile).map_err(|error| format!("{error:#}"))
    }
}

/// The demo's pictures, fetched into that folder.
struct Fetched(PathBuf);

impl Demo for Fetched {
    fn pictures(&self) -> Result<DemoClass, String> {
        demo::class(&self.0).map_err(|error| format!("{error:#}"))
    }
}

/// Switches faces off where the law forbids them.
async fn keep_to_the_law(desk: &Desk, law: &Jurisdiction) -> anyhow::Result<()> {
    let (store, school) = (desk.store(), desk.school());
    if law.faces == FaceRule::Never && store.face_use(school).await?.school {
        store.put_face_use(school, &FaceScope::School, false).await?;
        out::tell(&format!(
            "faces are off, and what was kept of them is removed: {}",
            law.rests_on.join("; ")
        ));
    }
    Ok(())
}

/// The models behind their queue. Where faces are off none is loaded; where they can't be had, a school can still take
/// attendance by hand.
async fn recognition(place: &Place, settings: &Resolved, desk: &Desk) -> anyhow::Result<Recognition> {
    let profile = chosen(desk, settings).await?;
    if !desk.store().face_use(desk.school()).await?.school {
        let why = "the school uses no faces";
        return Ok(Recognition::unused(
            Arc::new(Recogniser::without_models(profile, why)?),
            settings.waiting,
        ));
    }
    match models::assembled(place, profile.clone()) {
        Ok(recogniser) => Ok(Recognition::new(Arc::new(recogniser), settings.waiting)),
        Err(error) => {
            out::tell(&format!("faces can't be recognised, so attendance is taken by hand: {error:#}"));
            let why = "the models can't be loaded; `muster doctor` says which";
            Ok(Recognition::without_models(
                Arc::new(Recogniser::without_models(profile, why)?),
                settings.waiting,
            ))
        }
    }
}

/// The secret of a new set-up link, when nobody can come in yet. An earlier link ends.
async fn set_up_token(desk: &Desk) -> anyhow::Result<Option<Secret>> {
    let (store, school) = (desk.store(), desk.school());
    let known = !store.list_users(school).await?.is_empty() || !store.list_api_keys(school).await?.is_empty();
    if known {
        return Ok(None);
    }
    let (invitation, secret) = new_invitation(&entropy(), Timestamp::now(), SET_UP);
    store.offer_set_up(school, &invitation).await?;
    Ok(Some(secret))
}

fn gate(settings: &Resolved) -> anyhow::Result<Gate> {
    let started = Instant::now();
    let mut gate = Gate::new(entropy(), move || started.elapsed());
    gate = gate.behind(settings.proxies.clone());
    if settings.tls.is_some() {
        gate = gate.over_tls();
    }
    if let Some(origin) = &settings.public_url {
        gate = gate.at(origin);
    }
    if let Some(provider) = &settings.provider {
        gate = gate.with_provider(Oidc {
            issuer: provider.issuer.clone(),
            client_id: provider.client_id.clone(),
            client_secret: provider.client_secret.clone(),
            redirect: format!("{}/api/v1/oidc/callback", provider.public_url),
        })?;
    }
    Ok(gate)
}

/// Ctrl-C, or the system's request to end.
async fn stopped() {
    let interrupt = async {
        let _ = signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => drop(terminate.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => (), () = terminate => () }
}
