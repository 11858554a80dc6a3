//! What the merchant's page is asked for an agent, and what it answers: the Rust half of `embed/src/shop`.

use domain::{
    CartChangeId, ProductId,
    cart::{Refusal, Verdict},
    product::{Sku, Wanted},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A question to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PageQuestion {
    /// For a product.
    Product {
        /// Names it.
        id: ProductId,
        /// What.
        #[serde(flatten)]
        wanted: PageWanted,
    },
    /// For products that fit a term.
    Search {
        /// Names the question.
        id: String,
        /// What is looked for.
        term: String,
        /// Which page of results; 1 is the first.
        page: u32,
    },
    /// To change its cart.
    Cart {
        /// Names the wish.
        id: CartChangeId,
        /// Of what.
        sku: Sku,
        /// How many there shall be.
        quantity: u32,
        /// How many there were; `None` where it is new.
        previous: Option<u32>,
    },
    /// To lead to its checkout.
    Checkout {
        /// What is bought.
        cart: PageCart,
    },
}

/// A product by its reference, as pages read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageWanted {
    #[serde(rename = "ref")]
    reference: String,
    #[serde(rename = "type")]
    kind: domain::product::WantedKind,
}

impl From<&Wanted> for PageWanted {
    fn from(wanted: &Wanted) -> Self {
        Self { reference: wanted.reference().to_owned(), kind: wanted.kind() }
    }
}

/// The cart, as pages read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageCart {
    /// Its lines.
    pub items: Vec<PageCartItem>,
}

/// A line of the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageCartItem {
    /// Of what.
    pub sku: Sku,
    /// How many.
    pub quantity: u32,
}

/// What the page answers.
#[derive(Clone, Debug, PartialEq)]
pub enum PageAnswer {
    /// What its factory put for a product, or why it cannot tell it.
    Product(ProductId, Result<Value, String>),
    /// What it found, or why it cannot.
    Search(String, Result<Value, String>),
    /// What its shop said to a wish.
    Cart(CartChangeId, Verdict),
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Raw {
    Product { id: ProductId, built: Option<Value>, problem: Option<String> },
    Search { id: String, built: Option<Value>, problem: Option<String> },
    Cart { id: CartChangeId, verdict: RawVerdict },
}

#[derive(Deserialize)]
struct RawVerdict {
    ok: bool,
    reason: Option<String>,
    message: Option<String>,
}

impl PageAnswer {
    /// Reads an answer; `None` for what is none.
    pub fn read(answer: Value) -> Option<Self> {
        let told = |built: Option<Value>, problem: Option<String>| built.ok_or(problem.unwrap_or_default());
        Some(match serde_json::from_value(answer).ok()? {
            Raw::Product { id, built, problem } => Self::Product(id, told(built, problem)),
            Raw::Search { id, built, problem } => Self::Search(id, told(built, problem)),
            Raw::Cart { id, verdict } => Self::Cart(id, verdict.read()),
        })
    }
}

impl RawVerdict {
    fn read(self) -> Verdict {
        let refusal = match (self.ok, self.reason.as_deref(), self.message) {
            (true, ..) => return Verdict::Done,
            (false, Some("out-of-stock"), message) => Refusal::OutOfStock(message),
            (false, _, Some(message)) => Refusal::Words(message),
            (false, _, None) => Refusal::Failed,
        };
        Verdict::Refused(refusal).clean()
    }
}

#[cfg(test)]
mod tests {
    use domain::product::WantedKind;
    use serde_json::json;

    use super::*;

    #[test]
    fn questions_read_as_the_page_script_reads_them() {
        let asked = |question: &PageQuestion| serde_json::to_value(question).expect("json");
        let id = ProductId::from_random([7; 20]);
        let wanted = Wanted::new(WantedKind::ScannedCode, "4006381333931").expect("a reference");
        assert_eq!(
            asked(&PageQuestion::Product { id: id.clone(), wanted: (&wanted).into() }),
            json!({ "kind": "product", "id": id.as_str(), "ref": "4006381333931", "type": "scanned-code" })
        );
        let (change, sku): (_, Sku) = (CartChangeId::from_random([8; 20]), "a".parse().expect("a SKU"));
        assert_eq!(
            asked(&PageQuestion::Cart { id: change.clone(), sku: sku.clone(), quantity: 1, previous: None }),
            json!({ "kind": "cart", "id": change.as_str(), "sku": "a", "quantity": 1, "previous": null })
        );
        assert_eq!(
            asked(&PageQuestion::Checkout { cart: PageCart { items: vec![PageCartItem { sku, quantity: 2 }] } }),
            json!({ "kind": "checkout", "cart": { "items": [{ "sku": "a", "quantity": 2 }] } })
        );
        assert_eq!(
            asked(&PageQuestion::Search { id: "1".into(), term: "lamp".into(), page: 2 }),
            json!({ "kind": "search", "id": "1", "term": "lamp", "page": 2 })
        );
    }

    #[test]
    fn answers_are_read_and_what_is_none_is_not() {
        let id = ProductId::from_random([7; 20]);
        let answer = PageAnswer::read(json!({ "kind": "product", "id": id.as_str(), "built": { "currency": "EUR" } }));
        assert_eq!(answer, Some(PageAnswer::Product(id.clone(), Ok(json!({ "currency": "EUR" })))));
        let answer = PageAnswer::read(json!({ "kind": "product", "id": id.as_str(), "problem": "No" }));
        assert_eq!(answer, Some(PageAnswer::Product(id, Err("No".into()))));
        for answer in [json!(null), json!({}), json!({ "kind": "product", "id": "x" }), json!({ "kind": "cart", "id": "a".repeat(20) })] {
            assert_eq!(PageAnswer::read(answer.clone()), None, "{answer}");
        }
    }

    #[test]
    fn verdicts_are_made_sense_of() {
        let said = |verdict: Value| match PageAnswer::read(json!({ "kind": "cart", "id": "a".repeat(20), "verdict": verdict })) {
            Some(PageAnswer::Cart(_, verdict)) => Some(verdict),
            _ => None,
        };
        assert_eq!(said(json!({ "ok": true })), Some(Verdict::Done));
        for (verdict, refusal) in [
            (json!({ "ok": false, "reason": "out-of-stock" }), Refusal::OutOfStock(None)),
            (json!({ "ok": false, "reason": "out-of-stock", "message": "In May" }), Refusal::OutOfStock(Some("In May".into()))),
            (json!({ "ok": false, "reason": "custom", "message": "Only 2 left" }), Refusal::Words("Only 2 left".into())),
            (json!({ "ok": false, "reason": "failed" }), Refusal::Failed),
        ] {
            assert_eq!(said(verdict), Some(Verdict::Refused(refusal)));
        }
        assert_eq!(said(json!({ "ok": "yes" })), None);
    }
}
