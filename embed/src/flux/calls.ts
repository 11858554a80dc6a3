/** The widget `calls` of one configuration: cards in their places, whom each offers, and the call that a press begins. */
import { fail } from '../report';
import { queueOf, type Board } from '../status/board';
import { openFeed, type Feed } from '../status/feed';
import { askOnce } from '../status/source';
import { agentsOf, type Agent } from './agents';
import { Caller } from './caller';
import { createCard, type Card, type Face } from './card';
import type { Channel } from './channel';
import { choose, type Choice } from './choice';
import type { Config } from './config';
import { watchPlaces, type Places } from './places';

/** The term of an organisation's default queue, which calls by name go to. */
const DEFAULT_QUEUE = '';

const fill = (text: string, name: string) => text.replace(/\{\{\s*name\s*\}\}/g, () => name);
const hasName = (text: string) => fill(text, '') !== text;

/** What was chosen of which agents, at which address. */
interface Asked {
  of: string;
  choice: Promise<Choice | undefined>;
}

export class Calls {
  private readonly caller: Caller;
  private readonly places: Places;
  private readonly feed: Feed;
  private readonly address: string;
  private readonly cards = new Map<Element, Card>();
  private agents: Agent[] | undefined;
  private asked: Asked | undefined;
  /** What is shown; undefined until it was chosen once, null where nobody can be called. */
  private chosen: Choice | null | undefined;
  private isClosed = false;

  constructor(
    origin: string,
    private readonly config: Config,
    private readonly channel: Channel,
  ) {
    this.address = `${origin}/page/${channel.orgId}/status`;
    this.places = watchPlaces(config.calls, config.spa, () => this.look());
    this.feed = openFeed(this.address, (board) => this.hear(board), config.apiKey);
    this.caller = new Caller(origin, channel.orgId, config);
    this.look();
  }

  async startCall(): Promise<void> {
    // Where no card is shown nobody follows who is there.
    const choice = await this.choose(this.agents ?? (await this.askAgents()));
    if (!choice) throw Error('FluxPlayer.Widgets.Calls.startCall(): nobody can be called right now.');
    return this.caller.call(choice);
  }

  close(): void {
    this.isClosed = true;
    this.places.close();
    this.feed.close();
    this.cards.forEach((card) => card.remove());
    this.cards.clear();
  }

  /** The page may have other places, or be another page. */
  private look(): void {
    if (this.isClosed) return;
    const places = new Set(this.places.now());
    for (const [place, card] of this.cards) {
      if (places.has(place)) continue;
      card.remove();
      this.cards.delete(place);
    }
    for (const place of places) {
      if (!this.cards.has(place)) this.cards.set(place, createCard(place, () => void this.press()));
    }
    this.feed.want(places.size > 0 ? [DEFAULT_QUEUE] : []);
    if (places.size === 0) this.agents = this.chosen = undefined;
    else if (this.agents) this.decide(this.agents);
  }

  private hear(board: Board): void {
    const queue = queueOf(board, DEFAULT_QUEUE);
    if (this.isClosed || queue === undefined || this.cards.size === 0) return;
    this.agents = agentsOf(queue);
    this.decide(this.agents);
  }

  /** Has the page choose, and shows it. */
  private decide(agents: Agent[]): void {
    // Who has left is offered no longer while the page thinks of another.
    if (this.chosen && !agents.some(({ id }) => id === this.chosen?.agent.id)) this.chosen = null;
    const choice = this.choose(agents);
    this.draw();
    void choice.then((found) => {
      // An answer about what is no longer so is dropped.
      if (this.isClosed || this.asked?.choice !== choice) return;
      this.chosen = found ?? null;
      this.draw();
    });
  }

  /** The page is asked once about the same agents at the same address. */
  private choose(agents: Agent[]): Promise<Choice | undefined> {
    const of = JSON.stringify([location.href, agents]);
    if (this.asked?.of !== of) this.asked = { of, choice: choose(agents, this.config.calls.onBeforeRender) };
    return this.asked.choice;
  }

  private async askAgents(): Promise<Agent[]> {
    return agentsOf(queueOf(await askOnce(this.address, [DEFAULT_QUEUE], this.config.apiKey), DEFAULT_QUEUE) ?? null);
  }

  private draw(): void {
    if (this.chosen === undefined) return;
    const face = this.face(this.chosen);
    this.cards.forEach((card) => card.show(face));
  }

  private face(choice: Choice | null): Face {
    const { channel, config } = this;
    const { words, language, direction } = channel;
    const { title = words.title, text = words.text } = config.calls.strings;
    if (!choice) return { language, direction, title: hasName(title) ? words.title : title, text: words.nobody };
    const { name, photo } = choice.agent;
    return { language, direction, title: fill(title, name), text: fill(text, name), agent: { name, photo, call: fill(words.call, name) } };
  }

  private async press(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    this.cards.forEach((card) => card.wait(true));
    await this.caller.call(chosen).catch(({ message }: Error) => fail(message));
    this.cards.forEach((card) => card.wait(false));
  }
}
