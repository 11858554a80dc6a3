//! Stills of a shopper's picture.

use backend::{
    Error,
    front_desk::{FrontDesk, SnapshotRefused},
    history,
    store::retention::{KEPT_FOR, purge},
};
use domain::{
    SnapshotId, TicketId,
    snapshot::{MOST_OF_CALL, NotAStill},
    wire::{FromAgent, FromShopper, Resume, ShopperStage, SnapshotCard},
};

use crate::support::*;

/// The least that is taken for a JPEG of this size.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let ([w1, w2], [h1, h2]) = (width.to_be_bytes(), height.to_be_bytes());
    [&[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, h1, h2, w1, w2, 1, 1, 0x11, 0], [0xff, 0xda, 0, 2, 9].as_slice(), &[0xff, 0xd9]].concat()
}

fn still(number: u8) -> SnapshotId {
    SnapshotId::from_random([number; 20])
}

async fn talk(shop: &Shop, front_desk: &FrontDesk) -> (Desk, Shopper) {
    let mut anna = Desk::available(front_desk, &shop.agent("anna").await).await;
    let mut shopper = Shopper::join(shop, front_desk).await;
    anna.take().await;
    shopper.in_call().await;
    (anna, shopper)
}

async fn keep(shop: &Shop, front_desk: &FrontDesk, shopper: &Shopper, id: &SnapshotId, jpeg: &[u8]) -> Result<(), SnapshotRefused> {
    let holder = front_desk.holder(&shop.org, shopper.resume.clone().unwrap()).await.unwrap().unwrap();
    front_desk.keep_snapshot(&holder, id, jpeg).await.unwrap()
}

fn ids(cards: &[SnapshotCard]) -> Vec<SnapshotId> {
    cards.iter().map(|card| card.id.clone()).collect()
}

async fn desk_shows(desk: &mut Desk, expected: &[SnapshotId]) {
    desk.until(|view| view.call.as_ref().is_some_and(|call| ids(&call.snapshots) == expected)).await;
}

fn of(stage: &ShopperStage) -> Option<Vec<SnapshotId>> {
    match stage {
        ShopperStage::InCall(call) => Some(ids(&call.snapshots)),
        ShopperStage::Over { snapshots, .. } => Some(ids(snapshots)),
        _ => None,
    }
}

async fn look(shop: &Shop, who: &str, ticket: &TicketId, id: &SnapshotId) -> backend::Result<Vec<u8>> {
    history::snapshot(&shop.store, &shop.agent(who).await, ticket, id).await
}

#[tokio::test]
async fn a_still_is_seen_by_both_sides_kept_once_and_told_in_the_story() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk).await;
        for _ in 0..2 {
            assert_eq!(keep(shop, &front_desk, &shopper, &still(1), &jpeg(1280, 720)).await, Ok(()));
        }
        desk_shows(&mut anna, &[still(1)]).await;
        shopper.until(|stage| of(stage).is_some_and(|stills| stills == [still(1)])).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM snapshot WHERE width = 1280 AND height = 720").await, 1);
        assert_eq!(shop.number("SELECT COUNT(*) FROM audit WHERE action = 'keep_snapshot' AND actor_kind = 'shopper'").await, 1);

        let ticket = shopper.ticket();
        let anna_may = shop.agent("anna").await;
        let story = history::ticket(&shop.store, &anna_may, &ticket).await.unwrap();
        assert_eq!(story.calls[0].snapshots.iter().map(|still| still.id.clone()).collect::<Vec<_>>(), [still(1)]);
        assert_eq!(look(shop, "anna", &ticket, &still(1)).await.unwrap(), jpeg(1280, 720));
        // Carla's desk was closed: it did not ring her, and so is not hers to see.
        assert!(matches!(look(shop, "carla", &ticket, &still(1)).await, Err(Error::Missing("ticket"))));
        let other = TicketId::from_random([9; 20]);
        assert!(matches!(look(shop, "anna", &other, &still(1)).await, Err(Error::Missing(_))));
        assert!(matches!(look(shop, "anna", &ticket, &still(2)).await, Err(Error::Missing("snapshot"))));
    })
    .await;
}

