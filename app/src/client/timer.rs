//! Timers that end when they are dropped.

use std::time::Duration;

use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// A pending or repeating call, cancelled when this is dropped.
#[derive(Debug)]
pub struct Timer {
    handle: i32,
    is_repeating: bool,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls once, after `wait`. `None` outside a browser window.
    pub fn once(wait: Duration, on_time: impl FnOnce() + 'static) -> Option<Self> {
        let closure = Closure::once(on_time);
        let window = web_sys::window()?;
        let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), millis(wait)).ok()?;
        Some(Self { handle, is_repeating: false, _closure: closure })
    }

    /// Calls every `period`. `None` outside a browser window.
    pub fn every(period: Duration, on_time: impl FnMut() + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut()>::new(on_time);
        let window = web_sys::window()?;
        let handle =
            window.set_interval_with_callback_and_timeout_and_arguments_0(closure.as_ref().unchecked_ref(), millis(period)).ok()?;
        Some(Self { handle, is_repeating: true, _closure: closure })
    }
}

/// Waits this long. Only in a browser window.
pub async fn sleep(length: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis(length));
        }
    });
    let _ = JsFuture::from(promise).await;
}

fn millis(length: Duration) -> i32 {
    i32::try_from(length.as_millis()).unwrap_or(i32::MAX)
}

impl Drop for Timer {
    fn drop(&mut self) {
        let Some(window) = web_sys::window() else { return };
        if self.is_repeating {
            window.clear_interval_with_handle(self.handle);
        } else {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}
