/** Tells the merchant's developer about something that does not work. */
export function fail(message: string, ...details: unknown[]): void {
  console.error(`Vitrine: ${message}`, ...details);
}

/** Tells the merchant's developer about something that works, though perhaps not as meant. */
export function warn(message: string): void {
  console.warn(`Vitrine: ${message}`);
}
