//! The list of who waits. Nothing moves under the pointer: while it rests on the list, a ticket that left stays as a faded row
//! and new ones come at the end; when it leaves, the list is the server's again.

use domain::{TicketId, wire::WaitingTicket};

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is known of the ticket, as of when it was last in line.
    pub ticket: WaitingTicket,
    /// Whether it is no longer in line.
    pub has_left: bool,
}

/// The rows to show after `shown`, given who waits now.
pub fn rows(shown: &[Row], waiting: &[WaitingTicket], is_held: bool) -> Vec<Row> {
    if !is_held {
        return waiting.iter().map(fresh).collect();
    }
    let find = |id: &TicketId| waiting.iter().find(|ticket| ticket.ticket == *id);
    let kept = shown.iter().map(|row| match find(&row.ticket.ticket) {
        Some(ticket) => fresh(ticket),
        None => Row { ticket: row.ticket.clone(), has_left: true },
    });
    let is_shown = |id: &TicketId| shown.iter().any(|row| row.ticket.ticket == *id);
    kept.chain(waiting.iter().filter(|ticket| !is_shown(&ticket.ticket)).map(fresh)).collect()
}

fn fresh(ticket: &WaitingTicket) -> Row {
    Row { ticket: ticket.clone(), has_left: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::samples::{ticket_id, waiting};

    fn order(rows: &[Row]) -> Vec<(TicketId, bool)> {
        rows.iter().map(|row| (row.ticket.ticket.clone(), row.has_left)).collect()
    }

    #[test]
    fn a_list_without_pointer_is_the_servers() {
        let shown = rows(&[], &[waiting(1, 1), waiting(2, 2)], false);
        assert_eq!(order(&rows(&shown, &[waiting(2, 1)], false)), [(ticket_id(2), false)]);
    }

    #[test]
    fn under_the_pointer_who_left_stays_faded_and_who_came_is_last() {
        let shown = rows(&[], &[waiting(1, 1), waiting(2, 2)], false);
        let held = rows(&shown, &[waiting(3, 1), waiting(2, 2)], true);
        assert_eq!(order(&held), [(ticket_id(1), true), (ticket_id(2), false), (ticket_id(3), false)]);
    }

    #[test]
    fn who_comes_back_is_in_line_again() {
        let shown = rows(&[], &[waiting(1, 1)], false);
        let gone = rows(&shown, &[], true);
        assert_eq!(order(&rows(&gone, &[waiting(1, 1)], true)), [(ticket_id(1), false)]);
    }
}
