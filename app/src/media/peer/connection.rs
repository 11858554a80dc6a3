//! One peer connection of the browser, with its slots, its data channel and all that listens to it.

use std::rc::Rc;

use domain::{
    link::{DATA_CHANNEL_ID, SLOTS, Slot},
    wire::{Candidate, Description, DescriptionKind, IceServer},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaStream, MediaStreamTrack, MessageEvent, RtcBundlePolicy, RtcConfiguration, RtcDataChannel, RtcDataChannelInit,
    RtcDataChannelState, RtcIceCandidateInit, RtcIceServer, RtcOfferOptions, RtcPeerConnection, RtcPeerConnectionIceEvent,
    RtcPeerConnectionState, RtcRtpSender, RtcRtpTransceiver, RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType,
    RtcSessionDescriptionInit, RtcSignalingState,
};

use super::recovery::Health;
use crate::client::Listener;

/// What a connection tells.
pub(super) enum News {
    /// A local candidate.
    Candidate(Candidate),
    /// How it is.
    Health(Health),
    /// The data channel can be used.
    ChannelOpen,
    /// A message on the data channel.
    Message(String),
}

/// A peer connection; closed when dropped.
#[derive(Debug)]
pub(super) struct Connection {
    peer: RtcPeerConnection,
    channel: RtcDataChannel,
    /// What the other side's browser groups picture and voice by, to play them in step.
    stream: MediaStream,
    _listeners: Vec<Listener>,
}

impl Connection {
    /// A fresh connection; `None` where the browser cannot.
    pub(super) fn new(ice: &[IceServer], on_news: impl Fn(News) + 'static) -> Option<Rc<Self>> {
        let peer = RtcPeerConnection::new_with_configuration(&configuration(ice)).ok()?;
        let options = RtcDataChannelInit::new();
        options.set_negotiated(true);
        options.set_id(DATA_CHANNEL_ID);
        let channel = peer.create_data_channel_with_data_channel_dict("direct", &options);
        let listeners = listeners(&peer, &channel, Rc::new(on_news));
        Some(Rc::new(Self { peer, channel, stream: MediaStream::new().ok()?, _listeners: listeners }))
    }

    /// The browser's connection, for its counters.
    pub(super) fn raw(&self) -> &RtcPeerConnection {
        &self.peer
    }

    /// Lays the slots out; whoever offers first does.
    pub(super) fn lay_out(&self) {
        for slot in SLOTS {
            let options = RtcRtpTransceiverInit::new();
            options.set_direction(RtcRtpTransceiverDirection::Sendrecv);
            options.set_streams(&js_sys::Array::of1(&self.stream));
            let kind = if slot == Slot::Audio { "audio" } else { "video" };
            self.peer.add_transceiver_with_str_and_init(kind, &options);
        }
    }

    /// Takes the slots that an offer laid out for both ways.
    pub(super) fn adopt(&self) {
        for slot in SLOTS {
            if let Some(transceiver) = self.transceiver(slot)
                && transceiver.direction() != RtcRtpTransceiverDirection::Sendrecv
            {
                transceiver.set_direction(RtcRtpTransceiverDirection::Sendrecv);
                self.group(&transceiver.sender());
            }
        }
    }

    /// Old browsers have no `setStreams`; they play the two a little less in step.
    fn group(&self, sender: &RtcRtpSender) {
        let set = js_sys::Reflect::get(sender, &"setStreams".into()).ok().and_then(|set| set.dyn_into::<js_sys::Function>().ok());
        if let Some(set) = set {
            let _ = set.call1(sender, &self.stream);
        }
    }

    /// Sends these tracks from now on; `None` sends nothing.
    pub(super) async fn attach(&self, microphone: Option<MediaStreamTrack>, camera: Option<MediaStreamTrack>) {
        for (slot, track) in [(Slot::Audio, microphone), (Slot::Camera, camera)] {
            let Some(transceiver) = self.transceiver(slot) else { continue };
            let sender = transceiver.sender();
            if sender.track() != track {
                // Fails only for a track of another kind, or a connection that is closed.
                let _ = JsFuture::from(sender.replace_track(track.as_ref())).await;
            }
        }
    }

    /// What comes from the other side in a slot.
    pub(super) fn remote(&self, slot: Slot) -> Option<MediaStream> {
        let track = self.transceiver(slot)?.receiver().track();
        MediaStream::new_with_tracks(&js_sys::Array::of1(&track)).ok()
    }

    fn transceiver(&self, slot: Slot) -> Option<RtcRtpTransceiver> {
        let place = SLOTS.iter().position(|other| *other == slot)?;
        self.peer.get_transceivers().get(u32::try_from(place).ok()?).dyn_into().ok()
    }

