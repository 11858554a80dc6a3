//! The WASM entries. Each feature is a bundle of its own; the page's inline script calls [`begin`].

use wasm_bindgen::prelude::wasm_bindgen;

/// Begins what the bundle is for on the page it was loaded into.
#[wasm_bindgen]
pub fn begin() {
    #[cfg(feature = "start")]
    app::shell::hydrate::start();
    #[cfg(feature = "widget")]
    app::shell::mount::widget();
    #[cfg(feature = "console")]
    app::shell::hydrate::console();
}

/// Ends it, so that another bundle can take the page over.
#[cfg(feature = "start")]
#[wasm_bindgen]
pub fn end() {
    app::shell::hydrate::end_start();
}
