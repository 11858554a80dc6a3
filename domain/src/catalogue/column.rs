//! What a column, or an element, of a feed is about.

/// What a column is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// What Google's feeds call an item by. It is the SKU, unless there is a column for that too: then the shop's own number.
    Id,
    /// The SKU.
    Sku,
    /// The shop's own number.
    Number,
    /// The number of a bar code.
    Code,
    /// What the variations of a product have in common.
    Group,
    /// Its name.
    Title,
    /// What there is to say.
    Description,
    /// Its page.
    Link,
    /// Its picture.
    Image,
    /// Its other pictures.
    MoreImages,
    /// What it costs.
    Price,
    /// What it costs in a sale.
    SalePrice,
    /// From when to when the sale is.
    SaleDates,
    /// In what currency prices are that do not say it.
    Currency,
    /// Whether it can be bought.
    Availability,
    /// Who makes it.
    Brand,
    /// The language it is told in.
    Locale,
    /// In what variations differ, such as `Colour`.
    Option(&'static str),
}

impl Column {
    /// The column of a name, as Google's feeds and plain tables write it; `None` for what is not read.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let name = name.strip_prefix("g:").unwrap_or(&name).replace([' ', '-'], "_");
        Some(match name.as_str() {
            "id" | "item_id" => Self::Id,
            "sku" | "article_number" | "article" | "variant_sku" => Self::Sku,
            "external_id" | "externalid" | "product_id" | "productid" => Self::Number,
            "gtin" | "ean" | "barcode" | "upc" | "isbn" => Self::Code,
            "item_group_id" | "group_id" | "group" | "parent_sku" | "parent_id" => Self::Group,
            "title" | "name" | "product_name" => Self::Title,
            "description" | "body" | "summary" => Self::Description,
            "link" | "url" | "product_url" => Self::Link,
            "image_link" | "image_links" | "image" | "images" | "image_url" | "image_urls" => Self::Image,
            "additional_image_link" | "additional_image_links" | "additional_images" => Self::MoreImages,
            "price" | "regular_price" => Self::Price,
            "sale_price" => Self::SalePrice,
            "sale_price_effective_date" => Self::SaleDates,
            "currency" => Self::Currency,
            "availability" | "in_stock" | "stock_status" => Self::Availability,
            "brand" | "manufacturer" | "vendor" => Self::Brand,
            "locale" | "language" | "content_language" => Self::Locale,
            "color" | "colour" => Self::Option("Colour"),
            "size" => Self::Option("Size"),
            "material" => Self::Option("Material"),
            "pattern" => Self::Option("Pattern"),
            _ => return None,
        })
    }

    /// Whether it may come several times, and all of them count.
    pub const fn is_list(&self) -> bool {
        matches!(self, Self::Image | Self::MoreImages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_written() {
        for (name, column) in [
            ("g:id", Column::Id),
            (" SKU ", Column::Sku),
            ("External ID", Column::Number),
            ("image-link", Column::Image),
            ("G:Sale_Price", Column::SalePrice),
            ("Color", Column::Option("Colour")),
        ] {
            assert_eq!(Column::named(name), Some(column), "{name}");
        }
        for name in ["", "g:", "shipping", "google_product_category", "prices"] {
            assert_eq!(Column::named(name), None, "{name}");
        }
    }
}
