//! What the stage says to those who do not see it.

use domain::locale::phrase::Call;
use leptos::prelude::*;

use super::{
    CallRoom, Remote,
    stage::Panel,
    words::{Said, Seen, announcement, nameless},
};
use crate::ui::texts;

/// The newest thing worth saying: a change of the connection or of another participant, a line while the chat is closed, or a hold.
pub(super) fn watch_spoken(room: StoredValue<CallRoom, LocalStorage>, panel: RwSignal<Option<Panel>>) -> Signal<String> {
    let texts = texts();
    let message = RwSignal::new(String::new());
    let name = move |remote: &Remote| remote.name.get_untracked().unwrap_or_else(|| texts.text(nameless(remote.role)));
    Effect::new(move |before: Option<Vec<(Remote, Seen)>>| {
        let now: Vec<_> = room.with_value(CallRoom::remotes).into_iter().map(|remote| (remote.clone(), look(&remote))).collect();
        let left = before.iter().flatten().find(|(gone, _)| now.iter().all(|(remote, _)| remote.id != gone.id));
        if let Some((gone, _)) = left {
            message.set(texts.with(Call::HasLeft, &name(gone)));
        }
        // Of those who are there from the start it is said whom one is connected with.
        let has_company = before.as_ref().is_some_and(|before| !before.is_empty());
        for (remote, seen) in &now {
            if has_company && before.iter().flatten().all(|(known, _)| known.id != remote.id) {
                message.set(texts.with(Call::HasJoined, &name(remote)));
                continue;
            }
            let known = before.iter().flatten().find(|(other, _)| other.id == remote.id).map(|(_, seen)| seen);
            match announcement(known, seen) {
                Some(Said::Named(key)) => message.set(texts.with(key, &name(remote))),
                Some(Said::Plain(key)) => message.set(texts.text(key)),
                None => {}
            }
        }
        now
    });
    Effect::new(move |before: Option<usize>| {
        let lines = room.with_value(CallRoom::lines);
        let newest = lines.last().and_then(|line| line.from.clone());
        if before.is_some_and(|before| before < lines.len())
            && panel.get_untracked() != Some(Panel::Chat)
            && let Some(from) = newest
        {
            let remotes = room.with_value(|room| untrack(|| room.remotes()));
            let who = remotes.iter().find(|remote| remote.id == from).map(name).unwrap_or_default();
            message.set(texts.with(Call::NewLineFrom, &who));
        }
        lines.len()
    });
    Effect::new(move |before: Option<bool>| {
        let (hold, is_shopper) = room.with_value(|room| (room.hold(), room.is_shoppers()));
        let by = hold.on.as_ref().and_then(|held| room.with_value(|room| untrack(|| room.name_of(&held.by))));
        if before.unwrap_or(false) != hold.is_on() {
            let agent = move || by.clone().unwrap_or_else(|| texts.text(Call::Agent));
            message.set(match (is_shopper, hold.is_on()) {
                (true, true) => texts.with(Call::SaysYouAreHeld, &agent()),
                (true, false) => texts.text(Call::SaysYouAreBack),
                (false, true) => texts.text(Call::SaysShopperIsHeld),
                (false, false) => texts.text(Call::SaysShopperIsBack),
            });
        }
        hold.is_on()
    });
    message.into()
}

fn look(remote: &Remote) -> Seen {
    Seen {
        phase: remote.phase.get(),
        quality: remote.quality.get(),
        is_muted: remote.is_muted.get(),
        is_camera_on: remote.is_camera_on.get(),
        is_held_back: remote.is_held_back.get(),
        is_screen_shown: remote.is_screen_shown.get() && !remote.is_on_hold.get(),
    }
}
