//! One scan: a camera, what reads codes, and what comes of it.

use std::time::Duration;

use domain::product::Wanted;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::{HtmlMediaElement, HtmlVideoElement, MediaStream};

use super::{super::super::model::DeskModel, phase::Phase};
use crate::{
    client::sleep,
    media::{
        BackCamera, CodeReader, MediaProblem,
        codes::{Twice, aimed_at},
        vibrate,
    },
};

/// Between two looks: a phone in a call has more to do.
const LOOK_EVERY: Duration = Duration::from_millis(150);
/// For how long it is seen what was found.
const SHOWN_FOR: Duration = Duration::from_millis(700);

/// What an open dialog does. A copy is the same.
#[derive(Clone, Copy)]
pub struct Scan {
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// Whether the camera's lamp is on; `None` where it has none.
    pub torch: RwSignal<Option<bool>>,
    /// Where the camera's picture is shown.
    pub video: NodeRef<html::Video>,
    picture: RwSignal<Option<MediaStream>, LocalStorage>,
    camera: StoredValue<Option<BackCamera>, LocalStorage>,
    /// Counts the tries: what an earlier one was waiting for is of no use any more.
    turn: StoredValue<u32>,
    desk: DeskModel,
    is_open: RwSignal<bool>,
}

impl Scan {
    /// Nothing is opened yet. `is_open` is whether the dialog is, which ends with what is found.
    pub fn new(desk: DeskModel, is_open: RwSignal<bool>) -> Self {
        Self {
            phase: RwSignal::new(Phase::Asking),
            torch: RwSignal::new(None),
            video: NodeRef::new(),
            picture: RwSignal::new_local(None),
            camera: StoredValue::new_local(None),
            turn: StoredValue::new(0),
            desk,
            is_open,
        }
    }

    /// The camera's picture; reactive.
    pub fn picture(self) -> Option<MediaStream> {
        self.picture.get()
    }

    /// Begins, or tries once more.
    pub fn begin(self) {
        let turn = self.end();
        self.phase.set(Phase::Asking);
        spawn_local(async move {
            if let Err(problem) = self.run(turn).await
                && self.is_at(turn)
            {
                self.end();
                self.phase.set(problem);
            }
        });
    }

    /// Ends what is under way and closes the camera; the number of the next try.
    pub fn end(self) -> u32 {
        let next = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        self.picture.try_set(None);
        self.torch.try_set(None);
        drop(self.camera.try_update_value(Option::take));
        next.unwrap_or_default()
    }

    /// Switches the camera's lamp.
    pub fn toggle_torch(self) {
        let Some(is_on) = self.torch.get_untracked() else { return };
        let switched = self.camera.with_value(|camera| camera.as_ref().map(|camera| camera.switch_torch(!is_on)));
        let (Some(switched), turn) = (switched, self.turn.get_value()) else { return };
        spawn_local(async move {
            if switched.await && self.is_at(turn) {
                self.torch.set(Some(!is_on));
            }
        });
    }

    async fn run(self, turn: u32) -> Result<(), Phase> {
        let opened = BackCamera::open(self.desk.media, move || self.lose(turn)).await;
        if !self.is_at(turn) {
            return Ok(());
        }
        let camera = opened.map_err(Phase::NoCamera)?;
        self.picture.set(Some(camera.picture()));
        self.camera.set_value(Some(camera));
        self.phase.set(Phase::Opening);
        let mut reader = CodeReader::open().await.map_err(Phase::CannotRead)?;
        let mut twice = Twice::default();
        while self.is_at(turn) {
            if let Some(video) = self.shown() {
                let seen = reader.look(&video).await.map_err(Phase::CannotRead)?;
                if !self.is_at(turn) {
                    return Ok(());
                }
                self.see();
                let size = (f64::from(video.video_width()), f64::from(video.video_height()));
                let code = aimed_at(seen, size).and_then(|code| twice.read(code));
                if code.is_some_and(|code| self.take(code)) {
                    sleep(SHOWN_FOR).await;
                    if self.is_at(turn) {
                        self.is_open.set(false);
                    }
                    return Ok(());
                }
            }
            sleep(LOOK_EVERY).await;
        }
        Ok(())
    }

    /// The video, when it shows something.
    fn shown(self) -> Option<HtmlVideoElement> {
        let video = self.video.try_get_untracked().flatten()?;
        (video.ready_state() >= HtmlMediaElement::HAVE_CURRENT_DATA && video.video_width() > 0).then_some(video)
    }

    /// There is a picture, and it was looked at.
    fn see(self) {
        if self.phase.with_untracked(|phase| *phase == Phase::Opening) {
            self.phase.set(Phase::Looking);
        }
        let has_torch = || self.camera.with_value(|camera| camera.as_ref().is_some_and(BackCamera::has_torch));
        if self.torch.with_untracked(Option::is_none) && has_torch() {
            self.torch.set(Some(false));
        }
    }

    /// A code was read; whether the scan is done.
    fn take(self, code: String) -> bool {
        // What no shop can be asked for is none.
        let Ok(wanted) = Wanted::scanned(&code) else { return false };
        match self.desk.add_to_tray(wanted) {
            Ok(true) => {
                vibrate();
                self.phase.set(Phase::Found(code));
                true
            }
            // There is no room for it, which is said behind the dialog.
            Ok(false) => {
                self.is_open.set(false);
                true
            }
            Err(_) => {
                let known = Phase::Known(code);
                if self.phase.with_untracked(|phase| *phase != known) {
                    self.phase.set(known);
                }
                false
            }
        }
    }

    /// The browser took the camera away.
    fn lose(self, turn: u32) {
        if self.is_at(turn) {
            self.end();
            self.phase.set(Phase::NoCamera(MediaProblem::InUse));
        }
    }

    /// Whether this try is still the one that counts: the dialog may be closed, or another one begun.
    fn is_at(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }
}
