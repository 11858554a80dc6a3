//! HTTP: the table of routes with who may use each, and what every answer carries.

mod assets;
mod channel;
mod class;
mod console;
mod guest;
mod health;
mod page;
mod purchase;
mod routes;
mod session;
mod sign_in;
mod snapshot;
mod status;
mod streams;
mod widget;

pub use class::is_same_origin;
pub use console::signed_in;
pub use guest::Tries;
pub use routes::router;
pub use streams::StreamLimits;

use std::sync::Arc;

use backend::{front_desk::FrontDesk, keys::Keys, settings::RecentSettings, store::Store};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::{config::Settings, shutdown::Shutdown, site::Site};

/// What every handler can use.
pub struct App {
    /// The configuration.
    pub settings: Settings,
    /// The store.
    pub store: Store,
    /// The front desk: tickets, rings, calls.
    pub desk: FrontDesk,
    /// The keys that sign tokens.
    pub keys: Keys,
    /// What was lately read of organisations.
    pub recent: RecentSettings,
    /// The streams that pages have open.
    pub streams: StreamLimits,
    /// The built browser files.
    pub site: Site,
    /// The links for guests that were tried of late.
    pub link_tries: Tries,
    /// What has to stop with the process.
    pub shutdown: Shutdown,
    /// The theme as a style sheet.
    pub theme_css: String,
    /// The process's figures.
    pub metrics: PrometheusHandle,
    /// Whether the demo organisation is in the store, so that `/` can lead to its desk.
    pub is_demo: bool,
}

/// Shared by all handlers.
pub type AppState = Arc<App>;
