//! How many of something are in the cart, and the way to change that.

use domain::{
    cart::{ChangeState, MOST_OF_ONE, Refusal},
    locale::phrase,
    product::Sku,
};
use leptos::prelude::*;

use super::ShoppingModel;
use crate::ui::{Button, ButtonKind, Glyph, IconButton, Texts, texts};

/// Adds something to the cart, or says how many there are and changes that; with what the shop said last. Offered is only what the page
/// does something about.
#[component]
pub fn Quantity(
    /// What is shown and bought.
    model: ShoppingModel,
    /// Of what.
    sku: Sku,
    /// What people call it.
    #[prop(into)]
    name: String,
    /// Whether it can be bought now.
    in_stock: bool,
) -> impl IntoView {
    let texts = texts();
    let sku = StoredValue::new(sku);
    let name = StoredValue::new(name);
    let line = Memo::new(move |_| sku.with_value(|sku| model.line(sku)).map(|line| line.quantity));
    let is_asking = Memo::new(move |_| sku.with_value(|sku| model.is_asking(sku)));
    let can = Memo::new(move |_| model.state.with(|state| state.can.cart));
    let wish = move |quantity| sku.with_value(|sku| model.wish(sku, quantity));
    let stepper = move || {
        let quantity = move || line.get().unwrap_or_default();
        let step = move |quantity: u32| wish(quantity);
        view! {
            <div class="quantity" role="group" aria-label=texts.with(phrase::Shopping::Quantity, &name.get_value())>
                <Show when=move || can.get().update>
                    <IconButton
                        label=Signal::derive(move || texts.text(if quantity() > 1 { phrase::Shopping::Fewer } else { phrase::Shopping::TakeOut }))
                        icon=Signal::derive(move || if quantity() > 1 { Glyph::Minus } else { Glyph::Bin })
                        disabled=is_asking
                        on:click=move |_| step(quantity().saturating_sub(1))
                    />
                </Show>
                <span class="quantity-count" aria-live="polite">
                    <span class="visually-hidden">{move || texts.count(phrase::Shopping::InCart, quantity())}</span>
                    <span aria-hidden="true">{quantity}</span>
                </span>
                <Show when=move || can.get().update>
                    <IconButton
                        label=texts.text(phrase::Shopping::More)
                        icon=Glyph::Plus
                        disabled=Signal::derive(move || is_asking.get() || quantity() >= MOST_OF_ONE)
                        on:click=move |_| step(quantity() + 1)
                    />
                </Show>
            </div>
        }
    };
    let add = move || {
        let is_offered = move || can.get().add;
        view! {
            <Show when=is_offered>
                <Button
                    kind=ButtonKind::Primary
                    icon=Glyph::Cart
                    disabled=Signal::derive(move || is_asking.get() || !in_stock)
                    on:click=move |_| wish(1)
                >
                    {move || texts.text(if in_stock { phrase::Shopping::AddToCart } else { phrase::Shopping::SoldOut })}
                </Button>
            </Show>
        }
    };
    let is_in_cart = Memo::new(move |_| line.get().is_some());
    view! {
        <div class="quantity-row" data-asking=move || is_asking.get().then_some("")>
            {move || if is_in_cart.get() { stepper().into_any() } else { add().into_any() }}
            <p class="quantity-state" role="status">{move || sku.with_value(|sku| state(model, sku, texts))}</p>
        </div>
    }
}

/// What is to be said of the latest wish.
fn state(model: ShoppingModel, sku: &Sku, texts: Texts) -> Option<String> {
    Some(match model.wish_about(sku)?.state {
        ChangeState::Asked => texts.text(phrase::Shopping::Asking),
        ChangeState::Refused(Refusal::Words(words) | Refusal::OutOfStock(Some(words))) => words,
        ChangeState::Refused(Refusal::OutOfStock(None)) => texts.text(phrase::Shopping::RefusedOutOfStock),
        ChangeState::Refused(Refusal::Failed) => texts.text(phrase::Shopping::RefusedFailed),
        ChangeState::Refused(Refusal::NoAnswer) => texts.text(phrase::Shopping::RefusedNoAnswer),
    })
}
