//! The cameras, microphones and speakers of this computer or phone.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDeviceInfo, MediaDeviceKind, MediaDevices};

/// Kinds of devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// A camera.
    Camera,
    /// A microphone.
    Microphone,
    /// Where the other's voice comes out.
    Speaker,
}

/// A device to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// What it is.
    pub kind: DeviceKind,
    /// How the browser names it to us; changes with the origin and when permissions are reset.
    pub id: String,
    /// Its name; empty until the person has given permission.
    pub label: String,
}

/// The browser's devices; `None` where it has none to give.
pub(super) fn media_devices() -> Option<MediaDevices> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    (!devices.is_undefined()).then_some(devices)
}

/// All devices the browser tells of. Before a permission is given it hides them, and nothing is answered for them.
pub(super) async fn enumerate() -> Vec<Device> {
    let Some(listed) = media_devices().and_then(|devices| devices.enumerate_devices().ok()) else { return vec![] };
    let Ok(listed) = JsFuture::from(listed).await else { return vec![] };
    let infos = js_sys::Array::from(&listed).iter().filter_map(|info| info.dyn_into::<MediaDeviceInfo>().ok()).collect::<Vec<_>>();
    infos.into_iter().filter_map(|info| device(&info)).collect()
}

fn device(info: &MediaDeviceInfo) -> Option<Device> {
    let kind = match info.kind() {
        MediaDeviceKind::Videoinput => DeviceKind::Camera,
        MediaDeviceKind::Audioinput => DeviceKind::Microphone,
        MediaDeviceKind::Audiooutput => DeviceKind::Speaker,
        _ => return None,
    };
    let id = info.device_id();
    (!id.is_empty()).then(|| Device { kind, id, label: info.label() })
}

/// Whether the browser lets a page choose where sound comes out.
pub fn can_choose_speaker() -> bool {
    let ask = || {
        let window = web_sys::window()?;
        let element = js_sys::Reflect::get(&window, &"HTMLMediaElement".into()).ok()?;
        let prototype = js_sys::Reflect::get(&element, &"prototype".into()).ok()?;
        js_sys::Reflect::has(&prototype, &"setSinkId".into()).ok()
    };
    ask().unwrap_or(false)
}
