//! Guests of the call: who knocks, and the links.

use domain::{Duration, ParticipantId, call::GuestState, locale::phrase::Desk, wire::GuestSeat};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{keys::Action, model::DeskModel};
use crate::ui::{Button, ButtonKind, Dialog, Glyph, Icon, LiveRegion, Texts, length, texts};

/// What belongs to a call's guests: the bar that says who knocks, and the dialog.
#[component]
pub fn Guests(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    // A call begins with nothing open, and with no links of another call.
    desk.is_guests_open.set(false);
    desk.links.set(vec![]);
    view! {
        <Knocks desk />
        <Dialog open=desk.is_guests_open heading=texts.text(Desk::Guests) id="guests-heading">
            <Seats desk />
        </Dialog>
    }
}

/// Who waits to be let in. The keys are for who has waited longest.
#[component]
pub(super) fn Knocks(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let knocking = Memo::new(move |_| {
        let seats = desk.seats().into_iter().filter(|seat| seat.state == GuestState::Knocking);
        seats.map(|seat| (seat.guest, name_of(seat.name, texts))).collect::<Vec<_>>()
    });
    let bar = move |(place, (guest, name)): (usize, (ParticipantId, String))| {
        let key = move |action: Action| (place == 0).then(|| view! { <kbd class="key-hint" aria-hidden="true">{action.key()}</kbd> });
        let asks = texts.with(Desk::GuestAsks, &name);
        let [to_admit_name, to_refuse_name] = [Desk::GuestAdmitName, Desk::GuestRefuseName].map(|words| texts.with(words, &name));
        let to_admit = guest.clone();
        view! {
            <div class="desk-asked">
                <Icon glyph=Glyph::Person />
                <span>{asks}</span>
                <div class="desk-knock-ways">
                    <Button kind=ButtonKind::Primary on:click=move |_| desk.admit_guest(to_admit.clone())>
                        {named(texts.text(Desk::GuestAdmit), to_admit_name)}{key(Action::AdmitGuest)}
                    </Button>
                    <Button on:click=move |_| desk.refuse_guest(guest.clone())>
                        {named(texts.text(Desk::GuestRefuse), to_refuse_name)}{key(Action::RefuseGuest)}
                    </Button>
                </div>
            </div>
        }
    };
    view! { <div class="desk-knocks" role="status">{move || knocking.get().into_iter().enumerate().map(bar).collect::<Vec<_>>()}</div> }
}

/// What a button shows, and what is said of it: whom it is about too. A label would hide the key beside it.
fn named(seen: String, said: String) -> impl IntoView {
    view! {
        <span aria-hidden="true">{seen}</span>
        <span class="visually-hidden">{said}</span>
    }
}

/// The links and the guests, and the way to one more.
#[component]
pub(super) fn Seats(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let has_room = Memo::new(move |_| desk.company().has_room);
    let seats = Memo::new(move |_| desk.seats());
    let none = move || seats.with(Vec::is_empty).then(|| texts.text(Desk::GuestsNone));
    let full = move || (!has_room.get()).then(|| texts.text(Desk::GuestsFull));
    view! {
        <div class="guests">
            <p>{texts.text(Desk::GuestsMore)}</p>
            <ul class="transfer-list" role="list">
                // A row is made anew when its guest gets further.
                <For each=move || seats.get() key=|seat| (seat.guest.clone(), seat.state) children=move |seat| view! { <Seat desk seat /> } />
            </ul>
            <p class="transfer-none" role="status">{none}{full}</p>
            <Button
                kind=ButtonKind::Primary
                icon=Glyph::Link
                disabled=Signal::derive(move || !has_room.get())
                on:click=move |_| desk.invite_guest()
            >
                {texts.text(Desk::GuestMakeLink)}
            </Button>
        </div>
    }
}

