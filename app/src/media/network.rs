//! Whether this device is still in the network it was in.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::EventTarget;

use crate::client::Listener;

/// Which network the browser says it is in, as far as it says: `wifi`, `cellular` and their like. Browsers of computers mostly
/// say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Network {
    kind: Option<String>,
}

impl Network {
    /// Takes in what the browser says now; whether that is another network. The event comes for every new estimate of speed as
    /// well, which is no news.
    fn becomes(&mut self, kind: Option<String>) -> bool {
        let is_other = self.kind.is_some() && kind.is_some() && self.kind != kind;
        self.kind = kind.or(self.kind.take());
        is_other
    }
}

/// Tells of every change of the network until it is dropped.
#[derive(Debug)]
pub(super) struct NetworkWatch {
    _listeners: Vec<Listener>,
}

impl NetworkWatch {
    /// Begins to watch. Only in the browser.
    pub(super) fn new(on_change: impl Fn() + 'static) -> Self {
        let on_change = Rc::new(on_change);
        let back = Rc::clone(&on_change);
        // Back after a time without: perhaps in another one.
        let mut listeners: Vec<_> = Listener::window("online", move |_| back()).into_iter().collect();
        if let Some(connection) = connection() {
            let mut network = Network { kind: kind(&connection) };
            let watched = connection.clone();
            listeners.push(Listener::new(&connection, "change", move |_| {
                if network.becomes(kind(&watched)) {
                    on_change();
                }
            }));
        }
        Self { _listeners: listeners }
    }
}

/// `navigator.connection` (W3C Network Information), where it exists.
fn connection() -> Option<EventTarget> {
    let navigator = web_sys::window()?.navigator();
    js_sys::Reflect::get(&navigator, &"connection".into()).ok()?.dyn_into().ok()
}

fn kind(connection: &EventTarget) -> Option<String> {
    js_sys::Reflect::get(connection, &"type".into()).ok()?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(kind: &str) -> Option<String> {
        Some(kind.to_owned())
    }

    #[test]
    fn from_wifi_to_cellular_is_another_network() {
        let mut network = Network { kind: says("wifi") };
        assert!(network.becomes(says("cellular")));
        assert!(!network.becomes(says("cellular")));
        assert!(network.becomes(says("wifi")));
    }

    #[test]
    fn a_new_estimate_of_the_speed_is_no_other_network() {
        let mut network = Network::default();
        assert!(!network.becomes(None));
        let mut network = Network { kind: says("wifi") };
        assert!(!network.becomes(says("wifi")) && !network.becomes(None));
        assert!(network.becomes(says("cellular")), "what was known before is not forgotten");
    }
}
