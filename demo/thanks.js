import { element } from './page.js';

const place = document.querySelector('[data-thanks]');
const order = JSON.parse(sessionStorage.getItem('linnea-order') ?? 'null');

if (order) {
  // Counts for the video call before it, if there was one. Without the script, as where a shopper blocks it, the order is placed all the same.
  window._bambuser?.track('purchase', {
    transaction: { id: order.number, total: order.value, currency: order.currency },
    products: order.items,
  });
  place.append(
    element('h1', {}, `Thank you, ${order.name}`),
    element('p', {}, 'Your order ', element('strong', {}, order.number), ` over ${order.total} is placed. A confirmation would now be on its way to ${order.email}.`),
    element('p', {}, order.delivery === 'shop' ? 'It is ready in Visby from tomorrow at ten.' : 'It leaves Visby tomorrow and is with you in three to five days.'),
    element('p', {}, element('a', { className: 'primary', href: '/' }, 'Back to the shop')),
  );
} else {
  place.append(
    element('h1', {}, 'No order yet'),
    element('p', {}, 'There is no order in this window.'),
    element('p', {}, element('a', { className: 'primary', href: '/' }, 'Look around')),
  );
}
