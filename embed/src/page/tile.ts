/** Where the floating tile and the minimised bar stand, on a page that says so. */
import { warnOnce } from '../warn';

/** What `getMinimizedWidgetStyle` may return. */
interface TileStyle {
  position?: string;
  verticalMargin?: string | number;
  horizontalMargin?: string | number;
  zIndex?: string | number;
}

const Z_INDEX = '--vitrine-z';

/** Puts the tile where the page wants it; what the page does not say, the style sheet does. */
export function placeTile(element: HTMLElement, box: HTMLElement, tileStyle: () => unknown): void {
  // Loaded meanwhile, and the widget may be no tile any more.
  if (!box.parentElement?.classList.contains('tile')) return;
  try {
    place(element, box, (tileStyle() as TileStyle | null | undefined) ?? {});
  } catch (error) {
    warnOnce('getMinimizedWidgetStyle threw an error.', error);
  }
}

function place(element: HTMLElement, { style }: HTMLElement, { position, verticalMargin, horizontalMargin, zIndex }: TileStyle): void {
  if (zIndex !== undefined) element.style.setProperty(Z_INDEX, String(zIndex));
  const edge = /top/.test(position ?? '') ? 'top' : 'bottom';
  const isLeft = position ? /left/.test(position) : getComputedStyle(element).direction === 'rtl';
  const margin = 'max(16px, env(safe-area-inset-bottom))';
  const set = (name: 'top' | 'bottom' | 'left' | 'right', wanted: string | number | undefined) => {
    style[name] = margin;
    // An invalid length is refused by the browser, and the margin before it stays.
    if (wanted !== undefined) style[name] = typeof wanted === 'number' ? `${wanted}px` : wanted;
  };
  style[isLeft ? 'right' : 'left'] = 'auto';
  // A style sheet's own edge gives way to the other one only.
  if (edge === 'top') style.bottom = 'auto';
  set(edge, verticalMargin);
  set(isLeft ? 'left' : 'right', horizontalMargin);
}
