//! What merchants' pages are told of queues. However many pages look at a queue, one board of this node works out from its view
//! what they may know, and they all look at that board.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::{
    Face, OrgId, QueueId,
    queue::{Named, QueueTerm},
    wire::{CallAgent, MOST_CALL_AGENTS, QueueStatus, STATUS_VERSION, StatusNews},
};
use futures::future::select_all;
use tokio::sync::watch;

use super::{
    FrontDesk,
    floor::{FloorAgent, QueueFacts, QueueView},
    hub::Hub,
};
use crate::{Error, Result, accounts::ShopperScope, store::Scope};

/// How long a board stands before it changes again: what happens together is told together.
const STANDS_FOR: Duration = Duration::from_millis(300);
/// How long a page waits for the first that is known of its queues.
const FIRST_WITHIN: Duration = Duration::from_secs(5);

/// What stands on a board; `None` until the queue has been read.
type Posted = Option<Posting>;

/// A queue as pages may know it, made once for all who look at it.
#[derive(Clone)]
struct Posting {
    /// For every page of the organisation's sites.
    plain: Arc<QueueStatus>,
    /// For those that show a key: with who can be called.
    with_agents: Arc<QueueStatus>,
}

impl Posting {
    fn of(view: &QueueView) -> Self {
        let plain = status(view);
        Self {
            with_agents: Arc::new(QueueStatus { call_agents: Some(call_agents(&view.agents)), ..plain.clone() }),
            plain: Arc::new(plain),
        }
    }

    fn seen(self, has_key: bool) -> Arc<QueueStatus> {
        if has_key { self.with_agents } else { self.plain }
    }
}

/// The boards of this node: one for each queue that a page looks at.
#[derive(Default)]
pub(super) struct Boards(Mutex<HashMap<(OrgId, QueueId), watch::Sender<Posted>>>);

impl Boards {
    fn look(hub: &Arc<Hub>, scope: &Scope, queue: &QueueId) -> watch::Receiver<Posted> {
        let mut boards = hub.boards.all();
        let board = boards.entry((scope.org().clone(), queue.clone())).or_insert_with(|| {
            let board = watch::channel(None).0;
            tokio::spawn(keep(Arc::clone(hub), scope.clone(), queue.clone(), board.clone()));
            board
        });
        board.subscribe()
    }

    /// Takes a board down if nobody looks at it; under the lock, so that nobody can begin to look meanwhile.
    fn take_down(&self, scope: &Scope, queue: &QueueId, is_needed: impl Fn(&watch::Sender<Posted>) -> bool) -> bool {
        let mut boards = self.all();
        let key = (scope.org().clone(), queue.clone());
        let goes = boards.get(&key).is_none_or(|board| !is_needed(board));
        if goes {
            boards.remove(&key);
        }
        goes
    }

