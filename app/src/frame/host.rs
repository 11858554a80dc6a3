//! What the widget and the merchant's page say to each other: the Rust half of `embed/src/protocol.ts`.

use domain::{
    QueueId,
    locale::Language,
    shopper_data, text,
    tracking::{Tag, Tags},
};
use serde::Serialize;
use serde_json::Value;

use super::{Cards, Carried, Listens, PageAnswer, PageQuestion, ShopNews, Track};

/// The version this release speaks; the one before it is understood as well.
const VERSION: u64 = 1;

/// The longest name of a queue.
const MAX_NAME_CHARS: usize = 120;

/// How much of the page the widget takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// A sheet in the middle; the whole screen of a phone.
    Centred,
    /// A small picture in a corner.
    Floating,
    /// A bar in a corner.
    Minimised,
}

/// What the page's handlers hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageEvent {
    /// The shopper joined a queue.
    WaitingInQueue,
    /// An agent accepted.
    CallStarting,
    /// Shopper and agent are connected.
    CallStarted,
    /// The call ended.
    CallEnded,
    /// The shopper would rather write.
    GotoChat,
}

/// Where in line the shopper is, for a page that asks how long it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageLine {
    /// The ticket's queue.
    pub queue_id: Option<QueueId>,
    /// The place; 1 is next.
    pub place: u32,
    /// How many seconds it takes, half of the time; `None` while nobody serves.
    pub wait: Option<i64>,
    /// The queue that the page named last and that the shopper does not wait in: the shopper would not, or it takes nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declined: Option<String>,
}

/// What the page does to call a shopper who looks at another tab. Empty it only tells what was decided about notifications.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageCall {
    /// What the page's title says, in turns with its own, and a notification where one is allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The notification's second line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether to ask the shopper about notifications.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ask: bool,
}

/// What was decided about notifications of the merchant's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notifications {
    /// Nothing yet: the shopper can be asked.
    Unasked,
    /// They may be shown.
    Allowed,
    /// They may not, or there are none in this browser.
    Impossible,
}

/// To the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum ToPage {
    /// Take this much of the page.
    Viewport {
        /// How much.
        mode: Mode,
    },
    /// Tell the page's handlers.
    Event {
        /// What.
        name: PageEvent,
    },
    /// Whether a ticket is held, so that the page opens the widget again after it was loaded anew.
    Keep {
        /// Whether.
        open: bool,
    },
    /// Where in line the shopper is; `None` out of line.
    Line {
        /// Where.
        line: Option<PageLine>,
    },
    /// Call the shopper, or no longer.
    Call {
        /// How; `None` ends it.
        payload: Option<PageCall>,
    },
    /// Something to count.
    Track(Track),
    /// Ask the page for an agent.
    Ask {
        /// What.
        ask: PageQuestion,
    },
    /// Something for the page's developer.
    Note {
        /// What it is about, as `embed/src/words` has it.
        about: &'static str,
        /// What the words need.
        details: Vec<String>,
    },
    /// The shopper closed the widget.
    Close,
    /// Queue or call have been left.
    Left,
}

impl ToPage {
    /// As text.
    pub fn encode(&self) -> String {
        let fields = serde_json::to_string(self).unwrap_or_default();
        format!("{{\"v\":{VERSION},{}", fields.strip_prefix('{').unwrap_or("}"))
    }
}

/// From the page.
#[derive(Clone, Debug, PartialEq)]
pub enum FromPage {
    /// Always first.
    Init {
        /// The page the shopper is on.
        place: Place,
        /// The language that the page is in, as far as it says so.
        language: Option<Language>,
        /// Whether anything may be stored in this browser.
        may_store: bool,
    },
    /// Come to the front.
    Show,
    /// Leave queue or call; the widget is about to be removed.
    Leave,
    /// From now on the page's queue is this one.
    Queue(PageQueue),
    /// What the page knows of its shopper.
    Data(Value),
    /// The shopper moved on.
    Moved(Place),
    /// What was decided about notifications.
    Notify(Notifications),
    /// What the cards of the start screen are to say and do.
    Cards(Cards),
    /// What the page wants its calls counted by.
    Tags(Tags),
    /// What the page does something about.
    Listens(Listens),
    /// What the page answers to what it was asked for an agent.
    Answer(PageAnswer),
    /// The options of the page that the widget alone heeds, and what it has for parts of the product that come later.
    Carried(Box<Carried>),
    /// What happened in the shop.
    Shop(ShopNews),
}

/// A queue that the page named, and that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageQueue {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A page of the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its address; http(s) only.
    pub url: String,
    /// Its title.
    pub title: String,
}

