// A merchant's page, as far as embed.js touches one: each has a window of its own, in which the built script runs.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import vm from 'node:vm';
import { buildEmbed } from '../build.mjs';

export const ORG = 'demodemodemodemodemo';
export const CALLS = 'https://calls.example';

const out = await mkdtemp(join(tmpdir(), 'vitrine-page-'));
after(() => rm(out, { recursive: true }));
await buildEmbed(out);
const script = await readFile(join(out, 'embed.js'), 'utf8');
const chunks = new Map();
for (const file of await readdir(join(out, 'assets'))) chunks.set(`/assets/${file}`, await readFile(join(out, 'assets', file), 'utf8'));
/** Node lets no script of another window import what is not there; this asks the page for it. */
const importing = (code) => code.replace(/\bimport\(/g, '__import(');

class Style {
  values = {};
  set cssText(text) {
    if (text === '') this.values = {};
  }
  setProperty(name, value) {
    this.values[name] = value;
  }
}
/** Named styles, such as `bottom`, are kept like those of `setProperty`. */
const makeStyle = () =>
  new Proxy(new Style(), {
    set: (style, name, value) => {
      if (name in style) style[name] = value;
      else style.values[name] = String(value);
      return true;
    },
    get: (style, name) => style[name] ?? style.values[name] ?? '',
  });

class HTMLElement {
  style = makeStyle();
  dataset = {};
  children = [];
  parentElement = null;
  isConnected = false;
  className = '';
  constructor(tag) {
    this.tag = tag;
    if (tag === 'iframe') this.contentWindow = new FrameWindow();
  }
  get classList() {
    return { contains: (name) => this.className.split(' ').includes(name) };
  }
  append(...children) {
    for (const child of children) Object.assign(child, { parentElement: this, isConnected: true });
    this.children.push(...children);
  }
  attachShadow() {
    return (this.root = new HTMLElement('#shadow'));
  }
  remove() {
    this.isConnected = false;
    if (this.parentElement) this.parentElement.children = this.parentElement.children.filter((child) => child !== this);
  }
  find(tag) {
    const inside = [...this.children, ...(this.root ? [this.root] : [])];
    return inside.flatMap((child) => (child.tag === tag ? [child] : child.find(tag)));
  }
  hasAttribute() {
    return false;
  }
  focus() {}
}

/** What runs in the iframe: a test speaks for it. */
class FrameWindow {
  heard = [];
  postMessage(said, origin, [port]) {
    this.port = port;
    this.origin = origin;
    port.onmessage = ({ data }) => this.heard.push(JSON.parse(data));
  }
  say(message) {
    this.port.postMessage(JSON.stringify({ v: 1, ...message }));
  }
}

class Port {
  postMessage(data) {
    queueMicrotask(() => this.other.onmessage?.({ data }));
  }
  close() {
    this.other.onmessage = undefined;
  }
}
class MessageChannel {
  port1 = new Port();
  port2 = new Port();
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

export class FakePage {
  errors = [];
  warnings = [];
  /** What was loaded beside the script. */
  loaded = [];
  isOffline = false;
  #timers = [];
  #now = 0;
  #listeners = new Map();
  #modules = new Map();

  constructor(search = '') {
    const listen = (name, act) => this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), act]);
    const ignore = (name, act) => this.#listeners.set(name, (this.#listeners.get(name) ?? []).filter((one) => one !== act));
    const word = (one) => {
      try {
        return typeof one === 'string' ? one : (one?.message ?? typeof one);
      } catch {
        return '?';
      }
    };
    const words = (said) => said.map(word).join(' ');
    this.html = Object.assign(new HTMLElement('html'), { lang: 'en', isConnected: true });
    this.document = {
      documentElement: this.html,
      body: new HTMLElement('body'),
      activeElement: null,
      title: 'Lamps',
      readyState: 'loading',
      scripts: [],
      currentScript: null,
      hidden: false,
      createElement: (tag) => new HTMLElement(tag),
      addEventListener: listen,
      removeEventListener: ignore,
    };
    this.location = { href: `https://shop.example/lamps${search}#top`, search, origin: 'https://shop.example' };
    const storage = new Map();
    this.window = vm.createContext({
      document: this.document,
      location: this.location,
      sessionStorage: { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => storage.set(key, value), removeItem: (key) => storage.delete(key) },
      console: { error: (...said) => this.errors.push(words(said)), warn: (...said) => this.warnings.push(words(said)), log() {} },
      addEventListener: listen,
      removeEventListener: ignore,
      setTimeout: (run, ms = 0, ...given) => this.#timers.push({ at: this.#now + ms, run: () => run(...given) }),
      clearTimeout: (id) => id && (this.#timers[id - 1] = undefined),
      setInterval: () => 0,
      clearInterval() {},
      getComputedStyle: () => ({ direction: this.html.dir === 'rtl' ? 'rtl' : 'ltr' }),
      __import: (address) => this.#import(address),
      CSSStyleSheet: class { replaceSync() {} },
      MutationObserver: class { observe() {} disconnect() {} },
      HTMLElement,
      MessageChannel,
      URL,
      URLSearchParams,
      TextEncoder,
      crypto,
      navigator: {},
    });
    // The window is the global object itself, and the top one.
    const all = vm.runInContext('globalThis', this.window);
    Object.assign(this.window, { window: all, parent: all, self: all });
  }

  async #import(address) {
    if (this.isOffline) throw new Error('offline');
    const { origin, pathname } = new URL(address);
    if (origin !== CALLS) throw new Error(`a stranger's script: ${address}`);
    if (!this.#modules.has(pathname)) this.#modules.set(pathname, this.#evaluate(pathname));
    return this.#modules.get(pathname);
  }

  #evaluate(pathname) {
    this.loaded.push(/embed-(\w+)-/.exec(pathname)[1]);
    const code = importing(chunks.get(pathname));
    const name = (part) => part.trim().split(/\s+as\s+/).reverse();
    const returning = code.replace(/export\{([^}]*)\};?\s*$/, (_, list) => `return{${list.split(',').map((part) => `${name(part)[0]}:${name(part).at(-1)}`)}}`);
    return this.run(`(()=>{${returning}})()`);
  }

  /** Runs a script of the page's. */
  run(code) {
    return vm.runInContext(code, this.window);
  }

  /** The script tag runs. `how`: as a tag of its own, or as a part of something else, which leaves no current script. */
  include(how = 'tag') {
    const tag = { src: `${CALLS}/embed.js` };
    this.document.scripts.push(tag);
    this.document.currentScript = how === 'tag' ? tag : null;
    this.run(importing(script));
    this.document.currentScript = null;
  }

  /** An instance, with `options` written as the page's own code. */
  async open(options = '') {
    this.include();
    this.run(`var calls = new BambuserOneToOneEmbed({ orgId: '${ORG}', ${options} }); calls.show();`);
    await this.settle();
    return this.greet();
  }

  /** The frame says hello; it is returned. */
  async greet() {
    const { iframe } = this;
    const nonce = iframe.src.split('#')[1];
    this.say({ vitrine: 'hello', v: 1, nonce }, iframe.contentWindow);
    await this.settle();
    return iframe.contentWindow;
  }

  /** A window speaks to the page. */
  say(data, source, origin = CALLS) {
    this.fire('message', { data, source, origin });
  }

  fire(name, event = {}) {
    (this.#listeners.get(name) ?? []).forEach((act) => act(event));
  }

  async load() {
    this.document.readyState = 'interactive';
    this.fire('DOMContentLoaded');
    this.document.readyState = 'complete';
    this.fire('load');
    await this.settle();
  }

  get iframes() {
    return this.html.find('iframe');
  }

  get iframe() {
    return this.iframes.at(-1);
  }

  /** What the page's script has put into a variable, as plain data. */
  read(code) {
    const json = JSON.stringify(this.run(code));
    return json === undefined ? undefined : JSON.parse(json);
  }

  /** Everything that is under way arrives, and `ms` go by. */
  async settle(ms = 0) {
    this.#now += ms;
    for (let round = 0; round < 12; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#timers.forEach((timer, at) => {
        if (!timer || timer.at > this.#now) return;
        this.#timers[at] = undefined;
        timer.run();
      });
    }
  }
}
