//! Amounts of money in words.

use domain::product::Money;
use js_sys::{Array, Function, JsString, Object, Reflect};
use wasm_bindgen::JsCast;

/// An amount as people of this language tag write it, such as `€149.00`; without one as people of the page's do. Where the browser
/// knows the currency not, and on the server, its code stands before the number.
pub fn money(amount: Money, locale: Option<&str>) -> String {
    in_browser(amount, locale).unwrap_or_else(|| [amount.currency.as_str(), " ", &amount.decimal()].concat())
}

fn in_browser(amount: Money, locale: Option<&str>) -> Option<String> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    let intl = Reflect::get(&js_sys::global(), &JsString::from("Intl")).ok()?;
    let format: Function = Reflect::get(&intl, &JsString::from("NumberFormat")).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &JsString::from("style"), &JsString::from("currency")).ok()?;
    Reflect::set(&options, &JsString::from("currency"), &JsString::from(amount.currency.as_str())).ok()?;
    let locales = locale.map(JsString::from).into_iter().collect::<Array>();
    let format = Reflect::construct(&format, &Array::of2(&locales, &options)).ok()?;
    let of: Function = Reflect::get(&format, &JsString::from("format")).ok()?.dyn_into().ok()?;
    // A text is taken as the decimal number that it is, a number as the nearest binary one.
    of.call1(&format, &JsString::from(amount.decimal())).ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_browser_the_code_stands_before_the_number() {
        let amount = Money::parse("149.5", "EUR".parse().expect("a currency")).expect("an amount");
        assert_eq!(money(amount, Some("en-IE")), "EUR 149.50");
    }
}
