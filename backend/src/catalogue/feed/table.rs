//! A feed as a table: a first line of names, then a row for each item, between commas, semicolons, tabs or bars.

use csv::{ByteRecord, ReaderBuilder};
use domain::catalogue::{Column, FeedProblem, Gathering, Row};

/// The largest row, in bytes. One that is larger has an open quotation mark.
const MOST_ROW_BYTES: usize = 100_000;
const BETWEEN: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Takes all rows in.
pub(super) fn gather(bytes: &[u8], gathering: &mut Gathering) -> Result<(), FeedProblem> {
    let delimiter = delimiter(bytes);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes);
    let mut record = ByteRecord::new();
    if !reader.read_byte_record(&mut record).map_err(|_| FeedProblem::NoFeed)? {
        return Err(FeedProblem::Empty);
    }
    let columns: Vec<_> = record.iter().map(|name| Column::named(&String::from_utf8_lossy(name))).collect();
    check(&columns)?;
    loop {
        let more = reader.read_byte_record(&mut record);
        let line = record.position().map_or(0, |position| u32::try_from(position.line()).unwrap_or(u32::MAX));
        match more {
            Ok(true) if gathering.is_full() => {
                gathering.overflow(line);
                return Ok(());
            }
            Ok(true) => match row(&record, &columns) {
                Ok(row) => gathering.row(line, &row),
                Err(words) => gathering.leave_out(line, &words),
            },
            // Nothing but the end: what is read is in memory, and rows may have any number of values.
            Ok(false) | Err(_) => return Ok(()),
        }
    }
}

fn row(record: &ByteRecord, columns: &[Option<Column>]) -> Result<Row, String> {
    if record.as_slice().len() > MOST_ROW_BYTES {
        return Err(format!("it is longer than {MOST_ROW_BYTES} bytes; is a quotation mark left open?"));
    }
    let values = record.iter().rposition(|value| !value.is_empty()).map_or(0, |last| last + 1);
    // Spreadsheets leave out what is empty at the end of a row, or add to it.
    if values > columns.len() || record.len() == 1 && values == 1 && columns.len() > 1 {
        return Err(format!("values in this row: {values}; columns in the first line: {}", columns.len()));
    }
    let mut row = Row::default();
    for (column, value) in columns.iter().zip(record) {
        let value = std::str::from_utf8(value).map_err(|_| "it is not written in UTF-8; save the file as UTF-8")?;
        if let Some(column) = column {
            row.put(column.clone(), value);
        }
    }
    Ok(row)
}

/// What stands between the names of the first line: that which makes the most of them known.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty()).unwrap_or_default();
    let known = |between: &u8| {
        let names = first.split(|byte| byte == between).map(String::from_utf8_lossy);
        names.filter(|name| Column::named(name.trim_matches('"')).is_some()).count()
    };
    BETWEEN.into_iter().rev().max_by_key(known).unwrap_or(b',')
}

