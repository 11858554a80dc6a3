//! What something costs.

use domain::{locale::phrase, product::Price};
use leptos::prelude::*;

use super::money;
use crate::ui::texts;

/// A price; in a sale also the one before.
#[component]
pub fn PriceLine(
    /// The price.
    price: Price,
    /// The language tag to write it by.
    #[prop(into)]
    locale: Option<String>,
) -> impl IntoView {
    let texts = texts();
    let written = move |amount| money(amount, locale.as_deref());
    let now = written(price.current);
    match price.original {
        Some(original) => {
            let before = written(original);
            view! {
                <span class="product-price is-sale">
                    <span class="visually-hidden">{texts.with(phrase::Shopping::PriceNow, &now)}</span>
                    <span aria-hidden="true">{now}</span>
                    <s>
                        <span class="visually-hidden">{texts.with(phrase::Shopping::PriceBefore, &before)}</span>
                        <span aria-hidden="true">{before}</span>
                    </s>
                </span>
            }
            .into_any()
        }
        None => view! { <span class="product-price">{now}</span> }.into_any(),
    }
}
