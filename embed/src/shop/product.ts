/** The factories of products and of search results: what they take, and where it goes. */
import { built, list, part, value, type Fields, type Method } from './builder';

const values = (...names: string[]): Record<string, Method> => Object.fromEntries(names.map((name) => [name, value(name)]));

const PRICE = values('current', 'original', 'currency');

const tryOn: Record<string, Method> = {
  ...values('vendorId', 'category', 'supported', 'meta'),
  attributes: list('attributes', ['id', 'option'], {
    ...values('type', 'name', 'defaultOptionIndex', 'meta'),
    options: list('options', ['id'], values('name', 'meta')),
  }),
};

const VARIATION: Record<string, Method> = {
  ...values('name', 'sku', 'subtitle', 'inStock', 'imageUrls', 'url'),
  price: part('price', PRICE),
  attributes: list('attributes', ['id', 'option'], values('name')),
  comparableAttributes: list('comparableAttributes', ['id', 'option'], values('name')),
  relatedProducts: list('relatedProducts', [], { ...values('title', 'sku', 'imageUrl', 'url'), price: part('price', PRICE) }),
  details: list('details', ['kind', 'content'], {}),
  rating: part('rating', values('maxValue', 'rating', 'numberOfRatings')),
  virtualTryOn: part('virtualTryOn', tryOn),
};

const PRODUCT: Record<string, Method> = {
  ...values('name', 'sku', 'brandName', 'description', 'url', 'defaultVariationIndex'),
  attributes: list('attributes', ['id'], { ...values('name', 'type'), options: list('options', ['id'], values('name', 'meta')) }),
  virtualTryOn: part('virtualTryOn', tryOn),
  variations: list('variations', [], VARIATION),
};

const FACTORY: Record<string, Method> = { ...values('currency', 'locale'), product: part('product', PRODUCT) };

const HIT: Record<string, Method> = { ...values('name', 'sku', 'imageUrl', 'url'), price: part('price', PRICE) };

const RESULTS: Record<string, Method> = {
  ...values('currency', 'locale'),
  products: list('products', [], HIT),
  pagination: part('pagination', values('totalPages', 'totalMatches', 'currentPageIndex')),
};

/** What the page builds in answer to `provide-product-data`: plain fields, unchecked. Throws what the page throws. */
export function buildProduct(build: unknown): Fields {
  if (typeof build !== 'function') throw new TypeError('updateProduct() needs a function as its second argument.');
  return built(FACTORY, build);
}

/** What the page builds in answer to `provide-search-data`, as `buildProduct`. */
export function buildResults(build: unknown): Fields {
  if (typeof build !== 'function') throw new TypeError('the answer to provide-search-data should be a function.');
  return built(RESULTS, build);
}

/** Search results as plain objects, in the shape of `buildResults`. */
export function plainResults(hits: unknown): Fields {
  if (!Array.isArray(hits)) throw new TypeError('the callback of provide-search-data needs an array of products.');
  const products = hits.map((hit: unknown) => {
    const { name, sku, imageUrl, url, price, currency } = (typeof hit === 'object' && hit !== null ? hit : {}) as Fields;
    const isObject = typeof price === 'object' && price !== null;
    return { name, sku, imageUrl, url, price: isObject ? price : { current: price, currency } };
  });
  return { products };
}
