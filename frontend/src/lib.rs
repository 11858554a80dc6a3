//! The WASM entries. Each feature is a bundle of its own; the page's inline module calls [`hydrate`].

use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the server-rendered page to life.
#[wasm_bindgen]
pub fn hydrate() {
    #[cfg(feature = "widget")]
    app::shell::hydrate::widget();
    #[cfg(feature = "console")]
    app::shell::hydrate::console();
}
