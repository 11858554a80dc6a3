//! Options of the page that the widget alone heeds, and what it has for parts of the product that come later.

use serde::Deserialize;
use serde_json::Value;

/// The longest text: that of an address.
const MOST_CHARS: usize = 2_048;
/// The most items of a list.
const MOST_ITEMS: usize = 50;
/// The most seconds: a day.
const MOST_SECONDS: u32 = 86_400;
/// The most names that are kept of what is not known.
const MOST_UNKNOWN: usize = 20;
/// The longest of these names, in characters.
const MOST_NAME_CHARS: usize = 80;

/// All of it. What the page does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// Triggers that open nothing yet.
    pub triggers: Option<Vec<String>>,
    /// The connect link of a booking.
    pub connect_id: Option<String>,
    /// Whether the start screen offers a booking.
    pub bookings_enabled: Option<bool>,
    /// Whether the widget opens on its booking page.
    pub open_booking_page: Option<bool>,
    /// The booking services to offer.
    pub booking_service_ids: Option<Vec<String>>,
    /// The one resource that can be booked.
    pub booking_resource_id: Option<String>,
    /// The booking page of another system; https only.
    pub booking_iframe_url: Option<String>,
    /// Whether agents may scan codes: not unless the page says so.
    pub enable_scanning: Option<bool>,
    /// Whether nobody browses together here.
    pub disable_co_browsing: Option<bool>,
    /// Where browsing together starts; http(s) only.
    pub merchant_base_url: Option<String>,
    /// Whether the page's data layer is to be left alone.
    pub disable_data_layer_interceptions: Option<bool>,
    /// An older switch for the floating player.
    pub with_minimize_support: Option<bool>,
    /// How the shopper goes on browsing during a call.
    pub floating_player: Option<FloatingPlayer>,
    /// The theme of the widget.
    pub theme_id: Option<String>,
    /// The overlay's form.
    pub smart_variant_override: Option<String>,
    /// Seconds until the overlay appears.
    pub popup_timeout_seconds: Option<u32>,
    /// Names of what this release does not know, or not in this form: the page is told, so that nothing is lost without a word.
    pub unknown: Vec<String>,
}

/// How the shopper goes on browsing during a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FloatingPlayer {
    /// Whether the page goes where the shopper goes by itself.
    pub navigation_mode: Option<NavigationMode>,
    /// Whether the browser asks before the page is left.
    pub confirm_closing_browser: Option<bool>,
    /// How a picture fills its room in an app.
    pub web_view_fill_mode: Option<String>,
}

/// Who goes where the shopper goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NavigationMode {
    /// The widget, in a frame of the shop.
    Iframe,
    /// The page itself.
    Manual,
}

impl Carried {
    /// Reads what a page carries, of any release.
    pub(super) fn read(given: Value) -> Self {
        let mut carried = Self::default();
        let Value::Object(fields) = given else { return carried };
        for (name, value) in fields {
            if !carried.take(&name, value) && carried.unknown.len() < MOST_UNKNOWN {
                carried.unknown.extend(domain::text::line(&name, MOST_NAME_CHARS));
            }
        }
        carried
    }

    /// Whether it is known and can be used.
    fn take(&mut self, name: &str, value: Value) -> bool {
        match name {
            "triggers" => put(&mut self.triggers, texts(value)),
            "connectId" => put(&mut self.connect_id, text(value)),
            "bookingsEnabled" => put(&mut self.bookings_enabled, value.as_bool()),
            "openBookingPage" => put(&mut self.open_booking_page, value.as_bool()),
            "bookingServiceIds" => put(&mut self.booking_service_ids, texts(value)),
            "bookingResourceId" => put(&mut self.booking_resource_id, text(value)),
            "bookingIframeUrl" => put(&mut self.booking_iframe_url, text(value).filter(|url| url.starts_with("https://"))),
            "enableScanning" => put(&mut self.enable_scanning, value.as_bool()),
            "disableCoBrowsing" => put(&mut self.disable_co_browsing, value.as_bool()),
            "merchantBaseUrl" => {
                put(&mut self.merchant_base_url, text(value).filter(|url| url.starts_with("https://") || url.starts_with("http://")))
            }
            "disableDataLayerInterceptions" => put(&mut self.disable_data_layer_interceptions, value.as_bool()),
            "withMinimizeSupport" => put(&mut self.with_minimize_support, value.as_bool()),
            "floatingPlayer" => put(&mut self.floating_player, serde_json::from_value(value).ok()),
            "themeId" => put(&mut self.theme_id, text(value)),
            "smartVariantOverride" => put(&mut self.smart_variant_override, text(value)),
            "popupTimeoutSeconds" => {
                let seconds = value.as_u64().and_then(|seconds| u32::try_from(seconds).ok());
                put(&mut self.popup_timeout_seconds, seconds.filter(|seconds| *seconds <= MOST_SECONDS))
            }
            _ => false,
        }
    }
}

