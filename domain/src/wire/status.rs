//! What a merchant's page is told of queues, over its status stream or as one answer. Read by `embed/src/status/board.ts`.

use serde::{Deserialize, Serialize};

use crate::{PersonId, PhotoUrl, QueueId, Timestamp, queue::Tag};

/// The version this code speaks.
pub const STATUS_VERSION: u16 = 1;
/// The most queues a page can ask for at a time.
pub const MOST_STATUS_TERMS: usize = 50;
/// The longest name of a queue that a page can ask for, in characters.
pub const MOST_TERM_CHARS: usize = 120;

/// The most agents of a queue that a page is told of.
pub const MOST_CALL_AGENTS: usize = 50;

/// An agent of a queue who takes calls now and agreed to be shown to shoppers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAgent {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// What the agent knows.
    pub tags: Vec<Tag>,
    /// The photo, where there is one.
    pub photo: Option<PhotoUrl>,
}

/// A queue as pages may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueStatus {
    /// The queue.
    pub queue_id: QueueId,
    /// Its name.
    pub name: String,
    /// Whether it is within its hours.
    pub is_open: bool,
    /// When it opens next; `None` when it never does, or always is.
    pub next_open: Option<Timestamp>,
    /// When it closes next; `None` when it never does.
    pub next_close: Option<Timestamp>,
    /// Agents who are available, in a call or wrapping up.
    pub agents: u32,
    /// Tickets in line.
    pub waiting: u32,
    /// How many seconds whoever gets in line now will wait, half of the time; `None` while nobody serves.
    pub wait: Option<u32>,
    /// Who can be called at once, whoever has waited for a call the longest first; `None` for a page that shows no key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_agents: Option<Vec<CallAgent>>,
}

/// All that was asked for, or what has changed of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusNews<Q = QueueStatus> {
    /// The version.
    pub v: u16,
    /// In the first news only: each term as the page gave it and the queue that it means, if there is one. A blank term means the
    /// default queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Vec<(String, Option<QueueId>)>>,
    /// The queues.
    pub queues: Vec<Q>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_read_as_the_page_script_reads_them() {
        let id = QueueId::from_random([0; 20]);
        let queue = QueueStatus {
            queue_id: id.clone(),
            name: "Repairs".into(),
            is_open: false,
            next_open: Some(Timestamp::from_micros(5)),
            next_close: None,
            agents: 2,
            waiting: 1,
            wait: Some(90),
            call_agents: None,
        };
        let text = r#"{"v":1,"terms":[["repairs","AAAAAAAAAAAAAAAAAAAA"],["attic",null]],"queues":[{"queueId":"AAAAAAAAAAAAAAAAAAAA","name":"Repairs","isOpen":false,"nextOpen":5,"nextClose":null,"agents":2,"waiting":1,"wait":90}]}"#;
        let terms = vec![("repairs".to_owned(), Some(id)), ("attic".to_owned(), None)];
        let first = StatusNews { v: STATUS_VERSION, terms: Some(terms), queues: vec![queue] };
        assert_eq!(serde_json::to_string(&first).ok().as_deref(), Some(text));
        assert_eq!(serde_json::from_str(text).ok(), Some(first));
        let anna = CallAgent {
            id: PersonId::from_random([0; 20]),
            name: "Anna".into(),
            tags: vec!["shoes".parse().expect("a tag")],
            photo: "https://shop.example/anna.jpg".parse().ok(),
        };
        let text = r#"{"id":"AAAAAAAAAAAAAAAAAAAA","name":"Anna","tags":["shoes"],"photo":"https://shop.example/anna.jpg"}"#;
        assert_eq!(serde_json::to_string(&anna).ok().as_deref(), Some(text));
        let change: StatusNews = StatusNews { v: STATUS_VERSION, terms: None, queues: vec![] };
        assert_eq!(serde_json::to_string(&change).ok().as_deref(), Some(r#"{"v":1,"queues":[]}"#));
    }
}
