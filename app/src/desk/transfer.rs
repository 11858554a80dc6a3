//! To whom a call can be handed over, who is being asked, and how an agent leaves a call that goes on.

use domain::{
    call::Purpose,
    locale::phrase::Desk,
    queue::Entrance,
    wire::{AskedIn, Colleague, OtherQueue},
};
use leptos::prelude::*;

use super::{
    model::DeskModel,
    together::{colleague, found},
};
use crate::ui::{Avatar, Button, ButtonKind, Dialog, Glyph, Icon, TextField, Texts, texts};

/// What belongs to a call: the bar that says who is being asked, and the two dialogs.
#[component]
pub fn Transfer(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    // A call begins with nothing open.
    desk.is_transfer_open.set(false);
    desk.is_end_open.set(false);
    view! {
        <Asking desk />
        <Dialog open=desk.is_transfer_open heading=texts.text(Desk::TransferHeading) id="transfer-heading">
            <Choices desk />
        </Dialog>
        <Dialog open=desk.is_end_open heading=texts.text(Desk::EndHeading) id="end-heading">
            <Ends desk />
        </Dialog>
    }
}

/// Who is being asked into the call.
#[component]
pub(super) fn Asking(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let asked = Memo::new(move |_| desk.company().asked);
    let words = move |asked: &AskedIn| {
        let name = if asked.name.is_empty() { texts.text(Desk::SomeColleague) } else { asked.name.clone() };
        texts.with(if asked.purpose == Purpose::HandOver { Desk::AskingToTakeOver } else { Desk::AskingToJoin }, &name)
    };
    let bar = move |asked: AskedIn| {
        let take_back = asked.is_mine.then(|| view! { <Button on:click=move |_| desk.take_back()>{texts.text(Desk::TakeBack)}</Button> });
        view! {
            <div class="desk-asked">
                <Icon glyph=Glyph::Phone />
                <span>{words(&asked)}</span>
                {take_back}
            </div>
        }
    };
    view! { <div class="desk-asked-place" role="status">{move || asked.get().map(bar)}</div> }
}

/// Colleagues and queues.
#[component]
pub(super) fn Choices(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let typed = RwSignal::new(String::new());
    let company = Memo::new(move |_| desk.company());
    let is_searching = move || typed.with(|typed| !typed.trim().is_empty());
    let colleagues = move || company.with(|company| typed.with(|typed| found(&company.colleagues, |other| &other.name, typed)));
    let queues = move || company.with(|company| typed.with(|typed| found(&company.queues, |queue| &queue.name, typed)));
    let nobody =
        move || colleagues().is_empty().then(|| texts.text(if is_searching() { Desk::TransferNobodyFound } else { Desk::TransferNobody }));
    let no_queue =
        move || queues().is_empty().then(|| texts.text(if is_searching() { Desk::TransferNoQueueFound } else { Desk::TransferNoQueues }));
    view! {
        <div class="transfer">
            <TextField label=texts.text(Desk::TransferSearch) name="transfer-search" kind="search" on_text=Callback::new(move |text| typed.set(text)) />
            <section aria-labelledby="transfer-colleagues">
                <h3 class="transfer-heading" id="transfer-colleagues">{texts.text(Desk::TransferColleagues)}</h3>
                <Asking desk />
                <ul class="transfer-list" role="list">
                    <For each=colleagues key=|other| (other.person.clone(), other.name.clone()) children=move |other| colleague_row(desk, other, texts) />
                </ul>
                <p class="transfer-none" role="status">{move || nobody().filter(|_| company.with(|company| company.asked.is_none()))}</p>
            </section>
            <section aria-labelledby="transfer-queues">
                <h3 class="transfer-heading" id="transfer-queues">{texts.text(Desk::TransferQueues)}</h3>
                <p class="transfer-more">{texts.text(Desk::TransferQueueMore)}</p>
                <ul class="transfer-list" role="list">
                    <For
                        each=queues
                        key=move |queue| (queue.queue.clone(), queue.name.clone(), queue_state(queue, texts))
                        children=move |queue| queue_row(desk, queue, texts)
                    />
                </ul>
                <p class="transfer-none" role="status">{no_queue}</p>
            </section>
        </div>
    }
}

fn colleague_row(desk: DeskModel, Colleague { person, name }: Colleague, texts: Texts) -> impl IntoView {
    let (to_join, to_take_over) = (person.clone(), person);
    let face = name.clone();
    view! {
        <li class="transfer-row">
            <span class="transfer-who"><Avatar name=Signal::derive(move || face.clone()) />{name.clone()}</span>
            <span class="transfer-ways">
                <Button
                    attr:aria-label=texts.with(Desk::AskNameToJoin, &name)
                    on:click=move |_| desk.invite(to_join.clone(), Purpose::Join)
                >
                    {texts.text(Desk::AskToJoin)}
                </Button>
                <Button
                    kind=ButtonKind::Primary
                    attr:aria-label=texts.with(Desk::HandOverTo, &name)
                    on:click=move |_| desk.invite(to_take_over.clone(), Purpose::HandOver)
                >
                    {texts.text(Desk::HandOver)}
                </Button>
            </span>
        </li>
    }
}

fn queue_row(desk: DeskModel, queue: OtherQueue, texts: Texts) -> impl IntoView {
    let state = queue_state(&queue, texts);
    let OtherQueue { queue, name, entrance, .. } = queue;
    view! {
        <li class="transfer-row">
            <span class="transfer-who"><span>{name.clone()}<small class="transfer-state">{state}</small></span></span>
            <span class="transfer-ways">
                <Button
                    disabled=!entrance.is_open()
                    attr:aria-label=texts.with(Desk::PassOnTo, &name)
                    on:click=move |_| desk.transfer(queue.clone())
                >
                    {texts.text(Desk::PassOn)}
                </Button>
            </span>
        </li>
    }
}

/// Whether a queue takes anybody, in words.
fn queue_state(queue: &OtherQueue, texts: Texts) -> String {
    match queue.entrance {
        Entrance::Open => [texts.count(Desk::QueueOnline, queue.agents_online), texts.count(Desk::QueueWaiting, queue.waiting)].join(" · "),
        Entrance::Closed => texts.text(Desk::QueueIsClosed),
        Entrance::Full => texts.text(Desk::QueueIsFull),
        Entrance::Nobody => texts.text(Desk::QueueHasNobody),
    }
}

/// Whether the call goes on without this agent, or ends.
#[component]
fn Ends(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let other = move || {
        let name = desk.view.with(|view| colleague(view.as_ref())).filter(|name| !name.is_empty());
        texts.with(Desk::LeaveCallTo, &name.unwrap_or_else(|| texts.text(Desk::SomeColleague)))
    };
    view! {
        <p>{texts.text(Desk::EndMore)}</p>
        <div class="transfer-ends">
            <Button kind=ButtonKind::Primary icon=Glyph::SignOut on:click=move |_| desk.leave()>{other}</Button>
            <Button kind=ButtonKind::Danger icon=Glyph::HangUp on:click=move |_| desk.hang_up()>{texts.text(Desk::EndForAll)}</Button>
        </div>
    }
}
