import type { Board } from './board';
import { openSource, type Source } from './source';

/** How long a tab that begins to lead waits for what the others want, so that it asks once. */
const SETTLE_MS = 50;

/** What tabs say to each other. */
type Said =
  | { from: string; says: 'who' | 'bye' }
  | { from: string; says: 'want'; terms: string[] }
  | { from: string; says: 'board'; board: Board };

/** The queues of an organisation, followed for all tabs of this browser by one of them. */
export interface Feed {
  /** What is known while it is followed. */
  board(): Board | undefined;
  /** From now on these terms are followed; none: nothing is. */
  want(terms: string[]): void;
  close(): void;
}

/**
 * The tab that holds the lock leads: it has the stream and tells the others. A hidden tab lets go of the lock, and so the stream
 * ends with the last tab that is looked at. Where a browser has no locks or no channel, each tab leads itself.
 */
export function openFeed(address: string, hear: (board: Board) => void, key?: string): Feed {
  const name = `vitrine:1:${address}${key === undefined ? '' : `?${key}`}`;
  const me = Math.random().toString(36);
  const locks = (navigator as { locks?: LockManager }).locks;
  const channel = locks && typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : undefined;
  const others = new Map<string, string[]>();
  let wanted: string[] = [];
  let board: Board | undefined;
  let source: Source | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  /** Ends the wait for the lock, or gives it back; undefined while this tab does neither. */
  let leave: (() => void) | undefined;
  let isLeading = false;

  const isActive = () => wanted.length > 0 && !document.hidden;
  const say = (said: { says: 'who' | 'bye' } | { says: 'want'; terms: string[] } | { says: 'board'; board: Board }) =>
    channel?.postMessage({ from: me, ...said } satisfies Said);

  function take(next: Board): void {
    board = next;
    say({ says: 'board', board });
    hear(board);
  }

  /** Asks for all that somebody wants, unless that is being followed. */
  function settle(): void {
    clearTimeout(settling);
    settling = setTimeout(() => {
      const terms = [...new Set([...wanted, ...[...others.values()].flat()])];
      if (!isLeading || terms.every((term) => source?.terms.includes(term))) return;
      source?.close();
      source = openSource(address, terms, take, key);
    }, source || channel ? SETTLE_MS : 0);
  }

  function lead(): void {
    isLeading = true;
    say({ says: 'who' });
    settle();
  }

  function follow(): void {
    if (!locks || !channel) {
      leave = () => {};
      return lead();
    }
    const waiting = new AbortController();
    leave = () => waiting.abort();
    // Rejected when it is no longer waited for.
    locks
      .request(name, { signal: waiting.signal }, () => {
        // It may have been given just as it was no longer wanted.
        if (waiting.signal.aborted) return undefined;
        lead();
        return new Promise<void>((resolve) => {
          leave = resolve;
        });
      })
      .catch(() => {});
  }

  function rest(): void {
    clearTimeout(settling);
    source?.close();
    source = board = undefined;
    isLeading = false;
    others.clear();
    leave?.();
    leave = undefined;
    say({ says: 'bye' });
  }

  function turn(): void {
    if (!isActive()) return leave && rest();
    if (!leave) follow();
    say({ says: 'want', terms: wanted });
    if (isLeading) settle();
  }

  function listen({ data }: MessageEvent<Said>): void {
    if (data.says === 'who' && isActive()) say({ says: 'want', terms: wanted });
    if (data.says === 'board' && !isLeading && isActive()) {
      board = data.board;
      hear(board);
    }
    if (!isLeading) return;
    if (data.says === 'bye') others.delete(data.from);
    if (data.says === 'want') {
      others.set(data.from, data.terms);
      if (board && source) say({ says: 'board', board });
      settle();
    }
  }

  channel?.addEventListener('message', listen);
  document.addEventListener('visibilitychange', turn);
  return {
    board: () => board,
    want(terms) {
      wanted = terms;
      turn();
    },
    close() {
      wanted = [];
      turn();
      document.removeEventListener('visibilitychange', turn);
      channel?.close();
    },
  };
}
