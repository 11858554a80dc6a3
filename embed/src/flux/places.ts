/** The places of a page that get a card. */
import type { CallsConfig } from './config';
import { watchRoute } from './route';
import { isListed } from './whitelist';

export interface Places {
  /** Those that are there now, where the page is one that may have them. */
  now(): Element[];
  close(): void;
}

/** Follows the places; `onChange` is called when there may be others. A selector that is none is an error. */
export function watchPlaces({ renderTo, whitelist }: CallsConfig, isSpa: boolean, onChange: () => void): Places {
  if (renderTo === undefined) return { now: () => [], close() {} };
  try {
    document.querySelector(renderTo);
  } catch {
    throw Error(`FluxPlayer.init(): "widgets.calls.renderTo" is no CSS selector: ${renderTo.slice(0, 100)}`);
  }
  const stopWatching = watchRoute(onChange);
  let isNoted = false;
  // However much changes at once, it is looked at once.
  const note = () => {
    if (isNoted) return;
    isNoted = true;
    setTimeout(() => {
      isNoted = false;
      onChange();
    });
  };
  const observer = isSpa ? new MutationObserver(note) : undefined;
  observer?.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', note);
  return {
    now: () => (isListed(whitelist, location.href) ? [...document.querySelectorAll(renderTo)] : []),
    close() {
      stopWatching();
      observer?.disconnect();
      document.removeEventListener('DOMContentLoaded', note);
    },
  };
}
