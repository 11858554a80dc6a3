/** Whom a call rings, as the page's callback says. Nothing in here throws. */
import { isObject } from '../kinds';
import { warnOnce } from '../warn';
import { callAgent, type Agent } from './agents';

/** How long the callback may take. */
const CHOOSE_WITHIN_MS = 5_000;

/** The most products of a call, and the most bytes of their list; the server takes no more. */
const MOST_PRODUCTS = 20;
const MOST_BYTES = 1_024;

export interface Choice {
  agent: Agent;
  products: string[];
}

/** The choice; undefined where nobody can be called. Without a callback it is the first agent. */
export async function choose(agents: Agent[], ask: ((agents: unknown[]) => unknown) | undefined): Promise<Choice | undefined> {
  const [first] = agents;
  if (!first) return undefined;
  if (!ask) return { agent: first, products: [] };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(Error(`it took more than ${CHOOSE_WITHIN_MS / 1000} seconds`)), CHOOSE_WITHIN_MS);
    });
    // A callback that throws at once is a promise that is rejected.
    const given = await Promise.race([(async () => ask(agents.map(callAgent)))(), late]);
    return read(given, agents);
  } catch (error) {
    warnOnce('FluxPlayer: onBeforeRender failed, so nobody is offered.', error);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function read(given: unknown, agents: Agent[]): Choice | undefined {
  const { callAgentId, productIds } = isObject(given) ? given : {};
  const agent = agents.find(({ id }) => id === callAgentId);
  if (agent) return { agent, products: products(productIds) };
  warnOnce('FluxPlayer: onBeforeRender should return { callAgentId } with the id of an agent that it was given, so nobody is offered.');
  return undefined;
}

/** As many of the products as a call brings along. */
function products(given: unknown): string[] {
  if (given === undefined || given === null) return [];
  const listed: unknown[] = Array.isArray(given) ? given : [undefined];
  const usable = listed.filter((id) => typeof id === 'string' || typeof id === 'number').map(String).filter((id) => id.trim());
  const ids = [...new Set(usable)].slice(0, MOST_PRODUCTS);
  while (new TextEncoder().encode(JSON.stringify(ids)).length > MOST_BYTES) ids.pop();
  if (usable.length < listed.length || new Set(usable).size > ids.length) {
    warnOnce(`FluxPlayer: "productIds" should be an array of at most ${MOST_PRODUCTS} SKUs or ids, together at most ${MOST_BYTES} bytes; the rest is left out.`);
  }
  return ids;
}
