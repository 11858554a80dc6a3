import { basket } from './basket.js';
import { card, element, picture } from './page.js';
import { priceText, productOf, products } from './products.js';

const product = productOf(new URLSearchParams(location.search).get('sku'));
const place = document.querySelector('[data-product]');

if (product) show();
else {
  place.append(
    element('h1', {}, 'We do not have this'),
    element('p', {}, 'It may have been sold out, or the address is not quite right. '),
    element('a', { href: '/' }, 'Back to everything we have'),
  );
}

function show() {
  document.title = `${product.name}, Linnea & Co`;
  const status = element('p', { className: 'status', role: 'status' });
  const quantity = element('input', { type: 'number', name: 'quantity', min: 1, max: 99, value: 1, required: true });
  const form = element(
    'form',
    { className: 'buy' },
    element('label', {}, 'Quantity ', quantity),
    element('button', { className: 'primary', type: 'submit' }, 'Add to cart'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    basket.set(product.sku, basket.quantity(product.sku) + quantity.valueAsNumber);
    status.replaceChildren(`${product.name} is in your cart. `, element('a', { href: '/cart.html' }, 'Go to the cart'));
  });
  place.append(
    picture(product, { alt: product.name }),
    element(
      'div',
      {},
      element('h1', {}, product.name),
      element('p', { className: 'line' }, product.line),
      element('p', { className: 'price' }, priceText(product.price)),
      element('p', {}, product.text),
      form,
      status,
      element('dl', {}, ...Object.entries(product.facts).map(([name, fact]) => element('div', {}, element('dt', {}, name), element('dd', {}, fact)))),
      element(
        'p',
        { className: 'ask' },
        'Would it fit beside your window? ',
        element('button', { className: 'quiet', type: 'button', 'data-talk': '' }, 'Show us, and we will show you'),
      ),
    ),
  );
  const more = document.querySelector('[data-more]');
  const others = products.filter((other) => other !== product);
  const start = products.indexOf(product);
  more.querySelector('ul').append(...[1, 3, 5].map((step) => card(others[(start + step) % others.length])));
  more.hidden = false;
}
