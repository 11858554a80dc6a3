//! Notifications of the browser: shown when the agent allowed them and looks elsewhere.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use super::Words;

/// What the agent has decided about notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// This browser has none.
    Unsupported,
    /// Not asked yet.
    Unasked,
    /// Allowed.
    Granted,
    /// Refused; only the browser's own settings change that.
    Denied,
}

/// What the agent has decided. Browser only.
pub fn permission() -> Permission {
    // Some browsers on phones have no such interface, and touching what is not there throws.
    let has_notifications = web_sys::window().is_some_and(|window| js_sys::Reflect::has(&window, &"Notification".into()) == Ok(true));
    if !has_notifications {
        return Permission::Unsupported;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Unasked,
    }
}

/// Asks the agent and tells the decision. Browsers want this to come from a press.
pub async fn ask_permission() -> Permission {
    if permission() == Permission::Unasked
        && let Ok(asked) = Notification::request_permission()
    {
        // The answer is read below; a browser that refuses to ask leaves things as they are.
        let _ = wasm_bindgen_futures::JsFuture::from(asked).await;
    }
    permission()
}

/// A notification that is on the screen until it is dropped.
#[derive(Debug)]
pub struct Notice {
    notification: Notification,
    _on_click: Closure<dyn FnMut()>,
}

impl Notice {
    /// Shows a notification, when it is allowed and the page is not what the agent looks at.
    pub fn show(words: &Words) -> Option<Self> {
        let window = web_sys::window()?;
        let is_looked_at = window.document().is_some_and(|document| !document.hidden() && document.has_focus() == Ok(true));
        if is_looked_at || permission() != Permission::Granted {
            return None;
        }
        let options = NotificationOptions::new();
        options.set_body(&words.body);
        options.set_tag(&words.tag);
        options.set_require_interaction(true);
        // Chrome on Android has the interface and refuses to make one from a page.
        let notification = Notification::new_with_options(&words.title, &options).ok()?;
        let on_click = Closure::<dyn FnMut()>::new(move || {
            let _ = window.focus();
        });
        notification.set_onclick(Some(on_click.as_ref().unchecked_ref()));
        Some(Self { notification, _on_click: on_click })
    }
}

impl Drop for Notice {
    fn drop(&mut self) {
        self.notification.set_onclick(None);
        self.notification.close();
    }
}
