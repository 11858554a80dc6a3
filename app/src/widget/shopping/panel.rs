//! The tray over the call, and what opens from it: a product, a comparison, the cart.

use std::sync::Arc;

use domain::{
    ProductId,
    locale::phrase::{Common, Shopping as Words},
    product::{Product, Sku},
    wire::{Pointed, Spotlight},
};
use leptos::{html, prelude::*};

use super::super::{root::expect_visit, visit::Visit};
use crate::{
    shopping::{Cart, Compare, Picture, PriceLine, ProductPage},
    ui::{ButtonKind, Glyph, Icon, IconButton, LiveRegion, focus, texts},
};

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Product { item: ProductId, sku: Sku },
    Compare(Vec<Pointed>),
    Cart,
}

/// The tray and what is open, while there is something to show.
#[component]
pub fn Shop() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let model = visit.shopping;
    let open = RwSignal::new(None::<Open>);
    let tray = NodeRef::<html::Nav>::new();
    follow_spotlight(visit, open);
    // What is no longer in the tray is no longer shown.
    Effect::new(move |_| {
        let is_gone = open.with(|open| match open {
            Some(Open::Product { item, .. }) => model.product(item).is_none(),
            Some(Open::Compare(at)) => at.iter().all(|one| model.product(&one.item).is_none()),
            Some(Open::Cart) | None => false,
        });
        if is_gone {
            open.set(None);
        }
    });
    let close = move || {
        open.set(None);
        if let Some(tray) = tray.get_untracked() {
            focus(&tray);
        }
    };
    let has_some = Memo::new(move |_| !model.shown().is_empty() || model.state.with(|state| !state.cart.is_empty()));
    // Told when there is one more, and not when one goes.
    let news = Memo::new(move |before: Option<&(usize, String)>| {
        let shown = model.shown();
        let (count, told) = before.cloned().unwrap_or_default();
        let newest = shown.last().filter(|_| shown.len() > count);
        (shown.len(), newest.map_or(told, |(_, product)| texts.with(Words::NewProductHeard, product.title())))
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.with_untracked(Option::is_some) {
            // It closes this, and does not make the widget small.
            event.prevent_default();
            close();
        }
    };
    view! {
        <div class="shop" class:is-open=move || open.with(Option::is_some) on:keydown=on_key>
            <Show when=move || has_some.get()>
                <Tray open tray />
            </Show>
            {move || open.get().map(|opened| view! { <Opened opened on_close=UnsyncCallback::new(move |()| close()) /> })}
            <LiveRegion message=Signal::derive(move || news.with(|(_, words)| words.clone())) />
        </div>
    }
}

/// What an agent points at opens; what is pointed at no longer stays, for the shopper may be reading.
fn follow_spotlight(visit: Visit, open: RwSignal<Option<Open>>) {
    Effect::new(move |before: Option<Option<u32>>| {
        let spotlight = visit.shopping.spotlight();
        let turn = spotlight.as_ref().map(|spotlight| spotlight.turn);
        if let Some(spotlight) = spotlight.filter(|_| turn > before.flatten()) {
            let opened = opened_by(spotlight);
            tell_count(visit, opened.as_ref(), false);
            open.set(opened);
            if visit.is_small.get_untracked() {
                visit.restore();
            }
        }
        turn.max(before.flatten())
    });
}

fn opened_by(spotlight: Spotlight) -> Option<Open> {
    match spotlight.one().cloned() {
        Some(Pointed { item, sku }) => Some(Open::Product { item, sku }),
        None => (!spotlight.at.is_empty()).then_some(Open::Compare(spotlight.at)),
    }
}

/// The page may count what is looked at.
fn tell_count(visit: Visit, opened: Option<&Open>, is_own_wish: bool) {
    match opened {
        Some(Open::Product { item, sku }) => visit.count_view(item, sku, is_own_wish),
        Some(Open::Compare(at)) => visit.count_comparison(at),
        Some(Open::Cart) => visit.count_cart_view(),
        None => {}
    }
}

