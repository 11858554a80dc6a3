//! Putting a page made in the browser in the place of the one that the server rendered.

use leptos::{mount::mount_to, prelude::*};

use super::page_data;
use crate::widget::Widget;

/// Shows the whole widget in the place of the start page.
pub fn widget() {
    if let Some((page, root)) = page_data::read() {
        root.set_text_content(None);
        mount_to(root, move || view! { <Widget page /> }).forget();
    }
}
