/** Who can be called, as pages are told. */
import { isObject } from '../kinds';
import type { Queue } from '../status/board';

export interface Agent {
  id: string;
  name: string;
  tags: string[];
  /** Its address, over TLS; empty without one. */
  photo: string;
}

const isString = (value: unknown): value is string => typeof value === 'string';

function agent(given: unknown): Agent[] {
  if (!isObject(given) || !isString(given.id) || !isString(given.name)) return [];
  const { id, name, tags, photo } = given;
  return [{ id, name, tags: Array.isArray(tags) ? tags.filter(isString) : [], photo: isString(photo) && photo.startsWith('https://') ? photo : '' }];
}

/** The agents of a queue who can be called; nobody while it is closed. */
export function agentsOf(queue: Queue | null): Agent[] {
  return queue?.isOpen && Array.isArray(queue.callAgents) ? queue.callAgents.flatMap(agent) : [];
}

/** As the page's callback gets an agent: an object of its own. */
export function callAgent({ id, name, tags, photo }: Agent) {
  return { id, name, status: 'online', tags: [...tags], profile_photo_url: photo };
}
