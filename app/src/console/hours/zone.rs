//! Which clocks the hours follow.

use domain::locale::phrase::Hours;
use leptos::prelude::*;

use super::super::form::Line;
use crate::{client::time_zone, ui::texts};

const LIST: &str = "zones";

/// The time zone: typing any part of a name finds it. Where none is chosen yet, script proposes this computer's.
#[component]
pub(super) fn ZoneField(zone: String, zones: Vec<String>) -> impl IntoView {
    let texts = texts();
    let chosen = RwSignal::new(zone.clone());
    Effect::new(move |_| {
        if chosen.with_untracked(String::is_empty)
            && let Some(here) = time_zone()
        {
            chosen.set(here);
        }
    });
    let options = zones.into_iter().map(|name| view! { <option value=name></option> }).collect::<Vec<_>>();
    view! {
        <Line
            label=texts.text(Hours::Zone)
            name="zone"
            value=zone
            follows=chosen
            help=texts.text(Hours::ZoneHelp)
            list=LIST
            required=true
            on_text=Callback::new(move |text| chosen.set(text))
        />
        <datalist id=LIST>{options}</datalist>
    }
}
