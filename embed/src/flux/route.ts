/** Navigation within a page: its address changes and nothing is loaded. */

const hearers = new Set<() => void>();
let last = '';
let isWatching = false;

function look(): void {
  if (location.href === last) return;
  last = location.href;
  // Shops change their page after its address.
  setTimeout(() => hearers.forEach((hear) => hear()));
}

/** Without the navigation API nothing tells that a page changed its address itself, so its ways to do it are listened to. */
function listenTo(name: 'pushState' | 'replaceState'): void {
  const own = history[name];
  history[name] = function (this: History, ...args: Parameters<History['pushState']>) {
    own.apply(this, args);
    look();
  };
}

/** Calls `onMove` whenever the page has another address; returns what ends it. */
export function watchRoute(onMove: () => void): () => void {
  hearers.add(onMove);
  if (!isWatching) {
    isWatching = true;
    last = location.href;
    const { navigation } = window as { navigation?: EventTarget };
    addEventListener('popstate', look);
    addEventListener('hashchange', look);
    if (navigation) navigation.addEventListener('currententrychange', look);
    else (['pushState', 'replaceState'] as const).forEach(listenTo);
  }
  return () => hearers.delete(onMove);
}
