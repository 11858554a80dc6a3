/** Where a script came from, if its address ends in `/embed.js`. */
function originOf(script: { src?: string } | null | undefined): string | undefined {
  try {
    const url = new URL(script?.src ?? '');
    return url.pathname.endsWith('/embed.js') ? url.origin : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The origin this script was loaded from: the only one the page ever posts to. `currentScript` is empty in modules and
 * in bundles that evaluate scripts themselves; then the last matching script tag counts.
 */
export function scriptOrigin(): string | undefined {
  const scripts = Array.from(document.scripts).reverse();
  return [document.currentScript as HTMLScriptElement | null, ...scripts].map(originOf).find(Boolean);
}
