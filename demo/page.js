// What every page of the shop shares.
import { basket } from './basket.js';
import { itemsOf, priceText } from './products.js';

/** An element with properties and children; strings become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export const picture = (product, properties = {}) =>
  element('img', { src: `/images/${product.image}`, alt: '', width: 400, height: 480, ...properties });

export const linkOf = (product) => `/product.html?sku=${encodeURIComponent(product.sku)}`;

/** What it costs, and what it cost before. */
export const priceOf = ({ price, was }, before = '') =>
  element(
    'span',
    { className: 'price' },
    before,
    priceText(price),
    ...(was ? [' ', element('span', { className: 'line' }, `instead of ${priceText(was)}`)] : []),
  );

/** A product in a grid. */
export function card(product) {
  const isDearer = itemsOf(product).some(({ price }) => price > product.price);
  return element(
    'li',
    { className: 'card' },
    element(
      'a',
      { href: linkOf(product) },
      picture(product, { loading: 'lazy' }),
      element('span', { className: 'name' }, product.name),
      element('span', { className: 'line' }, product.line),
      priceOf(product, isDearer ? 'From ' : ''),
    ),
  );
}

function showCount() {
  const count = basket.count();
  for (const place of document.querySelectorAll('[data-cart-count]')) place.textContent = count;
}

document.addEventListener('basket-changed', showCount);
showCount();
