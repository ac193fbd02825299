//! `muster serve`: the server, from the models and the database of this place.

use std::{io::Write, net::SocketAddr, sync::Arc};

use anyhow::Context as _;
use clap::Args;
use jiff::Timestamp;
use muster_server::{App, Recognition, serve};
use muster_store_sqlite::FolderLock;
use tokio::net::TcpListener;
use tokio::signal;

use crate::models;
use crate::place::Place;
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
}

pub(crate) async fn run(place: &Place, args: &Serve, out: &mut dyn Write) -> anyhow::Result<()> {
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).init();
    // Held until the server ends: two would each run their own queue, and restores ask for it.
    let _only = FolderLock::serve(place.data())?;
    let recogniser = Arc::new(models::recogniser(place, &args.profile)?);
    let desk = place.open().await?;
    let listener = TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("{} can't be listened on; --listen names another address", args.listen))?;
    let app = App {
        store: Arc::new(desk.into_store()),
        recognition: Recognition::new(recogniser, args.waiting),
        now: Timestamp::now,
        school_name: args.school_name.clone(),
        version: VERSION,
    };
    writeln!(out, "Muster answers on http://{}; `muster key add` makes keys.", listener.local_addr()?)?;
    out.flush()?;
    serve(listener, app, stopped()).await.context("the server stopped")
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
