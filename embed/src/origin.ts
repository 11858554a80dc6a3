/** Where a script came from, if its address ends in `name`. */
function originOf(script: { src?: string } | null | undefined, name: string): string | undefined {
  try {
    const url = new URL(script?.src ?? '');
    return url.pathname.endsWith(name) ? url.origin : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The origin that the script of this name was loaded from: the only one the page ever posts to. `currentScript` is empty in
 * modules and in bundles that evaluate scripts themselves; then the last matching script tag counts.
 */
export function scriptOrigin(name: string): string | undefined {
  const scripts = Array.from(document.scripts).reverse();
  return [document.currentScript as HTMLScriptElement | null, ...scripts].map((script) => originOf(script, name)).find(Boolean);
}