fn put<Read>(place: &mut Option<Read>, read: Option<Read>) -> bool {
    *place = read;
    place.is_some()
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) if text.chars().count() <= MOST_CHARS => Some(text),
        _ => None,
    }
}

/// Those of a list's items that are texts.
fn texts(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => Some(items.into_iter().take(MOST_ITEMS).filter_map(text).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn all_that_a_page_carries_is_known() {
        let carried = Carried::read(json!({
            "triggers": ["smart"], "connectId": "ext:42", "bookingsEnabled": false, "openBookingPage": true, "bookingServiceIds": ["a", 7],
            "bookingResourceId": "r", "bookingIframeUrl": "https://book.example/", "enableScanning": true, "disableCoBrowsing": true,
            "merchantBaseUrl": "http://shop.example/eu", "disableDataLayerInterceptions": true, "withMinimizeSupport": true,
            "floatingPlayer": { "navigationMode": "manual", "confirmClosingBrowser": false, "new": 1 }, "themeId": "dark",
            "smartVariantOverride": "Side dock", "popupTimeoutSeconds": 5,
        }));
        assert_eq!(carried.unknown, [""; 0]);
        assert_eq!(carried.triggers.as_deref(), Some(&["smart".to_owned()][..]));
        assert_eq!(carried.booking_service_ids.as_deref(), Some(&["a".to_owned()][..]));
        assert_eq!((carried.connect_id.as_deref(), carried.popup_timeout_seconds), (Some("ext:42"), Some(5)));
        let player = carried.floating_player.expect("a player");
        assert_eq!((player.navigation_mode, player.confirm_closing_browser), (Some(NavigationMode::Manual), Some(false)));
        let all = [carried.bookings_enabled, carried.open_booking_page, carried.enable_scanning, carried.disable_co_browsing];
        assert_eq!(all, [Some(false), Some(true), Some(true), Some(true)]);
    }

    #[test]
    fn what_is_not_known_or_of_another_form_is_named() {
        let carried = Carried::read(json!({
            "somethingNew": 1, "themeId": 7, "bookingIframeUrl": "javascript:1", "merchantBaseUrl": "ftp://x",
            "popupTimeoutSeconds": 90_000, "connectId": "x".repeat(3_000), "floatingPlayer": { "navigationMode": "fly" },
        }));
        let mut unknown = carried.unknown.clone();
        unknown.sort();
        assert_eq!(
            unknown,
            ["bookingIframeUrl", "connectId", "floatingPlayer", "merchantBaseUrl", "popupTimeoutSeconds", "somethingNew", "themeId"]
        );
        assert_eq!(Carried { unknown: vec![], ..carried }, Carried::default());
        let many: serde_json::Map<String, Value> = (0..1_000).map(|number| (format!("n{number}"), json!(1))).collect();
        assert_eq!(Carried::read(Value::Object(many)).unknown.len(), MOST_UNKNOWN);
    }

    proptest! {
        #[test]
        fn no_page_is_too_wild(names in proptest::collection::vec("[a-zA-Z]{1,20}|themeId|triggers|floatingPlayer", 0..30), value in ".{0,40}") {
            for value in [json!(value), json!([value]), json!({ "navigationMode": value }), json!(null), json!(-1)] {
                let fields: serde_json::Map<String, Value> = names.iter().map(|name| (name.clone(), value.clone())).collect();
                prop_assert!(Carried::read(Value::Object(fields)).unknown.len() <= MOST_UNKNOWN);
            }
        }
    }
}
