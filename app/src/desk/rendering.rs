//! Tests: the desk as the server renders it, and its parts for every view.

use domain::{
    Duration, OrgId, ParticipantId, PersonId, SnapshotId,
    call::Purpose,
    identity::{Identity, IdentityProblem},
    locale::{Locale, Phrases},
    shopper_data::Claim,
    wire::{DeskPage, DeskView, EarlierTickets, Past, Problem, SnapshotCard},
};
use leptos::prelude::*;

use super::{
    Desk,
    blocked::BlockedPanel,
    floor::Floor,
    guests::{Knocks, Seats},
    model::DeskModel,
    page::Panels,
    ringing::Ringing,
    samples,
    shopper::Shopper,
    stage::StageRegion,
    state,
    transfer::{Asking, Choices},
};
use crate::ui::provide_texts;

pub(super) fn page() -> DeskPage {
    DeskPage {
        org: OrgId::from_random([1; 20]),
        org_name: "Lamps & <Sons>".into(),
        person: PersonId::from_random([1; 20]),
        person_name: "Anna".into(),
        queues: vec!["Shop floor".into(), "Repairs".into()],
        may_configure: false,
        phrases: Phrases::desk(Locale::English),
        direction: Locale::English.direction(),
    }
}

pub(super) fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    html
}

/// The parts of a desk that was told a view.
fn shown(view: DeskView) -> String {
    html(move || {
        let desk = DeskModel::new(&page(), provide_texts(page().phrases));
        desk.view.set(Some(view));
        view! {
            <StageRegion desk ringing=Ringing::new(desk) />
            <Shopper desk />
            <Floor desk queues=page().queues />
        }
    })
}

/// The names of all buttons: what a screen reader says.
pub(super) fn buttons(html: &str) -> Vec<String> {
    let button = |rest: &str| {
        let (tag, content) = rest.split_once('>').unwrap_or_default();
        let label = tag.split_once("aria-label=\"").and_then(|(_, rest)| rest.split_once('"'));
        // The key that is shown beside the words is no part of the name.
        let inner = content.split("</button>").next().and_then(|inner| inner.split("<kbd").next()).unwrap_or_default();
        // What is seen may be a part of what is said.
        let said = inner.split_once("visually-hidden\">").map_or(inner, |(_, said)| said);
        label.map_or_else(|| words(said), |(label, _)| label.to_owned())
    };
    html.split("<button").skip(1).map(button).collect()
}

pub(super) fn words(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>').or(Some(("", part)))).map(|(_, text)| text).collect::<String>().trim().to_owned()
}

#[test]
fn after_a_call_the_desk_asks_how_it_went_and_says_how_long_nothing_rings() {
    let html = shown(samples::after_call());
    assert!(buttons(&html).contains(&"Done".into()));
    assert_eq!(html.matches("type=\"radio\"").count(), 5);
    assert!(words(&html).contains("Nothing rings here for another"), "{}", words(&html));
    assert!(!shown(samples::quiet()).contains("radio"));
}

#[test]
fn the_server_renders_the_desk_waiting_for_its_first_view() {
    let html = html(|| view! { <Desk page=page() /> });
    assert!(html.contains("Connecting to the desk"), "{html}");
    assert!(html.contains("Lamps &amp; &lt;Sons&gt;"));
    assert!(!html.contains("style="));
    assert!(html.contains(&format!("action=\"/o/{}/sign-out\"", page().org)));
    let switch = html.split("role=\"switch\"").nth(1).unwrap_or_default();
    assert!(switch.split('>').next().unwrap_or_default().contains("disabled"), "nothing to switch before the first view");
}

#[test]
fn every_button_has_a_name_whatever_is_shown() {
    let views = [
        samples::away(),
        samples::quiet(),
        samples::busy(),
        samples::ringing(),
        samples::in_call(false),
        samples::after_call(),
        samples::call_backs(),
    ];
    for html in views.into_iter().map(shown).chain([html(|| view! { <Desk page=page() /> })]) {
        assert!(buttons(&html).iter().all(|name| !name.is_empty()), "{html}");
    }
}

