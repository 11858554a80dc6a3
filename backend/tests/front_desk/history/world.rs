//! The nodes, the time, and who was away when.

use std::{
    any::Any,
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration as StdDuration,
};

use backend::{
    front_desk::{FrontDesk, FrontDeskConfig},
    params,
};
use domain::{Duration, Timestamp};

use crate::support::*;

/// How much time passes at a step, and what a step takes at least.
const STEP: Duration = Duration::from_millis(250);
const STEP_TAKES: StdDuration = StdDuration::from_millis(25);
/// How long somebody may be away. Shorter than the time after a start, so that judging too early shows.
const GRACE: Duration = Duration::from_secs(8);
const STARTUP_GRACE: Duration = Duration::from_secs(15);
/// After this time the server closes a socket from which nothing comes.
const SILENCE: Duration = Duration::from_secs(12);
const NODES: usize = 3;

/// What must never be, as a number of cases; the store shows one state of itself.
const WRONG: &str = "SELECT
    (SELECT COUNT(*) FROM participant a JOIN participant b ON a.person_id = b.person_id AND a.id < b.id
        WHERE a.left_at IS NULL AND b.left_at IS NULL)
    + (SELECT COUNT(*) FROM ring a JOIN ring b ON a.person_id = b.person_id AND a.id < b.id WHERE a.ended_at IS NULL AND b.ended_at IS NULL)
    + (SELECT COUNT(*) FROM ring r JOIN participant p ON p.person_id = r.person_id WHERE r.ended_at IS NULL AND p.left_at IS NULL)
    + (SELECT COUNT(*) FROM ring r JOIN ticket t ON t.id = r.ticket_id
        WHERE r.ended_at IS NULL AND t.state <> CASE WHEN r.purpose IS NULL THEN 'waiting' ELSE 'in_call' END)
    + (SELECT COUNT(*) FROM ring r WHERE r.ended_at IS NULL AND r.purpose IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM participant p JOIN call c ON c.id = p.call_id
        WHERE c.ticket_id = r.ticket_id AND p.person_id = r.invited_by AND p.left_at IS NULL))
    + (SELECT COUNT(*) FROM call c WHERE c.state = 'running' AND (
        1 <> (SELECT COUNT(*) FROM participant p WHERE p.call_id = c.id AND p.role = 'shopper' AND p.left_at IS NULL)
        OR (SELECT COUNT(*) FROM participant p WHERE p.call_id = c.id AND p.role = 'agent' AND p.left_at IS NULL) NOT BETWEEN 1 AND 3))
    + (SELECT COUNT(*) FROM guest g JOIN call c ON c.id = g.call_id WHERE g.ended_at IS NULL AND c.state <> 'running')
    + (SELECT COUNT(*) FROM guest g
        WHERE (g.state = 'admitted') <> EXISTS (SELECT 1 FROM participant p WHERE p.id = g.id AND p.left_at IS NULL))
    + (SELECT COUNT(*) FROM call c WHERE c.state = 'running' AND 4 <
        (SELECT COUNT(*) FROM participant p WHERE p.call_id = c.id AND p.left_at IS NULL)
        + (SELECT COUNT(*) FROM guest g WHERE g.call_id = c.id AND g.state IN ('invited', 'knocking'))
        + (SELECT COUNT(*) FROM ring r WHERE r.ticket_id = c.ticket_id AND r.ended_at IS NULL))
    + (SELECT COUNT(*) FROM ticket t
        WHERE (t.state = 'in_call') <> EXISTS (SELECT 1 FROM call c WHERE c.ticket_id = t.id AND c.state = 'running'))";

/// A running node.
pub struct Running {
    pub desk: FrontDesk,
    node: Node,
    crashed_at: AtomicI64,
}

impl Running {
    /// When it was killed.
    pub fn crashed_at(&self) -> Option<Timestamp> {
        Some(self.crashed_at.load(Ordering::SeqCst)).filter(|at| *at > 0).map(Timestamp::from_micros)
    }
}

/// When somebody was not there: from before the socket was gone, to after another stood.
type Away = (Timestamp, Option<Timestamp>);

