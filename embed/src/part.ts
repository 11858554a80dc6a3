import { fail } from './report';

type Methods<Api> = { [Name in keyof Api]: Api[Name] extends (...args: never[]) => void ? Name : never }[keyof Api] & string;

/** A part of this script in a file of its own, loaded when it is first used. Calls are made in their order; once it is there, at once. */
export class Part<Api extends object> {
  private loaded: Api | undefined;
  private loading: Promise<Api> | undefined;

  constructor(private readonly load: () => Promise<Api>) {}

  use<Name extends Methods<Api>>(name: Name, ...args: Api[Name] extends (...args: infer Given) => void ? Given : never): void {
    const act = (api: Api) => (api[name] as (...args: unknown[]) => void)(...args);
    if (this.loaded) return act(this.loaded);
    (this.loading ??= this.load()).then(
      (api) => act((this.loaded = api)),
      () => {
        this.loading = undefined;
        fail(`${name}() has no effect: a part of this script could not be loaded.`);
      },
    );
  }
}
