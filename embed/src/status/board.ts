/**
 * What the server says of an organisation's queues: one JSON text for all terms that were asked for, then one for each
 * change. Mirrors `domain::wire::status`.
 */

/** The version this release speaks. The one before it is understood as well. */
const VERSION = 1;

/** A queue as it is now. Times are microseconds since 1970. */
export interface Queue {
  queueId: string;
  name: string;
  isOpen: boolean;
  nextOpen: number | null;
  nextClose: number | null;
  /** Agents who are available, in a call or wrapping up. */
  agents: number;
  /** Tickets in line. */
  waiting: number;
  /** Seconds that somebody who joins now would wait, half of the time; null while nobody serves. */
  wait: number | null;
  /** Who can be called by name, for a page that shows a key; looked at by those who use it. */
  callAgents?: unknown;
}

/** All that is known of the queues that were asked for. */
export interface Board {
  /** The id that each term means; null where there is no such queue. */
  terms: [term: string, queueId: string | null][];
  queues: Queue[];
}

const isTime = (value: unknown) => value === null || typeof value === 'number';

function isQueue(value: unknown): value is Queue {
  const queue = value as Queue | null;
  return (
    typeof queue?.queueId === 'string' &&
    typeof queue.isOpen === 'boolean' &&
    typeof queue.agents === 'number' &&
    typeof queue.waiting === 'number' &&
    [queue.nextOpen, queue.nextClose, queue.wait].every(isTime)
  );
}

/** Puts news on the board; undefined where they are none, or stand alone without the terms they belong to. */
export function readNews(text: string, board: Board | undefined): Board | undefined {
  try {
    const news = JSON.parse(text) as (Partial<Board> & { v?: unknown }) | null;
    if (news?.v !== VERSION && news?.v !== VERSION - 1) return undefined;
    const queues = (news.queues ?? []).filter(isQueue);
    if (news.terms) return { terms: news.terms, queues };
    if (!board) return undefined;
    const older = board.queues.filter(({ queueId }) => !queues.some((newer) => newer.queueId === queueId));
    return { terms: board.terms, queues: [...older, ...queues] };
  } catch {
    return undefined;
  }
}

/** The queue that a term means: undefined while that is not known, null where there is none. */
export function queueOf(board: Board | undefined, term: string): Queue | null | undefined {
  const found = board?.terms.find(([known]) => known === term);
  if (!found) return undefined;
  return found[1] === null ? null : board?.queues.find(({ queueId }) => queueId === found[1]);
}