    fn all(&self) -> MutexGuard<'_, HashMap<(OrgId, QueueId), watch::Sender<Posted>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a board up to date for as long as somebody looks at it.
async fn keep(hub: Arc<Hub>, scope: Scope, queue: QueueId, board: watch::Sender<Posted>) {
    let mut shown = hub.watch(&scope, &queue).await;
    loop {
        let view = shown.borrow_and_update().clone();
        if view.is_some_and(|view| post(&board, Posting::of(&view))) {
            tokio::time::sleep(STANDS_FOR).await;
        }
        let is_over = tokio::select! {
            changed = shown.changed() => changed.is_err() && hub.boards.take_down(&scope, &queue, |_| false),
            () = board.closed() => hub.boards.take_down(&scope, &queue, |board| board.receiver_count() > 0),
            () = hub.shutdown.cancelled() => hub.boards.take_down(&scope, &queue, |_| false),
        };
        if is_over {
            return;
        }
    }
}

fn post(board: &watch::Sender<Posted>, posting: Posting) -> bool {
    board.send_if_modified(|posted| {
        let is_news = posted.as_ref().is_none_or(|posted| posted.with_agents != posting.with_agents);
        if is_news {
            *posted = Some(posting);
        }
        is_news
    })
}

fn status(view: &QueueView) -> QueueStatus {
    QueueStatus {
        queue_id: view.queue.id.clone(),
        name: view.queue.name.clone(),
        is_open: view.opening.is_open,
        next_open: view.opening.next_open,
        next_close: view.opening.next_close,
        agents: view.agents_online(),
        waiting: view.waiting_count(),
        wait: view.next_wait().map(|range| u32::try_from(range.p50.ceil_secs()).unwrap_or(u32::MAX)),
        call_agents: None,
    }
}

/// Who can be called and agreed to be shown, whoever has been idle for the longest first.
fn call_agents(agents: &[FloorAgent]) -> Vec<CallAgent> {
    let mut callable: Vec<_> =
        agents.iter().filter(|agent| agent.can_be_called()).filter_map(|agent| Some((agent, agent.face.clone()?))).collect();
    callable.sort_by_key(|(agent, _)| (agent.idle_since, agent.person.clone()));
    let shown = |(agent, face): (&FloorAgent, Face)| CallAgent {
        id: agent.person.clone(),
        name: agent.name.clone(),
        tags: agent.skills.tags.iter().cloned().collect(),
        photo: face.photo,
    };
    callable.into_iter().take(MOST_CALL_AGENTS).map(shown).collect()
}

/// The queue that each term means.
fn meanings(queues: &[QueueFacts], terms: Vec<String>) -> Vec<(String, Option<QueueId>)> {
    let meaning = |term: &str| match QueueTerm::parse(term) {
        Some(term) => term.choose(queues),
        None => queues.iter().find(|queue| queue.is_default),
    };
    terms
        .into_iter()
        .map(|term| {
            let queue = meaning(&term).map(|queue| queue.id().clone());
            (term, queue)
        })
        .collect()
}

/// A page that looks at some queues.
pub struct StatusWatch {
    hub: Arc<Hub>,
    scope: ShopperScope,
    terms: Vec<(String, Option<QueueId>)>,
    /// Whether the page showed a key of the organisation, and so is told who can be called.
    has_key: bool,
    boards: Vec<(watch::Receiver<Posted>, Option<Arc<QueueStatus>>)>,
}

impl FrontDesk {
    /// Looks at the queues that these terms mean; with a key of the organisation also at who can be called.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn watch_status(&self, scope: ShopperScope, terms: Vec<String>, has_key: bool) -> Result<StatusWatch> {
        let hub = Arc::clone(&self.hub);
        let terms = meanings(&hub.directory(scope.scope()).await?, terms);
        let mut queues: Vec<&QueueId> = terms.iter().filter_map(|(_, queue)| queue.as_ref()).collect();
        queues.sort();
        queues.dedup();
        let boards = queues.into_iter().map(|queue| (Boards::look(&hub, scope.scope(), queue), None)).collect();
        Ok(StatusWatch { hub, scope, terms, has_key, boards })
    }
}

impl StatusWatch {
    /// All that was asked for, as soon as it is known.
    ///
    /// # Errors
    /// A queue could not be read.
    pub async fn first(&mut self) -> Result<StatusNews<Arc<QueueStatus>>> {
        let all = async {
            for (board, _) in &mut self.boards {
                if board.wait_for(Option::is_some).await.is_err() {
                    return false;
                }
            }
            true
        };
        if !tokio::time::timeout(FIRST_WITHIN, all).await.unwrap_or(false) {
            return Err(Error::Missing("queue"));
        }
        Ok(StatusNews { terms: Some(self.terms.clone()), ..self.news() })
    }

    /// What has changed; `None` when this cannot go on and the page should look anew. Cancel-safe.
    pub async fn next(&mut self) -> Option<StatusNews<Arc<QueueStatus>>> {
        loop {
            match self.boards.as_mut_slice() {
                [] => return std::future::pending().await,
                [(board, _)] => board.changed().await.ok()?,
                boards => select_all(boards.iter_mut().map(|(board, _)| Box::pin(board.changed()))).await.0.ok()?,
            }
            let news = self.news();
            if !news.queues.is_empty() {
                return Some(news);
            }
        }
    }

