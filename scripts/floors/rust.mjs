// Just enough of Rust's lexical rules to tell code, comments and string literals apart.

/**
 * Splits Rust source. `code` is the source with comments and the insides of literals replaced by spaces, so that
 * every position stays what it was; `strings` are the string literals with their positions.
 */
export function lex(source) {
  const code = source.split('');
  const strings = [];
  const blank = (from, to) => {
    for (let i = from; i < to; i += 1) if (code[i] !== '\n') code[i] = ' ';
  };
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at, at + 300);
    let match;
    if (rest.startsWith('//')) {
      const end = endOf(source, '\n', at);
      blank(at, end);
      at = end;
    } else if (rest.startsWith('/*')) {
      const end = blockCommentEnd(source, at);
      blank(at, end);
      at = end;
    } else if ((match = /^(?:b|c)?r(#*)"/.exec(rest)) && !isWord(source[at - 1])) {
      const open = at + match[0].length;
      const close = source.indexOf(`"${match[1]}`, open);
      const end = close < 0 ? source.length : close;
      strings.push({ at: open - 1, end: end + 1, text: source.slice(open, end) });
      blank(open, end);
      at = end + 1 + match[1].length;
    } else if (rest[0] === '"') {
      let end = at + 1;
      while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1;
      strings.push({ at, end: end + 1, text: source.slice(at + 1, end) });
      blank(at + 1, end);
      at = end + 1;
    } else if ((match = /^'(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'\n])'/su.exec(rest))) {
      blank(at + 1, at + match[0].length - 1);
      at += match[0].length;
    } else {
      at += 1;
    }
  }
  return { code: code.join(''), strings };
}

/** The number of the line that holds position `at`, counted from one. */
export function lineOf(source, at) {
  return source.slice(0, at).split('\n').length;
}

/** The position after the bracket that closes the one at `at`, in code without literals and comments. */
export function closing(code, at) {
  const open = code[at];
  const close = { '{': '}', '(': ')', '[': ']' }[open];
  let depth = 0;
  for (let i = at; i < code.length; i += 1) {
    if (code[i] === open) depth += 1;
    else if (code[i] === close && (depth -= 1) === 0) return i + 1;
  }
  return code.length;
}

function endOf(source, mark, from) {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found;
}

function blockCommentEnd(source, from) {
  let depth = 0;
  for (let i = from; i < source.length; i += 1) {
    if (source.startsWith('/*', i)) {
      depth += 1;
      i += 1;
    } else if (source.startsWith('*/', i)) {
      depth -= 1;
      i += 1;
      if (depth === 0) return i + 1;
    }
  }
  return source.length;
}

function isWord(character) {
  return character !== undefined && /\w/.test(character);
}
