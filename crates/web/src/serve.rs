//! Binds, serves, and ends in time.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use recount::Coder;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::app::App;
use crate::problem::WebError;
use crate::{api, assets, guard};

/// How long a request under way may take after the program was told to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct Serve {
    /// The ledger's file.
    pub ledger: PathBuf,
    /// The address; only those of this machine are taken.
    pub address: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Whether the ledger holds the invented stories of the demo.
    pub is_demo: bool,
}

impl Serve {
    /// Serves a ledger at 127.0.0.1:7878.
    pub fn new(ledger: PathBuf) -> Self {
        Self { ledger, address: Ipv4Addr::LOCALHOST.into(), port: 7878, is_demo: false }
    }
}

/// Serves until the program is told to end; `ready` is told the address that was bound.
///
/// # Errors
/// The address is not one of this machine or is taken, or the ledger cannot be opened.
pub fn serve(options: Serve, ready: impl FnOnce(SocketAddr)) -> Result<(), WebError> {
    let Serve { ledger, address, port, is_demo } = options;
    if !address.is_loopback() {
        return Err(WebError::NotLoopback(address));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(WebError::Runtime)?;
    let wanted = SocketAddr::new(address, port);
    let listener = runtime.block_on(TcpListener::bind(wanted)).map_err(|error| WebError::Bind(wanted, error))?;
    let bound = listener.local_addr().map_err(|error| WebError::Bind(wanted, error))?;
    let app = App::open(&ledger, Coder::builtin(), bound, is_demo)?;
    ready(bound);
    let done = runtime.block_on(until_told(listener, app.clone()));
    // Readers that are still at it are not waited for; the writer is.
    runtime.shutdown_timeout(Duration::from_secs(1));
    app.finish();
    done.map_err(WebError::Runtime)
}

async fn until_told(listener: TcpListener, app: App) -> std::io::Result<()> {
    let closing = app.closing();
    let told = async move {
        told_to_end().await;
        closing.close();
    };
    let mut over = app.closing().subscribe();
    let server = axum::serve(listener, router(app)).with_graceful_shutdown(told);
    tokio::select! {
        done = server => done,
        () = async { let _ = over.changed().await; tokio::time::sleep(PATIENCE).await; } => Ok(()),
    }
}

/// Waits for an interrupt or the wish to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Everything that is answered.
pub fn router(app: App) -> Router {
    let compressed = DefaultPredicate::new().and(NotForContentType::new("text/event-stream"));
    Router::new()
        .nest("/api/v1", api::router())
        .route("/healthz", get(api::about::health))
        .fallback(get(assets::page))
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}
