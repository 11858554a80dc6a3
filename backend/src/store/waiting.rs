//! What a queue has shown so far: how long its calls last, how soon agents answer and shoppers give up.

use domain::{
    Duration, QueueId, Timestamp,
    waiting::{AnswerTimes, CallLengths, Experience, Leaving, MAX_MEASURED, Staffing},
};

use super::{Reader, Row, Scope};
use crate::{Result, params};

// The first call of a ticket in its queue is the one that its wait there led to.
const RECENT: &str = "
    SELECT COALESCE(t.moved_at, t.joined_at) AS joined_at, t.ended_at, t.end_reason, c.started_at AS answered_at, c.ended_at AS call_ended_at,
        (SELECT MIN(r.started_at) FROM ring r
            WHERE r.org_id = t.org_id AND r.ticket_id = t.id AND r.state = 'accepted' AND r.ended_at = c.started_at) AS rung_at
    FROM ticket t LEFT JOIN call c ON c.org_id = t.org_id AND c.id = (
        SELECT f.id FROM call f WHERE f.org_id = t.org_id AND f.ticket_id = t.id AND f.started_at >= COALESCE(t.moved_at, t.joined_at) ORDER BY f.started_at, f.id LIMIT 1)
    WHERE t.org_id = $1 AND t.queue_id = $2 AND t.state = 'ended' AND t.joined_at >= $3
    ORDER BY t.joined_at DESC, t.id LIMIT $4";

/// How far back is looked.
const SINCE: Duration = Duration::from_secs(60 * 24 * 3_600);

/// One ticket that is over.
struct Past {
    joined_at: Timestamp,
    ended_at: Timestamp,
    answered_at: Option<Timestamp>,
    call_ended_at: Option<Timestamp>,
    rung_at: Option<Timestamp>,
    has_given_up: bool,
}

impl Past {
    fn read(row: &Row) -> Result<Self> {
        let answered_at = row.opt_time("answered_at")?;
        Ok(Self {
            joined_at: row.time("joined_at")?,
            ended_at: row.time("ended_at")?,
            answered_at,
            call_ended_at: row.opt_time("call_ended_at")?,
            rung_at: row.opt_time("rung_at")?,
            has_given_up: answered_at.is_none() && matches!(row.text("end_reason")?, "left" | "lost"),
        })
    }

    fn waited(&self) -> Duration {
        self.answered_at.unwrap_or(self.ended_at) - self.joined_at
    }
}

/// A queue's experience from its latest tickets. How often agents pause is not learned: it is what every queue starts with.
pub(crate) async fn experience(reader: &Reader, scope: &Scope, queue: &QueueId, now: Timestamp) -> Result<Experience> {
    let most = i64::try_from(MAX_MEASURED).unwrap_or(i64::MAX);
    let rows = reader.all(RECENT, params![scope.org(), queue, now - SINCE, most]).await?;
    let past = rows.iter().map(Past::read).collect::<Result<Vec<_>>>()?;
    let given_up = past.iter().filter(|past| past.has_given_up).count();
    let waited = past.iter().fold(Duration::ZERO, |sum, past| Duration::from_micros(sum.as_micros() + past.waited().as_micros()));
    Ok(Experience {
        lengths: CallLengths::learn(past.iter().filter_map(|past| Some(past.call_ended_at? - past.answered_at?))),
        answers: AnswerTimes::learn(past.iter().filter_map(|past| Some(past.answered_at? - past.rung_at?))),
        leaving: Leaving::learn(u32::try_from(given_up).unwrap_or(u32::MAX), waited),
        staffing: Staffing::default(),
    })
}
