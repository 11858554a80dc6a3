//! Which screen the guest sees: a pure function of what the server says and what this page knows itself.

use domain::{
    call::GuestEnd,
    wire::{GuestStage, LinkClaimed, Problem},
};

/// What this page knows without the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// Whether the address has no link in it.
    pub has_no_link: bool,
    /// What came of using the link, if that was tried; the pass is kept elsewhere.
    pub claimed: Option<LinkClaimed>,
    /// Whether the link was used, here or in an earlier load of the page.
    pub has_pass: bool,
    /// Why it is over here, before the server has said so.
    pub ended: Option<GuestEnd>,
    /// Why the server will not have this page any more.
    pub refused: Option<Problem>,
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Name, camera and microphone.
    Before,
    /// The link was used, and the server has not answered yet.
    Returning,
    /// At the door.
    Knocking,
    /// In the call.
    Call,
    /// There is no way in, or not any more.
    Over(Ending),
}

/// Why there is no way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A part of the link is missing.
    NoLink,
    /// Another browser used the link.
    Used,
    /// The link is dead.
    Dead,
    /// It was refused, or is over, for this reason.
    Gone(GuestEnd),
    /// It goes on in another window.
    Superseded,
    /// The page is older than the server speaks.
    Upgrade,
}

/// The screen to show.
pub fn screen(stage: Option<&GuestStage>, local: &Local) -> Screen {
    match &local.refused {
        Some(Problem::Superseded) => return Screen::Over(Ending::Superseded),
        Some(Problem::Upgrade) => return Screen::Over(Ending::Upgrade),
        Some(Problem::BadToken | Problem::SignedOut) => return Screen::Over(Ending::Dead),
        _ => {}
    }
    if let Some(end) = local.ended {
        return Screen::Over(Ending::Gone(end));
    }
    match (stage, &local.claimed) {
        (Some(GuestStage::Knocking { .. }), _) => Screen::Knocking,
        (Some(GuestStage::InCall(_)), _) => Screen::Call,
        (Some(GuestStage::Over(end)), _) => Screen::Over(Ending::Gone(*end)),
        (None, _) if local.has_pass => Screen::Returning,
        (None, _) if local.has_no_link => Screen::Over(Ending::NoLink),
        (None, Some(LinkClaimed::Used)) => Screen::Over(Ending::Used),
        (None, Some(LinkClaimed::Dead)) => Screen::Over(Ending::Dead),
        (None, _) => Screen::Before,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knocking() -> GuestStage {
        GuestStage::Knocking { agent: None }
    }

    fn with_pass() -> Local {
        Local { has_pass: true, ..Local::default() }
    }

    #[test]
    fn a_link_leads_from_the_name_over_the_door_to_the_end() {
        assert_eq!(screen(None, &Local::default()), Screen::Before);
        assert_eq!(screen(None, &with_pass()), Screen::Returning);
        assert_eq!(screen(Some(&knocking()), &with_pass()), Screen::Knocking);
        assert_eq!(screen(Some(&GuestStage::Over(GuestEnd::Refused)), &with_pass()), Screen::Over(Ending::Gone(GuestEnd::Refused)));
    }

    #[test]
    fn a_link_that_opens_nothing_says_why_and_what_passes_leaves_the_form() {
        let after = |claimed| screen(None, &Local { claimed: Some(claimed), ..Local::default() });
        assert_eq!(after(LinkClaimed::Used), Screen::Over(Ending::Used));
        assert_eq!(after(LinkClaimed::Dead), Screen::Over(Ending::Dead));
        for passing in [LinkClaimed::NoName, LinkClaimed::TooMany, LinkClaimed::Failed] {
            assert_eq!(after(passing), Screen::Before);
        }
        assert_eq!(screen(None, &Local { has_no_link: true, ..Local::default() }), Screen::Over(Ending::NoLink));
    }

    #[test]
    fn what_ended_here_is_over_before_the_server_has_heard_of_it() {
        let left = Local { ended: Some(GuestEnd::Left), ..with_pass() };
        assert_eq!(screen(Some(&knocking()), &left), Screen::Over(Ending::Gone(GuestEnd::Left)));
    }

    #[test]
    fn a_page_the_server_refuses_says_so_whatever_it_showed() {
        for (problem, ending) in
            [(Problem::Superseded, Ending::Superseded), (Problem::Upgrade, Ending::Upgrade), (Problem::BadToken, Ending::Dead)]
        {
            let local = Local { refused: Some(problem), ..with_pass() };
            assert_eq!(screen(Some(&knocking()), &local), Screen::Over(ending));
        }
        let passing = Local { refused: Some(Problem::Internal), ..with_pass() };
        assert_eq!(screen(Some(&knocking()), &passing), Screen::Knocking);
    }
}