impl FromPage {
    /// Reads a message. Keys it does not know do no harm; a type it does not know is no message.
    pub fn decode(text: &str) -> Option<Self> {
        let mut fields: Value = serde_json::from_str(text).ok()?;
        if !is_spoken(fields.get("v")?.as_u64()?) {
            return None;
        }
        match fields.get("type")?.as_str()? {
            "init" => Some(Self::Init {
                place: place(fields.get("page")?)?,
                language: language(&fields),
                may_store: fields.get("allowFirstPartyCookies").and_then(Value::as_bool) != Some(false),
            }),
            "show" => Some(Self::Show),
            "leave" => Some(Self::Leave),
            "queue" => {
                let text = |key| text::line(fields.get(key)?.as_str()?, MAX_NAME_CHARS);
                Some(Self::Queue(PageQueue { id: text("queue")?, name: text("name")? }))
            }
            "data" => Some(Self::Data(fields.get_mut("data").map_or(Value::Null, |data| shopper_data::bounded(data.take())))),
            "page" => place(&fields).map(Self::Moved),
            "cards" => {
                let cards: Cards = serde_json::from_value(fields.get_mut("cards")?.take()).ok()?;
                Some(Self::Cards(cards.tidy()))
            }
            "listens" => Some(Self::Listens(Listens::to(fields.get("names")?.as_array()?.iter().filter_map(Value::as_str)))),
            "answer" => PageAnswer::read(fields.get_mut("answer")?.take()).map(Self::Answer),
            "carried" => fields.get_mut("carried").map(|carried| Self::Carried(Box::new(Carried::read(carried.take())))),
            "shop" => ShopNews::read(fields.get_mut("news")?.take()).map(Self::Shop),
            "tags" => {
                let tags = fields.get_mut("tags")?.as_array_mut()?.iter_mut().filter_map(|tag| serde_json::from_value(tag.take()).ok());
                Some(Self::Tags(tags.collect::<Vec<Tag>>().into()))
            }
            "notify" => Some(Self::Notify(match fields.get("permission")?.as_str()? {
                "default" => Notifications::Unasked,
                "granted" => Notifications::Allowed,
                _ => Notifications::Impossible,
            })),
            _ => None,
        }
    }
}

/// Whether a message of this version is understood.
pub(super) const fn is_spoken(version: u64) -> bool {
    version == VERSION || version + 1 == VERSION
}

/// The language that the widget was asked for, else that of the document.
fn language(fields: &Value) -> Option<Language> {
    let of_document = || fields.get("page")?.get("language")?.as_str()?.parse().ok();
    fields.get("locale").and_then(Value::as_str).and_then(|tag| tag.parse().ok()).or_else(of_document)
}

fn place(fields: &Value) -> Option<Place> {
    let text = |key| fields.get(key).and_then(Value::as_str).map(str::to_owned);
    let url = text("url").filter(|url| url.starts_with("http://") || url.starts_with("https://"))?;
    Some(Place { url, title: text("title")? })
}

#[cfg(test)]
mod tests {
    use domain::{CallId, TicketId, tracking::TagValue};

    use super::{
        super::{Card, Talk},
        *,
    };

    fn tag(key: &str, value: TagValue) -> Tag {
        Tag::new(key, value).expect("a tag")
    }

