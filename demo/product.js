import { basket } from './basket.js';
import { card, element, linkOf, picture, priceOf } from './page.js';
import { itemOf, itemsOf, othersFor } from './products.js';

let item = itemOf(new URLSearchParams(location.search).get('sku'));
const place = document.querySelector('[data-product]');

if (item) show(item.product);
else {
  place.append(
    element('h1', {}, 'We do not have this'),
    element('p', {}, 'It may have been sold out, or the address is not quite right. '),
    element('a', { href: '/' }, 'Back to everything we have'),
  );
}

function show(product) {
  document.title = `${product.name}, Linnea & Co`;
  const image = picture(item, { alt: product.name });
  const price = element('p', { className: 'price' });
  const status = element('p', { className: 'status', role: 'status' });
  const quantity = element('input', { type: 'number', name: 'quantity', min: 1, value: 1, required: true });
  const buy = element('button', { className: 'primary', type: 'submit' });
  const choices = (product.attributes ?? []).map(choiceOf);
  const form = element('form', { className: 'buy' }, ...choices, element('label', {}, 'Quantity ', quantity), buy);

  /** What depends on the variation. */
  function draw() {
    const isSoldOut = item.stock === 0;
    image.src = `/images/${item.image}`;
    price.replaceChildren(priceOf(item));
    quantity.max = Math.max(item.stock, 1);
    quantity.disabled = buy.disabled = isSoldOut;
    buy.textContent = isSoldOut ? 'Sold out' : 'Add to cart';
  }

  form.addEventListener('change', ({ target }) => {
    if (target === quantity) return;
    const chosen = { ...item.options, [target.name]: target.value };
    item = itemsOf(product).find(({ options }) => Object.entries(chosen).every(([id, option]) => options[id] === option));
    history.replaceState(null, '', linkOf(item));
    draw();
    status.textContent = item.stock === 0 ? `${item.name} is sold out.` : '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = basket.quantity(item.sku) + quantity.valueAsNumber;
    if (wanted > item.stock) {
      status.textContent = `Only ${item.stock} left.`;
      return;
    }
    basket.set(item.sku, wanted);
    status.replaceChildren(`${item.name} is in your cart. `, element('a', { href: '/cart.html' }, 'Go to the cart'));
  });
  draw();

  const { stars, count } = product.rating;
  place.append(
    image,
    element(
      'div',
      {},
      element('h1', {}, product.name),
      element('p', { className: 'line' }, product.line),
      price,
      element('p', { className: 'line' }, `${stars} of 5 stars from ${count} who bought it`),
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
  more.querySelector('ul').append(...othersFor(product).map(card));
  more.hidden = false;
}

/** A list of what an attribute of the product can be. */
function choiceOf({ id, name, options }) {
  const entries = options.map((option) => element('option', { value: option.id, selected: option.id === item.options[id] }, option.name));
  return element('label', {}, `${name} `, element('select', { name: id }, ...entries));
}
