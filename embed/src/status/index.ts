/**
 * What a page can ask about queues: loaded when it first asks, from a file of its own. One of these belongs to one instance of the
 * embed class; all of a page share the feed.
 */
import type { Emitter } from '../emitter';
import type { Options } from '../api';
import type { Session } from '../session';
import { isOrgId } from '../kinds';
import { fail } from '../report';
import { queueOf, type Board, type Queue } from './board';
import { openFeed, type Feed } from './feed';
import { askOnce } from './source';

/** What this reads of its instance. */
export interface Host {
  config: Options;
  readonly events: Pick<Emitter, 'emit' | 'of'>;
  readonly session: Session | undefined;
  /** What the frame last told of the line that the shopper is in. */
  readonly line: unknown;
}

/** Where the shopper stands, as the frame tells it. */
interface Line {
  queueId: string;
  place: number;
  wait: number | null | undefined;
}

const [OPEN, CLOSED, AGENTS, WAIT] = ['queue-is-open', 'queue-is-closed', 'agents-online', 'queue-estimated-waiting-time'];

/** There is no such queue. */
class UnknownQueue extends Error {}

const feeds = new Map<string, { feed: Feed; hearers: Map<Status, string> }>();

const iso = (micros: number | null) => (micros === null ? null : new Date(micros / 1000).toISOString());

export function openStatus(host: Host, origin: string): Status {
  return new Status(host, origin);
}

/** All that the page asked, for one instance. */
export class Status {
  private readonly told = new Map<string, string>();
  private before: string | undefined;
  private asked: string | undefined;
  private turn = 0;
  private reported: string | undefined;
  private handled: unknown;

  constructor(
    private readonly host: Host,
    private readonly origin: string,
  ) {}

  /** Whether the configured queue is open, else the default one. */
  async areQueuesOpen(): Promise<{ isOpen: boolean; nextOpenTime: string | null; nextCloseTime: string | null }> {
    const { isOpen, nextOpen, nextClose } = await this.find();
    return { isOpen, nextOpenTime: iso(nextOpen), nextCloseTime: iso(nextClose) };
  }

  async getNumberOfOnlineAgents(term?: string): Promise<{ numberOfAgentsOnline: number; queueId: string }> {
    return agentsOf(await this.find(term));
  }

  async getEstimatedWaitingTime(
    term?: string,
  ): Promise<{ estimatedWaitingTime: number | null; agents: number; place: number; queueId: string }> {
    return this.waitOf(await this.find(term));
  }

  /** From now on the page's queue is this one. */
  async setQueue(term: string): Promise<void> {
    const turn = ++this.turn;
    const { queueId, name } = await this.find(String(term ?? ''));
    // A later call has its way.
    if (turn !== this.turn) return;
    this.before = this.asked === undefined ? this.host.config.queue : this.before;
    this.asked = queueId;
    this.choose(String(term ?? ''));
    const { session } = this.host;
    if (session?.link.isOpen()) session.link.send({ type: 'queue', queue: queueId, name });
    else if (session) {
      const address = new URL(session.iframe.src);
      address.searchParams.set('queue', queueId);
      session.iframe.src = address.href;
    }
  }

  /** The queue of a link has been taken for the page's queue; where there is none, the default queue is. */
  async checkLink(term: string): Promise<void> {
    try {
      await this.find(term);
    } catch (error) {
      if (error instanceof UnknownQueue && this.host.config.queue === term) this.choose('');
      throw error;
    }
  }

  /** Handlers came or went, or the frame told of the line. */
  look(): void {
    if (this.host.line !== this.handled) this.hear();
    this.follow();
    this.tell();
  }

  private hear(): void {
    const { asked, host, before } = this;
    const line = host.line as { queueId?: unknown; declined?: unknown } | null | undefined;
    this.handled = line;
    if (asked === undefined || (line?.declined !== asked && line?.queueId !== asked)) return;
    this.asked = undefined;
    // The shopper stays in line where he was, and so the page's queue is the one from before.
    if (line.declined === asked) this.choose(before ?? '');
  }

  private choose(queue: string): void {
    this.host.config = { ...this.host.config, queue };
    this.told.clear();
    this.look();
  }

  private get term(): string {
    const { queue } = this.host.config;
    return typeof queue === 'string' ? queue.trim() : '';
  }

  private get address(): string {
    return `${this.origin}/page/${this.host.config.orgId}/status`;
  }

  /** The queue that a term means, as it is now. */
  private async find(term = this.term): Promise<Queue> {
    if (!isOrgId(this.host.config.orgId)) throw new Error('option "orgId" is missing or wrong, so no queue can be asked for.');
    const asked = String(term).trim();
    const live = queueOf(feeds.get(this.address)?.feed.board(), asked);
    const found = live ?? queueOf(await askOnce(this.address, [asked]), asked);
    if (!found) throw new UnknownQueue(`the organisation "${this.host.config.orgId}" has no queue "${asked}".`);
    return found;
  }

  private line(): Line | undefined {
    const line = this.host.line as Partial<Line> | null | undefined;
    return typeof line?.queueId === 'string' && typeof line.place === 'number' ? (line as Line) : undefined;
  }

  private waitOf({ queueId, agents, waiting, wait }: Queue) {
    const line = this.line();
    const own = line?.queueId === queueId ? line : undefined;
    return { estimatedWaitingTime: own?.wait === undefined ? wait : own.wait, agents, place: own?.place ?? waiting + 1, queueId };
  }

  /** Follows the page's queue for as long as somebody hears of it. */
  private follow(): void {
    if (!isOrgId(this.host.config.orgId)) return;
    const isHeard = [OPEN, CLOSED, AGENTS, WAIT].some((name) => this.host.events.of(name!).length > 0);
    const { address } = this;
    let shared = feeds.get(address);
    if (!shared && !isHeard) return;
    if (!shared) {
      const hearers = new Map<Status, string>();
      shared = { hearers, feed: openFeed(address, () => [...hearers.keys()].forEach((status) => status.tell())) };
      feeds.set(address, shared);
    }
    const { feed, hearers } = shared;
    if (isHeard) hearers.set(this, this.term);
    else hearers.delete(this);
    feed.want([...new Set(hearers.values())]);
  }

  /** Tells the page's handlers what they have not heard. */
  private tell(): void {
    const board: Board | undefined = feeds.get(this.address)?.feed.board();
    const queue = queueOf(board, this.term);
    if (queue === null && this.reported !== this.term) {
      this.reported = this.term;
      fail(`the organisation "${this.host.config.orgId}" has no queue "${this.term}", so nothing can be told of it.`);
    }
    if (!queue) return;
    const { queueId, isOpen, nextOpen, nextClose } = queue;
    this.told.delete(isOpen ? CLOSED! : OPEN!);
    // Told once when the state is entered, whatever the times.
    if (isOpen) this.emit(OPEN!, { isOpen, nextCloseTime: iso(nextClose) }, queueId);
    else this.emit(CLOSED!, { isOpen, nextOpenTime: iso(nextOpen) }, queueId);
    this.emit(AGENTS!, agentsOf(queue));
    this.emit(WAIT!, this.waitOf(queue));
  }

  private emit(name: string, payload: object, key = JSON.stringify(payload)): void {
    if (this.told.get(name) === key || this.host.events.of(name).length === 0) return;
    this.told.set(name, key);
    this.host.events.emit(name, payload);
  }
}

function agentsOf({ agents, queueId }: Queue) {
  return { numberOfAgentsOnline: agents, queueId };
}
