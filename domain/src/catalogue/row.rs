//! A row of a feed made sense of: what an item cannot be without is a problem with words; of the rest, what is wrong is left out.

use std::collections::BTreeMap;

use super::{
    Column, Item, ItemOption, Sale,
    plain::plain,
    price::{InvalidPrice, price},
};
use crate::{
    Timestamp,
    locale::Language,
    product::{Currency, Money, Sku, web_address},
    text,
};

const MAX_NAME_CHARS: usize = 200;
const MAX_TEXT_CHARS: usize = 4_000;
const MOST_IMAGES: usize = 10;

/// What a feed does not say of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The language that it is told in.
    pub locale: Language,
    /// The currency of prices that do not say theirs.
    pub currency: Option<Currency>,
}

/// Why a row is no item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Nothing names it.
    #[error("it has no SKU: a value for id or sku was expected")]
    NoSku,
    /// What names it is too long.
    #[error("its SKU is longer than 200 characters")]
    LongSku,
    /// It has no name.
    #[error("{0} has no title")]
    NoTitle(Sku),
    /// It has no price.
    #[error("{0} has no price")]
    NoPrice(Sku),
    /// Its price is none.
    #[error("{0}: {1}")]
    Price(Sku, InvalidPrice),
}

/// The values of a row by column; of a column that may come several times, all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(BTreeMap<Column, Vec<String>>);

impl Row {
    /// One more value; one without anything in it is none.
    pub fn put(&mut self, column: Column, value: &str) {
        let value = value.trim();
        let values = self.0.entry(column.clone()).or_default();
        if !value.is_empty() && (values.is_empty() || column.is_list()) {
            values.push(value.to_owned());
        }
    }

    /// Whether nothing is in it.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(Vec::is_empty)
    }

    fn one(&self, column: &Column) -> Option<&str> {
        self.0.get(column)?.first().map(String::as_str)
    }

    fn line(&self, column: &Column) -> Option<String> {
        text::line(&plain(self.one(column)?), MAX_NAME_CHARS)
    }

    /// The item that a row says.
    ///
    /// # Errors
    /// SKU, title or price are missing or of no use.
    pub fn read(&self, defaults: &Defaults) -> Result<Item, RowProblem> {
        let id = self.one(&Column::Id);
        let (sku, number) = match self.one(&Column::Sku) {
            Some(sku) => (Some(sku), id),
            None => (id, None),
        };
        let sku: Sku = sku.ok_or(RowProblem::NoSku)?.parse().map_err(|_| RowProblem::LongSku)?;
        let title = self.line(&Column::Title).ok_or_else(|| RowProblem::NoTitle(sku.clone()))?;
        let name = |text: &str| text::line(text, MAX_NAME_CHARS);
        let (price, sale) = self.prices(&sku, defaults)?;
        Ok(Item {
            price,
            sale,
            group: self.one(&Column::Group).and_then(name),
            number: self.one(&Column::Number).or(number).and_then(name),
            code: self.one(&Column::Code).and_then(name),
            brand: self.line(&Column::Brand),
            description: self.one(&Column::Description).and_then(|text| text::paragraph(&plain(text), MAX_TEXT_CHARS)),
            url: self.one(&Column::Link).and_then(web_address),
            images: self.images(),
            in_stock: self.one(&Column::Availability).is_none_or(is_available),
            options: self.options(),
            locale: self.one(&Column::Locale).and_then(|tag| tag.parse().ok()).unwrap_or_else(|| defaults.locale.clone()),
            title,
            sku,
        })
    }

    fn prices(&self, sku: &Sku, defaults: &Defaults) -> Result<(Money, Option<Sale>), RowProblem> {
        let usual = self.one(&Column::Currency).and_then(|code| code.parse().ok()).or(defaults.currency);
        let wrong = |problem| RowProblem::Price(sku.clone(), problem);
        let full = price(self.one(&Column::Price).ok_or_else(|| RowProblem::NoPrice(sku.clone()))?, usual).map_err(wrong)?;
        let Some(sale) = self.one(&Column::SalePrice) else { return Ok((full, None)) };
        let price = price(sale, usual.or(Some(full.currency))).map_err(wrong)?;
        let (from, until) = self.one(&Column::SaleDates).map(dates).unwrap_or_default();
        Ok((full, Some(Sale { price, from, until })))
    }

    /// A list in one value has commas, or blanks, between its addresses.
    fn images(&self) -> Vec<String> {
        let values = [Column::Image, Column::MoreImages].into_iter().filter_map(|column| self.0.get(&column)).flatten();
        let mut images = vec![];
        for value in values {
            let several = value.split([' ', '|', '\n', '\t']).flat_map(|part| part.split(",http").enumerate());
            for (place, part) in several {
                let address = if place == 0 { part.to_owned() } else { ["http", part].concat() };
                let image = web_address(address.trim_matches(','));
                images.extend(image.filter(|image| !images.contains(image) && images.len() < MOST_IMAGES));
            }
        }
        images
    }

    fn options(&self) -> Vec<ItemOption> {
        let option = |(column, values): (&Column, &Vec<String>)| {
            let Column::Option(name) = column else { return None };
            let value = text::line(&plain(values.first()?), MAX_NAME_CHARS)?;
            Some(ItemOption { name: (*name).to_owned(), value })
        };
        self.0.iter().filter_map(option).collect()
    }
}

