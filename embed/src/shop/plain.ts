/** What a page built, made safe to send: plain data that any reader of JSON takes. */
import { fail } from '../report';

/** The most characters of JSON that a page may answer with. */
const MOST_CHARS = 200_000;

/** How deep an answer may be nested: readers have their limits. */
const MOST_LEVELS = 50;

/** The same as plain data. Where that cannot be, it throws an error with words for the agent. */
export function plain(given: object): object {
  const text = textOf(given);
  if (text.length > MOST_CHARS) throw new RangeError('The answer of the shop is too large.');
  const data = JSON.parse(wellFormed(text)) as object;
  if (isDeeper(data, MOST_LEVELS)) throw new RangeError('The answer of the shop is nested too deep.');
  return data;
}

function textOf(given: object): string {
  try {
    return JSON.stringify(given);
  } catch (error) {
    fail('the answer of the page holds what cannot be written as JSON.', error);
    throw new Error('The answer of the shop could not be read.');
  }
}

/** JSON in which half a character, which not every reader takes, is the sign for an unknown one. A whole one is never escaped. */
function wellFormed(json: string): string {
  return json.replace(/\\(?:(ud[89a-f][0-9a-f]{2})|.)/g, (escaped, half?: string) => (half ? '\\ufffd' : escaped));
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1));
}
