//! What the start screen says and heeds: of the widget's messages the few that it needs, because what reads and writes the others would
//! be most of its bundle. They are the same messages as [`super::FromShopper`] and [`super::ToShopper`].

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::{queue::Entrance, schedule::Moment, waiting::Coarse};

/// From the start screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FromStart {
    /// Always first, without a ticket to come back to.
    Hello {
        /// The wire version the widget speaks.
        version: u16,
        /// The visit token from the page.
        token: String,
        /// The queue whose figures to show, by its slug.
        queue: Option<String>,
    },
}

/// To the start screen; another message is none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToStart {
    /// The answer to the hello, and again after every change.
    View(StartView),
    /// Something went wrong.
    Problem(Problem),
    /// Nothing new: the line is alive.
    Beat,
}

/// What the start screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StartView {
    /// Where the shopper is.
    pub stage: StartStage,
}

/// Where a shopper without a ticket is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartStage {
    /// Before a ticket is drawn.
    Outside(Figures),
}

/// A queue's figures, as [`super::ShopperStage::Outside`] tells them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Figures {
    /// Agents of the queue who are online.
    pub agents_online: u32,
    /// Tickets in line.
    pub waiting: u32,
    /// Whether one can get in line.
    #[serde(default)]
    pub entrance: Entrance,
    /// When the queue opens, while it is closed and that is known.
    #[serde(default)]
    pub opens: Option<Moment>,
    /// How long whoever gets in line now will wait; `None` while nobody serves.
    #[serde(default)]
    pub wait: Option<Coarse>,
    /// Whether one can ask to be called back.
    #[serde(default)]
    pub call_backs: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Timestamp,
        wire::{FromShopper, ShopperStage, ShopperView, ToShopper, VERSION},
    };

    #[test]
    fn the_hello_is_that_of_the_widget() {
        let hello = FromStart::Hello { version: VERSION, token: "t".into(), queue: Some("repairs".into()) };
        let read: FromShopper = serde_json::from_value(serde_json::to_value(&hello).expect("json")).expect("a hello");
        let queue = Some("repairs".into());
        assert_eq!(read, FromShopper::Hello { version: VERSION, token: "t".into(), resume: None, queue, page: None, former: None });
    }

    #[test]
    fn what_the_server_tells_the_widget_is_read() {
        let told = |message: &ToShopper| serde_json::from_value::<ToStart>(serde_json::to_value(message).expect("json")).ok();
        let wait = Some(Coarse { from_minutes: 2, to_minutes: Some(5) });
        let stage = ShopperStage::Outside { agents_online: 2, waiting: 3, entrance: Entrance::Open, opens: None, wait, call_backs: true };
        let figures = Figures { agents_online: 2, waiting: 3, entrance: Entrance::Open, opens: None, wait, call_backs: true };
        let view = ToShopper::View(Box::new(ShopperView { now: Timestamp::default(), stage }));
        assert_eq!(told(&view), Some(ToStart::View(StartView { stage: StartStage::Outside(figures) })));
        assert_eq!(told(&ToShopper::Beat), Some(ToStart::Beat));
        assert_eq!(told(&ToShopper::Problem(Problem::BadToken)), Some(ToStart::Problem(Problem::BadToken)));
        assert_eq!(told(&ToShopper::Shopping(Box::default())), None);
    }
}
