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

/// For how long a browser is known again, in milliseconds: as long as what its page told is kept.
const KNOWN_FOR_MS: f64 = 28.0 * 24.0 * 3_600_000.0;

fn visit_key(org: &OrgId) -> String {
    ["vitrine:visit:", org.as_str()].concat()
}

/// What outlives a window.
fn lasting() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The token of the visit that this browser drew a ticket with, unless that is long ago.
pub fn read_visit(org: &OrgId) -> Option<String> {
    let kept = lasting()?.get_item(&visit_key(org)).ok()??;
    let (kept_at, token) = kept.split_once(' ')?;
    let is_known = js_sys::Date::now() - kept_at.parse::<f64>().ok()? < KNOWN_FOR_MS;
    is_known.then(|| token.to_owned())
}

/// Keeps the token of the visit that has drawn a ticket, where none is kept: earlier calls are found by it, and a visit that an agent
/// has blocked.
pub fn keep_visit(org: &OrgId, token: &str) {
    if read_visit(org).is_none()
        && let Some(storage) = lasting()
    {
        let kept = [&js_sys::Date::now().to_string(), " ", token].concat();
        // Where nothing can be kept, the browser is a new one each time.
        let _ = storage.set_item(&visit_key(org), &kept);
    }
}

/// Forgets the visit.
pub fn forget_visit(org: &OrgId) {
    if let Some(storage) = lasting() {
        // What cannot be removed was never written.
        let _ = storage.remove_item(&visit_key(org));
    }
}

/// Forgets it.
pub fn forget(org: &OrgId) {
    if let Some(storage) = storage() {
        // What cannot be removed was never written.
        let _ = storage.remove_item(&key(org));
    }
}
