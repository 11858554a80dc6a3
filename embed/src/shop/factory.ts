/**
 * What merchants build products and search results with, for their TypeScript. These interfaces stand in the published `embed.d.ts`
 * word for word; `product.ts` is what they describe.
 */

/** Gets a function that begins an item, and returns the items; where it returns none, all that were begun count. */
export type BambuserOneToOneList<First extends unknown[], Item> = (item: (...first: First) => Item) => readonly Item[] | void;

/** What an agent asks for: `ref` is the address of a product page, an SKU or the shop's own number, or what a scanner read. */
export interface BambuserOneToOneProductRequest {
  ref: string;
  type: 'url' | 'product-reference' | 'scanned-code';
  /** Names the question: the first argument of `updateProduct()`. */
  id: string;
  /** The same as `ref`, where that is an address. */
  url?: string;
}

/** What an agent searches for. */
export interface BambuserOneToOneSearchRequest {
  term: string;
  /** Which page of the results, counted from 1. */
  page: number;
  /** The same as `term`. */
  query: string;
  /** Another way to answer than the handler's second argument: a plain list, without further pages. */
  callback(hits: readonly BambuserOneToOneSearchHit[]): void;
}

/** A search result as a plain object. Prices are in the currency's main unit; digits in a string are accepted. */
export interface BambuserOneToOneSearchHit {
  name: string;
  sku: string | number;
  imageUrl?: string;
  url?: string;
  price?: number | string | { current: number | string; original?: number | string | null; currency?: string };
  /** ISO 4217, beside a price that is a number or a string. Where it is missing, that of the product shown last; before one is shown, no price is told. */
  currency?: string;
}

/** A quantity in the cart. `callback` is the same function as the handler's second argument. */
export interface BambuserOneToOneCartItem {
  sku: string;
  /** How many there are to be; 0 takes it out. One that is added is 1. */
  quantity: number;
  callback: BambuserOneToOneCartCallback;
}

/** Whether it was done. A message is at most 300 characters and shown to the agent. */
export type BambuserOneToOneCartCallback = (
  answer:
    | boolean
    | { success: true }
    | { success: false; reason: 'out-of-stock'; message?: string }
    | { success: false; reason: 'custom-error'; message: string },
) => void;

/** Builds a product: `currency`, `locale` and `product` are needed. */
export interface BambuserOneToOneProductFactory {
  /** ISO 4217, such as `EUR`. */
  currency(code: string): this;
  /** Language and region, such as `en-IE`. */
  locale(name: string): this;
  product(build: (product: BambuserOneToOneProductBuilder) => unknown): this;
}

/** `description` and at least one variation are needed. */
export interface BambuserOneToOneProductBuilder {
  name(text: string): this;
  sku(sku: string | number): this;
  brandName(text: string): this;
  description(text: string): this;
  /** The product's page in the shop. */
  url(address: string): this;
  /** Which variation is shown first, counted from 0. */
  defaultVariationIndex(index: number): this;
  /** In what the variations differ. */
  attributes(build: BambuserOneToOneList<[id: string], BambuserOneToOneAttributeBuilder>): this;
  variations(build: BambuserOneToOneList<[], BambuserOneToOneVariationBuilder>): this;
  virtualTryOn(build: (tryOn: BambuserOneToOneTryOnBuilder) => unknown): this;
}

/** Something in what variations differ, such as the colour. */
export interface BambuserOneToOneAttributeBuilder {
  /** Its label; without one it is the id. */
  name(text: string): this;
  type(kind: string): this;
  options(build: BambuserOneToOneList<[id: string], BambuserOneToOneOptionBuilder>): this;
}

export interface BambuserOneToOneOptionBuilder {
  name(text: string): this;
  meta(values: { hexValue?: string; imageUrl?: string; [key: string]: unknown }): this;
}

/** One thing that can be bought. `name`, `sku`, `imageUrls` and `price` are needed, and `attributes` where there are several variations. */
export interface BambuserOneToOneVariationBuilder {
  name(text: string): this;
  /** Names it in the cart. */
  sku(sku: string | number): this;
  /** A line under the price. */
  subtitle(text: string): this;
  /** With `false` it is sold out. */
  inStock(isInStock: boolean): this;
  imageUrls(addresses: readonly string[]): this;
  url(address: string): this;
  price(build: (price: BambuserOneToOnePriceBuilder) => unknown): this;
  /** Which option of each attribute this is. */
  attributes(build: BambuserOneToOneList<[id: string, option: string], BambuserOneToOneNameBuilder>): this;
  /** What is laid side by side when products are compared. */
  comparableAttributes(build: BambuserOneToOneList<[id: string, value: string], BambuserOneToOneNameBuilder>): this;
  relatedProducts(build: BambuserOneToOneList<[], BambuserOneToOneRelatedBuilder>): this;
  details(build: (detail: BambuserOneToOneDetail) => readonly object[] | void): this;
  rating(build: (rating: BambuserOneToOneRatingBuilder) => unknown): this;
  virtualTryOn(build: (tryOn: BambuserOneToOneTryOnBuilder) => unknown): this;
}

export interface BambuserOneToOneNameBuilder {
  name(text: string): this;
}

/** Amounts in the currency's main unit: 14.9 and not 1490. Digits in a string are accepted. */
export interface BambuserOneToOnePriceBuilder {
  current(amount: number | string): this;
  /** What it was before a sale. */
  original(amount: number | string | null): this;
  /** Where it is another than the product's. */
  currency(code: string): this;
}

/** A product that goes with it: the agent can open it by its SKU. */
export interface BambuserOneToOneRelatedBuilder {
  title(text: string): this;
  sku(sku: string | number): this;
  imageUrl(address: string): this;
  url(address: string): this;
  price(build: (price: BambuserOneToOnePriceBuilder) => unknown): this;
}

/** A list of points, or a text. */
export interface BambuserOneToOneDetail {
  (kind: 'BULLETS', points: readonly string[]): object;
  (kind: 'PARAGRAPH', text: string): object;
}

export interface BambuserOneToOneRatingBuilder {
  maxValue(most: number): this;
  rating(value: number): this;
  numberOfRatings(count: number): this;
}

/** Accepted for pages that have it; nothing is tried on in this release. */
export interface BambuserOneToOneTryOnBuilder {
  vendorId(id: string): this;
  category(name: string): this;
  supported(isSupported: boolean): this;
  meta(values: Record<string, unknown>): this;
  attributes(build: BambuserOneToOneList<[id: string, option?: string], BambuserOneToOneTryOnAttributeBuilder>): this;
}

export interface BambuserOneToOneTryOnAttributeBuilder extends BambuserOneToOneAttributeBuilder {
  defaultOptionIndex(index: number): this;
  meta(values: Record<string, unknown>): this;
}

/** Builds search results: the products of one page, and how many there are altogether. */
export interface BambuserOneToOneSearchFactory {
  currency(code: string): this;
  locale(name: string): this;
  products(build: BambuserOneToOneList<[], BambuserOneToOneHitBuilder>): this;
  pagination(build: (pagination: BambuserOneToOnePaginationBuilder) => unknown): this;
}

export interface BambuserOneToOneHitBuilder {
  name(text: string): this;
  sku(sku: string | number): this;
  imageUrl(address: string): this;
  url(address: string): this;
  price(build: (price: BambuserOneToOnePriceBuilder) => unknown): this;
}

export interface BambuserOneToOnePaginationBuilder {
  totalPages(count: number): this;
  totalMatches(count: number): this;
  /** Which page this is, counted from 1. */
  currentPageIndex(page: number): this;
}
