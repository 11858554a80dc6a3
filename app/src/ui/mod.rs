//! The component kit: small, named by what they are for, dressed by `style/components.css`.
//!
//! A component's root element takes further attributes and events where it is used: `<Button on:click=… attr:data-press="…">`.

mod avatar;
mod button;
mod dialog;
mod field;
mod focus;
mod heading;
mod icon;
mod later;
mod live;
mod notice;
mod select;
mod stamp;
mod texts;
mod toast;
mod wait;
mod when;

pub use avatar::{Avatar, initials};
pub use button::{Button, ButtonKind, IconButton};
pub use dialog::Dialog;
pub use field::{Checkbox, TextArea, TextField};
pub use focus::{focus, focus_when_shown};
pub use heading::{Focusing, ScreenHeading};
pub use icon::{Glyph, Icon};
pub use later::Later;
pub use live::LiveRegion;
pub use notice::{Notice, Tone};
pub use select::{Choice, Select};
pub use stamp::{clock_of, elapsed, elapsed_datetime, length, stamp, stamp_datetime, zone_place};
pub use texts::{Texts, provide_texts, texts};
pub use toast::{Toast, ToastTray, Toasts};
pub use wait::wait;
pub use when::{day_name, day_of_year, when};