/// What is not known to mean that it cannot be bought can be.
fn is_available(said: &str) -> bool {
    let said = said.trim().to_lowercase().replace(['_', '-'], " ");
    !["out of stock", "outofstock", "sold out", "soldout", "discontinued", "unavailable", "no", "false", "0"].contains(&said.as_str())
}

/// The two ends of `from/until`, as Google's feeds write it. One that cannot be read is none.
fn dates(text: &str) -> (Option<Timestamp>, Option<Timestamp>) {
    let time = |text: &str| text.trim().parse::<jiff::Timestamp>().ok().map(|time| Timestamp::from_micros(time.as_microsecond()));
    text.split_once('/').map_or((None, None), |(from, until)| (time(from), time(until)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn row(values: &[(&str, &str)]) -> Row {
        let mut row = Row::default();
        for (name, value) in values {
            row.put(Column::named(name).expect("a column"), value);
        }
        row
    }

    fn read(values: &[(&str, &str)]) -> Result<Item, String> {
        let defaults = Defaults { locale: "sv-SE".parse().expect("a language"), currency: Some("SEK".parse().expect("a currency")) };
        row(values).read(&defaults).map_err(|problem| problem.to_string())
    }

    const LEAST: [(&str, &str); 3] = [("id", "LC-1"), ("title", "Lamp"), ("price", "149")];

    fn with(more: &[(&str, &str)]) -> Item {
        read(&[&LEAST[..], more].concat()).expect("an item")
    }

    #[test]
    fn little_is_needed_for_an_item() {
        let item = with(&[]);
        assert_eq!((item.sku.as_str(), item.title.as_str(), item.number.as_deref()), ("LC-1", "Lamp", None));
        assert_eq!((item.price.decimal(), item.price.currency.to_string()), ("149.00".into(), "SEK".into()));
        assert!(item.in_stock && item.images.is_empty() && item.url.is_none());
        assert_eq!(item.locale.as_str(), "sv-SE");
    }

    #[test]
    fn what_is_missing_is_said() {
        for (missing, says) in [("id", "no SKU"), ("title", "LC-1 has no title"), ("price", "LC-1 has no price")] {
            let values: Vec<_> = LEAST.iter().copied().filter(|(name, _)| *name != missing).collect();
            let problem = read(&values).expect_err(missing);
            assert!(problem.contains(says), "{problem}");
        }
        assert!(read(&[("id", "a"), ("title", " \n"), ("price", "1")]).expect_err("blank").contains("no title"));
        assert!(read(&[("id", "a"), ("title", "A"), ("price", "free")]).expect_err("free").contains("a: \"free\""));
        assert!(read(&[("id", &"x".repeat(201)), ("title", "A"), ("price", "1")]).expect_err("long").contains("200"));
    }

    #[test]
    fn an_id_beside_a_sku_is_the_shops_own_number() {
        let item = with(&[("sku", "W"), ("item_group_id", "LAMP")]);
        assert_eq!((item.sku.as_str(), item.number.as_deref(), item.product_key()), ("W", Some("LC-1"), "g:LAMP".into()));
        assert_eq!(with(&[("external_id", "77")]).number.as_deref(), Some("77"));
        assert_eq!(with(&[]).product_key(), "s:LC-1");
    }

    #[test]
    fn a_sale_counts_while_it_is_one() {
        let price = |more: &[(&str, &str)]| {
            let price = with(more).price_at(NOW);
            (price.current.decimal(), price.original.map(|full| full.decimal()))
        };
        let sale = (String::from("99.00"), Some(String::from("149.00")));
        let full = (String::from("149.00"), None);
        assert_eq!(price(&[("sale_price", "99 SEK")]), sale);
        assert_eq!(price(&[("sale_price", "149")]), full);
        assert_eq!(price(&[("sale_price", "99 EUR")]), full);
        // NOW is 2027-01-15T08:00Z.
        for (dates, wanted) in [
            ("2027-01-01T00:00+0100/2027-01-31T23:59+0100", &sale),
            ("2027-01-15T09:00+0100/2027-01-15T09:01+0100", &sale),
            ("2027-01-15T08:00Z/2027-01-15T08:00Z", &full),
            ("2026-01-01T00:00Z/2026-12-31T23:59Z", &full),
            ("2027-02-01T00:00Z/2027-02-02T00:00Z", &full),
            ("soon/later", &sale),
        ] {
            assert_eq!(price(&[("sale_price", "99"), ("sale_price_effective_date", dates)]), *wanted, "{dates}");
        }
    }

    #[test]
    fn what_can_be_done_without_is_left_out_where_it_is_wrong() {
        let item = with(&[
            ("link", "javascript:alert(1)"),
            ("image_link", "https://shop.example/a.jpg"),
            ("additional_image_link", "https://shop.example/b.jpg,https://shop.example/c,d.jpg ftp://x https://shop.example/a.jpg"),
            ("description", "<p>Oak &amp; moss</p>"),
            ("availability", "Out_of_stock"),
            ("color", "Moss"),
            ("locale", "???"),
        ]);
        assert_eq!(item.url, None);
        assert_eq!(item.images, ["https://shop.example/a.jpg", "https://shop.example/b.jpg", "https://shop.example/c,d.jpg"]);
        assert_eq!(item.description.as_deref(), Some("Oak & moss"));
        assert!(!item.in_stock);
        assert_eq!(item.options, [ItemOption { name: "Colour".into(), value: "Moss".into() }]);
        assert_eq!(item.locale.as_str(), "sv-SE");
    }
}
