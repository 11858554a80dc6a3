/**
 * What a page builds its answers with: objects whose methods put into one plain object, in place and at once, and answer with
 * themselves. A callback may return the builder, nothing, or anything else; what counts is what was put.
 */
import { warnOnce } from '../warn';

/** A plain answer in the making. */
export type Fields = Record<string, unknown>;

/** A method takes what the page gives and puts it where it belongs. */
export type Method = (fields: Fields, ...given: unknown[]) => void;

export type Builder = Record<string, (...given: unknown[]) => Builder>;

/** A builder that puts into `fields`. */
export function builder(fields: Fields, methods: Record<string, Method>): Builder {
  // Without a prototype: it has these methods and no others.
  const made = Object.create(null) as Builder;
  for (const [name, put] of Object.entries(methods)) {
    made[name] = (...given) => {
      put(fields, ...given);
      return made;
    };
  }
  return made;
}

/** Puts a value under a name. */
export const value =
  (name: string): Method =>
  (fields, given) => {
    fields[name] = given;
  };

/** Puts what a callback builds under a name; the callback runs at once. */
export const part =
  (name: string, methods: Record<string, Method>): Method =>
  (fields, build) => {
    fields[name] = built(methods, build);
  };

/** What a callback builds. */
export function built(methods: Record<string, Method>, build: unknown, fields: Fields = {}): Fields {
  if (typeof build === 'function') lookAt(build(builder(fields, methods)));
  else if (build !== undefined && build !== null) throw new TypeError('a function was expected that builds this part.');
  return fields;
}

/** What a callback returns does not matter, but for a promise: nobody waits for it. */
function lookAt(returned: unknown): void {
  if (!(returned instanceof Promise)) return;
  warnOnce('a function that builds an answer should not be async: what it builds after it has waited is left out.');
}

/** The fields behind a builder that a page hands back. */
const behind = new WeakMap<object, Fields>();

/**
 * Puts a list under a name: the callback gets a function that begins an item, and returns the items. `first` are the names of what
 * that function is given; items are those that the callback returns, or, where it returns no list, all that it began.
 */
export const list =
  (name: string, first: readonly string[], methods: Record<string, Method>): Method =>
  (fields, build) => {
    if (typeof build !== 'function') throw new TypeError(`${name}() needs a function that returns an array.`);
    const begun: Fields[] = [];
    const item = (...given: unknown[]) => {
      const own: Fields = {};
      first.forEach((key, at) => {
        if (given[at] !== undefined) own[key] = given[at];
      });
      // Where more is given, the last is a callback that goes on with the item.
      const rest = given[first.length];
      const made = builder(own, methods);
      behind.set(made, own);
      begun.push(own);
      if (typeof rest === 'function') rest(made);
      return made;
    };
    const returned: unknown = build(item);
    fields[name] = Array.isArray(returned) ? returned.flatMap((one) => behind.get(one as object) ?? []) : begun;
  };
