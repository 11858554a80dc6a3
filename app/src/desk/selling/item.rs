//! One product of the tray, with all that the agent does about it.

use std::sync::Arc;

use domain::{
    ProductId,
    locale::phrase::{Selling as Words, Shopping},
    product::{Product, Sku, Variation},
    wire::{AgentShopping, ItemState, Pointed, TrayItem},
};
use leptos::prelude::*;

use super::{
    super::model::DeskModel,
    failed::{Asked, Failed, LookedAt},
    more::More,
    picks::Picks,
};
use crate::{
    shopping::{Choices, Picture, PriceLine, Quantity},
    ui::{Button, ButtonKind, Glyph, IconButton, texts},
};

/// A product of the tray, however far it is.
#[component]
pub fn Item(
    /// The desk.
    desk: DeskModel,
    /// What the agent has picked.
    picks: Picks,
    /// Which.
    id: ProductId,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let is_it = move |item: &&TrayItem| id.with_value(|id| item.id == *id);
    let item = Memo::new(move |_| desk.shopping.state.with(|state| state.items.iter().find(is_it).cloned()));
    let product = Memo::new(move |_| id.with_value(|id| desk.shopping.product(id)));
    let is_shown = Memo::new(move |_| {
        let spotlight = desk.shopping.spotlight();
        spotlight.is_some_and(|spotlight| spotlight.at.iter().any(|one| id.with_value(|id| one.item == *id)))
    });
    let content = move || {
        let item = item.get()?;
        Some(match (item.state.clone(), product.get()) {
            (ItemState::Asked { due_at }, _) => view! { <Asked desk item due_at /> }.into_any(),
            (ItemState::Failed(failure), _) => view! { <Failed desk item failure /> }.into_any(),
            (ItemState::Shown { .. }, product) => view! { <Shown desk picks item product=product? /> }.into_any(),
        })
    };
    view! { <li class="selling-item" class:is-shown=move || is_shown.get()>{content}</li> }
}

#[component]
fn Shown(desk: DeskModel, picks: Picks, item: TrayItem, product: Arc<Product>) -> impl IntoView {
    let variation = {
        let (item, product) = (item.clone(), Arc::clone(&product));
        Memo::new(move |_| picks.variation(&item, &product).cloned())
    };
    move || {
        let (item, product) = (item.clone(), Arc::clone(&product));
        variation.get().map(|variation| view! { <Picked desk picks item product variation /> })
    }
}

/// A product as one of its variations.
#[component]
fn Picked(desk: DeskModel, picks: Picks, item: TrayItem, product: Arc<Product>, variation: Variation) -> impl IntoView {
    let texts = texts();
    let note = item.is_shoppers.then(|| view! { <LookedAt /> });
    let item = item.id;
    let title = product.title().to_owned();
    let under = (variation.name != title).then(|| variation.name.clone()).or_else(|| product.brand.clone());
    let image = variation.images.first().cloned();
    let sold_out = (!variation.in_stock).then(|| view! { <span class="chip">{texts.text(Shopping::SoldOut)}</span> });
    let (sku, picked) = (variation.sku.clone(), item.clone());
    let on_choose = Callback::new(move |sku: Sku| picks.pick(picked.clone(), sku));
    view! {
        <div class="selling-item-head">
            <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
            <div class="selling-item-words">
                <h4 class="selling-item-name" dir="auto">{title.clone()}</h4>
                {under.map(|under| view! { <p class="selling-note" dir="auto">{under}</p> })}
                {note}
                <p class="selling-cost"><PriceLine price=variation.price locale=product.locale.to_string() />{sold_out}</p>
            </div>
            <RemoveButton desk item=item.clone() name=title.clone() />
        </div>
        <Choices product=Arc::clone(&product) chosen=sku.clone() on_choose />
        <div class="selling-ways">
            <PointButton desk at=Pointed { item: item.clone(), sku: sku.clone() } name=title.clone() />
            <CompareBox desk picks item name=title.clone() />
            <Quantity model=desk.shopping sku name=title in_stock=variation.in_stock />
        </div>
        <More desk product variation />
    }
}

/// Opens the product before the shopper. It stays pressed while that is what the agent points at; pressed again, he points no more.
#[component]
fn PointButton(desk: DeskModel, at: Pointed, name: String) -> impl IntoView {
    let texts = texts();
    let at = StoredValue::new(at);
    let is_pressed = Memo::new(move |_| desk.shopping.spotlight().is_some_and(|spotlight| at.with_value(|at| spotlight.one() == Some(at))));
    let point = move || desk.point(if is_pressed.get_untracked() { vec![] } else { vec![at.get_value()] });
    view! {
        <Button
            icon=Glyph::Eye
            attr:aria-pressed=move || is_pressed.get().to_string()
            attr:aria-label=texts.with(Words::PointNamed, &name)
            on:click=move |_| point()
        >
            {texts.text(Words::Point)}
        </Button>
    }
}

#[component]
fn CompareBox(desk: DeskModel, picks: Picks, item: ProductId, name: String) -> impl IntoView {
    let texts = texts();
    let item = StoredValue::new(item);
    let may_tick = move || item.with_value(|item| picks.may_tick(item, desk.shopping));
    view! {
        <label class="checkbox selling-compare">
            <input
                type="checkbox"
                aria-label=texts.with(Words::CompareNamed, &name)
                disabled=move || !may_tick()
                prop:checked=move || item.with_value(|item| picks.is_ticked(item))
                on:change=move |event| item.with_value(|item| picks.tick(item, event_target_checked(&event)))
            />
            <span aria-hidden="true">{texts.text(Words::Compare)}</span>
        </label>
    }
}

/// Takes something out of the tray.
#[component]
pub(super) fn RemoveButton(desk: DeskModel, item: ProductId, name: String) -> impl IntoView {
    let texts = texts();
    view! {
        <IconButton
            label=texts.with(Words::Remove, &name)
            icon=Glyph::Close
            kind=ButtonKind::Quiet
            on:click=move |_| desk.sell(AgentShopping::Remove { item: item.clone() })
        />
    }
}
