import words from 'chunk:words';
import { fail } from './report';
import type { Complaint, Host } from './words';

export type { Complaint };

/** Where the script came from; set once, before any instance exists. */
export let origin: string | undefined;

export function setOrigin(found: string | undefined): void {
  origin = found;
}

/** The words are loaded when they are needed. */
const load = (): Promise<typeof import('./words')> => import(origin + words);

/** Tells the merchant's developer about something that is not as it should be. */
export function complain(about: Complaint, ...details: unknown[]): void {
  load().then(({ say }) => say(about, ...details)).catch(() => fail(about, ...details));
}

/** Has the options looked at that the widget heeds, now or with later parts: their mistakes are told, and the frame hears the rest. */
export function carry(host: Host): void {
  load().then((loaded) => loaded.carry(host)).catch(() => {});
}
