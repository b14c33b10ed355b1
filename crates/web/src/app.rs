//! What all requests share: one writer, some readers, the coder, and whoever listens for changes.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use recount::Coder;
use recount_ledger::{Ledger, LedgerError};
use tokio::sync::{Semaphore, broadcast, mpsc, oneshot, watch};

use crate::api::events::Event;
use crate::problem::{Problem, WebError};

/// How many requests read at a time.
const READERS: usize = 4;
/// How many changes may wait for the writer.
const WAITING: usize = 64;
/// How many events a listener may be behind.
const BEHIND: usize = 256;

/// How long the writer may take for what it was given, when the program ends.
const PATIENCE: Duration = Duration::from_secs(3);

type Job = Box<dyn FnOnce(&mut Ledger) + Send>;

/// What all requests share.
#[derive(Clone)]
pub struct App {
    shared: Arc<Shared>,
}

struct Shared {
    ledger: PathBuf,
    is_demo: bool,
    hosts: Vec<String>,
    coder: Coder,
    readers: Mutex<Vec<Ledger>>,
    turns: Semaphore,
    coding: Semaphore,
    exports: Arc<Semaphore>,
    writer: mpsc::Sender<Job>,
    thread: Mutex<Option<JoinHandle<()>>>,
    events: broadcast::Sender<Event>,
    closing: Closing,
}

/// Tells the streams that the server ends.
#[derive(Clone)]
pub(crate) struct Closing(watch::Sender<bool>);

impl Closing {
    pub(crate) fn close(&self) {
        let _ = self.0.send(true);
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<bool> {
        self.0.subscribe()
    }
}

impl App {
    /// Opens the ledger to write and to read; `bound` is the address that requests may name.
    ///
    /// # Errors
    /// The ledger cannot be opened.
    pub fn open(ledger: &Path, coder: Coder, bound: SocketAddr, is_demo: bool) -> Result<Self, WebError> {
        let mut writing = Ledger::to_write(ledger)?;
        writing.complete_triage()?;
        let readers = (0..READERS).map(|_| Ledger::to_read(ledger)).collect::<Result<Vec<_>, _>>()?;
        let (writer, mut jobs) = mpsc::channel::<Job>(WAITING);
        let thread = thread::spawn(move || {
            while let Some(job) = jobs.blocking_recv() {
                job(&mut writing);
            }
        });
        let port = bound.port();
        let hosts = vec![bound.to_string(), format!("localhost:{port}")];
        Ok(Self {
            shared: Arc::new(Shared {
                ledger: ledger.to_owned(),
                is_demo,
                hosts,
                coder,
                readers: Mutex::new(readers),
                turns: Semaphore::new(READERS),
                coding: Semaphore::new(2),
                exports: Arc::new(Semaphore::new(READERS)),
                writer,
                thread: Mutex::new(Some(thread)),
                events: broadcast::channel(BEHIND).0,
                closing: Closing(watch::channel(false).0),
            }),
        })
    }

    /// Whether requests may name this host.
    pub(crate) fn is_host(&self, host: &str) -> bool {
        self.shared.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host))
    }

    pub(crate) fn ledger_path(&self) -> &Path {
        &self.shared.ledger
    }

    pub(crate) fn is_demo(&self) -> bool {
        self.shared.is_demo
    }

    pub(crate) fn coder(&self) -> &Coder {
        &self.shared.coder
    }

    pub(crate) fn exports(&self) -> Arc<Semaphore> {
        Arc::clone(&self.shared.exports)
    }

    pub(crate) fn events(&self) -> broadcast::Receiver<Event> {
        self.shared.events.subscribe()
    }

    pub(crate) fn closing(&self) -> Closing {
        self.shared.closing.clone()
    }

    /// Tells whoever listens.
    pub(crate) fn tell(&self, event: Event) {
        // Nobody listens: nobody is told.
        let _ = self.shared.events.send(event);
    }

    /// Reads from the ledger, when it is this request's turn.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = self.shared.turns.acquire().await.map_err(|_| Problem::closing())?;
        let app = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let taken = app.lock().pop();
            let ledger = match taken {
                Some(ledger) => ledger,
                None => Ledger::to_read(&app.shared.ledger)?,
            };
            let done = read(&ledger);
            app.lock().push(ledger);
            done
        });
        Ok(done.await.map_err(|_| Problem::broken())??)
    }

    /// Changes the ledger, after those who came before.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        let (reply, done) = oneshot::channel();
        let job: Job = Box::new(move |ledger| {
            // Who has gone away does not wait for the answer; what was written stays.
            let _ = reply.send(write(ledger));
        });
        self.shared.writer.send(job).await.map_err(|_| Problem::closing())?;
        Ok(done.await.map_err(|_| Problem::broken())??)
    }

    /// Does work that keeps a processor busy, two at a time.
    pub(crate) async fn work<T: Send + 'static>(&self, work: impl FnOnce(&Coder) -> T + Send + 'static) -> Result<T, Problem> {
        let _turn = self.shared.coding.acquire().await.map_err(|_| Problem::closing())?;
        let app = self.clone();
        tokio::task::spawn_blocking(move || work(&app.shared.coder)).await.map_err(|_| Problem::broken())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Ledger>> {
        self.shared.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the writer has written what it was given.
    pub(crate) fn finish(self) {
        let thread = self.shared.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(self);
        let Some(thread) = thread else { return };
        let begun = Instant::now();
        // What is not written by then is not there, and was not acknowledged.
        while !thread.is_finished() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
    }
}
