//! The way back into the call after a reload, kept in this window's session storage. Only in the browser. Where storage is blocked a
//! reload finds the link used.

use domain::OrgId;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

/// What is kept of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The token of the link: another one is another seat.
    pub token: String,
    /// The secret with which this browser uses it.
    pub claim: String,
    /// What using it gave.
    pub pass: Option<String>,
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn key(org: &OrgId) -> String {
    ["vitrine:guest:", org.as_str()].concat()
}

/// What was kept.
pub fn read(org: &OrgId) -> Option<Kept> {
    serde_json::from_str(&storage()?.get_item(&key(org)).ok()??).ok()
}

/// Keeps it, where the browser does.
pub fn write(org: &OrgId, kept: &Kept) {
    let text = serde_json::to_string(kept).unwrap_or_default();
    if let Some(storage) = storage() {
        // Without it everything works until the page is loaded again.
        let _ = storage.set_item(&key(org), &text);
    }
}
