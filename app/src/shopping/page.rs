//! A product with all that is told of it.

use std::sync::Arc;

use domain::{
    locale::phrase,
    product::{Chosen, Detail, Product, Rating, Sku, Variation},
};
use leptos::prelude::*;

use super::{Picture, PriceLine, Quantity, ShoppingModel};
use crate::ui::{Glyph, Icon, texts};

/// A product: its pictures, what can be chosen, its price, the way into the cart, and what there is to know.
#[component]
pub fn ProductPage(
    /// What is shown and bought.
    model: ShoppingModel,
    /// The product.
    product: Arc<Product>,
    /// The variation that is chosen.
    chosen: RwSignal<Sku>,
) -> impl IntoView {
    let product = StoredValue::new(product);
    let of_product = move || product.get_value();
    let variation = Memo::new(move |_| {
        let product = of_product();
        chosen.with(|sku| product.variation(sku).or_else(|| product.shown_first()).cloned())
    });
    let body = move || {
        variation.get().map(|variation| {
            let product = of_product();
            view! { <Body model product variation chosen /> }
        })
    };
    view! { <article class="product-page">{body}</article> }
}

#[component]
fn Body(model: ShoppingModel, product: Arc<Product>, variation: Variation, chosen: RwSignal<Sku>) -> impl IntoView {
    let texts = texts();
    let locale = product.locale.to_string();
    let title = product.title().to_owned();
    let other_name = (variation.name != title && product.variations.len() > 1).then(|| variation.name.clone());
    let url = variation.url.clone().or_else(|| product.url.clone());
    let under = variation.subtitle.clone().or_else(|| product.brand.clone());
    view! {
        <Gallery images=variation.images.clone() title=title.clone() />
        <div class="product-facts">
            <h3 class="product-title" dir="auto">{title.clone()}</h3>
            {under.map(|under| view! { <p class="product-brand" dir="auto">{under}</p> })}
            {other_name.map(|name| view! { <p class="product-which" dir="auto">{name}</p> })}
            <p class="product-cost">
                <PriceLine price=variation.price locale=locale />
                {(!variation.in_stock).then(|| view! { <span class="chip">{texts.text(phrase::Shopping::SoldOut)}</span> })}
            </p>
            {variation.rating.map(|rating| view! { <Stars rating /> })}
            <Choices product=Arc::clone(&product) chosen=variation.sku.clone() on_choose=Callback::new(move |sku| chosen.set(sku)) />
            <Quantity model sku=variation.sku.clone() name=title in_stock=variation.in_stock />
            {product.description.clone().map(|text| view! { <p class="product-text" dir="auto">{text}</p> })}
            <Details details=variation.details.clone() facts=variation.comparable.clone() />
            {url
                .map(|url| {
                    view! {
                        <a class="link" href=url target="_blank" rel="noopener noreferrer">
                            <span>{texts.text(phrase::Shopping::ToShop)}</span>
                            <Icon glyph=Glyph::External />
                        </a>
                    }
                })}
        </div>
    }
}

/// The pictures: one large, and all of them small where there are several.
#[component]
fn Gallery(images: Vec<String>, title: String) -> impl IntoView {
    let texts = texts();
    let at = RwSignal::new(0_usize);
    let images = StoredValue::new(images);
    let source = Signal::derive(move || images.with_value(|images| images.get(at.get()).cloned()));
    let count = images.with_value(Vec::len);
    let small = move |place: usize| {
        let source = images.with_value(|images| images.get(place).cloned());
        let number = (place + 1).to_string();
        view! {
            <li>
                <button
                    type="button"
                    class="gallery-small"
                    aria-label=texts.with(phrase::Shopping::PictureNumber, &number)
                    aria-pressed=move || (at.get() == place).to_string()
                    on:click=move |_| at.set(place)
                >
                    <Picture source=Signal::derive(move || source.clone()) alt=String::new() />
                </button>
            </li>
        }
    };
    view! {
        <div class="gallery">
            <Picture source alt=title />
            {(count > 1).then(|| view! { <ul class="gallery-row">{(0..count).map(small).collect::<Vec<_>>()}</ul> })}
        </div>
    }
}

/// What can be chosen.
#[component]
pub fn Choices(
    /// The product.
    product: Arc<Product>,
    /// The variation that is chosen.
    chosen: Sku,
    /// Told of another.
    on_choose: Callback<Sku>,
) -> impl IntoView {
    let texts = texts();
    let choices = product.choices(&chosen);
    let groups: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let name = choice.name.unwrap_or_else(|| texts.text(phrase::Shopping::Choose));
            let options: Vec<_> = choice
                .options
                .into_iter()
                .map(|option| {
                    let (sku, sold_out) = (option.sku, !option.in_stock);
                    let colour = option.colour.map(|colour| view! { <svg class="swatch" viewBox="0 0 18 18" aria-hidden="true"><circle cx="9" cy="9" r="9" fill=colour></circle></svg> });
                    view! {
                        <button
                            type="button"
                            class="choice"
                            class:is-sold-out=sold_out
                            aria-pressed=option.is_chosen.to_string()
                            on:click=move |_| on_choose.run(sku.clone())
                        >
                            {colour}
                            <span dir="auto">{option.name}</span>
                            {sold_out.then(|| view! { <span class="visually-hidden">{[" (", &texts.text(phrase::Shopping::SoldOut), ")"].concat()}</span> })}
                        </button>
                    }
                })
                .collect();
            view! {
                <div class="choices" role="group" aria-label=name.clone()>
                    <span class="choices-name" aria-hidden="true" dir="auto">{name.clone()}</span>
                    {options}
                </div>
            }
        })
        .collect();
    groups
}

/// What others found.
#[component]
fn Stars(rating: Rating) -> impl IntoView {
    let texts = texts();
    let value = format!("{:.1} / {}", rating.value, rating.most);
    let count = rating.count.map(|count| texts.count(phrase::Shopping::Ratings, count));
    view! {
        <p class="product-rating">
            <Icon glyph=Glyph::Star />
            <span class="visually-hidden">{texts.with(phrase::Shopping::Rating, &value)}</span>
            <span aria-hidden="true">{value.clone()}</span>
            {count.map(|count| view! { <span class="product-ratings">{count}</span> })}
        </p>
    }
}

/// What there is to know.
#[component]
pub fn Details(
    /// In the shop's words.
    details: Vec<Detail>,
    /// What it can be compared by.
    facts: Vec<Chosen>,
) -> impl IntoView {
    let parts: Vec<_> = details
        .into_iter()
        .map(|detail| match detail {
            Detail::Paragraph(text) => view! { <p class="product-text" dir="auto">{text}</p> }.into_any(),
            Detail::Bullets(bullets) => {
                let bullets: Vec<_> = bullets.into_iter().map(|bullet| view! { <li dir="auto">{bullet}</li> }).collect();
                view! { <ul class="product-bullets">{bullets}</ul> }.into_any()
            }
        })
        .collect();
    let facts: Vec<_> =
        facts.into_iter().map(|fact| view! { <div><dt dir="auto">{fact.name}</dt><dd dir="auto">{fact.option}</dd></div> }).collect();
    view! {
        {parts}
        {(!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> })}
    }
}
