//! Bringing a server-rendered page to life.

use std::cell::Cell;

use leptos::{mount::hydrate_from, prelude::*};

use super::page_data;
use crate::{console::ConsoleRoot, start::StartPage};

thread_local! {
    /// Ends the start page.
    static END: Cell<Option<Box<dyn FnOnce()>>> = const { Cell::new(None) };
}

/// Hydrates the widget's page, which shows the start screen.
pub fn start() {
    if let Some((page, root)) = page_data::read() {
        let handle = hydrate_from(root, move || view! { <StartPage page /> });
        END.set(Some(Box::new(move || drop(handle))));
    }
}

/// Ends the start page, so that the whole widget can take its place. What it shows is removed.
pub fn end_start() {
    if let Some(end) = END.take() {
        end();
    }
}

/// Hydrates a page of the console bundle.
pub fn console() {
    if let Some((page, root)) = page_data::read() {
        hydrate_from(root, move || view! { <ConsoleRoot page /> }).forget();
    }
}
