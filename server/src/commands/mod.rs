//! The commands of the binary.

mod maintenance;
mod serve;

use backend::store::Store;

use crate::config::{Cli, Command, Settings};

/// What a command ends with when it fails.
pub type Failure = Box<dyn std::error::Error>;

/// Runs the command.
///
/// # Errors
/// Whatever keeps the command from its work, in words for the operator.
pub async fn run(cli: Cli) -> Result<(), Failure> {
    let settings = cli.settings;
    match cli.command {
        Command::Serve { demo } => serve::serve(settings, demo).await,
        Command::Migrate => maintenance::migrate(&settings).await,
        Command::CreateOwner { org_name, email, name, password } => {
            maintenance::create_owner(&settings, &org_name, &email, &name, password).await
        }
        Command::Apply { file } => maintenance::apply(&settings, &file).await,
        Command::Backup { file } => maintenance::backup(&settings, &file).await,
        Command::Restore { file } => maintenance::restore(&settings, &file).await,
    }
}

/// Opens the store and brings it to this version's tables.
async fn open_store(settings: &Settings) -> Result<Store, Failure> {
    let url = settings.database_url();
    if url.starts_with("sqlite:") && settings.database_url.is_none() {
        std::fs::create_dir_all(&settings.data_dir)?;
    }
    let store = Store::open(&url).await?;
    store.migrate().await?;
    Ok(store)
}
