//! One peer connection of the browser, with its slots, its data channel and all that listens to it.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use domain::{
    link::{DATA_CHANNEL_ID, SLOTS, Slot},
    wire::{Candidate, Description, DescriptionKind},
};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaStream, MediaStreamTrack, MessageEvent, RtcBundlePolicy, RtcConfiguration, RtcDataChannel, RtcDataChannelInit,
    RtcDataChannelState, RtcIceCandidateInit, RtcIceServer, RtcIceTransportPolicy, RtcOfferOptions, RtcPeerConnection,
    RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcRtpSender, RtcRtpTransceiver, RtcRtpTransceiverDirection, RtcRtpTransceiverInit,
    RtcSdpType, RtcSessionDescriptionInit, RtcSignalingState,
};

use super::{
    recovery::Health,
    sending::{self, Keeps},
};
use crate::{
    client::Listener,
    media::{Reach, ladder::Encoding},
};

/// Everything of a call goes over one transport, so the candidates of one are gathered beforehand.
const POOL: u8 = 1;

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

type Ear = Rc<OnceCell<Box<dyn Fn(News)>>>;

/// A peer connection; closed when dropped.
pub(super) struct Connection {
    peer: RtcPeerConnection,
    channel: RtcDataChannel,
    /// What the other side's browser groups picture and voice by, to play them in step.
    stream: MediaStream,
    /// What the browser was told last.
    reach: RefCell<Reach>,
    ear: Ear,
    _listeners: Vec<Listener>,
}

impl Connection {
    /// A fresh connection, which begins at once to look for ways to reach it; `None` where the browser cannot. It tells nothing
    /// before somebody hears it.
    pub(super) fn new(reach: &Reach) -> Option<Rc<Self>> {
        let peer = RtcPeerConnection::new_with_configuration(&configuration(reach)).ok()?;
        let options = RtcDataChannelInit::new();
        options.set_negotiated(true);
        options.set_id(DATA_CHANNEL_ID);
        let channel = peer.create_data_channel_with_data_channel_dict("direct", &options);
        let ear = Ear::default();
        let listeners = listeners(&peer, &channel, &ear);
        let stream = MediaStream::new().ok()?;
        Some(Rc::new(Self { peer, channel, stream, reach: RefCell::new(reach.clone()), ear, _listeners: listeners }))
    }

    /// Tells `on_news` what happens from now on; the first who asks is the only one.
    pub(super) fn hear(&self, on_news: impl Fn(News) + 'static) {
        let _ = self.ear.set(Box::new(on_news));
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

    /// Sends these tracks from now on; `None` sends nothing. Does not wait: what is negotiated next comes after it (W3C WebRTC 1.0,
    /// 4.4.1.2, operations are chained).
    pub(super) fn attach(&self, tracks: &[(Slot, Option<MediaStreamTrack>)]) {
        for (slot, track) in tracks {
            let track = track.as_ref();
            let Some(sender) = self.sender(*slot).filter(|sender| sender.track().as_ref() != track) else { continue };
            let replaced = sender.replace_track(track);
            // Fails only for a track of another kind, or a connection that is closed.
            spawn_local(async move { drop(JsFuture::from(replaced).await) });
        }
    }

    /// Asks the camera's slot for this, the screen's for that, and the microphone's for precedence; whether the browser will.
    pub(super) async fn encode(&self, camera: Encoding, screen: Option<Encoding>) -> bool {
        if let Some(sender) = self.sender(Slot::Audio) {
            sending::put_first(&sender).await;
        }
        let is_screen_taken = match (self.sender(Slot::Screen), screen) {
            (Some(sender), Some(screen)) => sending::encode(&sender, Keeps::Sharpness, screen).await,
            (_, screen) => screen.is_none(),
        };
        match self.sender(Slot::Camera) {
            Some(sender) => sending::encode(&sender, Keeps::Motion, camera).await && is_screen_taken,
            None => false,
        }
    }

    /// How the browser's counters name a slot, once it is negotiated.
    pub(super) fn name_of(&self, slot: Slot) -> Option<String> {
        self.transceiver(slot)?.mid()
    }

    fn sender(&self, slot: Slot) -> Option<RtcRtpSender> {
        self.transceiver(slot).map(|transceiver| transceiver.sender())
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

    /// Uses these servers from the next gathering on. To tell the browser before the first would throw away what it has gathered
    /// beforehand.
    pub(super) fn configure(&self, reach: &Reach) {
        let has_begun = self.peer.local_description().is_some();
        if has_begun && *self.reach.borrow() != *reach && self.peer.set_configuration_with_configuration(&configuration(reach)).is_ok() {
            self.reach.replace(reach.clone());
        }
    }

    /// Whether it was made with nothing but relays, or without that limit, as is asked for now.
    pub(super) fn is_as_private_as(&self, reach: &Reach) -> bool {
        self.reach.borrow().relay_only == reach.relay_only
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

fn configuration(reach: &Reach) -> RtcConfiguration {
    let servers = js_sys::Array::new();
    for server in &reach.ice {
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
    let policy = if reach.relay_only { RtcIceTransportPolicy::Relay } else { RtcIceTransportPolicy::All };
    configuration.set_ice_transport_policy(policy);
    // Fails only for an object that is frozen.
    let _ = js_sys::Reflect::set(&configuration, &"iceCandidatePoolSize".into(), &POOL.into());
    configuration
}

fn listeners(peer: &RtcPeerConnection, channel: &RtcDataChannel, ear: &Ear) -> Vec<Listener> {
    let tell = || {
        let ear = Rc::clone(ear);
        move |news| {
            if let Some(on_news) = ear.get() {
                on_news(news);
            }
        }
    };
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
