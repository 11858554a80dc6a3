//! The stills that are kept of this shopper, each with the way to delete it: in the call, and on the screen after it.

use domain::{
    locale::phrase::Call,
    wire::{ShopperStage, SnapshotCard},
};
use leptos::prelude::*;

use super::super::{root::expect_visit, visit::Visit};
use crate::ui::{Button, ButtonKind, texts};

fn kept(visit: Visit) -> Memo<Vec<SnapshotCard>> {
    Memo::new(move |_| {
        visit.view.with(|view| match view.as_ref().map(|view| &view.stage) {
            Some(ShopperStage::InCall(call)) => call.snapshots.clone(),
            Some(ShopperStage::Over { snapshots, .. }) => snapshots.clone(),
            _ => vec![],
        })
    })
}

fn count(kept: Memo<Vec<SnapshotCard>>) -> u32 {
    kept.with(|kept| u32::try_from(kept.len()).unwrap_or(u32::MAX))
}

/// In the call: a line that says how many there are, and opens to the list.
#[component]
pub fn StillsInCall() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let kept = kept(visit);
    view! {
        <Show when=move || { count(kept) > 0 }>
            <details class="stills-in-call">
                <summary>{move || texts.count(Call::StillsKept, count(kept))}</summary>
                <List kept />
            </details>
        </Show>
    }
}

/// After the call: the list, with what becomes of it.
#[component]
pub fn KeptStills() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let kept = kept(visit);
    let had_some = RwSignal::new(untrack(|| count(kept) > 0));
    Effect::new(move |_| {
        if count(kept) > 0 {
            had_some.set(true);
        }
    });
    view! {
        <Show when=move || had_some.get()>
            <section class="card stills-after">
                <p role="status">
                    {move || if count(kept) > 0 { texts.count(Call::StillsKept, count(kept)) } else { texts.text(Call::StillsDeleted) }}
                </p>
                <List kept />
            </section>
        </Show>
    }
}

#[component]
fn List(kept: Memo<Vec<SnapshotCard>>) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let numbered = move || (1_u32..).zip(kept.get()).collect::<Vec<_>>();
    let line = move |(number, card): (u32, SnapshotCard)| {
        view! {
            <li>
                <span>{texts.with(Call::StillNumber, &number.to_string())}</span>
                <Button
                    kind=ButtonKind::Quiet
                    attr:aria-label=texts.with(Call::DeleteStillNumber, &number.to_string())
                    on:click=move |_| visit.delete_still(card.id.clone())
                >
                    {texts.text(Call::DeleteStill)}
                </Button>
            </li>
        }
    };
    view! {
        <ul class="stills-list" role="list">
            <For each=numbered key=|(number, card)| (*number, card.id.clone()) children=line />
        </ul>
    }
}
