// The house: which floor may use which, and what may stand where.
import { dirname, join, normalize, sep } from 'node:path';
import { lex, lineOf } from './rust.mjs';
import { checkViews } from './view.mjs';

/** The workspace's crates, and those of its crates that each may use. */
export const floors = {
  domain: [],
  backend: ['domain'],
  app: ['domain'],
  frontend: ['app', 'domain'],
  server: ['app', 'backend', 'domain'],
};

// Three bundles come from one crate: what the start screen touches of the call, every shopper waits for, and what the widget
// touches of the console, every shopper downloads.
const apart = [
  { folder: 'app/src/ui', from: ['start', 'widget', 'desk', 'console'] },
  { folder: 'app/src/start', from: ['widget', 'call', 'media', 'desk', 'console'] },
  { folder: 'app/src/widget', from: ['desk', 'console'] },
  { folder: 'app/src/desk', from: ['widget'] },
  { folder: 'app/src/guest', from: ['widget', 'desk', 'console'] },
  { folder: 'app/src/console', from: ['widget'] },
];

const impure =
  /\b(?:SystemTime|Instant\s*::\s*now|std\s*::\s*(?:fs|env|process|thread)|(?:Tcp|Udp)\w+|ToSocketAddrs|tokio|async\s+fn)\b/g;
const sql = /\b(?:SELECT\s+[\w(*]|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)/;
const imported = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;

/** Faults of one crate's dependencies, as `cargo metadata` lists them. */
export function checkDependencies(crate, dependencies) {
  const allowed = floors[crate];
  if (!allowed) return [`${crate}: a crate that scripts/floors/rules.mjs gives no floor`];
  return dependencies
    .filter((name) => name in floors && name !== crate && !allowed.includes(name))
    .map((name) => `${crate}/Cargo.toml: ${crate} may not use ${name}, which is not below it`);
}

/** Faults of one Rust file. */
export function checkRust(path, source) {
  const faults = [];
  const fault = (at, what) => faults.push(`${path}:${lineOf(source, at)}: ${what}`);
  const { code, strings } = lex(source);

  if (path.startsWith('domain/src/')) {
    for (const match of code.matchAll(impure))
      fault(match.index, `domain has no I/O, clock or async, but says "${match[0]}"`);
  }
  for (const { folder, from } of apart) {
    if (!path.startsWith(`${folder}/`) && path !== `${folder}.rs`) continue;
    for (const match of code.matchAll(new RegExp(`\\bcrate\\s*::\\s*(${from.join('|')})\\b`, 'g'))) {
      fault(match.index, `${folder} may not use ${match[1]}`);
    }
  }
  if (/^\w+\/src\//.test(path) && !path.startsWith('backend/src/store')) {
    for (const literal of strings) {
      if (sql.test(literal.text)) fault(literal.at, 'SQL stands only in backend/src/store');
    }
  }
  if (path.startsWith('app/src/')) {
    const translated = /^app\/src\/(?:start|widget|call|guest)(?:\/|\.rs)/.test(path);
    checkViews(source, (kind, at, text) => {
      if (kind === 'policy') fault(at, `"${text}" is refused by the content security policy`);
      else if (translated) fault(at, `a literal where a phrase belongs: ${text}`);
    });
  }
  return faults;
}

/** Faults of one script of the merchant's page or of the demo shop: they import nothing from elsewhere. */
export function checkScript(path, source) {
  const folder = path.split('/')[0];
  // Built and tested with tools, but shipped without them.
  const isTool = !path.startsWith('demo/') && !path.startsWith('embed/src/');
  const faults = [];
  for (const match of source.matchAll(imported)) {
    const name = match[2];
    // The demo shop is the root of its own site.
    const from = folder === 'demo' && name.startsWith('/') ? join('demo', name) : join(dirname(path), name);
    const inside =
      /^[./]/.test(name) && normalize(from).split(sep)[0] === folder && (folder === 'demo' || name[0] === '.');
    // The address of a part of the page script that is loaded later; see embed/build.mjs.
    const part = path.startsWith('embed/src/') && name.startsWith('chunk:');
    const tool = isTool && !name.startsWith('.') && !name.startsWith('/');
    if (!inside && !part && !tool) faults.push(`${path}:${lineOf(source, match.index)}: ${folder}/ may not import "${name}"`);
  }
  return faults;
}

/** A file over 400 lines asks to be two, unless nobody writes it. */
export function checkLength(path, source) {
  const [first = ''] = source.split('\n', 1);
  if (/^\/\/ .*\bGenerated from\b/.test(first)) return [];
  const lines = source.trimEnd().split('\n').length;
  return lines > 400 ? [`${path}: ${lines} lines; a file over 400 asks to be two`] : [];
}
