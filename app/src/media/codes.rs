//! Reading bar codes and QR codes in a picture: by the browser's own `BarcodeDetector` (WICG Shape Detection API), or where that is
//! missing or of no use by ZXing, which is loaded then.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlVideoElement;

/// What is looked for: the codes on goods, on their boxes and on shelves.
const FORMATS: [&str; 9] = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "code_39", "itf", "qr_code", "data_matrix"];
/// What a browser has to read by itself: the code that nearly all goods have.
const INDISPENSABLE: &str = "ean_13";
/// The function that the document left on the window, which imports `frontend/scanner.js`.
const LOADS: &str = "vitrineScanner";

/// Why no codes can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotRead {
    /// What reads them could not be loaded.
    NotLoaded,
    /// It is there, and fails in this browser.
    NotHere,
}

/// A code in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenCode {
    /// What it says.
    pub text: String,
    /// Where its middle is, in pixels.
    pub middle: (f64, f64),
}

/// What reads codes. Only in the browser.
#[derive(Debug)]
pub struct CodeReader {
    detector: JsValue,
    is_browsers_own: bool,
}

impl CodeReader {
    /// The browser's own, or one that is loaded.
    ///
    /// # Errors
    /// It could not be loaded.
    pub async fn open() -> Result<Self, CannotRead> {
        match browsers_own().await {
            Some(detector) => Ok(Self { detector, is_browsers_own: true }),
            None => Self::load().await,
        }
    }

    async fn load() -> Result<Self, CannotRead> {
        let detector = loaded().await.ok_or(CannotRead::NotLoaded)?;
        Ok(Self { detector, is_browsers_own: false })
    }

    /// What is seen in what a video shows now. A browser may offer what its system then fails to do: one more is loaded in its place.
    ///
    /// # Errors
    /// It fails in this browser, or the other one could not be loaded.
    pub async fn look(&mut self, video: &HtmlVideoElement) -> Result<Vec<SeenCode>, CannotRead> {
        if let Some(seen) = seen(&self.detector, video).await {
            return Ok(seen);
        }
        if !self.is_browsers_own {
            return Err(CannotRead::NotHere);
        }
        *self = Self::load().await?;
        seen(&self.detector, video).await.ok_or(CannotRead::NotHere)
    }
}

/// Of several codes in a picture of this size, the one that is aimed at.
pub fn aimed_at(seen: Vec<SeenCode>, (width, height): (f64, f64)) -> Option<String> {
    let off = |code: &SeenCode| (code.middle.0 - width / 2.0).hypot(code.middle.1 - height / 2.0);
    seen.into_iter().min_by(|one, other| off(one).total_cmp(&off(other))).map(|code| code.text)
}

/// What was read last. A code counts when it was read twice: of one that moves, a camera may show half of it and half of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twice(Option<String>);

impl Twice {
    /// A code was read; the code, when that was the second time.
    pub fn read(&mut self, text: String) -> Option<String> {
        if self.0.as_ref() == Some(&text) {
            return self.0.take();
        }
        self.0 = Some(text);
        None
    }
}

/// Those of the wanted formats that a browser reads; none where it lacks what cannot be done without.
fn usable(supported: &[String]) -> Vec<&'static str> {
    let reads = |format: &str| supported.iter().any(|one| one == format);
    if reads(INDISPENSABLE) { FORMATS.into_iter().filter(|format| reads(format)).collect() } else { vec![] }
}

async fn browsers_own() -> Option<JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let supported: Function = Reflect::get(&class, &"getSupportedFormats".into()).ok()?.dyn_into().ok()?;
    let supported = settled(supported.call0(&class)).await?;
    let supported: Vec<String> = Array::from(&supported).iter().filter_map(|format| format.as_string()).collect();
    let formats = usable(&supported);
    if formats.is_empty() {
        return None;
    }
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &list(&formats)).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

async fn loaded() -> Option<JsValue> {
    let load: Function = Reflect::get(&js_sys::global(), &LOADS.into()).ok()?.dyn_into().ok()?;
    let module = settled(load.call0(&JsValue::UNDEFINED)).await?;
    let open: Function = Reflect::get(&module, &"openDetector".into()).ok()?.dyn_into().ok()?;
    settled(open.call1(&module, &list(&FORMATS))).await
}

fn list(formats: &[&str]) -> JsValue {
    formats.iter().map(|format| JsValue::from_str(format)).collect::<Array>().into()
}

async fn seen(detector: &JsValue, video: &HtmlVideoElement) -> Option<Vec<SeenCode>> {
    let detect: Function = Reflect::get(detector, &"detect".into()).ok()?.dyn_into().ok()?;
    let found = settled(detect.call1(detector, video)).await?;
    Some(Array::from(&found).iter().filter_map(|code| read(&code)).collect())
}

fn read(code: &JsValue) -> Option<SeenCode> {
    let text = Reflect::get(code, &"rawValue".into()).ok()?.as_string()?;
    let place = Reflect::get(code, &"boundingBox".into()).ok()?;
    let number = |name: &str| Reflect::get(&place, &name.into()).ok()?.as_f64();
    let middle = (number("x")? + number("width")? / 2.0, number("y")? + number("height")? / 2.0);
    Some(SeenCode { text, middle })
}

/// What a promise comes to; nothing where it fails, or is none.
async fn settled(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    let promise: Promise = promise.ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, middle: (f64, f64)) -> SeenCode {
        SeenCode { text: text.into(), middle }
    }

    #[test]
    fn of_several_codes_the_one_in_the_middle_is_meant() {
        let seen = vec![code("left", (100.0, 240.0)), code("aimed at", (300.0, 200.0)), code("below", (320.0, 460.0))];
        assert_eq!(aimed_at(seen, (640.0, 480.0)), Some("aimed at".into()));
        assert_eq!(aimed_at(vec![], (640.0, 480.0)), None);
    }

    #[test]
    fn a_code_counts_when_it_was_read_twice_in_a_row() {
        let mut twice = Twice::default();
        let mut read = |text: &str| twice.read(text.into());
        assert_eq!((read("4006381333931"), read("4006381333917"), read("4006381333931")), (None, None, None));
        assert_eq!(read("4006381333931"), Some("4006381333931".into()));
        assert_eq!(read("4006381333931"), None, "it begins anew");
    }

    #[test]
    fn a_browser_that_cannot_read_what_is_on_goods_is_not_relied_on() {
        let reads = |formats: &[&str]| usable(&formats.iter().map(|format| (*format).to_owned()).collect::<Vec<_>>());
        assert!(reads(&[]).is_empty() && reads(&["qr_code", "aztec"]).is_empty());
        assert_eq!(reads(&["aztec", "qr_code", "ean_13", "unknown"]), ["ean_13", "qr_code"]);
    }
}
