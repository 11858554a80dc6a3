import { complain } from './complain';

/** What `getMinimizedWidgetStyle` may return. */
interface TileStyle {
  position?: string;
  verticalMargin?: string | number;
  horizontalMargin?: string | number;
  zIndex?: string | number;
}

const Z_INDEX = '--vitrine-z';

function ask(tileStyle: () => unknown): TileStyle {
  try {
    return (tileStyle() as TileStyle | null | undefined) ?? {};
  } catch (error) {
    complain('tile', error);
    return {};
  }
}

/** Puts the tile where the page wants it, by default in the corner where a line ends; without `tileStyle` it is no tile. */
export function placeTile(element: HTMLElement, box: HTMLElement, tileStyle: (() => unknown) | undefined): void {
  const { style } = box;
  const { position, verticalMargin, horizontalMargin, zIndex = '' } = tileStyle ? ask(tileStyle) : {};
  style.cssText = '';
  // An empty value removes it.
  element.style.setProperty(Z_INDEX, String(zIndex));
  if (!tileStyle) return;
  const isRtl = getComputedStyle(document.documentElement).direction === 'rtl';
  const side = (position ? /left/.test(position) : isRtl) ? 'left' : 'right';
  const edge = /top/.test(position ?? '') ? 'top' : 'bottom';
  const set = (name: 'top' | 'bottom' | 'left' | 'right', margin: string | number | undefined) => {
    style[name] = 'max(16px, env(safe-area-inset-bottom))';
    // An invalid length is refused by the browser, and the margin before it stays.
    if (margin !== undefined) style[name] = typeof margin === 'number' ? margin + 'px' : margin;
  };
  set(edge, verticalMargin);
  set(side, horizontalMargin);
}