#[tokio::test]
async fn the_shopper_deletes_a_still_in_the_call_or_after_it_and_nobody_elses() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk).await;
        for number in 1..=3 {
            shop.clock.advance(domain::Duration::from_secs(1));
            keep(shop, &front_desk, &shopper, &still(number), &jpeg(320, 240)).await.unwrap();
        }
        let mut stranger = Shopper::join(shop, &front_desk).await;
        stranger.say(FromShopper::DeleteSnapshot { snapshot: still(1) }).await;
        desk_shows(&mut anna, &[still(1), still(2), still(3)]).await;
        shopper.say(FromShopper::DeleteSnapshot { snapshot: still(2) }).await;
        desk_shows(&mut anna, &[still(1), still(3)]).await;

        anna.say(FromAgent::HangUp).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. }) && of(stage) == Some(vec![still(1), still(3)])).await;
        shopper.say(FromShopper::DeleteSnapshot { snapshot: still(3) }).await;
        shopper.until(|stage| of(stage) == Some(vec![still(1)])).await;
        shopper.say(FromShopper::DeleteSnapshot { snapshot: still(3) }).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM audit WHERE action = 'delete_snapshot'").await, 2);
        assert!(matches!(look(shop, "anna", &shopper.ticket(), &still(3)).await, Err(Error::Missing("snapshot"))));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_late_too_many_or_anothers_is_refused() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk).await;
        let refused = async |id: &SnapshotId, bytes: &[u8]| keep(shop, &front_desk, &shopper, id, bytes).await.unwrap_err();
        assert_eq!(refused(&still(1), b"<svg/>").await, SnapshotRefused::NotAStill(NotAStill::NotJpeg));
        assert_eq!(refused(&still(1), &jpeg(1281, 720)).await, SnapshotRefused::NotAStill(NotAStill::TooManyPixels));
        let forged = Resume { secret: "forged".into(), ..shopper.resume.clone().unwrap() };
        assert!(front_desk.holder(&shop.org, forged).await.unwrap().is_none());
        let nobodys = Resume { ticket: TicketId::from_random([9; 20]), ..shopper.resume.clone().unwrap() };
        assert!(front_desk.holder(&shop.org, nobodys).await.unwrap().is_none());

        for number in 1..=MOST_OF_CALL {
            keep(shop, &front_desk, &shopper, &still(u8::try_from(number).unwrap()), &jpeg(10, 10)).await.unwrap();
        }
        assert_eq!(refused(&still(100), &jpeg(10, 10)).await, SnapshotRefused::TooMany);

        // Another call's still cannot be overwritten, and its widget cannot send one after the end.
        let holder = front_desk.holder(&shop.org, shopper.resume.clone().unwrap()).await.unwrap().unwrap();
        anna.say(FromAgent::HangUp).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert_eq!(front_desk.keep_snapshot(&holder, &still(101), &jpeg(10, 10)).await.unwrap(), Err(SnapshotRefused::CallOver));
        assert!(front_desk.holder(&shop.org, shopper.resume.clone().unwrap()).await.unwrap().is_none());
        let mut next = Shopper::join(shop, &front_desk).await;
        assert!(front_desk.holder(&shop.org, next.resume.clone().unwrap()).await.unwrap().is_none(), "nobody asks who waits");
        anna.take().await;
        next.in_call().await;
        assert_eq!(keep(shop, &front_desk, &next, &still(1), &jpeg(10, 10)).await, Err(SnapshotRefused::Taken));
    })
    .await;
}

#[tokio::test]
async fn a_still_goes_with_the_personal_data() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (_anna, shopper) = talk(shop, &front_desk).await;
        keep(shop, &front_desk, &shopper, &still(1), &jpeg(10, 10)).await.unwrap();
        shop.clock.advance(KEPT_FOR);
        // Its end has come, though nobody has deleted it yet.
        assert!(matches!(look(shop, "anna", &shopper.ticket(), &still(1)).await, Err(Error::Missing("snapshot"))));
        purge(&shop.store).await.unwrap();
        assert_eq!(shop.number("SELECT COUNT(*) FROM snapshot").await, 0);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call").await, 1);
    })
    .await;
}
