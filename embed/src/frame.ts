/**
 * The inline script of the widget page: takes the port of the page around it before any WASM arrives, loads the bundles,
 * hears presses until somebody can act on them, and shows the way on where the widget cannot run. The server puts it
 * into the page, so it is small and depends on nothing but the protocol's words.
 */

interface Bundle {
  script: string;
  wasm: string;
}

/** What the server puts into the page. */
interface Beginning {
  start: Bundle;
  widget: Bundle;
  /** What the developer of the page around this one is told. */
  notes: object[];
}

/** What `wasm-bindgen` makes of a bundle. */
interface Module {
  default(options: { module_or_path: string }): Promise<unknown>;
  /** Begins what the bundle is for. */
  begin(): void;
  /** Ends it, where another bundle can follow. */
  end?(): void;
}

interface VitrineFrame {
  /** Whether a page stands around this one. */
  embedded: boolean;
  /** Brings the start screen to life, and fetches the whole widget meanwhile. */
  begin(beginning: Beginning): void;
  /** Puts the whole widget in the start screen's place. */
  goOn(): void;
  /** Loads the page anew, for another queue. */
  showQueue(queue: string): void;
  /** Hands over what the page said and will say: JSON text, as `protocol.ts` describes it. */
  connect(hear: (json: string) => void): void;
  /** Says something to the page; kept until there is a port. */
  post(json: string): void;
  /** Hands over what the start screen heeds of what the page says, as JSON text: what it said last of each, and what it will say. */
  hearWishes(hear: (json: string) => void): void;
  /** Hands over the names of the controls that were pressed, oldest first, and that will be. */
  hearPresses(hear: (name: string) => void): void;
}

const LOADED_WITHIN_MS = 20_000;
/** The start screen's own first work goes before. */
const IDLE_AFTER_MS = 300;
const VERSION = 1;

const root = document.documentElement;
const host = window.parent;
const embedded = host !== window;
const nonce = location.hash.slice(1);
const heard: string[] = [];
const unsaid: string[] = [];
const presses = new Map<string, Element>();
let hear: ((json: string) => void) | undefined;
let hearPress: ((name: string) => void) | undefined;
let hearWish: ((json: string) => void) | undefined;
const wishes = new Map<string, string>();
let port: MessagePort | undefined;
let canRun = true;
let start: Module | undefined;
let loadWidget: () => Promise<Module>;
let isGoingOn = false;
let refused = 0;

const say = (type: string, fields: object = {}) => post(JSON.stringify({ v: VERSION, type, ...fields }));

function post(json: string): void {
  if (port) port.postMessage(json);
  else unsaid.push(json);
}

function failed(reason: string): void {
  if (root.dataset.unsupported) return;
  root.dataset.unsupported = reason;
  say('problem', { message: `the widget cannot run here: ${reason}` });
}

function sites(): string[] {
  try {
    const listed: unknown = JSON.parse(document.querySelector<HTMLMetaElement>('meta[name=vitrine-sites]')?.content ?? '[]');
    return Array.isArray(listed) ? listed : [];
  } catch {
    return [];
  }
}

function meet(): void {
  const allowed = sites();
  const site = new URLSearchParams(location.search).get('site') ?? '';
  if (!allowed.includes(site)) return;
  const take = (event: MessageEvent) => {
    const [first] = event.ports;
    const said = event.data as { vitrine?: unknown; nonce?: unknown } | null;
    // Whatever else is said is for others.
    if (said?.vitrine !== 'port') return;
    if (event.source !== host || !allowed.includes(event.origin) || !first || said.nonce !== nonce) {
      // To be seen where somebody looks for the reason.
      root.dataset.refused = String(++refused);
      return;
    }
    // The first port wins: nobody can put another in its place.
    removeEventListener('message', take);
    port = first;
    port.onmessage = ({ data }) => {
      if (hear) return hear(data);
      heard.push(data);
      const { type, queue } = JSON.parse(data);
      if (type === 'cards' || type === 'listens') {
        wishes.set(type, data);
        hearWish?.(data);
      }
      // Without a ticket there is nothing to leave, and nothing to lose by showing another queue.
      if (type === 'leave') say('left');
      if (type === 'queue' && !isReturning()) showQueue(queue);
    };
    unsaid.splice(0).forEach(post);
  };
  addEventListener('message', take);
  host.postMessage({ vitrine: 'hello', v: VERSION, nonce }, site);
}

