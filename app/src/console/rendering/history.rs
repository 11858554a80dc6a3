//! The pages of the history.

use domain::{
    Duration, SnapshotId, TicketId, Timestamp,
    call::{CallEnd, RingOutcome, Role, TicketEnd},
    history::{Outcome, Sought, Summary},
    identity::Identity,
    product::Money,
    schedule::Stamp,
    shopper_data::Claim,
    tracking::{Tag, TagValue},
    wire::{
        CandidateKind, ConsolePage, FlightEvent, Transport,
        console::{
            AgentName, CallStory, FlightLine, HistoryFilter, HistoryPage, HowEnded, Place, QueueChoice, RatingStory, Section,
            SnapshotStory, StoryEntry, StoryEvent, StoryPart, TicketBlock, TicketLine, TicketPage, ToldByPage, WrittenStory,
        },
    },
};

use super::{frame, html, ids_are_told_apart_and_found, tags};

/// So many seconds after 2026-11-22T11:00:00 in Stockholm; within the same hour, or days later at the same time.
fn at(seconds: i64) -> Stamp {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let small = |number: i64| u8::try_from(number).unwrap_or_default();
    let (month, day) = if days > 8 { (12, days - 8) } else { (11, 22 + days) };
    let at = Timestamp::from_micros(1_795_341_600_000_000 + seconds * 1_000_000);
    Stamp { at, year: 2026, month, day: small(day), hour: 11, minute: small(rest / 60), second: small(rest % 60) }
}

fn line() -> TicketLine {
    TicketLine {
        id: TicketId::from_random([7; 20]),
        at: at(0),
        queue: "Repairs".into(),
        waited: Duration::from_secs(95),
        outcome: Outcome::Missed,
        agent: None,
        talked: None,
        end: Some(HowEnded::InLine(TicketEnd::Left)),
        stars: None,
        purchases: 0,
    }
}

fn page() -> HistoryPage {
    HistoryPage {
        frame: frame(Section::History),
        filter: HistoryFilter::default(),
        queues: vec![QueueChoice { id: domain::QueueId::from_random([1; 20]), name: "Repairs".into() }],
        agents: vec![AgentName { person: domain::PersonId::from_random([2; 20]), name: "Anna".into() }],
        sees_all: true,
        lines: vec![line()],
        next: None,
        summary: Summary { tickets: 1, answered: 0, missed: 1, median_wait: Some(Duration::from_secs(95)) },
        is_summary_cut: false,
        zone: "Europe/Stockholm".into(),
        year: 2026,
        problems: vec![],
    }
}

fn shown(page: HistoryPage) -> String {
    html(ConsolePage::History(Box::new(page)))
}

#[test]
fn the_list_is_a_table_that_says_when_how_long_and_why() {
    let html = shown(page());
    for words in ["22 November, 11:00", "1:35", "Missed", "the shopper left the line", "Times are Stockholm time."] {
        assert!(html.contains(words), "{words}");
    }
    assert_eq!((tags(&html, "scope=\"col\"").count(), tags(&html, "scope=\"row\"").count()), (8, 1));
    assert!(html.contains(&format!("/history/{}\"", TicketId::from_random([7; 20]))));
    ids_are_told_apart_and_found(&html);
    let answered = TicketLine {
        stars: Some(4),
        purchases: 2,
        agent: Some("Anna".into()),
        end: Some(HowEnded::InCall(CallEnd::AgentHungUp)),
        ..line()
    };
    let html = shown(HistoryPage { lines: vec![answered], ..page() });
    assert!(html.contains("4 of 5 stars") && html.contains("the agent hung up") && html.contains("2 orders"));
}

#[test]
fn each_filter_is_a_chip_that_leads_to_the_list_without_it_and_to_its_first_page() {
    let before = Some(Place { at: Timestamp::default(), ticket: TicketId::from_random([1; 20]) });
    let filter = HistoryFilter { outcome: Some(Sought::Missed), to: "2026-11-22".into(), before, ..HistoryFilter::default() };
    let html = shown(HistoryPage { filter, ..page() });
    let chips: Vec<_> = tags(&html, "history-chip\"").collect();
    assert_eq!(chips.len(), 2);
    assert!(chips[0].contains("/history?to=2026-11-22\"") && chips[0].contains("Without the filter Outcome: Missed"), "{chips:?}");
    assert!(chips[1].contains("/history?outcome=missed\"") && html.contains("Back to the newest"));
}

#[test]
fn what_was_bought_is_told_with_its_day_and_without_a_number_once_that_is_forgotten() {
    let html = told(story());
    assert!(
        html.contains("24 November, 11:00")
            && html.contains("The shopper bought for 123.40 SEK, order A-&lt;17&gt;, out of the shared cart (lamp &amp; shade)")
    );
    let entries = vec![StoryEntry { at: at(60), event: bought(None) }];
    let html = told(TicketPage { entries, ..story() });
    assert!(html.contains("The shopper bought for 123.40 SEK</span>") && html.contains("11:01:00"));
}

#[test]
fn an_empty_list_teaches_and_an_agent_is_told_whose_tickets_these_are() {
    let empty = || HistoryPage { lines: vec![], summary: Summary::default(), ..page() };
    assert!(shown(empty()).contains("As soon as a shopper gets in line"));
    let filter = HistoryFilter { outcome: Some(Sought::Live), ..HistoryFilter::default() };
    assert!(shown(HistoryPage { filter, ..empty() }).contains("Nothing fits"));
    let mine = shown(HistoryPage { sees_all: false, agents: vec![], ..empty() });
    assert!(mine.contains("The tickets that rang you") && mine.contains("As soon as a call rings you"));
    assert_eq!(tags(&mine, "name=\"agent\"").count(), 0);
}

