//! The coming days as they will be.

use domain::{
    locale::phrase::Hours,
    schedule::{OpenDay, OpenTime},
    wire::console::HoursAction,
};
use leptos::prelude::*;

use crate::ui::{Glyph, Icon, Texts, day_name, day_of_year, texts};

const DAY: u16 = 1_440;

/// The coming days as the server works them out, and the button that asks for it again.
#[component]
pub(super) fn Preview(days: Option<Vec<OpenDay>>) -> impl IntoView {
    let texts = texts();
    let table = match days {
        Some(days) => {
            let rows = days.into_iter().map(|day| row(texts, day)).collect::<Vec<_>>();
            view! { <table class="days-ahead"><tbody>{rows}</tbody></table> }.into_any()
        }
        None => view! { <p class="muted">{texts.text(Hours::PreviewNone)}</p> }.into_any(),
    };
    view! {
        <section class="preview-part" aria-labelledby="preview-heading">
            <h3 class="hours-heading" id="preview-heading">{texts.text(Hours::PreviewHeading)}</h3>
            <p class="field-help">{texts.text(Hours::PreviewHelp)}</p>
            {table}
            <p>
                <button type="submit" class="button button-small" name="action" value=HoursAction::Preview.to_string()>
                    <Icon glyph=Glyph::Eye />
                    <span>{texts.text(Hours::PreviewShow)}</span>
                </button>
            </p>
        </section>
    }
}

fn row(texts: Texts, day: OpenDay) -> impl IntoView {
    let OpenDay { weekday, day, month, name, hours } = day;
    let date = [day_name(texts, weekday), day_of_year(texts, day, month)].join(" ");
    let told: Vec<String> = hours.into_iter().map(|time| time_words(texts, time)).collect();
    let is_closed = told.is_empty();
    let told = if is_closed { texts.text(Hours::Closed) } else { told.join(", ") };
    view! {
        <tr class:days-ahead-closed=is_closed>
            <th scope="row">{date}</th>
            <td>{told} {name.map(|name| view! { <span class="days-ahead-name">{name}</span> })}</td>
        </tr>
    }
}

fn time_words(texts: Texts, OpenTime { from, until }: OpenTime) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let end = if until > DAY { [clock(until - DAY), texts.text(Hours::PastMidnight)].join(" ") } else { clock(until) };
    [clock(from), end].join("-")
}
