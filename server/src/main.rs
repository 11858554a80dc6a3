//! Vitrine's one binary: the server and its maintenance commands.

use std::process::ExitCode;

use clap::Parser;

use server::{
    commands,
    config::{self, Cli},
    logging,
};

/// A page is made of hundreds of short-lived pieces, and checking a password takes 19 MiB for a moment. The C library's allocator is
/// slower at the first, and keeps of the second what each of its arenas once had.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Err(unknown) = config::refuse_unknown_variables(std::env::vars().map(|(name, _)| name)) {
        return failed(&unknown);
    }
    logging::start(&cli.settings);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

/// Tells the operator why the command failed, with the causes, on standard error.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("vitrine: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
    ExitCode::FAILURE
}
