//! A still out of the own camera, as large as the camera gives it and no larger than is kept, and the way of it to the server.

use domain::{
    OrgId, SnapshotId,
    snapshot::{MAX_BYTES, Size},
    wire::Resume,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, Headers, HtmlCanvasElement, HtmlVideoElement, RequestInit, Response};

/// What is tried until the still is light enough.
const QUALITIES: [f64; 4] = [0.86, 0.7, 0.5, 0.3];

/// Why a still could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotSent {
    /// The line or the server: once more may help.
    Failed,
    /// The server will not have it: once more would not help.
    Refused,
}

/// Draws what a video shows now, as it is sent to the others: not mirrored. `false` while it shows nothing.
pub(super) fn draw(video: &HtmlVideoElement, canvas: &HtmlCanvasElement) -> bool {
    let Some(size) = Size::of_still(video.video_width(), video.video_height()) else { return false };
    canvas.set_width(size.width);
    canvas.set_height(size.height);
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    context.is_some_and(|context| context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height).is_ok())
}

/// What a canvas shows, as a JPEG that is light enough.
pub(super) async fn jpeg(canvas: &HtmlCanvasElement) -> Option<Blob> {
    for quality in QUALITIES {
        let blob = encoded(canvas, quality).await?;
        // A browser without JPEG would give something else.
        if blob.type_() != "image/jpeg" {
            return None;
        }
        if fits(blob.size()) {
            return Some(blob);
        }
    }
    None
}

fn fits(bytes: f64) -> bool {
    u32::try_from(MAX_BYTES).is_ok_and(|most| bytes <= f64::from(most))
}

async fn encoded(canvas: &HtmlCanvasElement, quality: f64) -> Option<Blob> {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let give_up = resolve.clone();
        // A resolve of the browser's own never throws.
        let on_blob = Closure::once_into_js(move |blob: JsValue| drop(resolve.call1(&JsValue::UNDEFINED, &blob)));
        let begun = canvas.to_blob_with_type_and_encoder_options(on_blob.unchecked_ref(), "image/jpeg", &quality.into());
        if begun.is_err() {
            drop(give_up.call0(&JsValue::UNDEFINED));
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Sends a still to the server, with the secret that opens the ticket.
pub(super) async fn send(org: &OrgId, held: &Resume, id: &SnapshotId, jpeg: &Blob) -> Result<(), NotSent> {
    let address = ["/widget/", org.as_str(), "/snapshots/", id.as_str()].concat();
    let response = post(&address, &["Bearer ", held.ticket.as_str(), ".", &held.secret].concat(), jpeg).await.ok_or(NotSent::Failed)?;
    match response.status() {
        200..=299 => Ok(()),
        409 | 413 | 415 | 429 => Err(NotSent::Refused),
        _ => Err(NotSent::Failed),
    }
}

async fn post(address: &str, bearer: &str, jpeg: &Blob) -> Option<Response> {
    let headers = Headers::new().ok()?;
    headers.set("authorization", bearer).ok()?;
    headers.set("content-type", "image/jpeg").ok()?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(jpeg);
    let answer = web_sys::window()?.fetch_with_str_and_init(address, &request);
    JsFuture::from(answer).await.ok()?.dyn_into().ok()
}
