//! The network side: connections, their limits, and the end of all that.

use std::future::Future;
use std::{io, net::SocketAddr, time::Duration};

use axum_server::Handle;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpListener;

use crate::{App, Tls, jobs, notices, retention, router};

/// A request's head has to be there within this time, and an idle connection is closed after it.
const HEAD: Duration = Duration::from_secs(15);
/// Most bytes of a request's head.
const HEAD_BYTES: usize = 32 << 10;
/// Most header fields of a request.
const FIELDS: usize = 100;
/// Most requests at once on one HTTP/2 connection.
const STREAMS: u32 = 32;
/// How often the certificate's files are looked at. They are renewed weeks before they end.
const RENEWAL: Duration = Duration::from_mins(1);
/// Requests under way have as long as this to end when the server stops.
const DRAIN: Duration = Duration::from_secs(10);

/// Answers requests until `stop` is there, then ends those under way; what takes longer than ten seconds is cut. With
/// `tls` over TLS alone.
///
/// # Errors
/// What the operating system says of the listener, or the store of the jobs that wait in it.
pub async fn serve(
    listener: TcpListener,
    app: App,
    tls: Option<Tls>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // Read before anything new is accepted, so that nothing is taken up twice.
    let left_over = jobs::left_over(&app).await.map_err(io::Error::other)?;
    tokio::spawn(jobs::resume(app.clone(), left_over));
    tokio::spawn(retention::sweep(app.clone()));
    tokio::spawn(notices::deliver(app.clone()));
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        stop.await;
        stopping.graceful_shutdown(Some(DRAIN));
    });
    let (listener, service) =
        (listener.into_std()?, router(app).into_make_service_with_connect_info::<SocketAddr>());
    let Some(Tls { config, files }) = tls else {
        let mut server = axum_server::from_tcp(listener)?.handle(handle);
        limit(server.http_builder());
        return server.serve(service).await;
    };
    tokio::spawn(files.follow(config.clone(), RENEWAL));
    let mut server = axum_server::from_tcp_rustls(listener, config)?.handle(handle);
    limit(server.http_builder());
    server.serve(service).await
}

/// What a client may ask of a connection.
fn limit(http: &mut Builder<TokioExecutor>) {
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(FIELDS);
    http.http2().timer(TokioTimer::new()).max_concurrent_streams(STREAMS).keep_alive_interval(HEAD);
}
