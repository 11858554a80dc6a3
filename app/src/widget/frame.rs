//! The bridge to the inline script of the page, which holds the port to the merchant's page. Only in the browser.

use domain::wire::Press;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::host::{FromPage, ToPage};

/// What the inline script left on the window. A page without it stands alone.
#[derive(Clone, Debug)]
pub struct Frame {
    object: JsValue,
}

impl Frame {
    /// The one of this page.
    pub fn find() -> Self {
        let found = web_sys::window().and_then(|window| Reflect::get(&window, &"vitrineFrame".into()).ok());
        Self { object: found.unwrap_or(JsValue::UNDEFINED) }
    }

    /// Whether a merchant's page stands around this one.
    pub fn is_embedded(&self) -> bool {
        Reflect::get(&self.object, &"embedded".into()).is_ok_and(|embedded| embedded.is_truthy())
    }

    /// Says something to the merchant's page.
    pub fn post(&self, message: ToPage) {
        self.call("post", Some(&message.encode().into()));
    }

    /// Hears what the merchant's page says and has said; for as long as the page lives.
    pub fn connect(&self, on_message: impl Fn(FromPage) + 'static) {
        let hear = Closure::<dyn Fn(String)>::new(move |text: String| {
            if let Some(message) = FromPage::decode(&text) {
                on_message(message);
            }
        });
        self.call("connect", Some(&hear.into_js_value()));
    }

    /// What was pressed before the page could act on it, oldest first.
    pub fn take_presses(&self) -> Vec<Press> {
        let names = self.call("takePresses", None).and_then(|names| names.dyn_into::<Array>().ok());
        let names = names.map(|names| names.to_vec()).unwrap_or_default();
        names.iter().filter_map(JsValue::as_string).filter_map(|name| Press::parse(&name)).collect()
    }

    fn call(&self, name: &str, argument: Option<&JsValue>) -> Option<JsValue> {
        let function: Function = Reflect::get(&self.object, &name.into()).ok()?.dyn_into().ok()?;
        match argument {
            Some(argument) => function.call1(&self.object, argument).ok(),
            None => function.call0(&self.object).ok(),
        }
    }
}
