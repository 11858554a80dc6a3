//! Breaking what is valid, in its structure and in its bytes.

use serde_json::{Map, Number, Value, json};

use crate::dice::Dice;

/// Breaks a message in one to three places and keeps it JSON.
pub fn structure(dice: &mut Dice, message: &Value) -> Value {
    let mut broken = message.clone();
    for _ in 0..=dice.below(3) {
        let nodes = count(&broken);
        let chosen = dice.below(nodes);
        if let Some(node) = nth(&mut broken, &mut { chosen }) {
            break_node(dice, node);
        }
    }
    broken
}

/// Breaks bytes in one to eight places.
pub fn bytes(dice: &mut Dice, valid: &[u8]) -> Vec<u8> {
    let mut broken = valid.to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(broken.len() + 1);
        let end = (at + 1 + dice.below(16)).min(broken.len());
        match dice.below(7) {
            0 if at < broken.len() => broken[at] ^= 1 << dice.below(8),
            1 if at < broken.len() => broken[at] = dice.byte(),
            2 => drop(broken.drain(at.min(end)..end)),
            3 => {
                let again = broken[at.min(end)..end].repeat(1 + dice.below(4));
                broken.splice(at..at, again);
            }
            4 => broken.truncate(at),
            5 => {
                let piece = dice.pick(DICTIONARY).repeat(1 + dice.below(2) * dice.below(40));
                broken.splice(at..at, piece);
            }
            _ => broken.insert(at, dice.byte()),
        }
    }
    broken
}

/// What parsers trip over: unfinished escapes and sequences, numbers at the edge, ends of line and of text.
const DICTIONARY: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"\\uDC00\\uD800",
    b"\0",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"1e999",
    b"-0",
    b"18446744073709551616",
    b"-9223372036854775809",
    b"NaN",
    b"null",
    b"true",
    b"\r\n",
    b"'''",
    b"\"\"\"",
    b"[[",
    b"=",
    b"#",
    b"%00",
    b"%ff",
    b"%2e%2e%2f",
    b"&",
    b"+",
    b"=",
    b"?",
];

/// A text that is rarely thought of.
pub fn hostile_text(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => String::new(),
        1 => "\0".into(),
        2 => "\u{202e}\u{2066}\u{feff}\u{200d}".into(),
        3 => "x".repeat(1 + dice.below(20_000)),
        4 => "💥".repeat(1 + dice.below(2_000)),
        5 => "\u{1f468}\u{200d}\u{1f469}\u{0301}".repeat(1 + dice.below(50)),
        6 => "</script><script>alert(1)</script>".into(),
        7 => "javascript:alert(1)".into(),
        8 => "' OR 1=1; DROP TABLE ticket; --".into(),
        9 => "../../../../etc/passwd".into(),
        10 => "http://169.254.169.254/latest/meta-data".into(),
        _ => "A".repeat(domain::id::LENGTH),
    }
}

fn hostile_value(dice: &mut Dice) -> Value {
    match dice.below(12) {
        0 => Value::Null,
        1 => Value::Bool(dice.chance(50)),
        2 => json!(*dice.pick(&[0, -1, 1, i64::MIN, i64::MAX, 65_536, 4_294_967_296])),
        3 => json!(u64::MAX),
        4 => json!(*dice.pick(&[0.5, -0.0, 1e308, -1e308, 5e-324])),
        5 => (0..dice.below(100)).fold(Value::Null, |inner, _| json!([inner])),
        6 => (0..dice.below(100)).fold(Value::Null, |inner, _| json!({ "x": inner })),
        7 => json!(vec![Value::Null; dice.below(5_000)]),
        8 => Value::Object((0..dice.below(300)).map(|key| (format!("key {key}"), json!(key))).collect()),
        9 => json!({}),
        _ => Value::String(hostile_text(dice)),
    }
}

fn break_node(dice: &mut Dice, node: &mut Value) {
    if dice.chance(35) {
        *node = hostile_value(dice);
        return;
    }
    let random = dice.below(usize::MAX);
    match node {
        Value::Object(members) if !members.is_empty() => break_object(dice, members),
        Value::Array(items) if !items.is_empty() => {
            let at = random % items.len();
            if dice.chance(50) {
                items.remove(at);
            } else {
                items.extend(vec![items[at].clone(); 1 + dice.below(50)]);
            }
        }
        Value::String(text) => {
            let kept: String = text.chars().take(random % (text.chars().count() + 1)).collect();
            *text = match dice.below(3) {
                0 => kept,
                1 => text.repeat(1 + dice.below(20)),
                _ => kept + &hostile_text(dice),
            };
        }
        Value::Number(number) => {
            let moved = number.as_i64().unwrap_or(0).wrapping_add(*dice.pick(&[1, -1, 256, -65_536, i64::MAX]));
            *number = Number::from(moved);
        }
        other => *other = json!([other.clone(), other.clone()]),
    }
}

fn break_object(dice: &mut Dice, members: &mut Map<String, Value>) {
    let Some(name) = members.keys().nth(dice.below(members.len())).cloned() else { return };
    let Some(value) = members.remove(&name) else { return };
    match dice.below(4) {
        0 => {}
        1 => drop(members.insert(hostile_text(dice), value)),
        2 => {
            members.insert(name.to_uppercase(), value.clone());
            members.insert(name, value);
        }
        _ => {
            members.insert(name.clone(), json!({ name: value }));
        }
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The node at a place, counted from the root; the place is counted down on the way.
fn nth<'a>(value: &'a mut Value, place: &mut usize) -> Option<&'a mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, place)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, place)),
        _ => None,
    }
}
