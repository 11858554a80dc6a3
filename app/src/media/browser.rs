//! Which browser this is, as far as the way to its camera switch depends on it.

/// The browsers whose camera permission is found in different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Safari, or any browser, on an iPhone or iPad: all are Safari inside.
    Ios,
    /// Chrome, Edge, Samsung Internet and their like on Android.
    AndroidChrome,
    /// Firefox, on any system but iOS.
    Firefox,
    /// Safari on a Mac.
    Safari,
    /// Chrome, Edge and their like on a computer.
    Chrome,
    /// A page inside another app, which often has no camera to give.
    InApp,
    /// None of these.
    Other,
}

/// Names that apps put into the user agent of the pages they show.
const APPS: [&str; 12] = [
    "FBAN/",
    "FBAV/",
    "FB_IAB",
    "Instagram",
    "Line/",
    "MicroMessenger",
    "Snapchat",
    "TikTok",
    "BytedanceWebview",
    "Pinterest/",
    "GSA/",
    "LinkedInApp",
];

impl Browser {
    /// The browser with this user agent, on a device that feels that many fingers at once.
    pub fn of(user_agent: &str, touch_points: i32) -> Self {
        let has = |name: &str| user_agent.contains(name);
        if APPS.into_iter().any(has) || (has("Android") && has("; wv)")) {
            Self::InApp
        } else if has("iPhone") || has("iPad") || (has("Macintosh") && touch_points > 1) {
            // An iPad calls itself a Mac so that it gets the pages of a computer. No Mac feels touches.
            Self::Ios
        } else if has("Firefox/") {
            Self::Firefox
        } else if has("Android") && has("Chrome/") {
            Self::AndroidChrome
        } else if has("Chrome/") {
            Self::Chrome
        } else if has("Safari/") {
            Self::Safari
        } else {
            Self::Other
        }
    }

    /// The browser this runs in; only in the browser.
    pub fn here() -> Self {
        let navigator = web_sys::window().map(|window| window.navigator());
        let facts = navigator.and_then(|navigator| Some((navigator.user_agent().ok()?, navigator.max_touch_points())));
        facts.map_or(Self::Other, |(user_agent, touch_points)| Self::of(&user_agent, touch_points))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAC_SAFARI: &str =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

    #[test]
    fn an_ipad_that_calls_itself_a_mac_is_known_by_its_touch_screen() {
        let chrome_inside =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142 Safari/604.1";
        for user_agent in [MAC_SAFARI, chrome_inside] {
            assert_eq!(Browser::of(user_agent, 5), Browser::Ios, "{user_agent}");
        }
        assert_eq!(Browser::of(MAC_SAFARI, 0), Browser::Safari);
    }

    #[test]
    fn a_touch_screen_makes_no_other_computer_an_ipad() {
        let windows = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        assert_eq!(Browser::of(windows, 10), Browser::Chrome);
    }

    #[test]
    fn browsers_are_told_apart_by_what_they_say() {
        let cases = [
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", Browser::Chrome),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
                Browser::Chrome,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                Browser::AndroidChrome,
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Browser::Firefox),
            (MAC_SAFARI, Browser::Safari),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
                Browser::Ios,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]",
                Browser::InApp,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/X; wv) AppleWebKit/537.36 Version/4.0 Chrome/142.0 Mobile Safari/537.36",
                Browser::InApp,
            ),
            ("", Browser::Other),
        ];
        for (user_agent, browser) in cases {
            assert_eq!(Browser::of(user_agent, 0), browser, "{user_agent}");
        }
    }
}
