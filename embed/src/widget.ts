import { ELEMENTS, FLOATING_PLAYER_NAVIGATION_MODE, type Options } from './api';
import { checkOptions, isObject, isOrgId } from './check';
import { Emitter, type Handler } from './emitter';
import { keep, kept } from './keep';
import type { Mode } from './protocol';
import { fail, warn } from './report';
import { isInner } from './role';
import { openSession, type Session } from './session';

/** Where the script came from; set once, before any instance exists. */
let origin: string | undefined;

export function setOrigin(found: string | undefined): void {
  origin = found;
}

/** The one instance whose frame is on the page. */
let current: BambuserOneToOneEmbed | undefined;

/** The page's handle on the widget: the class that merchants construct. */
export class BambuserOneToOneEmbed {
  static readonly ELEMENTS = ELEMENTS;
  static readonly FLOATING_PLAYER_NAVIGATION_MODE = FLOATING_PLAYER_NAVIGATION_MODE;

  readonly ELEMENTS = ELEMENTS;
  readonly events = new Emitter();
  /** The options that are in use. A page may replace them; the next `show()` reads them. */
  config: Options;

  private session: Session | undefined;
  private leaving: Promise<void> | undefined;
  private isWanted = false;

  constructor(options?: unknown) {
    this.config = checkOptions(options);
    const { orgId, triggers = [] } = this.config;
    if (!isOrgId(orgId)) {
      fail('option "orgId" is missing or wrong. Copy it from the address of your console: /o/{orgId}/…');
      return;
    }
    this.isWanted = true;
    if (this.before(orgId)) setTimeout(() => this.isWanted && this.build());
    else if (triggers.includes('always')) afterLoad(() => this.isWanted && this.show());
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
    if (isOrgId(config.orgId)) keep(config.orgId, undefined);
    if (!session || this.leaving) return;
    this.leaving = session.leave().then(() => {
      this.leaving = undefined;
    });
  }

  updateData(data?: unknown): void {
    if (isObject(data)) this.config = { ...this.config, data };
    else if (data !== undefined && data !== null) return warn('updateData() needs an object.');
    void this.session?.sendData();
  }

  on(name: string, handler: Handler): this {
    this.events.on(name, handler);
    return this;
  }

  removeListener(name: string, handler: Handler): this {
    this.events.removeListener(name, handler);
    return this;
  }

  /** How the frame of a ticket stood before the page was loaded again. */
  private before(orgId: string): Mode | undefined {
    return this.config.allowFirstPartyCookies === false ? undefined : kept(orgId);
  }

  private build(): void {
    const { orgId } = this.config;
    if (current || isInner() || !isOrgId(orgId)) return;
    if (!origin) return fail('its address was not found. Load it with <script src="…/embed.js">.');
    current = this;
    this.session = openSession(this, orgId, origin, this.before(orgId), () => {
      current = this.session = undefined;
    });
  }
}

function afterLoad(run: () => void): void {
  if (document.readyState === 'complete') setTimeout(run);
  else addEventListener('load', () => setTimeout(run), { once: true });
}
