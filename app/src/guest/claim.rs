//! Using a link: the one thing that is not said over the socket, which opens only with what this gives.

use domain::{
    OrgId,
    wire::{ClaimLink, LinkClaimed},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReached;

/// Uses the link. Asked again with the same secret, the answer is the same.
pub async fn claim(org: &OrgId, link: &ClaimLink) -> Result<LinkClaimed, NotReached> {
    let path = ["/guest/", org.as_str(), "/claim"].concat();
    let text = post(&path, link).await.map_err(|_| NotReached)?;
    Ok(serde_json::from_str(&text).unwrap_or(LinkClaimed::Failed))
}

async fn post(path: &str, link: &ClaimLink) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&serde_json::to_string(link).unwrap_or_default().into());
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(path, &request)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}
