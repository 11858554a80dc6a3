import type { Page } from './protocol';

/** The page the shopper is on, without the fragment, which single-page shops and sign-in flows use for their own ends. */
export function whereWeAre(): Page {
  return { url: location.href.split('#')[0] ?? '', title: document.title };
}

/** Calls `onMove` when the page has changed its address without loading; returns what ends it. */
export function watchPlace(onMove: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget };
  let last = location.href;
  const look = () => {
    if (location.href === last) return;
    last = location.href;
    // Shops set the title after the address.
    setTimeout(onMove);
  };
  addEventListener('popstate', look);
  navigation?.addEventListener('navigatesuccess', look);
  return () => {
    removeEventListener('popstate', look);
    navigation?.removeEventListener('navigatesuccess', look);
  };
}