#[component]
fn Seat(desk: DeskModel, seat: GuestSeat) -> impl IntoView {
    let texts = texts();
    let GuestSeat { guest, state, name, due_at } = seat;
    let name = name_of(name, texts);
    let says = move || match state {
        GuestState::Invited => {
            let left = (due_at - desk.clock.now()).max(Duration::ZERO);
            [texts.text(Desk::GuestUnused), texts.with(Desk::GuestUsableUntil, &length(left))].join(" · ")
        }
        GuestState::Knocking => texts.text(Desk::GuestKnocks),
        GuestState::Admitted => texts.text(Desk::GuestIsIn),
    };
    let ways = match state {
        GuestState::Invited => {
            let to_take_back = guest.clone();
            view! {
                <LinkOf desk guest />
                <Button on:click=move |_| desk.refuse_guest(to_take_back.clone())>{texts.text(Desk::GuestTakeBack)}</Button>
            }
            .into_any()
        }
        GuestState::Knocking => {
            let to_admit = guest.clone();
            view! {
                <Button
                    kind=ButtonKind::Primary
                    attr:aria-label=texts.with(Desk::GuestAdmitName, &name)
                    on:click=move |_| desk.admit_guest(to_admit.clone())
                >
                    {texts.text(Desk::GuestAdmit)}
                </Button>
                <Button attr:aria-label=texts.with(Desk::GuestRefuseName, &name) on:click=move |_| desk.refuse_guest(guest.clone())>
                    {texts.text(Desk::GuestRefuse)}
                </Button>
            }
            .into_any()
        }
        GuestState::Admitted => view! {
            <Button
                kind=ButtonKind::Danger
                attr:aria-label=texts.with(Desk::GuestShowOutName, &name)
                on:click=move |_| desk.show_guest_out(guest.clone())
            >
                {texts.text(Desk::GuestShowOut)}
            </Button>
        }
        .into_any(),
    };
    view! {
        <li class="transfer-row">
            <span class="transfer-who"><span><bdi>{name}</bdi><small class="transfer-state">{says}</small></span></span>
            <span class="transfer-ways guests-ways">{ways}</span>
        </li>
    }
}

/// The link, to be copied or handed to another program, where this desk made it.
#[component]
fn LinkOf(desk: DeskModel, guest: ParticipantId) -> impl IntoView {
    let texts = texts();
    let can_share = RwSignal::new(false);
    Effect::new(move |_| can_share.set(share_function().is_some()));
    let link = Memo::new(move |_| desk.link_of(&guest));
    let said = RwSignal::new(None::<Desk>);
    let field = NodeRef::<html::Input>::new();
    let copy = move || {
        let Some((window, link)) = web_sys::window().zip(link.get_untracked()) else { return };
        let copied = window.navigator().clipboard().write_text(&link);
        spawn_local(async move {
            let is_copied = JsFuture::from(copied).await.is_ok();
            // The dialog may have closed meanwhile.
            let _ = said.try_set(Some(if is_copied { Desk::GuestCopied } else { Desk::GuestNotCopied }));
        });
    };
    let message = Signal::derive(move || said.get().map(|words| texts.text(words)).unwrap_or_default());
    move || match link.get() {
        None => view! { <p class="transfer-more">{texts.text(Desk::GuestLinkGone)}</p> }.into_any(),
        Some(address) => view! {
            <input
                class="input guests-link"
                type="text"
                readonly
                dir="ltr"
                aria-label=texts.text(Desk::GuestLink)
                value=address.clone()
                node_ref=field
                on:focus=move |_| if let Some(field) = field.get_untracked() { field.select() }
            />
            <Button icon=Glyph::Copy on:click=move |_| copy()>{texts.text(Desk::GuestCopy)}</Button>
            <Show when=move || can_share.get()>
                <Button icon=Glyph::Share on:click=move |_| if let Some(link) = link.get_untracked() { share(&link) }>
                    {texts.text(Desk::GuestShare)}
                </Button>
            </Show>
            <span class="transfer-more" aria-hidden="true">{move || message.get()}</span>
            <LiveRegion message />
        }
        .into_any(),
    }
}

fn name_of(name: Option<String>, texts: Texts) -> String {
    name.unwrap_or_else(|| texts.text(Desk::SomeGuest))
}

/// The browser's way to hand something to another program; many desktops have none.
fn share_function() -> Option<(web_sys::Navigator, js_sys::Function)> {
    let navigator = web_sys::window()?.navigator();
    let function = js_sys::Reflect::get(&navigator, &"share".into()).ok()?.dyn_into().ok()?;
    Some((navigator, function))
}

fn share(link: &str) {
    let Some((navigator, function)) = share_function() else { return };
    let what = js_sys::Object::new();
    if js_sys::Reflect::set(&what, &"url".into(), &link.into()).is_ok()
        && let Ok(shared) = function.call1(&navigator, &what)
        && let Ok(shared) = shared.dyn_into::<js_sys::Promise>()
    {
        spawn_local(async move {
            // Who closes the sheet has shared nothing, and knows it.
            let _: Result<JsValue, JsValue> = JsFuture::from(shared).await;
        });
    }
}
