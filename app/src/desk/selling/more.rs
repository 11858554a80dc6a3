//! What there is to know of a product, and what goes with it: folded, for the agent knows most of it.

use std::sync::Arc;

use domain::{
    locale::phrase::{Selling as Words, Shopping},
    product::{Product, Related, Variation},
};
use leptos::prelude::*;

use super::{super::model::DeskModel, found::AddSku};
use crate::{
    shopping::{Details, Picture, money},
    ui::{Glyph, Icon, texts},
};

/// The fold; nothing where there is nothing to know.
#[component]
pub fn More(
    /// The desk.
    desk: DeskModel,
    /// The product.
    product: Arc<Product>,
    /// Which one of it.
    variation: Variation,
) -> impl IntoView {
    let texts = texts();
    let Variation { details, comparable, related, url, .. } = variation;
    let url = url.or_else(|| product.url.clone());
    let has_some = product.description.is_some() || !details.is_empty() || !comparable.is_empty() || !related.is_empty() || url.is_some();
    let locale = product.locale.to_string();
    let related: Vec<_> = related.into_iter().map(|related| view! { <Row desk related locale=locale.clone() /> }).collect();
    let goes_with_it = (!related.is_empty()).then(|| {
        view! {
            <p class="selling-goes-with-it">{texts.text(Shopping::GoesWithIt)}</p>
            <ul class="selling-rows" role="list">{related}</ul>
        }
    });
    let to_shop = url.map(|url| {
        view! {
            <a class="link" href=url target="_blank" rel="noopener noreferrer">
                <span>{texts.text(Shopping::ToShop)}</span>
                <Icon glyph=Glyph::External />
            </a>
        }
    });
    has_some.then(|| {
        view! {
            <details class="selling-fold">
                <summary>{texts.text(Words::About)}</summary>
                <div class="selling-more">
                    {product.description.clone().map(|text| view! { <p class="product-text" dir="auto">{text}</p> })}
                    <Details details facts=comparable />
                    {to_shop}
                    {goes_with_it}
                </div>
            </details>
        }
    })
}

#[component]
fn Row(desk: DeskModel, related: Related, locale: String) -> impl IntoView {
    let Related { sku, title, image, price } = related;
    let price = price.map(|price| view! { <span class="product-price">{money(price, Some(&locale))}</span> });
    view! {
        <li class="selling-row">
            <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
            <span class="selling-row-words">
                <span class="selling-row-name" dir="auto">{title.clone()}</span>
                {price}
            </span>
            <AddSku desk sku name=title />
        </li>
    }
}