    /// The organisation.
    pub fn org(&self) -> &OrgId {
        self.scope.org()
    }

    /// Whether the terms still mean what they meant: an admin may have renamed a queue, made one or chosen another default.
    pub async fn is_current(&self) -> bool {
        let Ok(queues) = self.hub.directory(self.scope.scope()).await else { return true };
        let terms = self.terms.iter().map(|(term, _)| term.clone()).collect();
        meanings(&queues, terms) == self.terms
    }

    fn news(&mut self) -> StatusNews<Arc<QueueStatus>> {
        let mut queues = vec![];
        for (board, told) in &mut self.boards {
            let seen = board.borrow_and_update().clone().map(|posted| posted.seen(self.has_key));
            if seen != *told {
                queues.extend(seen.clone());
                *told = seen;
            }
        }
        StatusNews { v: STATUS_VERSION, terms: None, queues }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Slug, Timestamp, queue::Skills, wire::Availability};

    use super::super::samples::*;
    use super::*;

    #[test]
    fn a_page_learns_how_many_wait_and_serve_and_no_estimate_where_nobody_does() {
        let known = status(&view(vec![in_call(1, 1, "d"), ticket(2)], vec![agent(1)]));
        assert_eq!((known.agents, known.waiting, known.is_open, known.next_close), (1, 1, true, None));
        assert!(known.wait.is_some());
        assert_eq!(status(&view(vec![ticket(2)], vec![])).wait, None);
    }

    #[test]
    fn who_agreed_and_can_be_called_is_shown_and_whoever_is_idle_for_longest_comes_first() {
        let face = |number: u8| Face { photo: format!("https://shop.example/{number}.jpg").parse().ok() };
        let shown = |number: u8| FloorAgent { face: Some(face(number)), ..agent(number) };
        let since = |number, second| FloorAgent { idle_since: Timestamp::from_micros(second), ..shown(number) };
        let tagged = FloorAgent { skills: Skills { tags: ["shoes".parse().unwrap()].into(), ..Skills::default() }, ..since(1, 9) };
        let agents = [
            tagged,
            since(2, 5),
            FloorAgent { is_rung: true, ..since(3, 7) },
            agent(4),
            FloorAgent { is_online: false, ..shown(5) },
            FloorAgent { availability: Availability::Away, ..shown(6) },
            FloorAgent { in_call_since: Some(Timestamp::default()), ..shown(7) },
            FloorAgent { free_at: Some(Timestamp::default()), ..shown(8) },
        ];
        let found = call_agents(&agents);
        assert_eq!(found.iter().map(|agent| agent.id.clone()).collect::<Vec<_>>(), [person(2), person(3), person(1)]);
        assert_eq!((found[2].name.as_str(), &found[2].photo), ("Agent 1", &face(1).photo));
        assert_eq!(found[2].tags.iter().map(ToString::to_string).collect::<Vec<_>>(), ["shoes"]);
        let crowd: Vec<_> = (0..=u8::try_from(MOST_CALL_AGENTS).unwrap()).map(shown).collect();
        assert_eq!(call_agents(&crowd).len(), MOST_CALL_AGENTS);
    }

    #[test]
    fn a_term_means_a_queue_by_id_slug_or_name_and_a_blank_one_the_default_queue() {
        let floor = view(vec![], vec![]).queue;
        let slug: Slug = "repairs".parse().unwrap();
        let repairs =
            QueueFacts { id: QueueId::from_random([1; 20]), slug, name: "Repairs & care".into(), is_default: false, ..floor.clone() };
        let queues = [floor.clone(), repairs.clone()];
        for (term, queue) in [
            ("repairs", Some(&repairs)),
            (repairs.id.as_str(), Some(&repairs)),
            (" REPAIRS & CARE", Some(&repairs)),
            ("", Some(&floor)),
            (" ", Some(&floor)),
            ("attic", None),
        ] {
            assert_eq!(meanings(&queues, vec![term.to_owned()]), [(term.to_owned(), queue.map(|queue| queue.id.clone()))], "{term}");
        }
    }
}
