//! The start screen's figures, kept up to date over the socket.

use domain::wire::{FromStart, QueueGlance, StartStage, ToStart, VERSION, WidgetPage, WidgetPageState};
use leptos::prelude::*;

use crate::{
    client::{Socket, SocketState},
    frame::Frame,
};

/// A queue as it is now. A copy is the same glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    /// The queue a ticket would be drawn in.
    pub queue: RwSignal<QueueGlance>,
    line: RwSignal<SocketState>,
    socket: StoredValue<Option<Socket<FromStart, ToStart>>, LocalStorage>,
}

impl Glance {
    /// As the page has it.
    pub fn new(state: &WidgetPageState) -> Self {
        Self {
            queue: RwSignal::new(state.queue().clone()),
            line: RwSignal::new(SocketState::Connecting),
            socket: StoredValue::new_local(None),
        }
    }

    /// Whether the figures may be old because the server cannot be reached.
    pub fn is_line_lost(self) -> bool {
        self.line.with(|line| matches!(line, SocketState::Lost { .. }))
    }

    /// Follows the server until the page's owner ends.
    pub fn begin(self, page: &WidgetPage, frame: Frame) {
        let path = ["/widget/", page.org.as_str(), "/socket"].concat();
        let token = page.state.token().to_owned();
        let queue = page.state.queue().slug.clone();
        let hello = move || FromStart::Hello { version: VERSION, token: token.clone(), queue: Some(queue.clone()) };
        let on_state = move |state: &SocketState| {
            // What the server has against this page, the whole widget has the words for.
            if let SocketState::Refused(_) = state {
                frame.go_on();
            }
            self.line.set(state.clone());
        };
        self.socket.set_value(Some(Socket::connect(path, hello, move |message| self.hear(message), on_state)));
    }

    fn hear(self, message: ToStart) {
        let ToStart::View(view) = message else { return };
        let StartStage::Outside(figures) = view.stage;
        self.queue.update(|queue| queue.take(figures));
    }
}
