/** Gives a shadow root its style. */
export function dress(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Browsers that cannot adopt a sheet: a style element, which a strict policy of the page may refuse.
    root.append(Object.assign(document.createElement('style'), { textContent: css }));
  }
}