    /// Makes an offer and sets it.
    pub(super) async fn offer(&self, restart_ice: bool) -> Result<String, JsValue> {
        let options = RtcOfferOptions::new();
        options.set_ice_restart(restart_ice);
        let offer = JsFuture::from(self.peer.create_offer_with_rtc_offer_options(&options)).await?;
        self.set_local(&offer).await
    }

    /// Makes an answer and sets it.
    pub(super) async fn answer(&self) -> Result<String, JsValue> {
        let answer = JsFuture::from(self.peer.create_answer()).await?;
        self.set_local(&answer).await
    }

    async fn set_local(&self, description: &JsValue) -> Result<String, JsValue> {
        let description: &RtcSessionDescriptionInit = description.unchecked_ref();
        JsFuture::from(self.peer.set_local_description(description)).await?;
        description.get_sdp().ok_or(JsValue::UNDEFINED)
    }

    /// Sets a description of the other side.
    pub(super) async fn apply(&self, description: &Description) -> Result<(), JsValue> {
        let init = RtcSessionDescriptionInit::new(match description.kind {
            DescriptionKind::Offer => RtcSdpType::Offer,
            DescriptionKind::Answer => RtcSdpType::Answer,
        });
        init.set_sdp(&description.sdp);
        JsFuture::from(self.peer.set_remote_description(&init)).await.map(|_| ())
    }

    /// Adds a candidate of the other side.
    pub(super) async fn add(&self, candidate: &Candidate) {
        let init = RtcIceCandidateInit::new(&candidate.candidate);
        init.set_sdp_mid(candidate.mid.as_deref());
        init.set_sdp_m_line_index(candidate.line);
        // Fails for one of a connection that is gone or of a kind this browser does not know: others will do.
        let _ = JsFuture::from(self.peer.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init))).await;
    }

    /// The offer that waits for its answer, with the candidates found so far.
    pub(super) fn open_offer(&self) -> Option<String> {
        if self.peer.signaling_state() != RtcSignalingState::HaveLocalOffer {
            return None;
        }
        self.peer.local_description().map(|description| description.sdp())
    }

    /// Uses these servers from the next gathering on.
    pub(super) fn configure(&self, ice: &[IceServer]) {
        let _ = self.peer.set_configuration_with_configuration(&configuration(ice));
    }

    /// Sends over the data channel; `false` when it is not open.
    pub(super) fn send(&self, text: &str) -> bool {
        self.channel.ready_state() == RtcDataChannelState::Open && self.channel.send_with_str(text).is_ok()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.channel.close();
        self.peer.close();
    }
}

fn configuration(ice: &[IceServer]) -> RtcConfiguration {
    let servers = js_sys::Array::new();
    for server in ice {
        let entry = RtcIceServer::new();
        let urls: js_sys::Array = server.urls.iter().map(|url| JsValue::from_str(url)).collect();
        entry.set_urls(&urls);
        if let (Some(username), Some(credential)) = (&server.username, &server.credential) {
            entry.set_username(username);
            entry.set_credential(credential);
        }
        servers.push(&entry);
    }
    let configuration = RtcConfiguration::new();
    configuration.set_ice_servers(&servers);
    configuration.set_bundle_policy(RtcBundlePolicy::MaxBundle);
    configuration
}

fn listeners(peer: &RtcPeerConnection, channel: &RtcDataChannel, on_news: Rc<dyn Fn(News)>) -> Vec<Listener> {
    let tell = || Rc::clone(&on_news);
    let (candidate, state, open, message) = (tell(), tell(), tell(), tell());
    let watched = peer.clone();
    vec![
        Listener::new(peer, "icecandidate", move |event| {
            let Ok(event) = event.dyn_into::<RtcPeerConnectionIceEvent>() else { return };
            candidate(News::Candidate(event.candidate().map_or_else(
                || Candidate { candidate: String::new(), mid: None, line: Some(0) },
                |found| Candidate { candidate: found.candidate(), mid: found.sdp_mid(), line: found.sdp_m_line_index() },
            )));
        }),
        Listener::new(peer, "connectionstatechange", move |_| {
            state(News::Health(match watched.connection_state() {
                RtcPeerConnectionState::Connected => Health::Connected,
                RtcPeerConnectionState::Disconnected => Health::Disconnected,
                RtcPeerConnectionState::Failed => Health::Failed,
                _ => Health::Connecting,
            }));
        }),
        Listener::new(channel, "open", move |_| open(News::ChannelOpen)),
        Listener::new(channel, "message", move |event| {
            if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
                message(News::Message(text));
            }
        }),
    ]
}