#[test]
fn a_ring_tells_who_calls_from_where_and_can_be_answered() {
    let html = shown(samples::ringing());
    for text in ["Incoming call", "Joe Doe", "Reading lamp", "Shop floor"] {
        assert!(html.contains(text), "{text}");
    }
    let buttons = buttons(&html);
    assert!(buttons.contains(&"Accept".into()) && buttons.contains(&"Decline".into()), "{buttons:?}");
}

#[test]
fn of_a_long_line_it_is_said_how_many_more_wait() {
    let long = words(&shown(DeskView { more_waiting: 7, ..samples::busy() }));
    assert!(long.contains("Waiting 10") && long.contains("and 7 more"), "{long}");
    assert!(!words(&shown(samples::busy())).contains("and 0 more"));
}

#[test]
fn an_agent_who_is_away_gets_a_button_to_go_available() {
    assert!(buttons(&shown(samples::away())).contains(&"Go available".into()));
    assert!(!buttons(&shown(samples::quiet())).contains(&"Go available".into()));
}

#[test]
fn claims_are_marked_as_such_and_never_become_markup() {
    let mut view = samples::ringing();
    view.rings[0].shopper.claims[0].value = "<img src=x>".into();
    let html = shown(view);
    assert!(html.contains("Claimed by the page"));
    assert!(html.contains("&lt;img src=x") && !html.contains("<img"));
    assert!(html.contains("First name") && html.contains("basket"));
}

#[test]
fn whom_the_shop_vouches_for_is_told_from_whom_somebody_claims_to_be() {
    let mut view = samples::ringing();
    let claims = vec![Claim { key: "firstName".into(), value: "<b>Ada".into() }];
    view.rings[0].shopper.identity = Some(Identity::Verified(claims));
    let html = shown(view.clone());
    assert!(html.contains("Verified by the shop") && html.contains("&lt;b&gt;Ada") && html.contains("Claimed by the page"));
    view.rings[0].shopper.identity = Some(Identity::Refused(IdentityProblem::Forged));
    let html = shown(view.clone());
    assert!(html.contains("Do not rely on who") && !html.contains("Verified by"));
    view.rings[0].shopper.identity = Some(Identity::Refused(IdentityProblem::NoKey));
    assert!(shown(view).contains("no key is set up"));
    assert!(!shown(samples::ringing()).contains("Verified by"));
}

#[test]
fn stills_are_shown_beside_what_is_known_of_the_shopper() {
    let mut view = samples::in_call(true);
    let call = view.call.as_mut().unwrap();
    let id = SnapshotId::from_random([6; 20]);
    call.snapshots.push(SnapshotCard { id: id.clone(), taken_at: call.started_at + Duration::from_secs(31) });
    let address = format!("/o/{}/history/{}/snapshots/{id}\"", page().org, call.ticket);
    let html = shown(view);
    assert!(html.contains("Still picture at 0:31 of the call") && html.matches(&address).count() == 2, "{html}");
    assert!(!shown(samples::in_call(true)).contains("Still picture"));
}

#[test]
fn a_page_that_is_no_web_page_is_no_link() {
    let mut view = samples::ringing();
    assert!(shown(view.clone()).contains("rel=\"noopener noreferrer\""));
    view.rings[0].shopper.page_url = Some("javascript:alert(1)".into());
    let html = shown(view);
    assert!(!html.contains("<a ") && !html.contains("javascript:"));
}

#[test]
fn an_invitation_says_who_asks_and_for_what_and_is_answered_as_any_ring() {
    for (purpose, words) in
        [(Purpose::Join, "Anna asks you to join a call"), (Purpose::HandOver, "Anna would like to hand a call over to you")]
    {
        let html = shown(samples::invited(purpose));
        assert!(html.contains(words) && html.contains("Joe Doe") && !html.contains("Incoming call"), "{html}");
        assert!(buttons(&html).iter().any(|button| button.starts_with("Accept")));
    }
}

/// What a component of the call shows while the server's view is this.
fn of_call(view: DeskView, component: impl Fn(DeskModel) -> AnyView + 'static) -> String {
    html(move || {
        let desk = DeskModel::new(&page(), provide_texts(page().phrases));
        desk.view.set(Some(view.clone()));
        component(desk)
    })
}

