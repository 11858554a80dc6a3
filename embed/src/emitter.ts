import { complain } from './complain';
import { fail } from './report';

export type Handler = (...args: never[]) => unknown;

/** The page's handlers. One that throws is reported and never disturbs the others. */
export class Emitter {
  private readonly handlers = new Map<string, Handler[]>();

  /** What the handlers of the event told last threw. */
  thrown: unknown[] = [];

  on(name: string, handler: Handler): this {
    if (typeof name === 'string' && typeof handler === 'function') this.handlers.set(name, [...this.of(name), handler]);
    else complain('handler', name);
    return this;
  }

  removeListener(name: string, handler: Handler): this {
    const rest = [...this.of(name)];
    const at = rest.lastIndexOf(handler);
    if (at >= 0) rest.splice(at, 1);
    this.handlers.set(name, rest);
    return this;
  }

  emit(name: string, ...args: unknown[]): boolean {
    const handlers = this.of(name);
    const thrown: unknown[] = [];
    for (const handler of handlers) {
      try {
        handler(...(args as never[]));
      } catch (error) {
        thrown.push(error);
        fail(`a handler of "${name}" threw an error.`, error);
      }
    }
    this.thrown = thrown;
    return handlers.length > 0;
  }

  /** The events that somebody hears. */
  names(): string[] {
    return [...this.handlers.keys()].filter((name) => this.of(name).length > 0);
  }

  /** The handlers of an event. */
  of(name: string): readonly Handler[] {
    return this.handlers.get(name) ?? [];
  }
}
