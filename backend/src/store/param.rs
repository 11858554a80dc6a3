//! What goes into a statement.

use domain::{
    BlockId, CallBackId, CallId, CartChangeId, ConnectionId, EmailAddress, NodeId, OrgId, Origin, ParticipantId, PersonId, ProductId,
    QueueId, RingId, SiteId, Slug, SnapshotId, TicketId, Timestamp,
};

/// A value for a placeholder. NULLs have a type, because PostgreSQL wants one.
#[derive(Clone, Debug, PartialEq)]
pub enum Param {
    /// TEXT.
    Text(String),
    /// TEXT or NULL.
    OptText(Option<String>),
    /// BIGINT: a number, microseconds, minor units, or 0 and 1.
    Int(i64),
    /// BIGINT or NULL.
    OptInt(Option<i64>),
    /// DOUBLE PRECISION.
    Real(f64),
    /// BLOB or BYTEA.
    Blob(Vec<u8>),
}

/// The parameters of a statement, in the order of `$1`, `$2`, …: `params![scope.org(), ticket, now]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::Param::from($value)),*] };
}

macro_rules! texts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Param {
            fn from(value: $kind) -> Self {
                Self::Text(value.into())
            }
        }
        impl From<&$kind> for Param {
            fn from(value: &$kind) -> Self {
                Self::Text(value.as_str().to_owned())
            }
        }
        impl From<Option<$kind>> for Param {
            fn from(value: Option<$kind>) -> Self {
                Self::OptText(value.map(Into::into))
            }
        }
        impl From<Option<&$kind>> for Param {
            fn from(value: Option<&$kind>) -> Self {
                Self::OptText(value.map(|value| value.as_str().to_owned()))
            }
        }
        impl From<&Option<$kind>> for Param {
            fn from(value: &Option<$kind>) -> Self {
                Self::OptText(value.as_ref().map(|value| value.as_str().to_owned()))
            }
        }
    )*};
}

texts!(
    String,
    EmailAddress,
    Origin,
    Slug,
    BlockId,
    CallBackId,
    CallId,
    CartChangeId,
    ConnectionId,
    NodeId,
    OrgId,
    ParticipantId,
    PersonId,
    ProductId,
    QueueId,
    RingId,
    SiteId,
    SnapshotId,
    TicketId
);

impl From<&str> for Param {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Option<&str>> for Param {
    fn from(value: Option<&str>) -> Self {
        Self::OptText(value.map(str::to_owned))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Param {
            fn from(value: $kind) -> Self {
                Self::Int(i64::from(value))
            }
        }
        impl From<Option<$kind>> for Param {
            fn from(value: Option<$kind>) -> Self {
                Self::OptInt(value.map(i64::from))
            }
        }
    )*};
}

numbers!(i64, i32, u32, u16, u8, bool);

impl From<Timestamp> for Param {
    fn from(value: Timestamp) -> Self {
        Self::Int(value.as_micros())
    }
}

impl From<Option<Timestamp>> for Param {
    fn from(value: Option<Timestamp>) -> Self {
        Self::OptInt(value.map(Timestamp::as_micros))
    }
}

impl From<f64> for Param {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}

impl From<Vec<u8>> for Param {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}
