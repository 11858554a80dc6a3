// What stands inside `view!`: which literals a person would read, and what a strict CSP would refuse.
import { closing, lex } from './rust.mjs';

const readAttributes =
  /\b(aria-(?:label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label)\s*=\s*$/;
const hasLetter = /\p{L}/u;

/** Calls `found(kind, position, text)` for every fault in the views of some Rust source. */
export function checkViews(source, found) {
  const { code, strings } = lex(source);
  const literals = new Map(strings.map((literal) => [literal.at, literal]));
  for (const opening of code.matchAll(/\bview!\s*([{([])/g)) {
    const start = opening.index + opening[0].length - 1;
    walk(code, literals, start + 1, closing(code, start) - 1, found);
  }
}

/** Walks over the children from `at` to `end`: tags, texts and blocks of Rust, which hold children again. */
function walk(code, literals, at, end, found) {
  // The last character that was not space; texts stand after one of these, arguments do not.
  let before = '>';
  while (at < end) {
    const literal = literals.get(at);
    if (literal) {
      if (/[>{}"]/.test(before) && hasLetter.test(literal.text)) found('text', at, literal.text);
      before = '"';
      at = literal.end;
    } else if (code[at] === '<' && /[>{}";(|]/.test(before) && /[A-Za-z]/.test(code[at + 1] ?? '')) {
      at = tag(code, literals, at + 1, end, found);
      before = '>';
    } else {
      if (/\S/.test(code[at])) before = code[at];
      at += 1;
    }
  }
}

/** Reads one opening tag from after its `<`; returns the position after its `>`. */
function tag(code, literals, at, end, found) {
  const start = at;
  while (at < end) {
    const literal = literals.get(at);
    const character = code[at];
    if (literal) {
      const name = readAttributes.exec(code.slice(start, at));
      if (name && hasLetter.test(literal.text)) found('attribute', at, `${name[1]}="${literal.text}"`);
      at = literal.end;
    } else if ('{(['.includes(character)) {
      // A value. Views inside it are found by themselves, the rest is Rust.
      at = closing(code, at);
    } else if (character === '>' && !'=-'.includes(code[at - 1])) {
      return at + 1;
    } else {
      const refused = /^\s(?:style\s*=|style:|on[a-z]+\s*=)/.exec(code.slice(at, at + 40));
      if (refused) found('policy', at, refused[0].trim());
      at += 1;
    }
  }
  return at;
}
