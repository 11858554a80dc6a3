//! Languages in words.

use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::JsCast;

/// The name of a language, such as `Portuguese (Brazil)`, told in another one; `None` where the browser knows none. Only in the browser.
pub fn language_name(tag: &str, told_in: &str) -> Option<String> {
    let intl = Reflect::get(&js_sys::global(), &JsString::from("Intl")).ok()?;
    let names: Function = Reflect::get(&intl, &JsString::from("DisplayNames")).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &JsString::from("type"), &JsString::from("language")).ok()?;
    let names = Reflect::construct(&names, &Array::of2(&JsString::from(told_in), &options)).ok()?;
    let of: Function = Reflect::get(&names, &JsString::from("of")).ok()?.dyn_into().ok()?;
    of.call1(&names, &JsString::from(tag)).ok()?.as_string()
}
