//! The bridge to the inline script of the widget's page, which holds the port to the merchant's page, hears what is pressed and
//! loads the bundles. Only in the browser.

mod carried;
mod goods;
mod host;
mod news;
mod shop;
mod track;
mod wish;

use domain::wire::Press;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

pub use carried::{Carried, FloatingPlayer, NavigationMode};
pub use goods::{CartNews, Ecommerce, Good};
pub use host::{FromPage, Mode, Notifications, PageCall, PageEvent, PageLine, PageQueue, Place, ToPage};
pub use news::ShopNews;
pub use shop::{PageAnswer, PageCart, PageCartItem, PageQuestion};
pub use track::{Goods, Sale, Talk, Track};
pub use wish::{Card, Cards, Listens, Wish};

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
    pub fn post(&self, message: &ToPage) {
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

    /// Hears what the start screen heeds of what the page says, for as long as the page lives.
    pub fn hear_wishes(&self, on_wish: impl Fn(Wish) + 'static) {
        let hear = Closure::<dyn Fn(String)>::new(move |text: String| {
            if let Some(wish) = Wish::decode(&text) {
                on_wish(wish);
            }
        });
        self.call("hearWishes", Some(&hear.into_js_value()));
    }

    /// Hears what is pressed and was pressed before anybody could act on it, oldest first; for as long as the page lives.
    pub fn hear_presses(&self, on_press: impl Fn(Press) + 'static) {
        let hear = Closure::<dyn Fn(String)>::new(move |name: String| {
            if let Some(press) = Press::parse(&name) {
                on_press(press);
            }
        });
        self.call("hearPresses", Some(&hear.into_js_value()));
    }

    /// Loads the page anew, for another queue.
    pub fn show_queue(&self, queue: &str) {
        self.call("showQueue", Some(&queue.into()));
    }

    /// Puts the whole widget in the place of the start screen.
    pub fn go_on(&self) {
        self.call("goOn", None);
    }

    fn call(&self, name: &str, argument: Option<&JsValue>) -> Option<JsValue> {
        let function: Function = Reflect::get(&self.object, &name.into()).ok()?.dyn_into().ok()?;
        match argument {
            Some(argument) => function.call1(&self.object, argument).ok(),
            None => function.call0(&self.object).ok(),
        }
    }
}
