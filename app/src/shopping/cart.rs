//! The shared cart: what the shop has confirmed, and nothing else.

use domain::{cart::CartLine, locale::phrase};
use leptos::prelude::*;

use super::{Picture, Quantity, ShoppingModel, money};
use crate::ui::{Button, ButtonKind, texts};

/// The lines, what they cost together, and the way to pay where the page leads there.
#[component]
pub fn Cart(
    /// What is shown and bought.
    model: ShoppingModel,
    /// Whether whoever looks can pay.
    #[prop(optional)]
    pays: bool,
) -> impl IntoView {
    let texts = texts();
    let lines = move || model.state.with(|state| state.cart.clone());
    let is_empty = Memo::new(move |_| model.state.with(|state| state.cart.is_empty()));
    let total = Memo::new(move |_| {
        model.state.with(|state| state.total().map(|total| money(total, state.cart.first().and_then(|line| line.card.locale.as_deref()))))
    });
    let can_pay = Memo::new(move |_| pays && model.state.with(|state| state.can.checkout));
    view! {
        <div class="cart">
            <Show when=move || is_empty.get()>
                <p class="cart-empty">{texts.text(phrase::Shopping::CartEmpty)}</p>
            </Show>
            <ul class="cart-lines">
                <For each=lines key=|line| line.sku.clone() children=move |line| view! { <Line model line /> } />
            </ul>
            <Show when=move || !is_empty.get()>
                <div class="cart-foot">
                    {move || {
                        total
                            .get()
                            .map(|total| {
                                view! {
                                    <p class="cart-total"><span>{texts.text(phrase::Shopping::CartTotal)}</span><strong>{total}</strong></p>
                                }
                            })
                    }}
                    <p class="cart-note">{texts.text(phrase::Shopping::CartNote)}</p>
                    <Show when=move || can_pay.get()>
                        <Button kind=ButtonKind::Primary on:click=move |_| model.check_out()>{texts.text(phrase::Shopping::Checkout)}</Button>
                    </Show>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Line(model: ShoppingModel, line: CartLine) -> impl IntoView {
    let CartLine { sku, card, .. } = line;
    let image = card.image.clone();
    let price = card.price.map(|price| money(price, card.locale.as_deref()));
    view! {
        <li class="cart-line">
            <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
            <div class="cart-line-words">
                <p class="cart-line-name" dir="auto">{card.name.clone()}</p>
                {(!card.which.is_empty()).then(|| view! { <p class="cart-line-which" dir="auto">{card.which}</p> })}
                {price.map(|price| view! { <p class="cart-line-price">{price}</p> })}
            </div>
            <Quantity model sku name=card.name in_stock=true />
        </li>
    }
}
