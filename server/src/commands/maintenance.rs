//! Commands that do one thing and end. What they print is their result, so it goes to standard output.

use std::{
    io::{BufRead, Write},
    path::Path,
};

use backend::{Actor, accounts, backup, settings, turn};
use domain::EmailAddress;

use super::{Failure, open_store};
use crate::config::Settings;

/// `vitrine migrate`
pub async fn migrate(settings: &Settings) -> Result<(), Failure> {
    open_store(settings).await?;
    print("the store is up to date")
}

/// `vitrine create-owner`
pub async fn create_owner(
    settings: &Settings,
    org_name: &str,
    email: &EmailAddress,
    name: &str,
    password: Option<String>,
) -> Result<(), Failure> {
    let password = match password {
        Some(password) => password,
        None => read_password()?,
    };
    let store = open_store(settings).await?;
    let org = accounts::create_owner(&store, org_name, email, name, &password).await?;
    print(&format!("organisation {org}\nsign in at {}/o/{org}/desk", settings.public_url))
}

/// `vitrine apply FILE.toml`
pub async fn apply(settings: &Settings, file: &Path) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let store = open_store(settings).await?;
    let diff = settings::apply_in(&store, &Actor::System, &text, file.parent().unwrap_or(Path::new(""))).await?;
    print(&diff.to_string())?;
    if settings.turn_urls.iter().any(|url| turn::is_relay(url)) {
        return Ok(());
    }
    for org in settings::relay_only(&store).await? {
        print(&format!(
            "warning: {org} is relay_only and VITRINE_TURN_URLS names no TURN server here; without one its calls will not connect"
        ))?;
    }
    Ok(())
}

/// `vitrine backup FILE`
pub async fn backup(settings: &Settings, file: &Path) -> Result<(), Failure> {
    backup::backup(&settings.database_url(), file).await?;
    print(&format!("the store is copied to {}", file.display()))
}

/// `vitrine restore FILE`
pub async fn restore(settings: &Settings, file: &Path) -> Result<(), Failure> {
    backup::restore(file, &settings.database_url()).await?;
    print(&format!("{} is restored", file.display()))
}

/// The first line of standard input.
fn read_password() -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() { Err("no password: pipe it in, or use --password".into()) } else { Ok(password.to_owned()) }
}

fn print(text: &str) -> Result<(), Failure> {
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
