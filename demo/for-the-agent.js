// What the agent in a call asks of the shop: products, a search, the cart. A merchant's own version asks the shop's server; this
// shop knows everything by itself.
import { basket } from './basket.js';
import { linkOf } from './page.js';
import { itemOf, itemsOf, othersFor, productOf, products } from './products.js';

const HITS_PER_PAGE = 4;

// The agent sees addresses on a page of another site, so they have to be whole.
const addressOf = (path) => new URL(path, location.origin).href;
const imageOf = ({ image }) => addressOf(`/images/${image}`);

/** Prices are in euros here, and in cents in the shop. */
const costs = ({ price, was }) => (builder) => {
  builder.current(price / 100);
  if (was) builder.original(was / 100);
};

/** Answers the agent for as long as the page is open. */
export function serveAgent(embed) {
  embed.on('provide-product-data', ({ products: asked }) => {
    for (const { id, ref, type } of asked) {
      const sku = type === 'url' ? skuAt(ref) : skuOf(ref);
      embed.updateProduct(id, (factory) => describe(factory, sku));
    }
  });

  embed.on('provide-search-data', ({ term, page }, respond) => {
    const found = search(term);
    const shown = found.slice((page - 1) * HITS_PER_PAGE, page * HITS_PER_PAGE);
    respond((results) =>
      results
        .currency('EUR')
        .locale('en-IE')
        .products((hit) =>
          shown.map((product) =>
            hit().name(product.name).sku(product.sku).imageUrl(imageOf(product)).url(addressOf(linkOf(product))).price(costs(product)),
          ),
        )
        .pagination((pages) =>
          pages.totalPages(Math.ceil(found.length / HITS_PER_PAGE)).totalMatches(found.length).currentPageIndex(page),
        ),
    );
  });

  // The shopper may have put some of it into the basket before: what the agent does counts from there.
  embed.on('should-add-item-to-cart', ({ sku, quantity }, callback) => callback(change(sku, quantity)));
  embed.on('should-update-item-in-cart', ({ sku, quantity, previousQuantity }, callback) =>
    callback(change(sku, quantity - previousQuantity)),
  );

  // What the shopper brings along. Said again after a reload, it changes nothing.
  embed.on('call-starting', () => {
    for (const { item, quantity } of basket.lines()) {
      const { sku, name, price } = item;
      embed.notifyCustomerEvent(embed.CUSTOMER_EVENTS.ADDED_TO_CART, { sku, name, quantity, price: price / 100, currency: 'EUR' });
    }
    const looksAt = skuAt(location.href);
    if (looksAt) embed.notifyProductNavigation({ externalId: looksAt });
  });

  embed.on('goto-checkout', () => {
    if (location.pathname !== '/checkout.html') location.assign('/checkout.html');
  });
}

/** Puts more of it into the basket, or takes some out; the answer is what the agent is told. */
function change(sku, more) {
  const wanted = basket.quantity(sku) + more;
  const stock = itemOf(sku)?.stock ?? 0;
  if (more > 0 && stock === 0) return { success: false, reason: 'out-of-stock' };
  if (more > 0 && wanted > stock) return { success: false, reason: 'custom-error', message: `Only ${stock} left` };
  basket.set(sku, wanted);
  return true;
}

/** The number in the address of one of our product pages. */
function skuAt(address) {
  try {
    const { origin, pathname, searchParams } = new URL(address);
    return origin === location.origin && pathname === '/product.html' ? searchParams.get('sku') : null;
  } catch {
    return null;
  }
}

/** Our numbers are on our labels too, so that what a scanner reads is one of them. */
const skuOf = (ref) => ref.trim().toUpperCase();

const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The products in which all words of the term occur, however accents and capitals are typed. */
function search(term) {
  const words = bare(term).split(/\s+/);
  return products.filter((product) => {
    const text = bare([product.name, product.line, product.text, product.range, ...itemsOf(product).map(({ sku }) => sku)].join(' '));
    return words.every((word) => text.includes(word));
  });
}

const DELIVERY = 'Sent from our store within two days, and taken back within thirty.';

/** Says all that the shop knows about a product; what is thrown here is what the agent reads. */
function describe(factory, sku) {
  const product = productOf(sku);
  if (!product) throw new Error('We do not sell that');
  const { name, line, text, facts, rating, attributes = [] } = product;
  const items = itemsOf(product);
  return factory
    .currency('EUR')
    .locale('en-IE')
    .product((builder) =>
      builder
        .name(name)
        .sku(product.sku)
        .brandName('Linnea & Co')
        .description(text)
        .url(addressOf(linkOf(product)))
        .defaultVariationIndex(items.findIndex((item) => item.sku === sku))
        .attributes((attribute) =>
          attributes.map(({ id, name: label, options }) => attribute(id).name(label).options((option) => options.map(optionOf(option)))),
        )
        .variations((variation) =>
          items.map((item) =>
            variation()
              .name(item.kind || name)
              .sku(item.sku)
              .subtitle(line)
              .inStock(item.stock > 0)
              .imageUrls([imageOf(item)])
              .url(addressOf(linkOf(item)))
              .price(costs(item))
              .attributes((attribute) => Object.entries(item.options).map(([id, option]) => attribute(id, option)))
              .comparableAttributes((attribute) => Object.entries(facts).map(([fact, value]) => attribute(fact, value).name(fact)))
              .details((detail) => [detail('BULLETS', Object.entries(facts).map((fact) => fact.join(': '))), detail('PARAGRAPH', DELIVERY)])
              .rating((stars) => stars.maxValue(5).rating(rating.stars).numberOfRatings(rating.count))
              .relatedProducts((related) =>
                othersFor(product).map((other) => related().title(other.name).sku(other.sku).imageUrl(imageOf(other)).price(costs(other))),
              ),
          ),
        ),
    );
}

const optionOf =
  (option) =>
  ({ id, name, hex }) => {
    const made = option(id).name(name);
    return hex ? made.meta({ hexValue: hex }) : made;
  };
