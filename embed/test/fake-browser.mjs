// What tabs of one browser have in common.

/** The channels that are open. */
export const channels = new Set();

/** As `BroadcastChannel`: what is said arrives a moment later, at all others of the name. */
export class Channel extends EventTarget {
  constructor(name) {
    super();
    this.name = name;
    channels.add(this);
  }
  postMessage(data) {
    const text = JSON.stringify(data);
    for (const other of channels) {
      if (other !== this && other.name === this.name) queueMicrotask(() => other.dispatchEvent(Object.assign(new Event('message'), { data: JSON.parse(text) })));
    }
  }
  close() {
    channels.delete(this);
  }
}

/** As `navigator.locks`, for one name. */
export function makeLocks() {
  let held;
  const waiting = [];
  const next = async () => {
    if (held || waiting.length === 0) return;
    held = waiting.shift();
    await held.run();
    held = undefined;
    void next();
  };
  return {
    request(_, { signal }, run) {
      return new Promise((resolve, reject) => {
        const entry = { run: async () => resolve(await run()) };
        waiting.push(entry);
        signal.addEventListener('abort', () => {
          const at = waiting.indexOf(entry);
          if (at >= 0) waiting.splice(at, 1);
          reject(new Error('aborted'));
        });
        void next();
      });
    },
  };
}