#[test]
fn colleagues_and_queues_are_listed_and_a_queue_that_takes_nobody_says_so() {
    let html = of_call(samples::in_company(), |desk| view! { <Choices desk /> }.into_any());
    for name in ["Hand over to Bruno", "Ask to join: Bruno", "Pass on to Repairs", "1 agent there · 2 people wait", "Closed"] {
        assert!(html.contains(name), "{name}: {html}");
    }
    let nobody = of_call(samples::in_call(true), |desk| view! { <Choices desk /> }.into_any());
    assert!(nobody.contains("Nobody is free right now.") && nobody.contains("There is no other queue."), "{nobody}");
}

#[test]
fn while_a_colleague_is_asked_it_is_said_and_can_be_taken_back() {
    let html = of_call(samples::asking(), |desk| view! { <Asking desk /> }.into_any());
    assert!(html.contains("Asking Bruno to take over…") && html.contains("Take back"), "{html}");
    let quiet = of_call(samples::in_company(), |desk| view! { <Asking desk /> }.into_any());
    assert!(!quiet.contains("Asking"), "{quiet}");
}

#[test]
fn a_call_back_tells_how_to_reach_whom_and_can_be_taken_by_one() {
    let html = shown(samples::call_backs());
    for part in
        ["Call-backs", "href=\"tel:+46812345\"", "href=\"mailto:maja@shop.example\"", "after five", "and 12 more", "Bruno calls back"]
    {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.contains("&lt;i&gt;Is the blue one in?") && !html.contains("<i>"), "{html}");
    let buttons = buttons(&html);
    let count = |name: &str| buttons.iter().filter(|button| *button == name).count();
    assert_eq!((count("Call Maja 1 back"), count("Reached"), count("Not reached"), count("Give back")), (1, 1, 1, 2), "{buttons:?}");
}

#[test]
fn without_call_backs_the_desk_says_so() {
    assert!(shown(samples::quiet()).contains("Nobody asked to be called back."));
}

#[test]
fn a_call_in_another_window_can_be_brought_here() {
    assert!(buttons(&shown(samples::in_call(false))).contains(&"Bring it here".into()));
}

/// A desk that was told a view and then that it is out.
fn refused(problem: Problem) -> String {
    html(move || {
        let desk = DeskModel::new(&page(), provide_texts(page().phrases));
        desk.view.set(Some(samples::ringing()));
        desk.refuse(problem);
        view! { <Panels desk ringing=Ringing::new(desk) page=page() is_help_open=RwSignal::new(false) /> }
    })
}

#[test]
fn a_desk_that_is_signed_out_shows_the_way_back_in_and_nothing_of_what_it_knew() {
    let html = refused(Problem::SignedOut);
    assert!(html.contains("You are signed out"), "{html}");
    assert_eq!(buttons(&html), ["Sign in again"]);
    for known in ["role=\"switch\"", "Joe Doe", "Reading lamp", "Waiting", "Colleagues", "Bruno", "Your queues", "Signed in as"] {
        assert!(!html.contains(known), "{known}: {html}");
    }
}

#[test]
fn a_desk_that_is_blocked_otherwise_keeps_the_bar_without_the_switch() {
    for problem in [Problem::Superseded, Problem::Upgrade, Problem::BadToken] {
        let html = refused(problem.clone());
        assert!(buttons(&html).contains(&"Sign out".into()), "{problem:?}");
        for known in ["role=\"switch\"", "Joe Doe", "Waiting", "Colleagues"] {
            assert!(!html.contains(known), "{problem:?}: {known}: {html}");
        }
    }
}

