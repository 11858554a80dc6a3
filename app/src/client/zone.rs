//! Where the reader's clock is.

use js_sys::{Array, Intl::DateTimeFormat, JsString, Object, Reflect};

/// The browser's time zone by its IANA name, such as `Europe/Stockholm`; `None` when it does not say. Only in the browser.
pub fn time_zone() -> Option<String> {
    let options = DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &JsString::from("timeZone")).ok()?.as_string()
}
