import { readNews, type Board } from './board';

/** How long a stream may be silent after it was asked for: some proxies hold it back until it ends. */
const FIRST_WITHIN_MS = 10_000;

/** How often the queues are asked for where streams fail. */
const POLL_EVERY_MS = 15_000;

/** How often this doubles while there is no answer: each failure is a line in the page's console. */
const MOST_DOUBLINGS = 4;

/** How many such answers come before a stream is tried again. */
const POLLS_UNTIL_STREAM = 8;

/** The most queues a page can ask for at a time; the server takes no more. */
const MOST_TERMS = 50;

function query(terms: string[], key: string | undefined): string {
  const shown = key === undefined ? [] : [['key', key]];
  return new URLSearchParams([...terms.slice(0, MOST_TERMS).map((term) => ['queues', term]), ...shown]).toString();
}

/** Asks once. `address` is the one of the organisation's status; with a key of it the answer names who can be called. */
export async function askOnce(address: string, terms: string[], key?: string): Promise<Board> {
  const response = await fetch(`${address}.json?${query(terms, key)}`, { credentials: 'omit' }).catch(() => undefined);
  const board = response?.ok ? readNews(await response.text(), undefined) : undefined;
  if (board) return board;
  const { origin } = new URL(address);
  throw new Error(
    `the queues could not be asked for${response ? ` (${response.status})` : ''}. Is ${location.origin} an allowed site of ` +
      `the organisation, does it exist, can ${origin} be reached?`,
  );
}

/** What goes on telling how the queues are. */
export interface Source {
  readonly terms: readonly string[];
  close(): void;
}

/** Follows the queues until it is closed: over a stream, and where that fails by asking again and again. */
export function openSource(address: string, terms: string[], take: (board: Board) => void, key?: string): Source {
  let board: Board | undefined;
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isClosed = false;

  function hear(next: Board | undefined): void {
    if (!next || isClosed) return;
    board = next;
    take(board);
  }

  function stop(): void {
    clearTimeout(timer);
    stream?.close();
    stream = undefined;
  }

  function listen(): void {
    stop();
    if (typeof EventSource !== 'function') return void poll(Infinity);
    stream = new EventSource(`${address}?${query(terms, key)}`);
    timer = setTimeout(poll, FIRST_WITHIN_MS, POLLS_UNTIL_STREAM);
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      clearTimeout(timer);
      hear(readNews(data, board));
    };
    // The browser comes back by itself unless it was refused.
    stream.onerror = () => stream?.readyState === 2 && void poll(POLLS_UNTIL_STREAM);
  }

  async function poll(times: number): Promise<void> {
    stop();
    const found = await askOnce(address, terms, key).catch(() => undefined);
    failures = found ? 0 : Math.min(failures + 1, MOST_DOUBLINGS);
    hear(found);
    if (!isClosed) timer = setTimeout(() => (times > 1 ? void poll(times - 1) : listen()), POLL_EVERY_MS * 2 ** failures);
  }

  // What came of a network that is gone is known sooner than the browser notices.
  addEventListener('online', listen);
  listen();
  return {
    terms,
    close() {
      isClosed = true;
      removeEventListener('online', listen);
      stop();
    },
  };
}
