import { basket } from './basket.js';
import { element } from './page.js';
import { priceText } from './products.js';

const form = document.querySelector('[data-checkout]');
const lines = basket.lines();

document.querySelector('[data-summary]').append(
  element(
    'ul',
    {},
    ...lines.map(({ product, quantity }) => element('li', {}, `${quantity} × ${product.name}`, element('span', {}, priceText(quantity * product.price)))),
  ),
  element('p', { className: 'total' }, 'Total: ', element('strong', {}, basket.totalText())),
);

if (lines.length === 0) {
  form.replaceChildren(element('p', {}, 'Your cart is empty.'), element('p', {}, element('a', { className: 'primary', href: '/' }, 'Look around')));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { name, email, delivery } = Object.fromEntries(new FormData(form));
  const number = `L${Date.now().toString(36).toUpperCase()}`;
  sessionStorage.setItem('linnea-order', JSON.stringify({ number, name, email, delivery, total: basket.totalText() }));
  basket.clear();
  location.assign('/thanks.html');
});
