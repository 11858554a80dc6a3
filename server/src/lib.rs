//! Transport: HTTP, sockets, static files, command line and configuration. What happens is in `backend`, what is true in `domain`.

pub mod client_address;
pub mod commands;
pub mod config;
pub mod demo_shop;
pub mod http;
pub mod logging;
pub mod shutdown;
pub mod site;
pub mod socket;