/// What the agent has shown, and the cart.
#[component]
fn Tray(open: RwSignal<Option<Open>>, tray: NodeRef<html::Nav>) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let model = visit.shopping;
    let ids = move || model.shown().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    let count = Memo::new(move |_| model.state.with(domain::wire::Shopping::count));
    let has_cart = Memo::new(move |_| count.get() > 0 || model.state.with(|state| state.can.cart.add));
    let cart_name = move || [texts.text(Words::CartOpen), texts.count(Words::CartItems, count.get())].join(", ");
    view! {
        <nav class="tray" aria-label=texts.text(Words::Products) tabindex="-1" node_ref=tray>
            <ul class="tray-items">
                <For each=ids key=Clone::clone children=move |item| view! { <li><Small item open /></li> } />
            </ul>
            <Show when=move || has_cart.get()>
                <button
                    type="button"
                    class="tray-cart"
                    aria-label=cart_name
                    aria-pressed=move || open.with(|open| *open == Some(Open::Cart)).to_string()
                    on:click=move |_| {
                        let opened = open.with_untracked(|open| (*open != Some(Open::Cart)).then_some(Open::Cart));
                        tell_count(visit, opened.as_ref(), true);
                        open.set(opened);
                    }
                >
                    <Icon glyph=Glyph::Cart />
                    <span aria-hidden="true">{move || count.get()}</span>
                </button>
            </Show>
        </nav>
    }
}

/// A product in the tray.
#[component]
fn Small(item: ProductId, open: RwSignal<Option<Open>>) -> impl IntoView {
    let visit = expect_visit();
    let item = StoredValue::new(item);
    let product = Memo::new(move |_| item.with_value(|item| visit.shopping.product(item)));
    let card = move |product: Arc<Product>| {
        let variation = product.shown_first()?.clone();
        let title = product.title().to_owned();
        let (image, sku) = (variation.images.first().cloned(), variation.sku.clone());
        let show = move |_| {
            let opened = Some(Open::Product { item: item.get_value(), sku: sku.clone() });
            tell_count(visit, opened.as_ref(), true);
            open.set(opened);
        };
        Some(view! {
            <button type="button" class="tray-item" on:click=show>
                <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
                <span class="tray-words">
                    <span class="tray-name" dir="auto">{title}</span>
                    <PriceLine price=variation.price locale=product.locale.to_string() />
                </span>
            </button>
        })
    };
    move || product.get().and_then(card)
}

/// What is open.
#[component]
fn Opened(opened: Open, on_close: UnsyncCallback<()>) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let model = visit.shopping;
    let heading = match &opened {
        Open::Product { .. } => texts.text(Words::Products),
        Open::Compare(_) => texts.text(Words::Compare),
        Open::Cart => texts.text(Words::Cart),
    };
    let panel = NodeRef::<html::Section>::new();
    crate::ui::focus_when_shown(panel);
    let body = match opened {
        Open::Product { item, sku } => {
            let item = StoredValue::new(item);
            let chosen = RwSignal::new(sku);
            let product = Memo::new(move |_| item.with_value(|item| model.product(item)));
            (move || product.get().map(|product| view! { <ProductPage model product chosen /> })).into_any()
        }
        Open::Compare(at) => view! { <Compare model at /> }.into_any(),
        Open::Cart => view! { <Cart model pays=true /> }.into_any(),
    };
    view! {
        <section class="shop-panel" role="dialog" aria-label=heading.clone() tabindex="-1" node_ref=panel>
            <header class="call-panel-head">
                <h2>{heading.clone()}</h2>
                <IconButton label=texts.text(Common::Close) icon=Glyph::Close kind=ButtonKind::Quiet on:click=move |_| on_close.run(()) />
            </header>
            <div class="shop-body">{body}</div>
        </section>
    }
}
