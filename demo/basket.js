import { itemOf, priceText } from './products.js';

const KEY = 'linnea-basket';

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && typeof kept === 'object' ? kept : {};
  } catch {
    return {};
  }
}

/** What the shopper wants to buy: quantities by SKU, kept in this browser. */
export const basket = {
  lines() {
    return Object.entries(read())
      .map(([sku, quantity]) => ({ item: itemOf(sku), quantity }))
      .filter(({ item, quantity }) => item && quantity > 0);
  },
  count: () => basket.lines().reduce((sum, { quantity }) => sum + quantity, 0),
  total: () => basket.lines().reduce((sum, { item, quantity }) => sum + quantity * item.price, 0),
  totalText: () => priceText(basket.total()),
  quantity: (sku) => read()[sku] ?? 0,
  set(sku, quantity) {
    const kept = read();
    if (quantity > 0) kept[sku] = Math.min(quantity, 99);
    else delete kept[sku];
    localStorage.setItem(KEY, JSON.stringify(kept));
    document.dispatchEvent(new Event('basket-changed'));
  },
  clear() {
    localStorage.removeItem(KEY);
    document.dispatchEvent(new Event('basket-changed'));
  },
};
