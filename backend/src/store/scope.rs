//! Whose rows may be read and changed.

use domain::OrgId;

/// One organisation's rows. Only authentication (`accounts`) and the front desk's own jobs make one, so a statement cannot be
/// run for an organisation that somebody merely named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    org: OrgId,
}

impl Scope {
    /// The scope of an organisation that the caller has proved to be allowed into, or found in the store itself.
    pub(crate) fn of(org: OrgId) -> Self {
        Self { org }
    }

    /// The organisation.
    pub fn org(&self) -> &OrgId {
        &self.org
    }
}

impl AsRef<Scope> for Scope {
    fn as_ref(&self) -> &Scope {
        self
    }
}
