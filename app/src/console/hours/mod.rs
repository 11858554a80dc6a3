//! Opening hours: the organisation's page, and the fields that a queue's page shares with it.

mod exceptions;
mod page;
mod preview;
mod week;
mod zone;

pub use page::HoursOfOrganisation;

use domain::{schedule::OpenDay, wire::console::HoursForm};
use leptos::prelude::*;

use exceptions::Exceptions;
use preview::Preview;
use week::WeekFields;
use zone::ZoneField;

/// The fields for opening hours: zone, week and exceptions, and the days that come of it.
#[component]
pub fn HoursFields(
    /// What they hold.
    form: HoursForm,
    /// The names of all time zones.
    zones: Vec<String>,
    /// The coming days with what the fields hold.
    preview: Option<Vec<OpenDay>>,
    /// What stands between the week and the exceptions.
    #[prop(optional)]
    import: Option<AnyView>,
) -> impl IntoView {
    let HoursForm { zone, days, exceptions } = form;
    view! {
        <ZoneField zone zones />
        <WeekFields days />
        {import}
        <Exceptions exceptions />
        <Preview days=preview />
    }
}