/// All that surrounds people.
pub struct World<'a> {
    pub shop: &'a Shop,
    chance: Chance,
    bus: Arc<UnreliableBus>,
    nodes: Mutex<[Option<Arc<Running>>; NODES]>,
    is_quiet: AtomicBool,
    kills: AtomicI64,
    away: Mutex<HashMap<String, Vec<Away>>>,
    /// Sockets from which nothing comes any more, until the server finds out.
    silent: Mutex<Vec<(Timestamp, Box<dyn Any + Send>)>>,
    /// Links for guests that nobody has taken.
    doors: Mutex<Vec<String>>,
    /// When a first node began after all had been down.
    outages: Mutex<Vec<Timestamp>>,
}

impl<'a> World<'a> {
    pub async fn open(shop: &'a Shop, chance: Chance) -> Self {
        let world = Self {
            shop,
            bus: Arc::new(UnreliableBus::new(chance.split())),
            chance,
            nodes: Mutex::default(),
            is_quiet: AtomicBool::new(false),
            kills: AtomicI64::new(0),
            away: Mutex::default(),
            silent: Mutex::default(),
            doors: Mutex::default(),
            outages: Mutex::default(),
        };
        for at in 0..NODES {
            world.start(at).await;
        }
        world
    }

    pub fn now(&self) -> Timestamp {
        self.shop.clock.now()
    }

    /// How many nodes were killed.
    pub fn kills(&self) -> i64 {
        self.kills.load(Ordering::SeqCst)
    }

    pub fn is_quiet(&self) -> bool {
        self.is_quiet.load(Ordering::SeqCst)
    }

    /// Waits until so much time has passed since the beginning.
    pub async fn until(&self, since_start: Duration) {
        while self.now() < START + since_start {
            tokio::time::sleep(STEP_TAKES).await;
        }
    }

    /// Lets so much time pass.
    pub async fn pass(&self, length: Duration) {
        let until = self.now() + length;
        while self.now() < until {
            tokio::time::sleep(STEP_TAKES).await;
        }
    }

    fn living(&self) -> Vec<Arc<Running>> {
        self.nodes.lock().unwrap().iter().flatten().cloned().collect()
    }

    /// A node that runs, as a proxy finds one.
    pub async fn node(&self, chance: &Chance) -> Arc<Running> {
        loop {
            let living = self.living();
            if !living.is_empty() {
                return Arc::clone(chance.pick(&living));
            }
            tokio::time::sleep(STEP_TAKES).await;
        }
    }

    /// Kills a node, if it runs.
    pub async fn crash(&self, at: usize) {
        let node = self.nodes.lock().unwrap()[at].take();
        if let Some(node) = node {
            node.crashed_at.store(self.now().as_micros(), Ordering::SeqCst);
            self.kills.fetch_add(1, Ordering::SeqCst);
            node.node.crash().await;
        }
    }

    /// Starts a node, unless it runs.
    pub async fn start(&self, at: usize) {
        if self.nodes.lock().unwrap()[at].is_some() {
            return;
        }
        if self.living().is_empty() {
            self.outages.lock().unwrap().push(self.now());
        }
        let short_line = if self.chance.percent(50) { 0 } else { 100 };
        let config = FrontDeskConfig { startup_grace: STARTUP_GRACE, absence_grace: GRACE, short_line, ..self.shop.config() };
        let node = self.shop.node_with(self.bus.clone(), config).await;
        let running = Running { desk: node.desk.clone(), node, crashed_at: AtomicI64::new(0) };
        self.nodes.lock().unwrap()[at] = Some(Arc::new(running));
    }

    /// From here on nothing breaks any more.
    pub async fn be_quiet(&self) {
        self.is_quiet.store(true, Ordering::SeqCst);
        for at in 0..NODES {
            self.start(at).await;
        }
    }

    /// Which node something happens to.
    pub fn any_node(&self) -> usize {
        usize::try_from(self.chance.below(u64::try_from(NODES).unwrap())).unwrap()
    }

    pub fn nodes(&self) -> std::ops::Range<usize> {
        0..NODES
    }

