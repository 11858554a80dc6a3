//! Bringing a server-rendered page to life.

use leptos::{mount::hydrate_from, prelude::*};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{DATA_ID, ROOT_ID};
use crate::{console::ConsoleRoot, widget::Widget};

/// Hydrates the widget's page.
pub fn widget() {
    start(|page| view! { <Widget page /> });
}

/// Hydrates a page of the console bundle.
pub fn console() {
    start(|page| view! { <ConsoleRoot page /> });
}

/// Reads the page's data and attaches the view. Without either there is nothing to bring to life: the page stays as rendered.
fn start<P: DeserializeOwned + 'static, V: IntoView + 'static>(view: impl FnOnce(P) -> V + 'static) {
    let document = document();
    let data = document.get_element_by_id(DATA_ID).and_then(|element| element.text_content());
    let page = data.and_then(|data| serde_json::from_str::<P>(&data).ok());
    let root = document.get_element_by_id(ROOT_ID).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    match (page, root) {
        (Some(page), Some(root)) => hydrate_from(root, move || view(page)).forget(),
        _ => web_sys::console::error_1(&"Vitrine: the page's data cannot be read".into()),
    }
}
