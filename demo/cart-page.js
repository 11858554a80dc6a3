import { basket } from './basket.js';
import { element, linkOf, picture } from './page.js';
import { priceText } from './products.js';

const place = document.querySelector('[data-cart]');
const status = document.querySelector('[data-status]');

function lineOf({ item, quantity }) {
  const input = element('input', { type: 'number', min: 1, max: item.stock, value: quantity, 'aria-label': `Quantity of ${item.name}` });
  const remove = element('button', { className: 'quiet', type: 'button', 'aria-label': `Remove ${item.name}` }, 'Remove');
  const sum = element('span', { className: 'price' }, priceText(item.price * quantity));
  input.addEventListener('change', () => {
    if (!input.checkValidity()) return input.reportValidity();
    basket.set(item.sku, input.valueAsNumber);
    sum.textContent = priceText(item.price * input.valueAsNumber);
    total.textContent = basket.totalText();
    status.textContent = `${input.value} × ${item.name}. The total is ${basket.totalText()}.`;
  });
  remove.addEventListener('click', () => {
    basket.set(item.sku, 0);
    status.textContent = `${item.name} was removed. The total is ${basket.totalText()}.`;
    show();
    document.querySelector('h1').focus();
  });
  return element(
    'li',
    { className: 'row' },
    picture(item, { width: 80, height: 96 }),
    element('a', { className: 'name', href: linkOf(item) }, item.name),
    input,
    sum,
    remove,
  );
}

const total = element('strong');

function show() {
  const lines = basket.lines();
  if (lines.length === 0) {
    place.replaceChildren(
      element('p', {}, 'Nothing in it yet.'),
      element('p', {}, element('a', { className: 'primary', href: '/' }, 'Look around')),
    );
    return;
  }
  total.textContent = basket.totalText();
  place.replaceChildren(
    element('ul', { className: 'rows' }, ...lines.map(lineOf)),
    element('p', { className: 'total' }, 'Total, delivery included: ', total),
    element('p', {}, element('a', { className: 'primary', href: '/checkout.html' }, 'Go to checkout')),
  );
}

// The agent in a call fills the cart too; whoever is typing in it goes on.
document.addEventListener('basket-changed', () => {
  if (!place.contains(document.activeElement)) show();
});

// Takes the keyboard when the row under it is gone.
document.querySelector('h1').tabIndex = -1;
show();
