//! Asking the browser for camera and microphone.

use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::{DeviceKind, MediaProblem, devices::media_devices};

/// Which side of a phone a camera looks from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Facing {
    /// To the person.
    #[default]
    Person,
    /// To the world.
    World,
}

/// What to ask for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    /// Whether a microphone is wanted.
    pub(super) microphone: bool,
    /// Whether a camera is wanted.
    pub(super) camera: bool,
    /// The microphone, when one was chosen.
    pub(super) microphone_id: Option<String>,
    /// The camera, when one was chosen.
    pub(super) camera_id: Option<String>,
    /// Which side, when no camera was chosen.
    pub(super) facing: Facing,
}

/// What was asked for: a track, or why not; `None` for what was not asked for.
#[derive(Debug, Default)]
pub(super) struct Captured {
    /// The microphone.
    pub(super) microphone: Option<Result<MediaStreamTrack, MediaProblem>>,
    /// The camera.
    pub(super) camera: Option<Result<MediaStreamTrack, MediaProblem>>,
}

/// Asks for what is wanted, at once when both are, so that the person is asked once. What one of them lacks does not take the
/// other away.
pub(super) async fn capture(wish: &Wish) -> Captured {
    if let Some(problem) = MediaProblem::before_asking() {
        return Captured { microphone: wish.microphone.then_some(Err(problem)), camera: wish.camera.then_some(Err(problem)) };
    }
    if !(wish.microphone && wish.camera) {
        return alone(wish).await;
    }
    match ask(&constraints(wish), &[DeviceKind::Microphone, DeviceKind::Camera]).await {
        Ok(stream) => Captured { microphone: Some(first(&stream.get_audio_tracks())), camera: Some(first(&stream.get_video_tracks())) },
        Err(problem @ (MediaProblem::Denied | MediaProblem::NotDelegated)) => {
            // To ask again what was just refused would be rude; what was granted before opens without a question.
            let mut captured = Captured { microphone: Some(Err(problem)), camera: Some(Err(problem)) };
            if is_granted("microphone").await {
                captured.microphone = alone(&Wish { camera: false, ..wish.clone() }).await.microphone;
            } else if is_granted("camera").await {
                captured.camera = alone(&Wish { microphone: false, ..wish.clone() }).await.camera;
            }
            captured
        }
        Err(_) => Captured {
            microphone: alone(&Wish { camera: false, ..wish.clone() }).await.microphone,
            camera: alone(&Wish { microphone: false, ..wish.clone() }).await.camera,
        },
    }
}

/// Asks for one kind; when a chosen device is gone, for any of the kind.
async fn alone(wish: &Wish) -> Captured {
    let mut captured = Captured::default();
    let any = Wish { microphone_id: None, camera_id: None, ..wish.clone() };
    if wish.microphone {
        let kinds = [DeviceKind::Microphone];
        let stream = match ask(&constraints(wish), &kinds).await {
            Err(MediaProblem::Missing) if wish.microphone_id.is_some() => ask(&constraints(&any), &kinds).await,
            other => other,
        };
        captured.microphone = Some(stream.and_then(|stream| first(&stream.get_audio_tracks())));
    } else if wish.camera {
        let kinds = [DeviceKind::Camera];
        let stream = match ask(&constraints(wish), &kinds).await {
            Err(MediaProblem::Missing) if wish.camera_id.is_some() => ask(&constraints(&any), &kinds).await,
            other => other,
        };
        captured.camera = Some(stream.and_then(|stream| first(&stream.get_video_tracks())));
    }
    captured
}

async fn ask(constraints: &Value, kinds: &[DeviceKind]) -> Result<MediaStream, MediaProblem> {
    let devices = media_devices().ok_or(MediaProblem::Unsupported)?;
    let constraints = js_sys::JSON::parse(&constraints.to_string()).map_err(|_| MediaProblem::Unsupported)?;
    let promise = devices
        .get_user_media_with_constraints(constraints.unchecked_ref::<MediaStreamConstraints>())
        .map_err(|error| MediaProblem::of_error(&error, kinds))?;
    let stream = JsFuture::from(promise).await.map_err(|error| MediaProblem::of_error(&error, kinds))?;
    stream.dyn_into().map_err(|_| MediaProblem::Unsupported)
}

fn first(tracks: &js_sys::Array) -> Result<MediaStreamTrack, MediaProblem> {
    tracks.get(0).dyn_into().map_err(|_| MediaProblem::Missing)
}

/// Whether the browser already has the person's yes. Browsers that do not tell count as no.
async fn is_granted(name: &str) -> bool {
    let ask = || -> Option<js_sys::Promise> {
        let navigator = web_sys::window()?.navigator();
        let permissions = js_sys::Reflect::get(&navigator, &"permissions".into()).ok()?;
        let query: js_sys::Function = js_sys::Reflect::get(&permissions, &"query".into()).ok()?.dyn_into().ok()?;
        let description = js_sys::JSON::parse(&json!({ "name": name }).to_string()).ok()?;
        query.call1(&permissions, &description).ok()?.dyn_into().ok()
    };
    let Some(promise) = ask() else { return false };
    let Ok(status) = JsFuture::from(promise).await else { return false };
    js_sys::Reflect::get(&status, &"state".into()).is_ok_and(|state| state == JsValue::from_str("granted"))
}

fn constraints(wish: &Wish) -> Value {
    let audio = wish.microphone.then(|| {
        let mut audio = json!({ "echoCancellation": true, "noiseSuppression": true, "autoGainControl": true });
        if let Some(id) = &wish.microphone_id {
            audio["deviceId"] = json!({ "exact": id });
        }
        audio
    });
    let video = wish.camera.then(|| {
        let mut video = json!({ "width": { "ideal": 1280 }, "height": { "ideal": 720 }, "frameRate": { "ideal": 30, "max": 30 } });
        match (&wish.camera_id, wish.facing) {
            (Some(id), _) => video["deviceId"] = json!({ "exact": id }),
            (None, Facing::Person) => video["facingMode"] = json!({ "ideal": "user" }),
            (None, Facing::World) => video["facingMode"] = json!({ "ideal": "environment" }),
        }
        video
    });
    json!({ "audio": audio.unwrap_or(Value::Bool(false)), "video": video.unwrap_or(Value::Bool(false)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_wanted_is_not_asked_for() {
        let asked = constraints(&Wish { microphone: true, ..Wish::default() });
        assert_eq!(asked["video"], false);
        assert_eq!(asked["audio"]["echoCancellation"], true);
        assert_eq!(constraints(&Wish { camera: true, ..Wish::default() })["audio"], false);
    }

    #[test]
    fn a_chosen_camera_is_insisted_on_and_a_side_only_preferred() {
        let chosen = Wish { camera: true, camera_id: Some("usb".into()), facing: Facing::World, ..Wish::default() };
        assert_eq!(constraints(&chosen)["video"]["deviceId"]["exact"], "usb");
        assert!(constraints(&chosen)["video"].get("facingMode").is_none());
        let side = Wish { camera: true, facing: Facing::World, ..Wish::default() };
        assert_eq!(constraints(&side)["video"]["facingMode"]["ideal"], "environment");
    }
}
