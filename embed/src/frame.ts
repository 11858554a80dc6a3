/**
 * The inline script of the widget page: takes the port of the page around it before any WASM arrives, records presses
 * until the widget can act on them, and shows the way on where the widget cannot run. The server puts it into the page,
 * so it is small and depends on nothing but the protocol's words.
 */

interface VitrineFrame {
  /** Whether a page stands around this one. */
  embedded: boolean;
  /** Hands over what the page said and will say: JSON text, as `protocol.ts` describes it. */
  connect(hear: (json: string) => void): void;
  /** Says something to the page; kept until there is a port. */
  post(json: string): void;
  /** Names of the controls pressed before hydration, oldest first; the second time there are none. */
  takePresses(): string[];
  /** The widget cannot run here: shows the server's "unsupported" panel. */
  failed(reason: string): void;
}

const HYDRATED_WITHIN_MS = 20_000;
const VERSION = 1;

const root = document.documentElement;
const host = window.parent;
const embedded = host !== window;
const nonce = location.hash.slice(1);
const heard: string[] = [];
const unsaid: string[] = [];
const presses = new Map<string, Element>();
let hear: ((json: string) => void) | undefined;
let port: MessagePort | undefined;

const say = (type: string, fields: object = {}) => post(JSON.stringify({ v: VERSION, type, ...fields }));
const isHydrated = () => root.dataset.hydrated !== undefined;

function post(json: string): void {
  if (port) port.postMessage(json);
  else unsaid.push(json);
}

function failed(reason: string): void {
  if (isHydrated() || root.dataset.unsupported) return;
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
    if (event.source !== host || !allowed.includes(event.origin) || !first) return;
    if (said?.vitrine !== 'port' || said.nonce !== nonce) return;
    // The first port wins: nobody can put another in its place.
    removeEventListener('message', take);
    port = first;
    port.onmessage = ({ data }) => (hear ? hear(data) : heard.push(data));
    unsaid.splice(0).forEach(post);
  };
  addEventListener('message', take);
  host.postMessage({ vitrine: 'hello', v: VERSION, nonce }, site);
}

function press(event: Event): void {
  const pressed = event.target instanceof Element && event.target.closest('[data-press]');
  const name = pressed && pressed.getAttribute('data-press');
  if (isHydrated() || !pressed || !name) return;
  event.preventDefault();
  if (name === 'close' && embedded) return say('close');
  // Deleted first, so that the order is that of the last presses.
  presses.delete(name);
  presses.set(name, pressed);
  pressed.setAttribute('aria-busy', 'true');
}

const frame: VitrineFrame = {
  embedded,
  post,
  failed,
  connect(callback) {
    hear = callback;
    heard.splice(0).forEach(callback);
  },
  takePresses() {
    const names = [...presses.keys()];
    presses.forEach((element) => element.removeAttribute('aria-busy'));
    presses.clear();
    return names;
  },
};

(window as typeof window & { vitrineFrame?: VitrineFrame }).vitrineFrame = frame;

if (embedded) meet();
document.addEventListener('click', press, true);
document.addEventListener('keydown', (event) => event.key === 'Escape' && !isHydrated() && say('close'));
addEventListener('error', ({ target }) => target instanceof HTMLScriptElement && failed('load-failed'), true);

if (typeof WebAssembly !== 'object') failed('no-webassembly');
else if (typeof RTCPeerConnection !== 'function') failed('no-webrtc');
else {
  const late = setTimeout(() => failed('load-failed'), HYDRATED_WITHIN_MS);
  new MutationObserver((_, observer) => {
    // A slow network is not the end: whoever gets there after all gets the widget.
    if (!isHydrated()) return;
    delete root.dataset.unsupported;
    clearTimeout(late);
    observer.disconnect();
  }).observe(root, { attributeFilter: ['data-hydrated'] });
}
