//! Icons: drawn on a grid of 24, in the colour of the text around them, silent to screen readers.

use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident $path:literal;)*) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph {
            $($(#[$doc])* $name,)*
        }

        impl Glyph {
            const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)*
                }
            }

            /// An arrow along the line of reading turns where reading does.
            const fn class(self) -> &'static str {
                match self {
                    Self::Back | Self::Forward | Self::Send | Self::SignOut => "icon icon-turns",
                    _ => "icon",
                }
            }
        }
    };
}

glyphs! {
    /// A cross.
    Close "M6 6l12 12M18 6L6 18";
    /// A tick.
    Check "M5 12.5l4.5 4.5L19 7.5";
    /// Back, towards the start of the line.
    Back "M15 5l-7 7 7 7";
    /// A camera.
    Camera "M4 6.5h9a2 2 0 012 2v7a2 2 0 01-2 2H4a2 2 0 01-2-2v-7a2 2 0 012-2zM15 10.5l6-3.5v10l-6-3.5";
    /// A camera that is off.
    CameraOff "M10 6.5h3a2 2 0 012 2v3M15 15.5a2 2 0 01-2 2H4a2 2 0 01-2-2v-7c0-.9.6-1.7 1.5-1.9M15 10.5l6-3.5v10l-3-1.7M3 3l18 18";
    /// A microphone.
    Microphone "M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM5.5 11a6.5 6.5 0 0013 0M12 17.5V21";
    /// A microphone that is mute.
    MicrophoneOff "M9 9v2a3 3 0 004.8 2.4M15 10.5V6a3 3 0 00-5.8-1M5.5 11a6.5 6.5 0 0010.6 5M18.5 11a6.4 6.4 0 01-.4 2.2M12 17.5V21M3 3l18 18";
    /// A loudspeaker.
    Speaker "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 010 6M18 6.5a7.8 7.8 0 010 11";
    /// A receiver put down: ends a call.
    HangUp "M3.5 15.5l-1-2.5c2.3-3 5.8-4.7 9.5-4.7s7.2 1.7 9.5 4.7l-1 2.5-4.5-.8v-2.7a13 13 0 00-8 0v2.7z";
    /// A receiver taken up: answers a call.
    Phone "M6 3.5h3l1.5 4.5-2 1.5a12 12 0 006 6l1.5-2 4.5 1.5v3a2 2 0 01-2 2A16.5 16.5 0 014 5.5a2 2 0 012-2z";
    /// A chat line.
    Chat "M4.5 5h15a1.5 1.5 0 011.5 1.5v9a1.5 1.5 0 01-1.5 1.5H11l-5 4v-4H4.5A1.5 1.5 0 013 15.5v-9A1.5 1.5 0 014.5 5z";
    /// Sends.
    Send "M4 12l16-7.5L13.5 20.5 11 13.5z";
    /// Devices and other choices.
    Settings "M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3M15 5v4M9 10v4M15 15v4";
    /// To the whole screen.
    Expand "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5";
    /// Back from the whole screen.
    Shrink "M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5";
    /// Makes the widget small.
    Minimise "M5 19h14M8 10l4 4 4-4";
    /// The other camera.
    Flip "M4 11a8 8 0 0114-4l2 2M20 4v5h-5M20 13a8 8 0 01-14 4l-2-2M4 20v-5h5";
    /// A person.
    Person "M12 4a4 4 0 110 8 4 4 0 010-8zM4.5 20.5c.7-3.8 3.8-6 7.5-6s6.8 2.2 7.5 6";
    /// A clock.
    Clock "M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17zM12 7.5V12l3 2";
    /// Something to know.
    Info "M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17zM12 11v5M12 8v.01";
    /// Something to be careful about.
    Warning "M12 4l9 16H3zM12 10v4.5M12 17v.01";
    /// A star, for a rating.
    Star "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z";
    /// A lock.
    Lock "M6.5 10.5h11a1 1 0 011 1v8a1 1 0 01-1 1h-11a1 1 0 01-1-1v-8a1 1 0 011-1zM8.5 10.5V7a3.5 3.5 0 017 0v3.5";
    /// Another page.
    External "M14 4h6v6M20 4l-9 9M18 13.5V19a1 1 0 01-1 1H5a1 1 0 01-1-1V7a1 1 0 011-1h5.5";
    /// A bell.
    Bell "M6 16.5V11a6 6 0 0112 0v5.5l1.5 1.5h-15zM10 20.5a2 2 0 004 0";
    /// A bell that is silent.
    BellOff "M6 16.5V11c0-.9.2-1.7.5-2.4M9 5.8A6 6 0 0118 11v3M16 18H4.5L6 16.5M10 20.5a2 2 0 004 0M3 3l18 18";
    /// The keyboard.
    Keyboard "M3.5 6.5h17a1 1 0 011 1v9a1 1 0 01-1 1h-17a1 1 0 01-1-1v-9a1 1 0 011-1zM6 10v.01M10 10v.01M14 10v.01M18 10v.01M7.5 14h9";
    /// Leaves the account.
    SignOut "M10 4H5.5A1.5 1.5 0 004 5.5v13A1.5 1.5 0 005.5 20H10M14.5 8l4 4-4 4M18.5 12H9";
    /// Something is read by eye.
    Eye "M2.5 12c2-4 5.5-6.5 9.5-6.5s7.5 2.5 9.5 6.5c-2 4-5.5 6.5-9.5 6.5S4.5 16 2.5 12zM12 9a3 3 0 110 6 3 3 0 010-6z";
    /// The language and the world.
    Globe "M12 3.5a8.5 8.5 0 110 17 8.5 8.5 0 010-17zM3.5 12h17M12 3.5c2.5 2.3 3.5 5.2 3.5 8.5s-1 6.2-3.5 8.5c-2.5-2.3-3.5-5.2-3.5-8.5s1-6.2 3.5-8.5z";
    /// One more.
    Plus "M12 5.5v13M5.5 12h13";
    /// One fewer.
    Minus "M5.5 12h13";
    /// Takes out.
    Bin "M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 10.5v6M13.5 10.5v6";
    /// What is bought.
    Cart "M3 4.5h2.5l2.3 10.5h10l2-7.5H6.6M9 19.5v.01M16.5 19.5v.01";
    /// Looks for something.
    Search "M10.5 4a6.5 6.5 0 110 13 6.5 6.5 0 010-13zM15.5 15.5L20 20";
    /// Reads a code.
    Scan "M4 8V5a1 1 0 011-1h3M16 4h3a1 1 0 011 1v3M20 16v3a1 1 0 01-1 1h-3M8 20H5a1 1 0 01-1-1v-3M7.5 9v6M10.5 9v6M13.5 9v6M16.5 9v6";
    /// A lamp.
    Torch "M8 3.5h8v3L14 10v10.5h-4V10L8 6.5zM8 6.5h8M12 13v2";
    /// Products.
    Tag "M4 4h7.5l8.5 8.5-7.5 7.5L4 11.5zM8 8v.01";
    /// Towards the start of a list.
    Up "M6 14.5l6-6 6 6";
    /// Towards the end of a list.
    Down "M6 9.5l6 6 6-6";
    /// Hands on to somebody else.
    Forward "M14 6l6 6-6 6M20 12H9a5 5 0 00-5 5v1";
    /// A screen that is shown.
    Screen "M4.5 5h15A1.5 1.5 0 0121 6.5v9a1.5 1.5 0 01-1.5 1.5h-15A1.5 1.5 0 013 15.5v-9A1.5 1.5 0 014.5 5zM8.5 20.5h7M12 17v3.5M12 14V8.5M9.5 11L12 8.5l2.5 2.5";
    /// On hold.
    Hold "M9 6v12M15 6v12";
    /// Back from a hold.
    Resume "M8 5.5l10 6.5-10 6.5z";
    /// A still picture.
    Still "M5 8h2.5L9 5.5h6L16.5 8H19a1.5 1.5 0 011.5 1.5V18a1.5 1.5 0 01-1.5 1.5H5A1.5 1.5 0 013.5 18V9.5A1.5 1.5 0 015 8zM12 10.5a3.25 3.25 0 110 6.5 3.25 3.25 0 010-6.5z";
    /// Copies.
    Copy "M9.5 8.5h9a1 1 0 011 1v9a1 1 0 01-1 1h-9a1 1 0 01-1-1v-9a1 1 0 011-1zM15.5 8.5v-3a1 1 0 00-1-1h-9a1 1 0 00-1 1v9a1 1 0 001 1h3";
    /// A link of a chain.
    Link "M10 13.5a4 4 0 005.7.3l2.8-2.8a4 4 0 00-5.7-5.7l-1.3 1.3M14 10.5a4 4 0 00-5.7-.3L5.5 13a4 4 0 005.7 5.7l1.3-1.3";
    /// Hands something to another program.
    Share "M12 3.5V15M8 7l4-3.5L16 7M6.5 11h-1v9.5h13V11h-1";
}

/// An icon. Whatever it stands in must have a name in words.
#[component]
pub fn Icon(
    /// What it shows.
    #[prop(into)]
    glyph: Signal<Glyph>,
) -> impl IntoView {
    view! {
        <svg class=move || glyph.get().class() viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true" focusable="false">
            <path d=move || glyph.get().path()></path>
        </svg>
    }
}
