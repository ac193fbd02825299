//! `muster serve`: the server, from the models and the database of this place.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{fs, io::Write, net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use muster_server::{App, Gate, Metrics, Oidc, Recognition, Secret, serve};
use muster_store::{Access as _, Accounts as _, Invitation};
use muster_store_sqlite::FolderLock;
use tokio::net::TcpListener;
use tokio::signal;

use crate::models;
use crate::place::{Desk, Place, entropy};
use crate::register::VERSION;

#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// Address and port; outside of this machine put a proxy with TLS before it
    #[arg(long, env = "MUSTER_LISTEN", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// The way of recognising people: a name, or a TOML file
    #[arg(long, env = "MUSTER_PROFILE", default_value = "default")]
    profile: String,
    /// The school's name, for registers
    #[arg(long, env = "MUSTER_SCHOOL_NAME", default_value = "School")]
    school_name: String,
    /// Requests with photos that may wait for their turn; more are told to come back
    #[arg(long, default_value_t = 8)]
    waiting: usize,
    /// The address that people type when a proxy stands before this server, as <https://muster.school.example>
    #[arg(long, env = "MUSTER_PUBLIC_URL", value_parser = public_url)]
    public_url: Option<String>,
    /// A proxy stands before this server and writes X-Forwarded-For
    #[arg(long, env = "MUSTER_BEHIND_PROXY")]
    behind_proxy: bool,
    /// An `OpenID` Connect provider that people sign in through, as <https://login.school.example>
    #[arg(long, env = "MUSTER_OIDC_ISSUER", requires = "oidc_client_id", requires = "public_url")]
    oidc_issuer: Option<String>,
    /// What the provider calls this server
    #[arg(long, env = "MUSTER_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    oidc_client_id: Option<String>,
    /// A file that holds the secret which the provider gave out for this server
    #[arg(long, env = "MUSTER_OIDC_CLIENT_SECRET_FILE", requires = "oidc_issuer")]
    oidc_client_secret_file: Option<PathBuf>,
}

/// How long the link holds with which the first admin is made.
const SET_UP: SignedDuration = SignedDuration::from_hours(24);

pub(crate) async fn run(place: &Place, args: &Serve, out: &mut dyn Write) -> anyhow::Result<()> {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    // Held until the server ends: two would each run their own queue, and restores ask for it.
    let _only = FolderLock::serve(place.data())?;
    let recogniser = Arc::new(models::recogniser(place, &args.profile)?);
    let desk = place.open().await?;
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("{} can't be listened on; --listen names another address", args.listen))?;
    let address = format!("http://{}", listener.local_addr()?);
    let set_up = set_up_token(&desk).await?;
    let app = App {
        school: desk.school().clone(),
        gate: Arc::new(gate(args)?),
        store: Arc::new(desk.into_store()),
        recognition: Recognition::new(recogniser, args.waiting),
        now: Timestamp::now,
        metrics: Metrics::default(),
        school_name: args.school_name.clone(),
        version: VERSION,
    };
    writeln!(out, "Muster answers on {address}; `muster key add` makes keys.")?;
    if let Some(token) = set_up {
        let base = args.public_url.as_ref().unwrap_or(&address);
        writeln!(out, "Make the first admin within 24 hours: {base}/setup#{}", token.reveal())?;
    }
    out.flush()?;
    serve(listener, app, stopped()).await.context("the server stopped")
}

/// The secret of a new set-up link, when nobody can come in yet. An earlier link ends.
async fn set_up_token(desk: &Desk) -> anyhow::Result<Option<Secret>> {
    let (store, school) = (desk.store(), desk.school());
    let known = !store.list_users(school).await?.is_empty() || !store.list_api_keys(school).await?.is_empty();
    if known {
        return Ok(None);
    }
    let secret = Secret::new(&entropy());
    let invitation = Invitation { secret: secret.digest(), expires_at: Timestamp::now() + SET_UP };
    store.offer_set_up(school, &invitation).await?;
    Ok(Some(secret))
}

fn gate(args: &Serve) -> anyhow::Result<Gate> {
    let started = Instant::now();
    let mut gate = Gate::new(entropy(), move || started.elapsed());
    if args.behind_proxy {
        gate = gate.behind_proxy();
    }
    if let Some(origin) = &args.public_url {
        gate = gate.at(origin);
    }
    if let (Some(issuer), Some(client_id), Some(url)) =
        (&args.oidc_issuer, &args.oidc_client_id, &args.public_url)
    {
        gate = gate.with_provider(Oidc {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            client_secret: args.oidc_client_secret_file.as_deref().map(secret_in).transpose()?,
            redirect: format!("{url}/api/v1/oidc/callback"),
        })?;
    }
    Ok(gate)
}

/// The secret in a file, without the end of its line.
fn secret_in(file: &Path) -> anyhow::Result<String> {
    let text = fs::read_to_string(file);
    let text = text.with_context(|| format!("the client secret in {} can't be read", file.display()))?;
    let secret = text.trim();
    anyhow::ensure!(!secret.is_empty(), "{} is empty: it has to hold the client secret", file.display());
    Ok(secret.to_owned())
}

/// An address of a server without a path, as browsers name it in `Origin`.
fn public_url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    match text.split_once("://") {
        Some(("https" | "http", host)) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(text.to_owned())
        }
        _ => Err("write it as https://muster.school.example, without a path".to_owned()),
    }
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
