const said = new Set<string>();

/** Warns the merchant's developer, once however often it is said. */
export function warnOnce(words: string, ...details: unknown[]): void {
  if (said.has(words)) return;
  said.add(words);
  console.warn(`Vitrine: ${words}`, ...details);
}
