//! The page's own data, as the browser reads it.

use leptos::prelude::document;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{DATA_ID, ROOT_ID};

/// The page's data and the element it is shown in. Without either there is nothing to bring to life: the console says so, and the
/// page stays as rendered.
pub(super) fn read<P: DeserializeOwned>() -> Option<(P, HtmlElement)> {
    let document = document();
    let data = document.get_element_by_id(DATA_ID).and_then(|element| element.text_content());
    let page = data.and_then(|data| serde_json::from_str::<P>(&data).ok());
    let root = document.get_element_by_id(ROOT_ID).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let found = page.zip(root);
    if found.is_none() {
        web_sys::console::error_1(&"Vitrine: the page's data cannot be read".into());
    }
    found
}
