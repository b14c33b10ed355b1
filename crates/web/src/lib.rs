//! The browser application and its server: see, check and correct the incidents of a ledger.
//!
//! In: a ledger and an address of this machine. Out: pages and an API under `/api/v1`, described by
//! `/api/v1/openapi.json`. Nothing is fetched from elsewhere.
//!
//! ```no_run
//! # fn main() -> Result<(), recount_web::WebError> {
//! recount_web::serve(recount_web::Serve::new("recount.db".into()), |address| println!("http://{address}/"))
//! # }
//! ```

mod serve;
mod app;
mod guard;
mod problem;
mod assets;
mod api;
mod demo;
mod openapi;

pub use app::App;
pub use demo::{demo_reports, fill_demo};
pub use openapi::openapi;
pub use problem::WebError;
pub use serve::{Serve, router, serve};