/// Whether the columns are there that no item can be without.
fn check(columns: &[Option<Column>]) -> Result<(), FeedProblem> {
    let has = |wanted: &[Column]| columns.iter().flatten().any(|column| wanted.contains(column));
    if columns.iter().flatten().count() == 0 {
        return Err(FeedProblem::NoFeed);
    }
    let needed = [("id or sku", &[Column::Id, Column::Sku][..]), ("title", &[Column::Title]), ("price", &[Column::Price])];
    let missing: Vec<_> = needed.into_iter().filter(|(_, wanted)| !has(wanted)).map(|(name, _)| name).collect();
    if missing.is_empty() { Ok(()) } else { Err(FeedProblem::Columns(missing.join(", "))) }
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{Defaults, Gathered, Item};

    use super::{super::read, *};

    fn gathered(text: impl AsRef<[u8]>) -> Result<Gathered, FeedProblem> {
        let defaults = Defaults { locale: "en".parse().expect("a language"), currency: Some("EUR".parse().expect("a currency")) };
        read(text.as_ref(), defaults)
    }

    fn skus(gathered: &Gathered) -> Vec<&str> {
        gathered.items.iter().map(|item| item.sku.as_str()).collect()
    }

    fn problems(gathered: &Gathered) -> Vec<(u32, &str)> {
        gathered.tally.problems.iter().map(|problem| (problem.line, problem.words.as_str())).collect()
    }

    #[test]
    fn a_table_of_google_merchant_is_read() {
        let text = "\u{feff}id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tsale_price\titem_group_id\tcolor\tgoogle_product_category\n\
            W\tLamp, white\t\"A \"\"small\"\" lamp\"\thttps://shop.example/lamp?v=w\thttps://cdn.example/w.jpg\tin_stock\t14.90 EUR\t9.90 EUR\tLAMP\tWhite\t42\n\
            M\tLamp, moss\t\thttps://shop.example/lamp?v=m\t\tout of stock\t14.90 EUR\t\tLAMP\tMoss\t42\n";
        let gathered = gathered(text).expect("two items");
        let [white, moss]: [Item; 2] = gathered.items.clone().try_into().expect("two");
        assert_eq!((white.price.minor, white.sale.map(|sale| sale.price.minor)), (1_490, Some(990)));
        assert_eq!((white.group.as_deref(), white.options[0].value.as_str(), white.in_stock), (Some("LAMP"), "White", true));
        assert_eq!(white.description.as_deref(), Some("A \"small\" lamp"));
        assert_eq!((moss.in_stock, moss.images.len()), (false, 0));
        assert_eq!((gathered.tally.taken, gathered.tally.products, gathered.tally.left_out), (2, 1, 0));
    }

    #[test]
    fn plain_names_and_what_stands_between_them_are_found_out() {
        for text in [
            "sku;name;price\nA;Lamp;\"1,5\"\n",
            "\"sku\",\"name\",\"price\"\r\nA,Lamp,1.50\r\n",
            "sku|name|price\nA|Lamp|1.50",
            "Name\tSKU\tPrice\nLamp\tA\t1.5 EUR\n",
        ] {
            let gathered = gathered(text).expect("an item");
            assert_eq!((skus(&gathered), gathered.items[0].price.minor), (vec!["A"], 150), "{text}");
        }
    }

    #[test]
    fn a_bad_row_is_named_by_its_line_and_the_rest_is_taken() {
        let mut text = b"id,title,price\nA,Lamp,1\nB,\"two\nlines\",2\n,Lamp,3\nD,Lamp,free\n\nE,Lamp,4,,,\nF,Lamp,5,more\nG\n".to_vec();
        text.extend(b"H,L\xe4mp,6\nA,Again,7\nI,Lamp,8\n");
        let gathered = gathered(text).expect("some");
        assert_eq!(skus(&gathered), ["A", "B", "E", "I"]);
        assert_eq!(
            problems(&gathered),
            [
                (5, "it has no SKU: a value for id or sku was expected"),
                (6, "D: \"free\" is no price such as 14.90 EUR"),
                (9, "values in this row: 4; columns in the first line: 3"),
                (10, "values in this row: 1; columns in the first line: 3"),
                (11, "it is not written in UTF-8; save the file as UTF-8"),
                (12, "A stands in line 2 already"),
            ]
        );
    }

    #[test]
    fn an_open_quotation_mark_costs_what_follows_and_is_said() {
        let text = format!("id,title,price\nA,Lamp,1\nB,\"Lamp,2\n{}", "C,Lamp,3\n".repeat(20_000));
        let gathered = gathered(text).expect("one");
        assert_eq!(skus(&gathered), ["A"]);
        assert_eq!(problems(&gathered), [(3, "it is longer than 100000 bytes; is a quotation mark left open?")]);
    }

    #[test]
    fn columns_that_are_missing_are_named() {
        assert_eq!(gathered("id,description\nA,B\n"), Err(FeedProblem::Columns("title, price".into())));
        assert_eq!(gathered("title,price\nA,1\n"), Err(FeedProblem::Columns("id or sku".into())));
        assert!(matches!(gathered("id,title,price\n"), Err(FeedProblem::NothingFits(tally)) if tally.left_out == 0));
    }

    #[test]
    fn what_is_beyond_the_last_row_is_said() {
        let rows: String = (0..100_002).map(|number| format!("{number},Lamp,1\n")).collect();
        let gathered = gathered(["id,title,price\n", &rows].concat()).expect("many");
        assert_eq!(gathered.tally.taken, domain::catalogue::MOST_ROWS);
        assert_eq!(problems(&gathered), [(100_002, "a feed has at most 100000 rows; the rows from here on were not read")]);
    }
}
