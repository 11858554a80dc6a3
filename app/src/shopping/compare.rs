//! Several products side by side.

use std::sync::Arc;

use domain::{
    locale::phrase,
    product::{Product, Variation},
    wire::Pointed,
};
use leptos::prelude::*;

use super::{Picture, PriceLine, Quantity, ShoppingModel};
use crate::ui::{Texts, texts};

/// A table of what tells products apart. What is no longer in the tray is left out.
#[component]
pub fn Compare(
    /// What is shown and bought.
    model: ShoppingModel,
    /// What is compared.
    at: Vec<Pointed>,
) -> impl IntoView {
    let texts = texts();
    let table = move || {
        let compared: Vec<_> = at
            .iter()
            .filter_map(|one| {
                let product = model.product(&one.item)?;
                let variation = product.variation(&one.sku).or_else(|| product.shown_first())?.clone();
                Some((product, variation))
            })
            .collect();
        rows(model, &compared, texts)
    };
    view! { <div class="compare" tabindex="0" role="region" aria-label=texts.text(phrase::Shopping::Compare)>{table}</div> }
}

fn rows(model: ShoppingModel, compared: &[(Arc<Product>, Variation)], texts: Texts) -> AnyView {
    let names = facts(compared.iter().map(|(_, variation)| variation));
    let heads: Vec<_> = compared
        .iter()
        .map(|(product, variation)| {
            let image = variation.images.first().cloned();
            view! {
                <th scope="col">
                    <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
                    <span dir="auto">{product.title().to_owned()}</span>
                </th>
            }
        })
        .collect();
    let prices: Vec<_> = compared
        .iter()
        .map(|(product, variation)| view! { <td><PriceLine price=variation.price locale=product.locale.to_string() /></td> })
        .collect();
    let stock: Vec<_> = compared
        .iter()
        .map(|(_, variation)| {
            let words = if variation.in_stock { phrase::Shopping::InStock } else { phrase::Shopping::SoldOut };
            view! { <td>{texts.text(words)}</td> }
        })
        .collect();
    let told: Vec<_> = names
        .into_iter()
        .map(|(id, name)| {
            let cells: Vec<_> = compared
                .iter()
                .map(|(_, variation)| view! { <td dir="auto">{fact(variation, &id).unwrap_or("–").to_owned()}</td> })
                .collect();
            view! { <tr><th scope="row" dir="auto">{name}</th>{cells}</tr> }
        })
        .collect();
    let ways: Vec<_> = compared
        .iter()
        .map(|(product, variation)| {
            let (sku, name) = (variation.sku.clone(), product.title().to_owned());
            view! { <td><Quantity model sku name in_stock=variation.in_stock /></td> }
        })
        .collect();
    view! {
        <table>
            <thead><tr><td></td>{heads}</tr></thead>
            <tbody>
                <tr><th scope="row">{texts.text(phrase::Shopping::Price)}</th>{prices}</tr>
                <tr><th scope="row">{texts.text(phrase::Shopping::Availability)}</th>{stock}</tr>
                {told}
                <tr><td></td>{ways}</tr>
            </tbody>
        </table>
    }
    .into_any()
}

/// All that any of them can be compared by, once each, in the order in which they tell it.
fn facts<'a>(variations: impl Iterator<Item = &'a Variation>) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = vec![];
    for fact in variations.flat_map(|variation| &variation.comparable) {
        if names.iter().all(|(id, _)| *id != fact.id) {
            names.push((fact.id.clone(), fact.name.clone()));
        }
    }
    names
}

fn fact<'a>(variation: &'a Variation, id: &str) -> Option<&'a str> {
    variation.comparable.iter().find(|fact| fact.id == id).map(|fact| fact.option.as_str())
}
