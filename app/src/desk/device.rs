//! What this tab and this browser remember. Storage may be blocked: then a tab is new after each reload, and that is all.

use domain::id::LENGTH;
use web_sys::Storage;

use crate::client::fresh_name;

const DEVICE: &str = "vitrine:device";
const TONE: &str = "vitrine:ring-tone";
const KEYS: &str = "vitrine:keys";

/// The name of this tab over reloads.
pub fn device() -> String {
    let storage = session();
    let known = storage.as_ref().and_then(|storage| storage.get_item(DEVICE).ok().flatten()).filter(|name| is_name(name));
    known.unwrap_or_else(new_device)
}

/// A new name for this tab, kept: a duplicated tab has the other's name until it takes its own.
pub fn new_device() -> String {
    let name = fresh_name();
    if let Some(storage) = session() {
        let _ = storage.set_item(DEVICE, &name);
    }
    name
}

/// Whether the ring tone is on; it is, unless it was switched off in this browser.
pub fn is_tone_on() -> bool {
    is_on(TONE)
}

/// Remembers whether the ring tone is on.
pub fn keep_tone(is_on: bool) {
    keep(TONE, is_on);
}

/// Whether single keys act; they do, unless switched off in this browser.
pub fn are_keys_on() -> bool {
    is_on(KEYS)
}

/// Remembers whether single keys act.
pub fn keep_keys(are_on: bool) {
    keep(KEYS, are_on);
}

fn is_on(name: &str) -> bool {
    local().and_then(|storage| storage.get_item(name).ok().flatten()).as_deref() != Some("off")
}

fn keep(name: &str, is_on: bool) {
    if let Some(storage) = local() {
        let _ = storage.set_item(name, if is_on { "on" } else { "off" });
    }
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn is_name(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_the_form_of_an_id() {
        assert!(is_name(domain::ConnectionId::from_random([200; LENGTH]).as_str()));
        assert!(!is_name("short") && !is_name("with-a-dash-in-it-ab"));
    }
}
