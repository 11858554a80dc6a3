import { complain } from './complain';
import { decodeToPage, encode, VERSION, type ToFrame, type ToPage } from './protocol';

export interface Link {
  isOpen(): boolean;
  send(message: ToFrame): void;
  close(): void;
}

/** A name for this frame that no other page can know. */
export function makeNonce(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('');
}

/**
 * The page's end of the channel. The frame says hello whenever its document has loaded; it gets a fresh port each time,
 * which is posted to the script's own origin and nowhere else.
 */
export function createLink(
  iframe: HTMLIFrameElement,
  origin: string,
  nonce: string,
  onHello: () => void,
  onMessage: (message: ToPage) => void,
): Link {
  let port: MessagePort | undefined;
  let refused = 0;

  function greet(event: MessageEvent): void {
    const { contentWindow } = iframe;
    const said = event.data as { vitrine?: unknown; nonce?: unknown } | null;
    // Whatever else is said on the page is for others.
    if (said?.vitrine !== 'hello') return;
    if (!contentWindow || event.source !== contentWindow || event.origin !== origin || said.nonce !== nonce) {
      // To be seen where somebody looks for the reason: on the element, and once in the console.
      iframe.dataset.refused = String(++refused);
      if (refused === 1) complain('stranger', event.origin);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port?.close();
    port = port1;
    port1.onmessage = ({ data }) => {
      const message = decodeToPage(data);
      if (message) onMessage(message);
    };
    contentWindow.postMessage({ vitrine: 'port', v: VERSION, nonce }, origin, [port2]);
    onHello();
  }

  addEventListener('message', greet);
  return {
    isOpen: () => !!port,
    send: (message) => port?.postMessage(encode(message)),
    close() {
      removeEventListener('message', greet);
      port?.close();
      port = undefined;
    },
  };
}
