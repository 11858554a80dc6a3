/** Opens calls, by the class of `embed.js`: a page has one widget, whichever of the two APIs it uses. */
import type { Options } from '../api';
import { kept } from '../keep';
import { fail } from '../report';
import type { Choice } from './choice';
import type { Config } from './config';
import { EVENTS } from './table';

/** What is used of an instance of the class. */
interface Embed {
  readonly session: unknown;
  show(): void;
  updateData(): void;
  on(name: string, handler: (...args: never[]) => unknown): unknown;
}

type EmbedClass = { new (options: Options): Embed; isVitrine?: true };

let loading: Promise<EmbedClass> | undefined;

/** The class that the page has, or else that of the script, which is loaded then. */
function embedClass(origin: string): Promise<EmbedClass> {
  const found = () => {
    const { BambuserOneToOneEmbed: known } = window as unknown as { BambuserOneToOneEmbed?: EmbedClass };
    return known?.isVitrine ? known : undefined;
  };
  const present = found();
  if (present) return Promise.resolve(present);
  return (loading ??= new Promise<EmbedClass>((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: `${origin}/embed.js`, async: true });
    const failed = () => {
      loading = undefined;
      script.remove();
      reject(Error(`FluxPlayer: ${script.src} could not be loaded. Does the page’s policy allow it (script-src)?`));
    };
    script.onerror = failed;
    script.onload = () => {
      const loaded = found();
      if (loaded) resolve(loaded);
      else failed();
    };
    document.head.append(script);
  }));
}

const note = (orgId: string) => `vitrine:flux:${orgId}`;

/** Whom the last call of this tab asked for: a reload comes back to it. No secret. */
function remembered(orgId: string): string | undefined {
  try {
    return sessionStorage.getItem(note(orgId)) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(orgId: string, agent: string): void {
  try {
    sessionStorage.setItem(note(orgId), agent);
  } catch {
    // Storage is blocked, and so a reload does not come back to the call either.
  }
}

export class Caller {
  private opened: Promise<Embed> | undefined;
  private asked: { callAgentId?: string; callProductIds?: string[] } = {};

  constructor(
    private readonly origin: string,
    private readonly orgId: string,
    private readonly config: Config,
  ) {
    // A call that a reload cut off comes back by itself.
    if (kept(orgId)) {
      const callAgentId = remembered(orgId);
      this.asked = callAgentId ? { callAgentId } : {};
      this.open().catch(({ message }: Error) => fail(message));
    }
  }

  /** Opens the widget for a call that rings this agent. Where a call is under way, that one is shown and goes on. */
  async call({ agent, products }: Choice): Promise<void> {
    const embed = await this.open();
    if (!kept(this.orgId)) {
      this.asked = { callAgentId: agent.id, ...(products.length > 0 && { callProductIds: products }) };
      remember(this.orgId, agent.id);
      if (embed.session) embed.updateData();
    }
    embed.show();
  }

  private open(): Promise<Embed> {
    this.opened ??= embedClass(this.origin).then((Embed) => this.make(Embed));
    this.opened.catch(() => (this.opened = undefined));
    return this.opened;
  }

  private make(Embed: EmbedClass): Embed {
    const { language, user, initialPosition, onEvent, onCheckout } = this.config;
    const embed = new Embed({
      orgId: this.orgId,
      ...(language && { locale: language }),
      data: () => ({ ...user, ...this.asked }),
      ...(initialPosition && { getMinimizedWidgetStyle: () => ({ position: initialPosition }) }),
    });
    if (onEvent) EVENTS.forEach((name) => embed.on(name, (...data: unknown[]) => onEvent(name, ...data)));
    if (onCheckout) embed.on('goto-checkout', (cart: unknown) => onCheckout(cart));
    return embed;
  }
}
