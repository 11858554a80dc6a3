//! The words of `domain`'s states in columns: the same as on the wire.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::Row;
use crate::{Error, Result};

/// The word of a state that is a plain name.
pub(super) fn name<T: Serialize>(state: &T) -> Result<String> {
    match serde_json::to_value(state) {
        Ok(Value::String(word)) => Ok(word),
        _ => Err(Error::Invalid("a state without a word of its own cannot be stored".to_owned())),
    }
}

/// The state that a column's word names.
pub(super) fn read<T: DeserializeOwned>(row: &Row, column: &str) -> Result<T> {
    parse(row.text(column)?, column)
}

/// As [`read`], or `None` for NULL.
pub(super) fn read_opt<T: DeserializeOwned>(row: &Row, column: &str) -> Result<Option<T>> {
    row.opt_text(column)?.map(|word| parse(word, column)).transpose()
}

/// What a column holds as JSON.
pub(super) fn read_json<T: DeserializeOwned>(row: &Row, column: &str) -> Result<T> {
    from_json(row.text(column)?, column)
}

/// As [`read_json`], or `None` for NULL.
pub(super) fn read_opt_json<T: DeserializeOwned>(row: &Row, column: &str) -> Result<Option<T>> {
    row.opt_text(column)?.map(|json| from_json(json, column)).transpose()
}

/// A value as JSON, for a column.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Invalid(error.to_string()))
}

fn from_json<T: DeserializeOwned>(json: &str, column: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| Error::Unreadable { column: column.to_owned(), problem: error.to_string() })
}

fn parse<T: DeserializeOwned>(word: &str, column: &str) -> Result<T> {
    serde_json::from_value(Value::String(word.to_owned()))
        .map_err(|_| Error::Unreadable { column: column.to_owned(), problem: "it holds a word that this version does not know".to_owned() })
}
