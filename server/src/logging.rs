//! Logs: events with fields, on standard error; ids only, never names, addresses of people or what they say.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{LogFormat, Settings};

/// Starts logging as configured. An unreadable filter falls back to `info` and says so.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log);
    let problem = filter.as_ref().err().map(ToString::to_string);
    let builder = fmt().with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("info"))).with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Text => builder.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
    if let Some(problem) = problem {
        tracing::warn!(problem, "the log filter cannot be read; using info");
    }
}
