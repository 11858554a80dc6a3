//! The configuration: flags, each also an environment variable `VITRINE_…`.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use clap::{Args, CommandFactory, Parser, Subcommand};
use domain::{EmailAddress, Origin};

/// Self-hosted one-to-one video calls for shops.
#[derive(Debug, Parser)]
#[command(name = "vitrine", version, about, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What all commands share.
    #[command(flatten)]
    pub settings: Settings,
}

/// What the binary can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server: console, widget and page scripts.
    Serve {
        /// Fill an empty store with the demo organisation and serve the demo shop beside it. Only on loopback addresses.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the store to this version's tables. `serve` does it too.
    Migrate,
    /// Create an organisation with its owner, who can sign in. The password is read from standard input when not given.
    CreateOwner {
        /// The organisation's name.
        #[arg(long)]
        org_name: String,
        /// The owner's e-mail address.
        #[arg(long)]
        email: EmailAddress,
        /// The owner's name.
        #[arg(long)]
        name: String,
        /// The owner's password, at least 12 characters. Better piped in: a command line can be read by others.
        #[arg(long)]
        password: Option<String>,
    },
    /// Apply an organisation's configuration (sites, queues, people) from a TOML file and print what changed.
    Apply {
        /// The file.
        file: PathBuf,
    },
    /// Copy the store, while it is in use, into a new file (SQLite; for PostgreSQL use pg_dump).
    Backup {
        /// The file to write; must not exist.
        file: PathBuf,
    },
    /// Put a backup in place of an absent store (SQLite; for PostgreSQL use pg_restore).
    Restore {
        /// The backup.
        file: PathBuf,
    },
}

/// Settings of all commands.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// The address to listen on. Put TLS in front of it.
    #[arg(long, global = true, env = "VITRINE_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// The address of the demo shop, with --demo.
    #[arg(long, global = true, env = "VITRINE_DEMO_ADDR", default_value = "127.0.0.1:3100")]
    pub demo_addr: SocketAddr,
    /// The address that browsers use: for links, Origin checks and cookies.
    #[arg(long, global = true, env = "VITRINE_PUBLIC_URL", default_value = "http://localhost:3000")]
    pub public_url: Origin,
    /// A second host without cookies for uploads and replays. Nothing is served there yet.
    #[arg(long, global = true, env = "VITRINE_SANDBOX_URL", default_value = "http://sandbox.localhost:3000")]
    pub sandbox_url: Origin,
    /// The store: sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME. By default a SQLite file in the data folder.
    #[arg(long, global = true, env = "VITRINE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// The folder for what the server keeps: its key, and the SQLite file.
    #[arg(long, global = true, env = "VITRINE_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// The key that signs tokens, 32 bytes in hex. By default made once and kept in the data folder; several servers share one.
    #[arg(long, global = true, env = "VITRINE_SECRET_KEY", hide_env_values = true)]
    pub secret_key: Option<String>,
    /// Addresses of proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, global = true, env = "VITRINE_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// STUN and TURN servers, such as turn:turn.example:3478?transport=udp, separated by commas.
    #[arg(long, global = true, env = "VITRINE_TURN_URLS", value_delimiter = ',')]
    pub turn_urls: Vec<String>,
    /// The secret shared with the TURN server (coturn: static-auth-secret).
    #[arg(long, global = true, env = "VITRINE_TURN_SECRET", hide_env_values = true)]
    pub turn_secret: Option<String>,
    /// The mail server: smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST. Without one no mail is sent.
    #[arg(long, global = true, env = "VITRINE_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Who mail comes from, such as "Linnea & Co <calls@shop.example>".
    #[arg(long, global = true, env = "VITRINE_SMTP_FROM")]
    pub smtp_from: Option<String>,
    /// The NATS server that joins several servers on one PostgreSQL: nats://HOST:4222 or tls://HOST:4222, several of a cluster
    /// separated by commas.
    #[arg(long, global = true, env = "VITRINE_NATS_URL", hide_env_values = true)]
    pub nats_url: Option<String>,
    /// The token that opens /metrics to others than loopback, as `Authorization: Bearer …`.
    #[arg(long, global = true, env = "VITRINE_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,
    /// The folder of the built browser files. By default `site` beside the binary or one folder above.
    #[arg(long, global = true, env = "VITRINE_SITE_DIR")]
    pub site_dir: Option<PathBuf>,
    /// What to log: a level, or directives such as info,backend=debug. By default the NATS library is quieter than we are: it counts
    /// its attempts.
    #[arg(long, global = true, env = "VITRINE_LOG", default_value = "info,async_nats=warn")]
    pub log: String,
    /// How to log: text for people, json for machines.
    #[arg(long, global = true, env = "VITRINE_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// An object a line.
    Json,
}

impl Settings {
    /// The store's address.
    pub fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("vitrine.db").display()))
    }
}

/// Environment variables that begin with `VITRINE_` and mean nothing: most likely a typing error.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown environment variables: {}; see vitrine --help for the known ones", .0.join(", "))]
pub struct UnknownVariables(Vec<String>);

/// Refuses unknown `VITRINE_…` variables, but for those that orchestrators inject for a service called "vitrine".
///
/// # Errors
/// Names the unknown ones.
pub fn refuse_unknown_variables(names: impl Iterator<Item = String>) -> Result<(), UnknownVariables> {
    let command = Cli::command();
    let known: Vec<_> = command.get_arguments().filter_map(|argument| argument.get_env()).collect();
    let is_injected = |name: &str| name.starts_with("VITRINE_SERVICE_") || name.starts_with("VITRINE_PORT");
    let mut unknown: Vec<String> = names
        .filter(|name| name.starts_with("VITRINE_") && !is_injected(name) && !known.iter().any(|known| *known == name.as_str()))
        .collect();
    unknown.sort();
    if unknown.is_empty() { Ok(()) } else { Err(UnknownVariables(unknown)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_setting_is_documented_and_can_come_from_the_environment() {
        for argument in Cli::command().get_arguments().filter(|argument| !["help", "version"].contains(&argument.get_id().as_str())) {
            assert!(argument.get_help().is_some(), "{}", argument.get_id());
            assert!(argument.get_env().is_some(), "{}", argument.get_id());
        }
    }

    #[test]
    fn a_mistyped_variable_is_named_and_an_injected_one_passes() {
        let names = ["VITRINE_ADDR", "VITRINE_ADR", "VITRINE_SERVICE_HOST", "VITRINE_PORT_80_TCP", "HOME"].map(str::to_owned);
        assert_eq!(refuse_unknown_variables(names.into_iter()), Err(UnknownVariables(vec!["VITRINE_ADR".into()])));
    }
}
