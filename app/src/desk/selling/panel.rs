//! The part of the desk for products and the cart, while a call is held here.

use domain::{
    locale::phrase::{Selling as Words, Shopping as Shop},
    wire::Shopping,
};
use leptos::prelude::*;

use super::{
    super::{model::DeskModel, state::Stage},
    add::AddBox,
    found::LastSearch,
    news::News,
    recent::Recent,
    tray::Tray,
};
use crate::{
    shopping::Cart,
    ui::{Later, texts},
};

/// What there is to see and do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Offer {
    /// Something can be typed.
    entry: bool,
    /// Something can be put into the tray, or is in it.
    tray: bool,
    /// What was shown lately can be put there.
    recent: bool,
    /// Something can be put into the cart, or is in it.
    cart: bool,
}

/// What neither the page nor the catalogue does anything about is not offered. What is there already stays: the shopper may have gone on to another page.
fn offer(shopping: &Shopping) -> Offer {
    let (can, Shopping { items, cart, .. }) = (shopping.offered(), shopping);
    Offer {
        entry: can.products || can.search,
        tray: can.products || !items.is_empty(),
        recent: can.products,
        cart: can.cart.add || can.cart.update || !cart.is_empty(),
    }
}

/// Products and the cart.
#[component]
pub fn Selling(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    desk.ask_recent();
    let is_here = Memo::new(move |_| desk.stage.get() == Stage::Call);
    move || is_here.get().then(|| Later(view! { <Section desk /> }))
}

#[component]
fn Section(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let offer = Memo::new(move |_| desk.shopping.state.with(offer));
    view! {
        <section class="desk-selling" aria-labelledby="selling-heading">
            <h2 class="desk-heading" id="selling-heading">{texts.text(Words::Heading)}</h2>
            <News desk />
            <Show when=move || !offer.get().entry && !offer.get().cart>
                <p class="desk-quiet">{texts.text(Words::NoneHere)}</p>
            </Show>
            <Show when=move || offer.get().entry>
                <AddBox desk />
                <LastSearch desk />
            </Show>
            <Show when=move || offer.get().recent>
                <Recent desk />
            </Show>
            <Show when=move || offer.get().tray>
                <Tray desk />
            </Show>
            <Show when=move || offer.get().cart>
                <SharedCart desk />
            </Show>
        </section>
    }
}

/// The cart. Only the shopper can pay.
#[component]
fn SharedCart(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let count = Memo::new(move |_| desk.shopping.state.with(Shopping::count));
    view! {
        <section class="selling-cart" aria-labelledby="cart-heading">
            <div class="selling-head">
                <h3 id="cart-heading">{texts.text(Shop::Cart)}</h3>
                <span class="muted small">{move || (count.get() > 0).then(|| texts.count(Shop::CartItems, count.get()))}</span>
            </div>
            <Cart model=desk.shopping />
        </section>
    }
}
