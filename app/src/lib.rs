//! What a person sees: the widget, the desk, the console and the component kit.
//!
//! A page is rendered on the server in one go, to a string, from a struct of `domain::wire`; the same struct travels in the page
//! as JSON and brings the same tree to life in the browser ([`hydrate`]). There is no client router and nothing is streamed, so an
//! aborted request has nothing to leak. Browser interfaces are called in event handlers and effects only, which never run on the
//! server.

// A view's type nests as deep as the page does.
#![recursion_limit = "256"]

pub mod call;
pub mod client;
pub mod console;
pub mod desk;
pub mod frame;
pub mod guest;
pub mod media;
#[cfg(all(test, feature = "ssr"))]
mod reading;
pub mod shell;
pub mod shopping;
pub mod start;
pub mod ui;
pub mod widget;
