import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../build.mjs';

const { buildProduct, buildResults, plainResults } = await load('shop/product.ts');

test('a whole product is what its page built, every part of it', () => {
  const product = buildProduct((factory) =>
    factory
      .currency('EUR')
      .locale('en-IE')
      .product((p) =>
        p
          .name('Vinge table lamp')
          .sku('LC-101')
          .brandName('Linnea')
          .description('Folded by hand')
          .url('https://shop.example/vinge')
          .defaultVariationIndex(1)
          .attributes((attribute) => [
            attribute('shade')
              .name('Shade')
              .type('color')
              .options((option) => [option('white').name('White').meta({ hexValue: '#fff' }), option('moss').name('Moss')]),
          ])
          .variations((v) => [
            v()
              .name('White')
              .sku('LC-101-W')
              .subtitle('Linnea')
              .inStock(false)
              .imageUrls(['https://shop.example/a.jpg'])
              .url('https://shop.example/vinge?shade=white')
              .price((price) => price.current('149.00').original(199))
              .attributes((attribute) => [attribute('shade', 'white')])
              .comparableAttributes((attribute) => [attribute('Material', 'Paper').name('Material')])
              .relatedProducts((r) => [r().title('Halla').sku(7).imageUrl('https://shop.example/b.jpg').price((p2) => p2.current(1))])
              .details((detail) => [detail('BULLETS', ['Folds', 'Glows']), detail('PARAGRAPH', 'Washi.')])
              .rating((rating) => rating.maxValue(5).rating(4.2).numberOfRatings(23)),
          ]),
      ),
  );
  assert.deepEqual(product, {
    currency: 'EUR',
    locale: 'en-IE',
    product: {
      name: 'Vinge table lamp',
      sku: 'LC-101',
      brandName: 'Linnea',
      description: 'Folded by hand',
      url: 'https://shop.example/vinge',
      defaultVariationIndex: 1,
      attributes: [
        { id: 'shade', name: 'Shade', type: 'color', options: [{ id: 'white', name: 'White', meta: { hexValue: '#fff' } }, { id: 'moss', name: 'Moss' }] },
      ],
      variations: [
        {
          name: 'White',
          sku: 'LC-101-W',
          subtitle: 'Linnea',
          inStock: false,
          imageUrls: ['https://shop.example/a.jpg'],
          url: 'https://shop.example/vinge?shade=white',
          price: { current: '149.00', original: 199 },
          attributes: [{ id: 'shade', option: 'white' }],
          comparableAttributes: [{ id: 'Material', option: 'Paper', name: 'Material' }],
          relatedProducts: [{ title: 'Halla', sku: 7, imageUrl: 'https://shop.example/b.jpg', price: { current: 1 } }],
          details: [{ kind: 'BULLETS', content: ['Folds', 'Glows'] }, { kind: 'PARAGRAPH', content: 'Washi.' }],
          rating: { maxValue: 5, rating: 4.2, numberOfRatings: 23 },
        },
      ],
    },
  });
});

test('callbacks run at once and in the order of the calls, and what they return does not matter', () => {
  const order = [];
  const { products, pagination } = buildResults((results) => {
    let total = 0;
    results.currency('SEK');
    results.products((p) => {
      order.push('products');
      const hits = ['a', 'b'].map((sku) =>
        p()
          .sku(sku)
          .name(sku)
          .price((price) => {
            price.current('10').original(null);
          }),
      );
      total = hits.length;
      return hits;
    });
    results.pagination((page) => {
      order.push('pagination');
      page.totalPages(1).totalMatches(total).currentPageIndex(1);
    });
    order.push('end');
  });
  assert.deepEqual(order, ['products', 'pagination', 'end']);
  assert.deepEqual(products.map(({ sku, price }) => [sku, price]), [['a', { current: '10', original: null }], ['b', { current: '10', original: null }]]);
  assert.deepEqual(pagination, { totalPages: 1, totalMatches: 2, currentPageIndex: 1 });
});

test('a list is what is returned; where nothing is returned, all that was begun', () => {
  const skus = (build) => buildProduct((f) => f.product((p) => p.variations(build))).product.variations.map(({ sku }) => sku);
  assert.deepEqual(skus((v) => [v().sku('a'), v().sku('b')]), ['a', 'b']);
  assert.deepEqual(skus((v) => ['b', 'a'].map((sku) => v().sku(sku)).reverse()), ['a', 'b']);
  assert.deepEqual(skus((v) => (v().sku('left out'), [v().sku('kept')])), ['kept']);
  assert.deepEqual(skus((v) => void v().sku('a')), ['a']);
  assert.deepEqual(skus((v) => [null, 'x', {}, v().sku('a')]), ['a']);
});

test('what a page throws comes out as it is, and what is no function says so', () => {
  const error = new Error('No such product');
  assert.throws(() => buildProduct(() => { throw error; }), error);
  assert.throws(() => buildProduct('x'), /needs a function/);
  assert.throws(() => buildProduct((f) => f.product((p) => p.variations([]))), /variations\(\) needs a function/);
  assert.throws(() => buildProduct((f) => f.product({})), /a function was expected/);
});

test('a builder has its own methods and no others', () => {
  buildProduct((factory) => assert.deepEqual(['currency', 'constructor', 'then', 'toString'].filter((name) => name in factory), ['currency']));
});

test('plain objects are search results as well', () => {
  assert.deepEqual(plainResults([{ sku: 1, name: 'A', price: '10', currency: 'EUR', secret: 1 }, { sku: 'b', price: { current: 2 } }, null]), {
    products: [
      { name: 'A', sku: 1, imageUrl: undefined, url: undefined, price: { current: '10', currency: 'EUR' } },
      { name: undefined, sku: 'b', imageUrl: undefined, url: undefined, price: { current: 2 } },
      { name: undefined, sku: undefined, imageUrl: undefined, url: undefined, price: { current: undefined, currency: undefined } },
    ],
  });
  assert.throws(() => plainResults({}), /needs an array/);
});
