//! The live board.

use domain::{
    CallId, PersonId, QueueId, Timestamp,
    wire::{
        ConsolePage,
        console::{AgentState, Board, BoardAgent, BoardCall, BoardPage, BoardQueue, Section},
    },
};

use super::{frame, html, ids_are_told_apart_and_found, tags};

const NOW: Timestamp = Timestamp::from_micros(1_795_341_600_000_000);

fn ago(seconds: i64) -> Timestamp {
    NOW - domain::Duration::from_secs(seconds)
}

fn queue() -> BoardQueue {
    let agent = |number: u8, name: &str, state| BoardAgent { person: PersonId::from_random([number; 20]), name: name.into(), state };
    BoardQueue {
        id: QueueId::from_random([1; 20]),
        name: "Repairs & <care>".into(),
        is_open: true,
        changes: None,
        waiting: 2,
        longest_since: Some(ago(95)),
        wait: None,
        agents: vec![agent(1, "Anna", AgentState::InCall), agent(2, "Bruno", AgentState::Away)],
        calls: vec![BoardCall { id: CallId::from_random([1; 20]), since: ago(61), agents: vec!["Anna".into()] }],
    }
}

fn shown(queues: Vec<BoardQueue>, is_mine: bool) -> String {
    let page = BoardPage { frame: frame(Section::Board), board: Board { now: NOW, queues }, is_mine, may_choose: true };
    html(ConsolePage::Board(Box::new(page)))
}

#[test]
fn a_board_tells_waits_calls_and_agents_before_any_script_runs() {
    let html = shown(vec![queue()], false);
    for words in ["1:35", "1:01", "Repairs &amp; &lt;care&gt;", "Anna", "Bruno", "In a call", "Away", "As of when the page came"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("Ringing") && !html.contains("Offline"), "a state that nobody is in is left out");
    ids_are_told_apart_and_found(&html);
}

#[test]
fn a_queue_with_nobody_to_serve_who_waits_says_so_in_words() {
    let is_hidden = |html: &str| tags(html, "\"board-alarm\"").all(|tag| tag.contains(" hidden"));
    assert!(is_hidden(&shown(vec![queue()], false)));
    let deserted = BoardQueue { agents: vec![], ..queue() };
    let html = shown(vec![deserted], false);
    assert!(!is_hidden(&html) && html.contains("People wait, and nobody serves."), "{html}");
}

#[test]
fn an_empty_board_says_what_would_fill_it() {
    assert!(shown(vec![], true).contains("Ask an admin to tick your name"));
    assert!(shown(vec![], false).contains("Make one under Queues"));
}
