//! Which page it is.

use domain::wire::ConsolePage;
use leptos::prelude::*;

use super::{
    SignIn,
    blocks::ListBlocks,
    board::LiveBoard,
    catalogue::CatalogueOfOrganisation,
    face::EditFace,
    history::{ListTickets, TellOfTicket},
    hours::HoursOfOrganisation,
    people::{EditPerson, ListPeople, ShowPassword},
    queues::{EditQueue, ListQueues},
    refused::Refused,
    removal::AskRemoval,
};
use crate::{desk::Desk, guest::Guest};

/// A page of the console bundle.
#[component]
pub fn ConsoleRoot(
    /// What the page is made of.
    page: ConsolePage,
) -> impl IntoView {
    match page {
        ConsolePage::SignIn(page) => view! { <SignIn page /> }.into_any(),
        ConsolePage::Desk(page) => view! { <Desk page /> }.into_any(),
        ConsolePage::Guest(page) => view! { <Guest page /> }.into_any(),
        ConsolePage::Board(page) => view! { <LiveBoard page=*page /> }.into_any(),
        ConsolePage::History(page) => view! { <ListTickets page=*page /> }.into_any(),
        ConsolePage::Ticket(page) => view! { <TellOfTicket page=*page /> }.into_any(),
        ConsolePage::Blocks(page) => view! { <ListBlocks page=*page /> }.into_any(),
        ConsolePage::Queues(page) => view! { <ListQueues page /> }.into_any(),
        ConsolePage::Queue(page) => view! { <EditQueue page=*page /> }.into_any(),
        ConsolePage::Hours(page) => view! { <HoursOfOrganisation page=*page /> }.into_any(),
        ConsolePage::Catalogue(page) => view! { <CatalogueOfOrganisation page=*page /> }.into_any(),
        ConsolePage::People(page) => view! { <ListPeople page /> }.into_any(),
        ConsolePage::Person(page) => view! { <EditPerson page=*page /> }.into_any(),
        ConsolePage::Password(page) => view! { <ShowPassword page /> }.into_any(),
        ConsolePage::Face(page) => view! { <EditFace page=*page /> }.into_any(),
        ConsolePage::Removal(page) => view! { <AskRemoval page /> }.into_any(),
        ConsolePage::Refused(page) => view! { <Refused page /> }.into_any(),
    }
}
