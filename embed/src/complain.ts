import words from 'chunk:words';
import { fail } from './report';
import type { Complaint } from './words';

export type { Complaint };

/** Where the script came from; set once, before any instance exists. */
export let origin: string | undefined;

export function setOrigin(found: string | undefined): void {
  origin = found;
}

/** Tells the merchant's developer about something that is not as it should be. The words are loaded when they are needed. */
export function complain(about: Complaint, ...details: unknown[]): void {
  import(origin + words).then(({ say }) => say(about, ...details)).catch(() => fail(about, ...details));
}