fn told(page: TicketPage) -> String {
    html(ConsolePage::Ticket(Box::new(page)))
}

fn bought(order: Option<&str>) -> StoryEvent {
    let value = "SEK".parse().ok().map(|currency| Money { minor: 12_340, currency });
    let products = order.iter().map(|_| "lamp & shade".to_owned()).collect();
    StoryEvent::Bought { order: order.map(str::to_owned), value, products, is_direct: order.is_some() }
}

fn story() -> TicketPage {
    let note = |event| FlightLine { after: Duration::from_secs(2), role: Role::Shopper, event };
    TicketPage {
        frame: frame(Section::History),
        id: TicketId::from_random([7; 20]),
        queue: "Repairs".into(),
        at: at(0),
        year: 2026,
        zone: "Europe/Stockholm".into(),
        tags: Tag::new("segment", TagValue::Text("<premium>".into())).into_iter().collect::<Vec<_>>().into(),
        outcome: Outcome::Answered,
        waited: Duration::from_secs(9),
        entries: vec![
            StoryEntry { at: at(0), event: StoryEvent::Drawn },
            StoryEntry {
                at: at(2),
                event: StoryEvent::Rang { agent: "Bruno".into(), outcome: Some(RingOutcome::Unreachable), lasted: Duration::from_secs(2) },
            },
            StoryEntry { at: at(9), event: StoryEvent::Answered { agent: Some("Anna".into()) } },
            StoryEntry { at: at(2 * 86_400), event: bought(Some("A-<17>")) },
        ],
        are_rings_cut: false,
        calls: vec![CallStory {
            at: at(9),
            lasted: Duration::from_secs(60),
            end: Some(CallEnd::ShopperHungUp),
            parts: vec![StoryPart { role: Role::Agent, name: Some("Anna".into()), from: at(9), until: Some(at(69)) }],
            outcome: Some(domain::call::Outcome::FollowUp),
            written: vec![WrittenStory { agent: "Anna".into(), note: "Wants <it> in green.".into() }],
            snapshots: vec![SnapshotStory { id: SnapshotId::from_random([9; 20]), at: at(30) }],
            rating: Some(RatingStory { stars: 5, comment: Some("Kind & <quick>".into()), is_comment_deleted: false }),
            notes: vec![
                note(FlightEvent::Path { local: CandidateKind::Host, remote: CandidateKind::Relay, transport: Transport::Udp }),
                note(FlightEvent::NetworkChanged),
            ],
            notes_left_out: 3,
            are_notes_deleted: false,
        }],
        told: Some(ToldByPage {
            identity: Some(Identity::Verified(vec![Claim { key: "externalId".into(), value: "c-17".into() }])),
            claims: vec![Claim { key: "firstName".into(), value: "Joe".into() }],
            page_url: Some("javascript:alert(1)".into()),
            page_title: None,
            until: at(28 * 24 * 3_600),
        }),
        block: TicketBlock::Open,
    }
}

#[test]
fn a_story_tells_whom_it_rang_what_was_said_and_how_the_connection_was() {
    let html = html(ConsolePage::Ticket(Box::new(story())));
    for words in [
        "Rang Bruno: not shown: no desk was there, after 0:02",
        "Anna answered",
        "+0:09",
        "11:00:09",
        "Kind &amp; &lt;quick&gt;",
        "To follow up",
        "Note of Anna",
        "Wants &lt;it&gt; in green.",
        "Still picture of 11:00:30",
        "5 of 5 stars",
        "segment",
        "&lt;premium&gt;",
        "Found a way, through a relay",
        "host \u{2192} relay, UDP",
        "3 later notes are left out.",
        "Joe",
        "Verified by the shop",
        "c-17",
        "It is deleted on 20 December, 11:00.",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("href=\"javascript"), "a page may claim any address");
    ids_are_told_apart_and_found(&html);
}

#[test]
fn what_has_been_deleted_is_said_to_be() {
    let mut page = story();
    page.told = None;
    let call = &mut page.calls[0];
    call.rating = Some(RatingStory { stars: 5, comment: None, is_comment_deleted: true });
    (call.notes, call.notes_left_out, call.are_notes_deleted) = (vec![], 0, true);
    let html = html(ConsolePage::Ticket(Box::new(page)));
    for words in
        ["what a page tells is kept for 28 days", "Words that came with it have been deleted", "What the browsers noted has been deleted"]
    {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn a_shopper_is_blocked_from_the_story_as_long_as_something_tells_the_browser_apart() {
    let shown = |block| html(ConsolePage::Ticket(Box::new(TicketPage { block, ..story() })));
    let open = shown(TicketBlock::Open);
    assert!(open.contains(&format!("/history/{}/block", story().id)));
    let blocked = shown(TicketBlock::Blocked);
    assert!(blocked.contains("This shopper is blocked.") && blocked.contains("All blocked shoppers"));
    assert!(!blocked.contains(&format!("/history/{}/block", story().id)));
    assert!(shown(TicketBlock::Forgotten).contains("cannot be blocked any more"));
}
