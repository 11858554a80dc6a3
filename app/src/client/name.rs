//! Names that nobody else has, made in the browser.

use domain::{ConnectionId, id::LENGTH};

thread_local! {
    static PAGE: String = fresh_name();
}

/// The name of this load of the page: the same until it is loaded again.
pub fn page_name() -> String {
    PAGE.with(Clone::clone)
}

/// A new name, as an id is named. Only in the browser.
pub fn fresh_name() -> String {
    fresh_id(ConnectionId::from_random).as_str().to_owned()
}

/// A new id. Only in the browser.
pub fn fresh_id<T>(make: impl FnOnce([u8; LENGTH]) -> T) -> T {
    let mut bytes = [0; LENGTH];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        // Refuses only a request for more than 64 KiB.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    make(bytes)
}
