import type { Options } from './api';
import { complain, type Complaint } from './complain';
import type { Emitter } from './emitter';
import { keep } from './keep';
import { isObject } from './kinds';
import { createLink, makeNonce, type Link } from './link';
import { watchPlace, whereWeAre } from './place';
import type { Part } from './part';
import type { Mode, ToFrame, ToPage } from './protocol';
import { fail } from './report';
import type { Shop } from './shop';
import { createStage } from './stage';
import attention from 'chunk:attention';

/** How long a frame may take to say hello: as long as it waits for its own bundles, since a slow line or phone is slow with both. */
const HELLO_WITHIN_MS = 20_000;

/** How long the page may take to tell its shopper's data before its developer is told. */
const DATA_WITHIN_MS = 10_000;

/** How long a frame may take to leave queue or call before it is removed anyway. */
const LEAVE_WITHIN_MS = 1_000;

/** What a session reads of its instance. Both may be replaced by the page at any time. */
export interface Owner {
  config: Options;
  events: Pick<Emitter, 'emit'>;
  /** What the page told of its shopper after the options, in place of their `data`. */
  newer: unknown;
  /** The event that the frame told last. */
  heard: string | undefined;
  /** What a frame is told when it is built, the last of each kind. */
  readonly kept: ReadonlyMap<string, ToFrame>;
  /** What answers the agent's questions about products and the cart. */
  readonly shop: Pick<Part<Shop>, 'use'>;
  /** Puts the tile where the page wants it. */
  placeTile(element: HTMLElement, box: HTMLElement): void;
  /** Something happened that is worth counting. */
  track(name: string, data?: unknown): void;
  /** The frame told where in line the shopper is. */
  stands(line: unknown): void;
}

/** One frame on the page, from its creation to its removal. */
export interface Session {
  readonly iframe: HTMLIFrameElement;
  readonly link: Link;
  /** Back to the front. */
  show(): void;
  /** Leaves queue or call; resolves when the frame is gone. */
  leave(): Promise<void>;
  /** Sends the shopper's data as it is now. */
  sendData(): Promise<void>;
}

function address(origin: string, orgId: string, { queue, locale, dropInEnabled }: Options, nonce: string): string {
  const dropIn = dropInEnabled === false && { dropin: 'off' };
  const query = new URLSearchParams({ ...(queue && { queue }), ...(locale && { locale }), ...dropIn, site: location.origin });
  return `${origin}/widget/${orgId}?${query}#${nonce}`;
}

/** `before`: how the frame of a ticket stood when the page was left; undefined without one. */
export function openSession(owner: Owner, orgId: string, origin: string, before: Mode | undefined, onGone: () => void): Session {
  const nonce = makeNonce();
  const stage = createStage(address(origin, orgId, owner.config, nonce), owner.placeTile, close);
  const link = createLink(stage.iframe, origin, nonce, greet, hear);
  const stopWatching = watchPlace(() => link.send({ type: 'page', ...whereWeAre() }));
  const timer = setTimeout(giveUp, HELLO_WITHIN_MS);
  let mode: Mode = 'hidden';
  let isOpen = false;
  let hasTicket = !!before;
  let dataTurn = 0;
  let onLeft = () => {};

  /** After the current tick, so that a handler registered right after `new` hears the first events. */
  const emit = (name: string, ...args: unknown[]) => setTimeout(() => owner.events.emit(name, ...args));

  function view(next: Mode): void {
    mode = next;
    stage.show(mode);
    const opens = mode !== 'hidden';
    if (opens !== isOpen) {
      emit(opens ? 'open' : 'close');
      owner.track(opens ? 'call_widget_opened' : 'call_widget_closed');
    }
    isOpen = opens;
  }

  function note(ticket: boolean): void {
    hasTicket = ticket;
    if (owner.config.allowFirstPartyCookies !== false) keep(orgId, ticket ? mode : undefined);
  }

  function greet(): void {
    const { queue, locale, allowFirstPartyCookies } = owner.config;
    clearTimeout(timer);
    link.send({
      type: 'init',
      orgId,
      queue: queue || undefined,
      locale: locale || undefined,
      page: { ...whereWeAre(), language: document.documentElement.lang },
      allowFirstPartyCookies: allowFirstPartyCookies !== false,
      resume: hasTicket,
    });
    owner.kept.forEach(link.send);
    void sendData();
    stage.reveal();
  }

  function hear(message: ToPage): void {
    if (message.type === 'viewport') {
      view(message.mode);
      note(hasTicket);
    } else if (message.type === 'event') emit((owner.heard = message.name), message.payload);
    else if (message.type === 'keep') note(message.open);
    else if (message.type === 'close') close();
    else if (message.type === 'left') onLeft();
    else if (message.type === 'line') owner.stands(message.line);
    else if (message.type === 'call') import(origin + attention).then(({ attend }) => attend(message.payload, link.send), fail);
    else if (message.type === 'ask') owner.shop.use('hear', message.ask);
    else if (message.type === 'track') owner.track(message.name, message.data);
    else if (message.type === 'note') complain(message.about as Complaint, ...message.details);
    else if (message.type === 'problem') fail(message.message);
  }

  /** A frame with a ticket is only hidden: removing it would end the wait or the call. */
  function close(): void {
    if (hasTicket && link.isOpen()) view('hidden');
    else remove();
  }

  function giveUp(): void {
    complain('no answer', location.origin, orgId, origin);
    remove();
  }

  function remove(): void {
    view('hidden');
    clearTimeout(timer);
    stopWatching();
    link.close();
    stage.remove();
    onGone();
  }

  async function leave(): Promise<void> {
    view('hidden');
    note(false);
    if (link.isOpen()) {
      await new Promise<void>((resolve) => {
        onLeft = resolve;
        setTimeout(resolve, LEAVE_WITHIN_MS);
        link.send({ type: 'leave' });
      });
    }
    remove();
  }

  async function sendData(): Promise<void> {
    const turn = ++dataTurn;
    const late = setTimeout(complain, DATA_WITHIN_MS, 'data late');
    try {
      const data = owner.newer ?? owner.config.data;
      const found: unknown = typeof data === 'function' ? await data() : data;
      // The answer of a slower, older question is dropped.
      if (turn !== dataTurn) return;
      if (isObject(found)) link.send({ type: 'data', data: found });
      else if (found !== undefined && found !== null) complain('data');
    } catch (error) {
      complain('data failed', error);
    } finally {
      clearTimeout(late);
    }
  }

  view(before ?? 'centred');
  return {
    iframe: stage.iframe,
    link,
    leave,
    sendData,
    show() {
      if (!isOpen) view('centred');
      link.send({ type: 'show' });
    },
  };
}