    #[test]
    fn messages_to_the_page_read_as_the_protocol_has_them() {
        let queue_id = Some(QueueId::from_random([0; 20]));
        let line = PageLine { queue_id, place: 2, wait: None, declined: Some("x".into()) };
        for (message, text) in [
            (ToPage::Viewport { mode: Mode::Minimised }, r#"{"v":1,"type":"viewport","mode":"minimised"}"#),
            (ToPage::Event { name: PageEvent::WaitingInQueue }, r#"{"v":1,"type":"event","name":"waiting-in-queue"}"#),
            (ToPage::Keep { open: true }, r#"{"v":1,"type":"keep","open":true}"#),
            (ToPage::Line { line: None }, r#"{"v":1,"type":"line","line":null}"#),
            (
                ToPage::Line { line: Some(line) },
                r#"{"v":1,"type":"line","line":{"queueId":"AAAAAAAAAAAAAAAAAAAA","place":2,"wait":null,"declined":"x"}}"#,
            ),
            (
                ToPage::Call { payload: Some(PageCall { text: Some("Anna is here".into()), ..PageCall::default() }) },
                r#"{"v":1,"type":"call","payload":{"text":"Anna is here"}}"#,
            ),
            (
                ToPage::Call { payload: Some(PageCall { ask: true, ..PageCall::default() }) },
                r#"{"v":1,"type":"call","payload":{"ask":true}}"#,
            ),
            (ToPage::Call { payload: None }, r#"{"v":1,"type":"call","payload":null}"#),
            (
                ToPage::Track(Track::CallEnded {
                    talk: Talk { call_id: CallId::from_random([0; 20]), queue_id: None, ticket_id: TicketId::from_random([0; 20]) },
                    duration: 61,
                }),
                r#"{"v":1,"type":"track","name":"call_ended","data":{"callId":"AAAAAAAAAAAAAAAAAAAA","queueId":null,"ticketId":"AAAAAAAAAAAAAAAAAAAA","duration":61}}"#,
            ),
            (
                ToPage::Note { about: "carried", details: vec!["themeId".into()] },
                r#"{"v":1,"type":"note","about":"carried","details":["themeId"]}"#,
            ),
            (ToPage::Close, r#"{"v":1,"type":"close"}"#),
            (ToPage::Left, r#"{"v":1,"type":"left"}"#),
        ] {
            assert_eq!(message.encode(), text);
        }
    }

    #[test]
    fn messages_of_this_version_and_the_one_before_are_read() {
        let shop = Place { url: "https://shop.example/a".into(), title: "A".into() };
        for (text, message) in [
            (
                r#"{"v":1,"type":"init","orgId":"x","page":{"url":"https://shop.example/a","title":"A"},"allowFirstPartyCookies":false,"new":1}"#,
                FromPage::Init { place: shop.clone(), language: None, may_store: false },
            ),
            (
                r#"{"v":1,"type":"init","page":{"url":"https://shop.example/a","title":"A","language":"de"}}"#,
                FromPage::Init { place: shop.clone(), language: "de".parse().ok(), may_store: true },
            ),
            (
                r#"{"v":1,"type":"init","locale":"sv_SE","page":{"url":"https://shop.example/a","title":"A","language":"de"}}"#,
                FromPage::Init { place: shop.clone(), language: "sv-SE".parse().ok(), may_store: true },
            ),
            (r#"{"v":0,"type":"show"}"#, FromPage::Show),
            (r#"{"v":1,"type":"leave"}"#, FromPage::Leave),
            (r#"{"v":1,"type":"data","data":{"a":1}}"#, FromPage::Data(serde_json::json!({"a": 1}))),
            (
                r#"{"v":1,"type":"queue","queue":"x","name":"Repairs\u202e "}"#,
                FromPage::Queue(PageQueue { id: "x".into(), name: "Repairs".into() }),
            ),
            (r#"{"v":1,"type":"page","url":"https://shop.example/a","title":"A"}"#, FromPage::Moved(shop)),
            (
                r#"{"v":1,"type":"cards","cards":{"drop-in-card":{"disabled":true,"title":"A\u202e\nb","subtitle":"","x":1},"other":{}}}"#,
                FromPage::Cards(Cards {
                    drop_in: Card { disabled: true, title: Some("Ab".into()), subtitle: Some(String::new()), button_text: None },
                }),
            ),
            (r#"{"v":1,"type":"cards","cards":{}}"#, FromPage::Cards(Cards::default())),
            (
                r#"{"v":1,"type":"tags","tags":[{"key":"a","value":1.5},{"key":"b","value":[]},{"key":"","value":1},{"key":"c","value":"x"}]}"#,
                FromPage::Tags(vec![tag("a", TagValue::Number(1.5)), tag("c", TagValue::Text("x".into()))].into()),
            ),
            (r#"{"v":1,"type":"notify","permission":"default"}"#, FromPage::Notify(Notifications::Unasked)),
            (r#"{"v":1,"type":"notify","permission":"unsupported"}"#, FromPage::Notify(Notifications::Impossible)),
        ] {
            assert_eq!(FromPage::decode(text), Some(message), "{text}");
        }
    }

    #[test]
    fn what_is_no_message_is_ignored() {
        for text in [
            "",
            "1",
            "{}",
            r#"{"v":2,"type":"show"}"#,
            r#"{"v":1,"type":"x"}"#,
            r#"{"v":1,"type":"queue","queue":"x"}"#,
            r#"{"v":1,"type":"cards","cards":{"drop-in-card":{"title":7}}}"#,
            r#"{"v":1,"type":"tags","tags":{}}"#,
            r#"{"v":1,"type":"page","url":"javascript:alert(1)","title":""}"#,
        ] {
            assert_eq!(FromPage::decode(text), None, "{text}");
        }
    }
}
