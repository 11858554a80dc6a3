/** The longest text that an agent is shown about a question that could not be answered, in characters. */
const MOST_CHARS = 300;

/** The text without the space around it, cut between letters where it is too long. */
export function short(text: string): string {
  // A letter is at most two units of the text; what is behind these is not looked at, however long it is.
  return [...text.trim().slice(0, 2 * MOST_CHARS)].slice(0, MOST_CHARS).join('');
}

/** What an agent reads about something that was thrown. */
export function problemOf(thrown: unknown): string {
  let message: unknown;
  try {
    message = typeof thrown === 'string' ? thrown : (thrown as { message?: unknown } | null | undefined)?.message;
  } catch {
    // What throws when it is looked at has no message.
  }
  return (typeof message === 'string' && short(message)) || 'The shop could not answer.';
}
