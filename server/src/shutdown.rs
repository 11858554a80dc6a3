//! Stopping: SIGTERM or SIGINT, then a drain that ends by itself.

use std::time::Duration;

use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long sockets and requests get to end before the process does.
pub const DRAIN_WITHIN: Duration = Duration::from_secs(8);

/// What has to stop, and when.
#[derive(Clone, Debug, Default)]
pub struct Shutdown {
    /// Cancelled when the process is asked to stop.
    pub token: CancellationToken,
    /// Tasks that outlive a request: open sockets.
    pub tasks: TaskTracker,
}

impl Shutdown {
    /// Cancels the token at the first SIGTERM or SIGINT.
    pub fn on_signal(&self) {
        let token = self.token.clone();
        tokio::spawn(async move {
            signalled().await;
            tracing::info!("stopping: sockets are told and get {} s", DRAIN_WITHIN.as_secs());
            token.cancel();
        });
    }

    /// Waits until all sockets have said goodbye, for at most [`DRAIN_WITHIN`].
    pub async fn drained(&self) {
        self.tasks.close();
        if tokio::time::timeout(DRAIN_WITHIN, self.tasks.wait()).await.is_err() {
            tracing::warn!(sockets = self.tasks.len(), "some sockets did not end in time");
        }
    }
}

async fn signalled() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        tracing::error!("signals cannot be received; only a kill will stop this process");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