#[test]
fn a_desk_that_works_shows_switch_line_and_colleagues() {
    let html = html(|| view! { <Desk page=page() /> });
    for part in ["role=\"switch\"", "Waiting", "Colleagues", "Your queues", "Signed in as"] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn rest_says_in_words_who_ended_the_call() {
    use state::CallOver::{AgentLost, ByMe, ByShopper, Elsewhere, ShopperLost, Silently};
    let ends = [
        (ByMe, "You ended the call."),
        (Elsewhere, "You ended the call in another window."),
        (ByShopper, "The shopper ended the call."),
        (ShopperLost, "the shopper's connection was lost"),
        (AgentLost, "its window was closed or not connected"),
        (Silently, "The call has ended."),
    ];
    for (over, words) in ends {
        let html = html(move || {
            let desk = DeskModel::new(&page(), provide_texts(page().phrases));
            desk.view.set(Some(samples::quiet()));
            desk.over.set(Some(over));
            view! { <StageRegion desk ringing=Ringing::new(desk) /> }
        });
        assert!(html.contains(words), "{over:?}: {html}");
    }
}

#[test]
fn every_way_to_be_blocked_has_a_way_on() {
    use state::Blocked::{Broken, SignedOut, Superseded, Upgrade};
    for blocked in [SignedOut, Superseded, Upgrade, Broken] {
        let html = html(move || {
            let desk = DeskModel::new(&page(), provide_texts(page().phrases));
            view! { <BlockedPanel desk blocked /> }
        });
        assert_eq!(buttons(&html).len(), 1, "{blocked:?}");
        assert!(html.contains("role=\"alert\""));
    }
}

/// What is shown of the guests of a call.
fn guests(view: DeskView) -> String {
    html(move || {
        let desk = DeskModel::new(&page(), provide_texts(page().phrases));
        desk.links.set(vec![(ParticipantId::from_random([21; 20]), "https://calls.example/guest/o#t".into())]);
        desk.view.set(Some(view));
        view! { <Knocks desk /><Seats desk /> }
    })
}

#[test]
fn who_knocks_can_be_let_in_or_turned_away_and_who_is_in_can_be_shown_out() {
    let mut view = samples::with_guests();
    let html = guests(view.clone());
    assert!(words(&html).contains("Mia would like to come in"), "{}", words(&html));
    let names = buttons(&html);
    for name in ["Let in Mia", "Turn away Mia", "Show out Max", "Copy the link", "Take the link back"] {
        assert!(names.contains(&name.into()), "{name}: {names:?}");
    }
    assert!(html.contains("https://calls.example/guest/o#t") && html.contains("readonly"));
    // The call is full.
    assert!(words(&html).contains("The call is full"));
    let company = &mut view.call.as_mut().unwrap().company;
    (company.has_room, company.guests) = (true, vec![]);
    let empty = guests(view);
    assert!(words(&empty).contains("Nobody is invited yet.") && !empty.contains("disabled"), "{empty}");
}

#[test]
fn a_link_that_another_window_made_cannot_be_shown_again_and_says_so() {
    let mut view = samples::with_guests();
    view.call.as_mut().unwrap().company.guests[0].guest = ParticipantId::from_random([99; 20]);
    let html = guests(view);
    assert!(words(&html).contains("only there") && !html.contains("guests-link"), "{html}");
}

#[test]
fn the_panel_tells_what_the_call_asks_for_and_the_earlier_calls_with_their_notes() {
    let told = |earlier: Option<EarlierTickets>| {
        html(move || {
            let desk = DeskModel::new(&page(), provide_texts(page().phrases));
            let view = samples::in_call(true);
            let ticket = view.call.as_ref().map(|call| call.ticket.clone());
            desk.view.set(Some(view));
            desk.earlier.set(ticket.map(|ticket| Past { ticket, earlier }));
            view! { <Shopper desk /> }
        })
    };
    let html = told(Some(samples::earlier()));
    for text in
        ["Asks for", "lamps", "22 November, 10:00", "Repairs", "Sold, with Bruno, for 2:05", "Wants it in green.", "Nobody answered"]
    {
        assert!(html.contains(text), "{text}: {html}");
    }
    assert!(told(Some(EarlierTickets::default())).contains("None that we know of."));
    let failed = told(None);
    assert!(buttons(&failed).contains(&"Try again".into()), "{failed}");
    assert!(shown(samples::ringing()).contains("Looking for earlier calls"));
    assert!(!shown(samples::quiet()).contains("Earlier calls"));
}

#[test]
fn a_shopper_can_be_blocked_in_the_call_and_after_it_and_at_no_other_time() {
    let offers = |view| buttons(&shown(view)).contains(&"Block this shopper".into());
    assert!(offers(samples::after_call()));
    assert!(!offers(samples::ringing()) && !offers(samples::quiet()));
}
