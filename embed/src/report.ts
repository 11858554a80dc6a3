/** Tells the merchant's developer about something that does not work. */
export function fail(message: string, ...details: unknown[]): void {
  console.error(`Vitrine: ${message}`, ...details);
}
