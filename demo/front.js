import { card } from './page.js';
import { products } from './products.js';

for (const list of document.querySelectorAll('[data-range]')) {
  list.append(...products.filter(({ range }) => range === list.dataset.range).map(card));
}
