//! A shopper who would rather be called back.

use domain::{
    call_back::{AskCallBack, is_return_secret},
    wire::{CallBackReply, Problem, ToShopper},
};

use super::{
    super::{
        super::call_backs::{self, Wish},
        internal, join,
    },
    Place, ShopperSession,
};
use crate::{Result, store::tickets};

impl ShopperSession {
    /// Puts the shopper on the list of the ticket's queue, or of the one that the form names, and says what became of it.
    pub(super) async fn ask_call_back(&mut self, form: &AskCallBack) -> Result<(), Problem> {
        if !is_return_secret(&form.secret) {
            return Err(Problem::BadMessage);
        }
        let reply = match form.read() {
            Err(wrong) => CallBackReply::Wrong(wrong),
            Ok(contact) => {
                let org = self.scope.org().clone();
                let queues = tickets::queues(&self.hub.store.reader(), self.scope.scope()).await;
                let queues = queues.map_err(internal(&org, "ask for a call-back"))?;
                let queue = &join::queue_of(&queues, form.queue.as_deref())?.id;
                let ticket = match &self.place {
                    Place::Inside { ticket, .. } => Some(ticket),
                    Place::Outside | Place::Over(_) => None,
                };
                let wish = Wish { form, contact, queue, ticket, visit_hash: &self.source.visit };
                let asked = call_backs::ask(&self.hub, self.scope.scope(), &self.actor(), wish).await;
                asked.unwrap_or_else(|error| {
                    internal(&org, "ask for a call-back")(error);
                    CallBackReply::Failed
                })
            }
        };
        self.pending.push_back(ToShopper::CallBack(reply));
        Ok(())
    }
}
