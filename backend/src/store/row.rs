//! What comes out of a statement: the same type from both dialects.

use std::{str::FromStr, sync::Arc};

use domain::Timestamp;

use crate::{Error, Result};

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Text(String),
    Int(i64),
    Real(f64),
    Blob(Vec<u8>),
}

/// One row of an answer; columns are asked for by name.
#[derive(Clone, Debug)]
pub struct Row {
    pub(super) names: Arc<[String]>,
    pub(super) values: Vec<Value>,
}

impl Row {
    fn value(&self, column: &str) -> Result<&Value> {
        let at = self.names.iter().position(|name| name == column);
        at.and_then(|at| self.values.get(at)).ok_or_else(|| unreadable(column, "the statement does not select it"))
    }

    /// A text.
    pub fn text(&self, column: &str) -> Result<&str> {
        self.opt_text(column)?.ok_or_else(|| unreadable(column, "it is empty"))
    }

    /// A text, or `None` for NULL.
    pub fn opt_text(&self, column: &str) -> Result<Option<&str>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            other => Err(mismatch(column, "a text", other)),
        }
    }

    /// A whole number.
    pub fn int(&self, column: &str) -> Result<i64> {
        self.opt_int(column)?.ok_or_else(|| unreadable(column, "it is empty"))
    }

    /// A whole number, or `None` for NULL.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            other => Err(mismatch(column, "a whole number", other)),
        }
    }

    /// A count or another number that is never negative and never huge.
    pub fn count(&self, column: &str) -> Result<u32> {
        self.opt_count(column)?.ok_or_else(|| unreadable(column, "it is empty"))
    }

    /// As [`Self::count`], or `None` for NULL.
    pub fn opt_count(&self, column: &str) -> Result<Option<u32>> {
        let in_range = |number: i64| u32::try_from(number).map_err(|_| unreadable(column, &format!("{number} is out of range")));
        self.opt_int(column)?.map(in_range).transpose()
    }

    /// A number with a fraction.
    pub fn real(&self, column: &str) -> Result<f64> {
        match self.value(column)? {
            Value::Real(number) => Ok(*number),
            other => Err(mismatch(column, "a number", other)),
        }
    }

    /// Bytes.
    pub fn blob(&self, column: &str) -> Result<&[u8]> {
        match self.value(column)? {
            Value::Blob(bytes) => Ok(bytes),
            other => Err(mismatch(column, "bytes", other)),
        }
    }

    /// An id, or anything else that is parsed from text: `row.id::<TicketId>("ticket_id")?`.
    pub fn id<T: FromStr<Err: std::fmt::Display>>(&self, column: &str) -> Result<T> {
        self.opt_id(column)?.ok_or_else(|| unreadable(column, "it is empty"))
    }

    /// As [`Row::id`], or `None` for NULL.
    pub fn opt_id<T: FromStr<Err: std::fmt::Display>>(&self, column: &str) -> Result<Option<T>> {
        let parse = |text: &str| text.parse().map_err(|error: T::Err| unreadable(column, &error.to_string()));
        self.opt_text(column)?.map(parse).transpose()
    }

    /// An instant.
    pub fn time(&self, column: &str) -> Result<Timestamp> {
        self.int(column).map(Timestamp::from_micros)
    }

    /// An instant, or `None` for NULL.
    pub fn opt_time(&self, column: &str) -> Result<Option<Timestamp>> {
        Ok(self.opt_int(column)?.map(Timestamp::from_micros))
    }

    /// A yes or no.
    pub fn flag(&self, column: &str) -> Result<bool> {
        match self.int(column)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(unreadable(column, &format!("{other} is neither 0 nor 1"))),
        }
    }
}

fn unreadable(column: &str, problem: &str) -> Error {
    Error::Unreadable { column: column.to_owned(), problem: problem.to_owned() }
}

/// Names the kind of what was found and never the value, which may be somebody's.
fn mismatch(column: &str, wanted: &str, found: &Value) -> Error {
    let kind = match found {
        Value::Null => "nothing",
        Value::Text(_) => "a text",
        Value::Int(_) => "a whole number",
        Value::Real(_) => "a number",
        Value::Blob(_) => "bytes",
    };
    unreadable(column, &format!("{wanted} was expected, {kind} was there"))
}

#[cfg(test)]
mod tests {
    use domain::TicketId;

    use super::*;

    fn row() -> Row {
        let names = ["text", "number", "nothing", "two"].map(str::to_owned).to_vec();
        Row { names: names.into(), values: vec![Value::Text("secret".into()), Value::Int(1), Value::Null, Value::Int(2)] }
    }

    #[test]
    fn columns_are_read_by_name_and_kind() {
        let row = row();
        assert_eq!(row.text("text").ok(), Some("secret"));
        assert_eq!(row.flag("number").ok(), Some(true));
        assert_eq!(row.time("number").ok(), Some(Timestamp::from_micros(1)));
        assert_eq!(row.opt_int("nothing").ok(), Some(None));
        assert!(row.flag("two").is_err());
        assert!(row.text("nothing").is_err());
        assert!(row.int("absent").is_err());
    }

    #[test]
    fn what_cannot_be_read_is_named_without_its_value() {
        let row = row();
        for error in [row.int("text").err(), row.id::<TicketId>("text").err()] {
            let message = error.map(|error| error.to_string()).unwrap_or_default();
            assert!(message.contains("\"text\"") && !message.contains("secret"), "{message}");
        }
    }
}
