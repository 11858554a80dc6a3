import { basket } from './basket.js';
import { element } from './page.js';
import { priceText } from './products.js';

const form = document.querySelector('[data-checkout]');

const lineOf = ({ item, quantity }) =>
  element('li', {}, `${quantity} × ${item.name}`, element('span', {}, priceText(quantity * item.price)));

function summarise() {
  document.querySelector('[data-summary]').replaceChildren(
    element('ul', {}, ...basket.lines().map(lineOf)),
    element('p', { className: 'total' }, 'Total: ', element('strong', {}, basket.totalText())),
  );
}

summarise();
// The agent in a call fills the cart too.
document.addEventListener('basket-changed', summarise);

if (basket.count() === 0) {
  form.replaceChildren(element('p', {}, 'Your cart is empty.'), element('p', {}, element('a', { className: 'primary', href: '/' }, 'Look around')));
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { name, email, delivery } = Object.fromEntries(new FormData(form));
  const number = `L${Date.now().toString(36).toUpperCase()}`;
  const items = basket.lines().map(({ item, quantity }) => ({ sku: item.sku, quantity }));
  const order = { number, name, email, delivery, total: basket.totalText(), value: basket.total() / 100, currency: 'EUR', items };
  sessionStorage.setItem('linnea-order', JSON.stringify(order));
  basket.clear();
  location.assign('/thanks.html');
});
