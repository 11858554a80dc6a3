//! What somebody shows to shoppers. **Only the person says so:** no admin and no settings file can; an admin can take it back.

use domain::{
    Origin,
    wire::console::{FaceDraft, FaceForm, LastChange, Wrong},
};

use super::refused::{Outcome, Refused, SaveError, settled};
use crate::{
    Error, Result,
    accounts::AgentScope,
    store::{Hint, Store, faces, settings},
};

/// What a member's own page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceSettings {
    /// Its form as it opens.
    pub form: FaceForm,
    /// What shoppers would read besides the name.
    pub tags: Vec<String>,
}

/// What a member shows to shoppers, for himself.
///
/// # Errors
/// [`Error::Missing`] (`person`) for who is no member any more.
pub async fn own_face(store: &Store, member: &AgentScope) -> Result<FaceSettings> {
    let kept = faces::of(&store.reader(), member.scope(), member.person()).await?.ok_or(Error::Missing("person"))?;
    let photo = kept.photo.map(String::from).unwrap_or_default();
    Ok(FaceSettings {
        form: FaceForm { is_public: kept.is_public, photo, version: kept.version },
        tags: kept.skills.tags.iter().map(ToString::to_string).collect(),
    })
}

/// Saves what a member wants shoppers to see. A photo comes from where the organisation's pictures come from.
///
/// # Errors
/// See [`SaveError`]; [`Error::Forbidden`] (`agent`) for who takes no calls.
pub async fn save_face(store: &Store, member: &AgentScope, wanted: &FaceDraft) -> Result<(), SaveError> {
    if !member.roles().is_agent {
        return Err(Error::Forbidden("agent").into());
    }
    let (scope, person) = (member.scope(), member.person());
    let actor = member.actor();
    let save = store.change(&actor, |change| {
        Box::pin(async move {
            let kept = faces::of_in(change, scope, person).await?.ok_or(Error::Missing("person"))?;
            if kept.version != wanted.version {
                return Ok(Err(Refused::Changed(LastChange { by: None, minutes_ago: None })));
            }
            let organisation = settings::organisation_in(change, scope.org()).await?.ok_or(Error::Missing("organisation"))?;
            let hosts = organisation.pictures_from(&settings::sites_in(change, scope).await?);
            if let Err(refused) = may_come_from(wanted, &hosts) {
                return Ok(Err(refused));
            }
            faces::put(change, scope, person, (wanted.is_public, wanted.photo.as_ref()), kept.version).await?;
            let ids = [("person", person.as_str())];
            change.event(scope.org(), "face_saved", &ids).await?;
            change.audit(Some(scope.org()), "face.save", &ids).await?;
            change.hint(Hint::Agent { org: scope.org().clone(), person: person.clone() });
            Ok(Ok(()))
        })
    });
    settled(save.await)
}

fn may_come_from(wanted: &FaceDraft, hosts: &[Origin]) -> Outcome<()> {
    match wanted.photo.as_ref().and_then(domain::PhotoUrl::origin) {
        Some(host) if !hosts.contains(&host) => Err(Refused::one("photo", Wrong::PhotoHost(host.to_string()))),
        _ => Ok(()),
    }
}
