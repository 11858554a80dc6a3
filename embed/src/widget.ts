import { CUSTOMER_EVENTS, ELEMENTS, FLOATING_PLAYER_NAVIGATION_MODE, type Options } from './api';
import { checkOptions } from './check';
import { carry, complain, origin } from './complain';
import { Emitter, type Handler } from './emitter';
import { keep, kept } from './keep';
import { isObject, isOrgId } from './kinds';
import type { PageApi } from './page';
import { Part } from './part';
import type { Mode, ToFrame } from './protocol';
import { fail } from './report';
import { isInner } from './role';
import { openSession, type Session } from './session';
import type { Shop } from './shop';
import type { Status } from './status';
import answers from 'chunk:status';
import later from 'chunk:page';
import wares from 'chunk:shop';

/** How long an answer to a question of the page may take, the first time with the file that asks it. */
const ANSWER_WITHIN_MS = 10_000;

/** What a queue's state is told by. */
const isAboutQueue = (name: string) => /queue-|agents-/.test(name);

/** What the widget offers only where the page does something about it. */
const isOffered = (name: string) => /^(goto|provide|should)-/.test(name);

/** The one instance whose frame is on the page. */
let current: BambuserOneToOneEmbed | undefined;

/** The page's handle on the widget: the class that merchants construct. */
export class BambuserOneToOneEmbed {
  declare static readonly ELEMENTS: typeof ELEMENTS;
  declare static readonly FLOATING_PLAYER_NAVIGATION_MODE: typeof FLOATING_PLAYER_NAVIGATION_MODE;
  declare static readonly CUSTOMER_EVENTS: typeof CUSTOMER_EVENTS;

  declare readonly ELEMENTS: typeof ELEMENTS;
  declare readonly FLOATING_PLAYER_NAVIGATION_MODE: typeof FLOATING_PLAYER_NAVIGATION_MODE;
  declare readonly CUSTOMER_EVENTS: typeof CUSTOMER_EVENTS;
  readonly events = new Emitter();
  /** The connect link of a booking. */
  connectId: string | undefined;

  /** The event that the frame told last. */
  heard: string | undefined;
  session: Session | undefined;
  /** What the page told of its shopper after the options, in place of their `data`. */
  newer: unknown;
  /** What the frame last told of the line that the shopper is in. */
  line: unknown;

  /** What a frame is told when it is built, the last of each kind. */
  readonly kept = new Map<string, ToFrame>();

  /** What answers the agent's questions about products and the cart. */
  readonly shop = new Part<Shop>(() => import(origin + wares).then(({ openShop }) => openShop(this)));

  private readonly page = new Part<PageApi>(() => import(origin + later).then(({ openPage }) => openPage(this)));
  private status: Promise<Status> | undefined;
  private leaving: Promise<void> | undefined;
  private isWanted = false;
  private options: Options = {};

  constructor(options?: unknown) {
    this.options = checkOptions(options);
    const { orgId, connectId, triggers = [] } = this.config;
    const linked = (trigger: string, name: string) =>
      (triggers.includes(trigger) && new URLSearchParams(location.search).get(name)) || undefined;
    this.connectId = typeof connectId === 'string' ? connectId : linked('connect-link', 'bambuserConnectId');
    if (!isOrgId(orgId)) {
      fail('option "orgId" is missing or wrong. Copy it from your console: /o/{orgId}/…');
      return;
    }
    this.isWanted = true;
    const queue = linked('queue-link', 'bambuserQueueId');
    if (queue) {
      this.config.queue = queue;
      this.tell('checkLink', queue);
    }
    if (this.before(orgId)) setTimeout(() => this.isWanted && this.build());
    else if (queue || triggers.includes('always')) afterLoad(() => this.isWanted && this.show());
  }

  /** The options that are in use. A page may replace them: an open widget is told of some, and the next `show()` reads the others. */
  get config(): Options {
    return this.options;
  }

  set config(given: Options) {
    const { data, trackingTags } = this.options;
    this.options = checkOptions(given);
    if (this.options.trackingTags !== trackingTags) this.kept.delete('tags');
    if (this.options.data !== data) this.newer = undefined;
    if (!this.session) return;
    this.tellOptions();
    if (this.options.data !== data) void this.session.sendData();
  }

  show(): void {
    this.isWanted = true;
    if (current?.leaving) {
      void current.leaving.then(() => this.isWanted && this.show());
      return;
    }
    if (!current) this.build();
    // A page has one widget open: another instance's stays, it may hold a call.
    current?.session?.show();
  }

  destroy(): void {
    const { session, config } = this;
    this.isWanted = false;
    keep(config.orgId, undefined);
    if (!session || this.leaving) return;
    this.leaving = session.leave().then(() => {
      this.leaving = undefined;
    });
  }

