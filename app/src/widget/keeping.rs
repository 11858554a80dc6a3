//! The way back to a ticket after a reload, kept in the frame's own session storage. Only in the browser. Storage may be blocked
//! or not allowed by the merchant; then nothing is written, and the waiting room says so.
//! The page's inline script looks for the keys' prefix, to skip the start screen.

use domain::{OrgId, wire::Resume};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(org: &OrgId) -> String {
    ["vitrine:resume:", org.as_str()].concat()
}

fn call_back_key(org: &OrgId) -> String {
    ["vitrine:call-back:", org.as_str()].concat()
}

/// What was kept.
pub fn read(org: &OrgId) -> Option<Resume> {
    serde_json::from_str(&storage()?.get_item(&key(org)).ok()??).ok()
}

/// Keeps it; `false` when the browser does not.
pub fn write(org: &OrgId, resume: &Resume) -> bool {
    let text = serde_json::to_string(resume).unwrap_or_default();
    storage().is_some_and(|storage| storage.set_item(&key(org), &text).is_ok())
}

/// Keeps the secret of a call-back, which puts the shopper at the front on coming back. Without storage that is forgotten with the page.
pub fn write_call_back(org: &OrgId, secret: &str) {
    if let Some(storage) = storage() {
        // Nothing was promised beyond this window.
        let _ = storage.set_item(&call_back_key(org), secret);
    }
}

/// The secret of a call-back that was kept.
pub fn read_call_back(org: &OrgId) -> Option<String> {
    storage()?.get_item(&call_back_key(org)).ok()?
}

/// Forgets it.
pub fn forget(org: &OrgId) {
    if let Some(storage) = storage() {
        // What cannot be removed was never written.
        let _ = storage.remove_item(&key(org));
    }
}
