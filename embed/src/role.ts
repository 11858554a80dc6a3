/** Marks the iframe in which a host page shows another page of the shop while agent and shopper browse together. */
export const BROWSING_FRAME = 'data-vitrine-browse';

/**
 * Whether this page is shown inside a browsing iframe of a host page. Such a page never opens a widget of its own: the
 * host has one. `frameElement` is null across origins, where there is no browsing iframe either.
 */
export function isInner(): boolean {
  let view: Window = window;
  try {
    while (view.parent !== view) {
      if (view.frameElement?.hasAttribute(BROWSING_FRAME)) return true;
      view = view.parent;
    }
  } catch {
    // An ancestor on another origin: not ours.
  }
  return false;
}
