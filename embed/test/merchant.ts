// What a merchant's developer writes: compiled with the published types, and run by shop.test.mjs.

type Embed = Pick<InstanceType<typeof BambuserOneToOneEmbed>, 'on' | 'updateProduct'>;

const lamp = { sku: 'LC-101', name: 'Vinge', text: 'Folded by hand', image: 'https://shop.example/vinge.jpg', price: 149 };

/** A page that sells one lamp, says all that can be said of it, and keeps a cart. */
export function sell(embed: Embed, cart: Map<string, number>): void {
  embed.on('provide-product-data', ({ products }) => {
    for (const { id, ref, type, url } of products) {
      const sku = type === 'url' ? new URL(url ?? ref).searchParams.get('sku') : ref;
      embed.updateProduct(id, (factory) => {
        if (sku !== lamp.sku) throw new Error('We do not sell that');
        return describe(factory);
      });
    }
  });

  embed.on('provide-search-data', ({ term, page }, respond) => {
    const hits = lamp.name.toLowerCase().includes(term.toLowerCase()) ? [lamp] : [];
    respond((results) =>
      results
        .currency('EUR')
        .locale('en-IE')
        .products((hit) =>
          hits.map(({ name, sku, image, price }) => hit().name(name).sku(sku).imageUrl(image).url(image).price((p) => p.current(price))),
        )
        .pagination((pages) => pages.totalPages(1).totalMatches(hits.length).currentPageIndex(page)),
    );
  });

  embed.on('should-add-item-to-cart', ({ sku, quantity }, callback) => {
    if (sku !== lamp.sku) return callback({ success: false, reason: 'out-of-stock' });
    cart.set(sku, quantity);
    callback(true);
  });
  embed.on('should-update-item-in-cart', ({ sku, quantity, previousQuantity }, callback) => {
    if (quantity - previousQuantity > 3) return callback({ success: false, reason: 'custom-error', message: 'Only 3 left' });
    cart.set(sku, quantity);
    callback({ success: true });
  });
  embed.on('goto-checkout', ({ items }) => items.forEach(({ sku, quantity }) => cart.set(sku, quantity)));
}

function describe(factory: BambuserOneToOneProductFactory): BambuserOneToOneProductFactory {
  return factory
    .currency('EUR')
    .locale('en-IE')
    .product((product) =>
      product
        .name(lamp.name)
        .sku(lamp.sku)
        .brandName('Linnea')
        .description(lamp.text)
        .url('https://shop.example/vinge')
        .defaultVariationIndex(0)
        .attributes((attribute) => [
          attribute('shade')
            .name('Shade')
            .type('color')
            .options((option) => [option('moss').name('Moss').meta({ hexValue: '#5a6b50' }), option('white').name('White')]),
        ])
        .variations((variation) => [
          variation()
            .name('Moss')
            .sku(lamp.sku)
            .subtitle('Linnea')
            .inStock(true)
            .imageUrls([lamp.image])
            .url('https://shop.example/vinge?shade=moss')
            .price((price) => price.current(lamp.price).original('199.00').currency('EUR'))
            .attributes((attribute) => [attribute('shade', 'moss')])
            .comparableAttributes((attribute) => [attribute('material', 'Paper').name('Material')])
            .relatedProducts((related) => [
              related().title('Halla').sku(7).imageUrl(lamp.image).url(lamp.image).price((price) => price.current(1)),
            ])
            .details((detail) => [detail('BULLETS', ['Folds', 'Glows']), detail('PARAGRAPH', lamp.text)])
            .rating((rating) => rating.maxValue(5).rating(4.2).numberOfRatings(23)),
        ]),
    );
}

/** What the types keep from being written. */
export function mistakes(embed: Embed): void {
  embed.updateProduct('x', (factory) => {
    // @ts-expect-error: a currency is a text.
    factory.currency(7);
    // @ts-expect-error: there is no such thing to say.
    factory.product((product) => product.sizes());
    // @ts-expect-error: a paragraph is a text.
    factory.product((product) => product.variations((variation) => [variation().details((detail) => [detail('PARAGRAPH', ['x'])])]));
  });
  embed.on('should-add-item-to-cart', (_, callback) => {
    // @ts-expect-error: a reason of one's own needs a message.
    callback({ success: false, reason: 'custom-error' });
  });
}

/** A page that does not wait for the script: it says what is to be done, and the script does it. */
export function begin(basket: readonly { sku: string; name: string; count: number }[]): void {
  const commands = (window.Vitrine = window.Vitrine || []);
  commands.push((Embed) => {
    const embed = new Embed({
      orgId: 'demodemodemodemodemo',
      triggers: ['queue-link', 'connect-link'],
      floatingPlayer: { navigationMode: Embed.FLOATING_PLAYER_NAVIGATION_MODE.MANUAL, confirmClosingBrowser: false },
      bookingServiceIds: ['fitting'],
      popupTimeoutSeconds: '5',
    });
    const { ADDED_TO_CART } = Embed.CUSTOMER_EVENTS;
    embed.on('call-starting', () => {
      for (const { sku, name, count } of basket) embed.notifyCustomerEvent(ADDED_TO_CART, { sku, name, quantity: count, price: 149, currency: 'EUR' });
    });
    embed.on('surf-behind-to', (url) => location.assign(url));
    embed.on('close', () => console.log(embed.connectId?.startsWith('ext:')));
  });
  window.onBambuserOneToOneReady = (Embed) => void new Embed({ orgId: 'demodemodemodemodemo' });
}
