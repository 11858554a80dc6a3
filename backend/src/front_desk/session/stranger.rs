//! Who asks for a ticket, and whether one more is too many.

use std::net::IpAddr;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    OrgId, TicketId,
    queue::{COUNTED_FOR, Exceeded},
    wire::Problem,
};

use crate::{
    Result,
    keys::Keys,
    network,
    store::{
        Change, Scope,
        strangers::{self, Source},
    },
    visit::Visit,
};

/// From where a visit asks, without what would tell it to others: hashes with a key of this installation, one for each
/// organisation.
pub(super) fn source(keys: &Keys, visit: &Visit, from: Option<IpAddr>) -> Source {
    let network = from.filter(|address| network::is_of_a_stranger(*address)).map(network::name);
    Source {
        visit: hash(keys, &visit.org, "visit", &visit.id),
        network: network.map(|network| hash(keys, &visit.org, "network", &network)),
    }
}

fn hash(keys: &Keys, org: &OrgId, kind: &str, text: &str) -> String {
    URL_SAFE_NO_PAD.encode(keys.derive("ticket source").sign(format!("{org} {kind} {text}").as_bytes()))
}

/// The limit that one more ticket from there would exceed. The queue's line is held meanwhile, so that of two at once one counts
/// the other.
pub(super) async fn exceeded(change: &mut Change<'_>, scope: &Scope, source: &Source) -> Result<Option<Exceeded>> {
    Ok(strangers::drawn(change, scope, source, change.now - COUNTED_FOR).await?.exceeded())
}

/// Counts a ticket that has just been drawn.
pub(super) async fn count(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, source: &Source) -> Result<()> {
    strangers::insert(change, scope, ticket, source, change.now + COUNTED_FOR).await
}

/// The refusal in the words of the wire.
pub(super) const fn refusal(exceeded: Exceeded) -> Problem {
    match exceeded {
        Exceeded::Visit | Exceeded::Network => Problem::TooManyTickets,
        Exceeded::Organisation => Problem::QueueFull,
    }
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;

    fn visit(id: &str) -> Visit {
        Visit { org: OrgId::from_random([1; 20]), issued_at: Timestamp::default(), id: id.to_owned() }
    }

    #[test]
    fn neighbours_in_one_network_share_a_hash_and_nobody_reads_an_address_from_it() {
        let keys = Keys::from_bytes([1; 32]);
        let of = |visit_id: &str, address: &str| source(&keys, &visit(visit_id), address.parse().ok());
        let (one, other) = (of("a", "2001:db8::1"), of("b", "2001:db8::2"));
        assert_eq!(one.network, other.network);
        assert_ne!(one.visit, other.visit);
        assert_eq!(of("a", "192.168.1.7").network, None);
        assert_eq!(source(&keys, &visit("a"), None).network, None);
        let elsewhere = source(&Keys::from_bytes([2; 32]), &visit("a"), "2001:db8::1".parse().ok());
        assert_ne!(one.network, elsewhere.network);
    }
}
