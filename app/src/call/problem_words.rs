//! What to say when camera or microphone are not there.

use domain::locale::phrase::{Preview, Problems};

use crate::{
    media::{Browser, MediaProblem},
    ui::Texts,
};

/// A heading, and what can be done.
pub(super) fn both(texts: &Texts, problem: MediaProblem, browser: Browser) -> (String, String) {
    let preview = |heading, more| (texts.text(heading), texts.text(more));
    match problem {
        MediaProblem::Denied => preview(Preview::DeniedHeading, how_to_allow(browser)),
        MediaProblem::NotDelegated => preview(Preview::NotDelegatedHeading, Preview::NotDelegatedMore),
        MediaProblem::Missing => preview(Preview::MissingHeading, Preview::MissingMore),
        MediaProblem::InUse => preview(Preview::InUseHeading, Preview::InUseMore),
        MediaProblem::Insecure => preview(Preview::InsecureHeading, Preview::InsecureMore),
        MediaProblem::InAppBrowser => (texts.text(Problems::UnsupportedHeading), texts.text(Problems::UnsupportedInApp)),
        MediaProblem::Unsupported => (texts.text(Problems::UnsupportedHeading), texts.text(Problems::UnsupportedBrowser)),
    }
}

/// A line about the camera alone.
pub(super) const fn camera(problem: MediaProblem) -> Preview {
    match problem {
        MediaProblem::Denied | MediaProblem::NotDelegated => Preview::CameraDenied,
        MediaProblem::InUse => Preview::CameraInUse,
        _ => Preview::CameraMissing,
    }
}

/// A line about the microphone alone.
pub(super) const fn microphone(problem: MediaProblem) -> Preview {
    match problem {
        MediaProblem::Denied | MediaProblem::NotDelegated => Preview::MicrophoneDenied,
        MediaProblem::InUse => Preview::MicrophoneInUse,
        _ => Preview::MicrophoneMissing,
    }
}

/// How a browser is told to let a page have the camera after all.
pub(crate) const fn how_to_allow(browser: Browser) -> Preview {
    match browser {
        Browser::Chrome => Preview::AllowChrome,
        Browser::AndroidChrome => Preview::AllowAndroid,
        Browser::Firefox => Preview::AllowFirefox,
        Browser::Safari => Preview::AllowSafari,
        Browser::Ios => Preview::AllowIos,
        Browser::InApp | Browser::Other => Preview::AllowOther,
    }
}