  updateData(data?: unknown): void {
    if (!isObject(data ?? {})) return complain('updateData');
    this.newer = data;
    void this.session?.sendData();
  }

  on(name: string, handler: Handler): this {
    this.events.on(name, handler);
    this.changed(name);
    return this;
  }

  removeListener(name: string, handler: Handler): this {
    this.events.removeListener(name, handler);
    this.changed(name);
    return this;
  }

  private changed(name: string): void {
    if (typeof name !== 'string') return;
    if (isAboutQueue(name)) this.look();
    if (isOffered(name)) this.tellFrame({ type: 'listens', names: this.events.names().filter(isOffered) });
  }

  areQueuesOpen() {
    return this.inquire('areQueuesOpen');
  }

  getNumberOfOnlineAgents(queueTerm?: string) {
    return this.inquire('getNumberOfOnlineAgents', queueTerm);
  }

  getEstimatedWaitingTime(queueTerm?: string) {
    return this.inquire('getEstimatedWaitingTime', queueTerm);
  }

  setQueue(queueTerm: string): void {
    this.tell('setQueue', queueTerm);
  }

  setTrackingTags(tags: unknown): void {
    this.page.use('setTrackingTags', tags);
  }

  updateElement(id: unknown, state: unknown): void {
    this.page.use('updateElement', id, state);
  }

  updateProduct(id: unknown, build: unknown): void {
    this.shop.use('updateProduct', id, build);
  }

  floatAbove(): void {
    complain('later', 'floatAbove');
  }

  showOverlayWidget(): void {
    complain('later', 'showOverlayWidget');
  }

  hideOverlayWidget(): void {
    complain('later', 'hideOverlayWidget');
  }

  notifyCustomerEvent(name: unknown, payload: unknown): void {
    this.page.use('notifyCustomerEvent', name, payload);
  }

  notifyProductNavigation(product: unknown): void {
    this.page.use('notifyProductNavigation', product);
  }

  /** Tells the frame, now and whenever it is built anew. */
  tellFrame(message: ToFrame): void {
    this.kept.set(message.type, message);
    this.session?.link.send(message);
  }

  /** An arrow function: it is handed over. */
  readonly placeTile = (element: HTMLElement, box: HTMLElement): void => {
    if (this.config.getMinimizedWidgetStyle) this.page.use('placeTile', element, box);
  };

  /** Counts what happened, and notes a call for the order page. */
  track(name: string, data?: unknown): void {
    this.page.use('track', name, data);
  }

  stands(line: unknown): void {
    this.line = line;
    if (this.status) this.look();
  }

  /** Lets what follows the queues see what has changed. */
  private look(): void {
    this.tell('look');
  }

  private tell(question: keyof Status, term?: string): void {
    this.inquire(question, term).catch(({ message }) => fail(message));
  }

  /** Loads what has the answers, when the page asks for the first time. */
  private inquire<Question extends keyof Status>(question: Question, term?: string): Promise<Awaited<ReturnType<Status[Question]>>> {
    const silence = Error(`${origin} did not answer.`);
    const late = new Promise<never>((_, reject) => setTimeout(reject, ANSWER_WITHIN_MS, silence));
    const status = (this.status ??= import(origin + answers).then(
      ({ openStatus }) => openStatus(this, origin),
      () => {
        this.status = undefined;
        throw silence;
      },
    ));
    return Promise.race([status.then((loaded) => loaded[question](term)), late]);
  }

  /** How the frame of a ticket stood before the page was loaded again. */
  private before(orgId: string): Mode | undefined {
    return this.config.allowFirstPartyCookies === false ? undefined : kept(orgId);
  }

  private build(): void {
    const { orgId } = this.config;
    if (current || isInner() || !isOrgId(orgId)) return;
    if (!origin) return fail('its address is unknown. Load it by <script src>.');
    current = this;
    this.tellOptions();
    this.session = openSession(this, orgId, origin, this.before(orgId), () => {
      current = this.session = this.line = this.heard = undefined;
    });
  }

  /** Tells the frame what is not in its address, and the developer what is wrong with it. */
  private tellOptions(): void {
    const { config } = this;
    carry(this);
    if (config.trackingTags && !this.kept.has('tags')) this.setTrackingTags(config.trackingTags);
  }
}

// On the class and on every instance.
[BambuserOneToOneEmbed, BambuserOneToOneEmbed.prototype].forEach((one) =>
  Object.assign(one, { ELEMENTS, FLOATING_PLAYER_NAVIGATION_MODE, CUSTOMER_EVENTS }),
);

function afterLoad(run: () => void): void {
  if (document.readyState === 'complete') setTimeout(run);
  else addEventListener('load', () => setTimeout(run), { once: true });
}