    /// Time runs, faster than outside but no faster than the nodes keep up with; and nothing is ever wrong.
    pub async fn run(&self) {
        loop {
            let wrong = self.shop.number(WRONG).await;
            assert_eq!(wrong, 0, "an agent or a ticket is in two places, or a call has more people than fit");
            tokio::time::sleep(STEP_TAKES).await;
            while self.are_behind().await {
                tokio::time::sleep(StdDuration::from_millis(5)).await;
            }
            self.shop.clock.advance(STEP);
            let now = self.now();
            self.silent.lock().unwrap().retain(|(until, _)| *until > now);
        }
    }

    async fn are_behind(&self) -> bool {
        let living = i64::try_from(self.living().len()).unwrap();
        let awake = format!("SELECT COUNT(*) FROM node WHERE lease_until >= {}", (self.now() + Duration::from_secs(8)).as_micros());
        self.shop.number(&awake).await < living
    }

    /// Leaves a session alone, for as long as the server does not find out that nothing comes from it.
    pub fn bury(&self, session: impl Any + Send) {
        self.silent.lock().unwrap().push((self.now() + SILENCE, Box::new(session)));
    }

    /// A link for whoever takes it.
    pub fn hang_out(&self, token: String) {
        self.doors.lock().unwrap().push(token);
    }

    /// The next link.
    pub fn take_door(&self) -> Option<String> {
        self.doors.lock().unwrap().pop()
    }

    /// This ticket is somebody's.
    pub fn knows(&self, ticket: &str) {
        self.away.lock().unwrap().entry(ticket.to_owned()).or_default();
    }

    /// Somebody, or the shopper of a ticket, is not there from `since` on.
    pub fn left(&self, who: &str, since: Timestamp) {
        self.away.lock().unwrap().entry(who.to_owned()).or_default().push((since, None));
    }

    /// Is there again.
    pub fn is_back(&self, who: &str) {
        let now = self.now();
        if let Some((_, until @ None)) = self.away.lock().unwrap().entry(who.to_owned()).or_default().last_mut() {
            *until = Some(now);
        }
    }

    /// Whoever was judged lost had been away for the whole grace, and was not judged while all nodes had only just begun.
    pub async fn nobody_was_lost_who_was_there(&self) {
        const LOST: &str = "
            SELECT id AS who, ended_at FROM ticket WHERE end_reason = 'lost'
            UNION ALL SELECT id AS who, ended_at FROM guest WHERE end_reason = 'lost'
            UNION ALL SELECT ticket_id AS who, ended_at FROM call WHERE end_reason = 'shopper_lost'
            UNION ALL SELECT p.person_id AS who, c.ended_at FROM call c JOIN participant p ON p.call_id = c.id AND p.role = 'agent'
            WHERE c.end_reason = 'agent_lost' AND p.left_at = c.ended_at AND NOT EXISTS (
                SELECT 1 FROM participant o WHERE o.call_id = c.id AND o.role = 'agent' AND o.left_at = c.ended_at AND o.id <> p.id)";
        let away = self.away.lock().unwrap().clone();
        let outages = self.outages.lock().unwrap().clone();
        let mut lost = 0;
        for row in self.shop.store.reader().all(LOST, params![]).await.unwrap() {
            let (who, lost_at) = (row.text("who").unwrap(), row.time("ended_at").unwrap());
            // A ticket whose shopper never heard of it, because the node was killed after it was drawn, is nobody's.
            let Some(away) = away.get(who) else { continue };
            lost += 1;
            let was_away = |(since, until): &Away| *since + GRACE <= lost_at && until.is_none_or(|until| until >= lost_at);
            assert!(away.iter().any(was_away), "{who} was taken for lost at {lost_at:?}, but away {away:?}");
            let is_early = |began: &Timestamp| *began <= lost_at && lost_at < *began + STARTUP_GRACE;
            assert!(!outages.iter().any(is_early), "{who} was judged at {lost_at:?}, nodes began at {outages:?}");
        }
        let times = away.values().map(Vec::len).sum::<usize>();
        eprintln!("{} killed, {times} times somebody was away, {lost} times for too long", self.kills());
    }
}
