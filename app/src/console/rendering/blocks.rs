//! The list of blocked shoppers.

use domain::{
    BlockId, Duration, TicketId, Timestamp,
    schedule::Stamp,
    wire::{
        ConsolePage,
        console::{BlockLine, BlocksPage, Section},
    },
};

use super::{frame, html, ids_are_told_apart_and_found};

#[expect(clippy::expect_used, reason = "a test's own zone")]
fn at(seconds: i64) -> Stamp {
    let zone: domain::schedule::Zone = "UTC".parse().expect("a zone");
    // 2026-11-22T10:00:00Z.
    zone.stamp(Timestamp::from_micros(1_795_341_600_000_000) + Duration::from_secs(seconds))
}

fn page(blocks: Vec<BlockLine>) -> BlocksPage {
    BlocksPage { frame: frame(Section::Blocks), blocks, more: 0, year: 2026, zone: "UTC".into(), is_lifted: false }
}

fn line(number: u8, reason: Option<&str>) -> BlockLine {
    BlockLine {
        id: BlockId::from_random([number; 20]),
        ticket: TicketId::from_random([number; 20]),
        queue: "Repairs".into(),
        by: "Anna".into(),
        reason: reason.map(str::to_owned),
        at: at(0),
        until: at(28 * 24 * 3_600),
    }
}

fn shown(page: BlocksPage) -> String {
    html(ConsolePage::Blocks(Box::new(page)))
}

#[test]
fn a_block_tells_who_made_it_why_and_until_when_and_can_be_lifted() {
    let html = shown(BlocksPage { more: 3, ..page(vec![line(1, Some("Shouts <at> us")), line(2, None)]) });
    for words in ["Shouts &lt;at&gt; us", "None was given", "Anna", "20 December, 10:00", "3 older blocks are not shown."] {
        assert!(html.contains(words), "{words}");
    }
    assert_eq!(html.matches("Lift the block of 22 November, 10:00").count(), 2);
    assert!(html.contains(&format!("/blocks/{}/lift", BlockId::from_random([1; 20]))));
    ids_are_told_apart_and_found(&html);
}

#[test]
fn a_list_without_blocks_says_how_one_is_made() {
    let html = shown(BlocksPage { is_lifted: true, ..page(vec![]) });
    assert!(html.contains("Nobody is blocked") && html.contains("from the story of a ticket"), "{html}");
    assert!(html.contains("The block is lifted."));
}
