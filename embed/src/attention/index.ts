/** Calls a shopper who looks at another tab: by the page's title and a notification. The sound is the frame's own. */
import { isObject } from '../kinds';
import type { ToFrame } from '../protocol';

/** How long each of the two titles stands. */
const TITLE_STANDS_MS = 1_200;

let title: string | undefined;
let own = '';
let timer: ReturnType<typeof setInterval> | undefined;
let notification: Notification | undefined;

/**
 * `payload`: `{ text, body }` calls, `{ ask: true }` asks whether notifications may be shown, `{}` asks what was decided, and
 * anything else stops calling.
 */
export function attend(payload: unknown, answer: (message: ToFrame) => void): void {
  if (!isObject(payload)) return stop();
  const { text, body, ask } = payload;
  if (typeof text === 'string') return call(text, typeof body === 'string' ? body : '');
  const tell = () => answer({ type: 'notify', permission: permission() });
  if (!ask || permission() !== 'default') return tell();
  // A page that may not ask, inside another one say, is told no.
  void Notification.requestPermission().then(tell, tell);
}

function permission(): NotificationPermission | 'unsupported' {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

function call(text: string, body: string): void {
  stop();
  [title, own] = [document.title, text];
  const turn = () => {
    // What the shop has set meanwhile is its title from now on.
    if (document.title !== own && document.title !== title) title = document.title;
    document.title = document.title === own ? title! : own;
  };
  turn();
  timer = setInterval(turn, TITLE_STANDS_MS);
  document.addEventListener('visibilitychange', stop);
  if (permission() !== 'granted') return;
  try {
    notification = new Notification(text, { body, tag: 'vitrine', requireInteraction: true });
    notification.onclick = () => {
      focus();
      stop();
    };
  } catch {
    // Chrome on Android has the interface and refuses to make one from a page.
  }
}

function stop(): void {
  clearInterval(timer);
  document.removeEventListener('visibilitychange', stop);
  if (title !== undefined && document.title === own) document.title = title;
  title = undefined;
  notification?.close();
  notification = undefined;
}