/** Loads the page anew, for another queue. */
function showQueue(queue: string): void {
  const address = new URL(location.href);
  address.searchParams.set('queue', queue);
  location.replace(address);
}

/** Loads a bundle when it is asked for, once; a load that failed can be tried again. */
function loader({ script, wasm }: Bundle): () => Promise<Module> {
  let loading: Promise<Module> | undefined;
  const load = async () => {
    const module = (await import(script)) as Module;
    await module.default({ module_or_path: wasm });
    return module;
  };
  return () =>
    (loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    }));
}

/** Waits for what the shopper waits for. A slow network is not the end: what arrives after all is shown. */
async function waitFor(loading: Promise<Module>): Promise<Module | undefined> {
  const late = setTimeout(() => failed('load-failed'), LOADED_WITHIN_MS);
  try {
    const module = await loading;
    delete root.dataset.unsupported;
    return module;
  } catch (error) {
    console.error(error);
    failed('load-failed');
    return undefined;
  } finally {
    clearTimeout(late);
  }
}

/** Whether this window has held a ticket: then there is no start screen to look at. */
function isReturning(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith('vitrine:resume:'));
  } catch {
    return false;
  }
}

async function begin({ start: first, widget, notes }: Beginning): Promise<void> {
  notes.forEach((note) => say('note', note));
  if (!canRun) return;
  loadWidget = loader(widget);
  if (isReturning() || presses.size) return goOn();
  const module = await waitFor(loader(first)());
  if (isGoingOn || !module) return;
  start = module;
  start.begin();
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  // A failure shows when the widget is asked for.
  if (!connection?.saveData) setTimeout(() => loadWidget().catch(() => {}), IDLE_AFTER_MS);
}

async function goOn(): Promise<void> {
  if (isGoingOn || !loadWidget) return;
  isGoingOn = true;
  const widget = await waitFor(loadWidget());
  if (widget) {
    start?.end!();
    widget.begin();
  } else isGoingOn = false;
}

function press(event: Event): void {
  const pressed = event.target instanceof Element && event.target.closest('[data-press]');
  const name = pressed && pressed.getAttribute('data-press');
  if (!pressed || !name) return;
  if (name === 'reload') return location.reload();
  if (hearPress) return hearPress(name);
  if (name === 'close' && embedded) return say('close');
  // Deleted first, so that the order is that of the last presses.
  presses.delete(name);
  presses.set(name, pressed);
  pressed.setAttribute('aria-busy', 'true');
  void goOn();
}

const frame: VitrineFrame = {
  embedded,
  begin,
  goOn,
  showQueue,
  post,
  connect(callback) {
    hear = callback;
    heard.splice(0).forEach(callback);
  },
  hearWishes(callback) {
    hearWish = callback;
    wishes.forEach((json) => callback(json));
  },
  hearPresses(callback) {
    hearPress = callback;
    [...presses.keys()].forEach(callback);
    presses.clear();
  },
};

(window as typeof window & { vitrineFrame?: VitrineFrame }).vitrineFrame = frame;

if (embedded) meet();
document.addEventListener('click', press, true);
document.addEventListener('keydown', (event) => event.key === 'Escape' && !hearPress && say('close'));

const missing = typeof WebAssembly !== 'object' ? 'no-webassembly' : typeof RTCPeerConnection !== 'function' && 'no-webrtc';
if (missing) {
  canRun = false;
  failed(missing);
}
