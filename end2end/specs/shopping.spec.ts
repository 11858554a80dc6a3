// Products and the cart in a call: what the agent shows, the shopper sees; what either wishes, the shop's page grants or refuses.
import type { AgentDesk } from '../fixtures/agent.ts';
import { merchantPage } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import { add, cartOf, item, selling, sheet, tray } from '../fixtures/selling.ts';
import type { Shopper } from '../fixtures/shopper.ts';

async function talk(anna: AgentDesk, joe: Shopper) {
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
}

test('the agent shows a product of the demo shop, the shopper picks and buys, and the basket of the shop has it', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await talk(anna, joe);

  await add(anna, 'LC-102');
  await expect(item(anna, 'Halla pendant')).toBeVisible();
  await tray(joe).getByRole('button', { name: /^Halla pendant/ }).click();
  const product = sheet(joe, 'Products');
  await expect(product.getByRole('heading', { name: 'Halla pendant' })).toBeVisible();
  const picture = product.getByRole('img', { name: 'Halla pendant' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await product.getByRole('button', { name: 'Add to cart' }).click();
  await expect(product.getByText('1 in the cart')).toBeAttached();
  await expect(cartOf(anna)).toHaveCount(1);
  const basket = () => joe.page.evaluate("import('/basket.js').then(({ basket }) => basket.quantity('LC-102'))");
  expect(await basket()).toBe(1);

  await product.getByRole('button', { name: 'One more' }).click();
  await expect(product.getByText('2 in the cart')).toBeAttached();
  expect(await basket()).toBe(2);
  await cartOf(anna).getByRole('button', { name: 'One fewer' }).click();
  await expect(product.getByText('1 in the cart')).toBeAttached();
  await cartOf(anna).getByRole('button', { name: 'Take out' }).click();
  await expect(product.getByRole('button', { name: 'Add to cart' })).toBeVisible();
  expect(await basket()).toBe(0);
});

test('what the shop refuses is not in the cart, and both read why', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await talk(anna, joe);

  await add(anna, 'NOTHING');
  await expect(selling(anna).getByText('The shop\'s page says: We do not sell that')).toBeVisible();

  await add(anna, 'LC-302');
  const vass = item(anna, 'Vass vase');
  await vass.getByRole('button', { name: 'Add to cart' }).click();
  for (const count of [2, 3]) {
    await vass.getByRole('button', { name: 'One more' }).click();
    await expect(vass.getByText(`${count} in the cart`)).toBeAttached();
  }
  await vass.getByRole('button', { name: 'One more' }).click();
  await expect(vass.getByText('Only 3 left')).toBeVisible();
  await expect(vass.getByText('3 in the cart')).toBeAttached();
  await tray(joe).getByRole('button', { name: /^Vass vase/ }).click();
  await expect(sheet(joe, 'Products').getByText('Only 3 left')).toBeVisible();
});

test('the agent searches the shop, points and compares, and the shopper sees that', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await talk(anna, joe);

  const field = selling(anna).getByRole('textbox');
  await field.fill('a');
  await field.press('Enter');
  const found = selling(anna).getByRole('region', { name: /^Found/ });
  await expect(found.getByRole('listitem')).toHaveCount(4);
  await found.getByRole('button', { name: 'Next page' }).click();
  await expect(found.getByText('Page 2')).toBeVisible();
  await found.getByRole('button', { name: 'Previous page' }).click();
  await expect(found.getByText('Page 1')).toBeVisible();
  for (const at of [0, 1]) await found.getByRole('button', { name: /^Add .* to the tray$/ }).nth(at).click();
  await expect(selling(anna).getByRole('button', { name: /^Show to shopper/ })).toHaveCount(2);

  await selling(anna).getByRole('button', { name: /^Show to shopper/ }).first().click();
  await expect(sheet(joe, 'Products')).toBeVisible();
  await sheet(joe, 'Products').getByRole('button', { name: 'Close' }).click();
  await expect(sheet(joe, 'Products')).toBeHidden();

  for (const box of await selling(anna).getByRole('checkbox', { name: /^Compare/ }).all()) await box.check();
  await selling(anna).getByRole('button', { name: 'Compare 2 products' }).click();
  await expect(sheet(joe, 'Compare').getByRole('row', { name: /^Price/ })).toBeVisible();

  await field.fill('nothing of the kind');
  await field.press('Enter');
  await expect(selling(anna).getByText('The shop has nothing for “nothing of the kind”.')).toBeVisible();
});

test('after a reload all of it is there, and the shop is asked for nothing twice', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shopScript(''))));
  await joe.isAlive();
  await talk(anna, joe);
  await add(anna, 'LAMP');
  await item(anna, 'Lamp').getByRole('button', { name: 'Add to cart' }).click();
  await expect(cartOf(anna)).toHaveCount(1);

  await joe.page.reload();
  await joe.seesTheAgent();
  await expect(tray(joe).getByRole('button', { name: /^Lamp/ })).toBeVisible();
  await expect(tray(joe).getByRole('button', { name: 'Open the cart, 1 item' })).toBeVisible();
  expect(await joe.page.evaluate('window.asked')).toEqual([]);
  await anna.page.reload();
  await expect(item(anna, 'Lamp')).toBeVisible();
  await expect(cartOf(anna)).toHaveCount(1);
  await expect(selling(anna).getByRole('button', { name: /Lamp/ }).first()).toBeVisible();
});

test('where the page does nothing about products, none are offered', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, `window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'] });
  };`)));
  await joe.isAlive();
  await talk(anna, joe);
  await expect(selling(anna).getByText('The shop\'s page shows no products here.')).toBeVisible();
  await expect(selling(anna).getByRole('textbox')).toHaveCount(0);
  // A page that begins to listen in the middle of a call is taken at its word.
  await joe.page.evaluate('window.calls.on("provide-product-data", () => {})');
  await expect(selling(anna).getByRole('textbox')).toHaveCount(1);
  await expect(selling(anna).getByRole('button', { name: 'Search' })).toHaveCount(0);
});

test('the data layer has a whole call with a product, the cart and the checkout', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shopScript('calls.on("goto-checkout", (cart) => asked.push(cart));'))));
  await joe.isAlive();
  await talk(anna, joe);
  await add(anna, 'LAMP');
  await tray(joe).getByRole('button', { name: /^Lamp/ }).click();
  await sheet(joe, 'Products').getByRole('button', { name: 'Add to cart' }).click();
  await expect(sheet(joe, 'Products').getByText('1 in the cart')).toBeAttached();
  await tray(joe).getByRole('button', { name: 'Open the cart, 1 item' }).click();
  await sheet(joe, 'Cart').getByRole('button', { name: 'Go to checkout' }).click();

  const good = { sku: 'LAMP-W', name: 'Lamp', price: 12.5, currency: 'EUR' };
  const ecommerce = { currency: 'EUR', value: 12.5, items: [{ item_id: 'LAMP-W', item_name: 'Lamp', price: 12.5, quantity: 1 }] };
  const own = (name: string, fields: object) => ({
    event: `bmb_oto_${name}`,
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`bmb_oto.${key}`, value])),
  });
  const ga4 = (event: string) => [{ ecommerce: null }, { event, ecommerce }];
  const expected = [
    own('product_added', { products: [good] }),
    ...ga4('select_item'),
    own('product_viewed', { products: [good] }),
    ...ga4('view_item'),
    own('cart_item_added', { ...good, quantity: 1, previousQuantity: 0 }),
    ...ga4('add_to_cart'),
    ...ga4('view_cart'),
    own('checkout_clicked', { items: [{ ...good, quantity: 1, previousQuantity: 1 }] }),
    ...ga4('begin_checkout'),
  ];
  const pushed = async () => {
    const all = (await joe.page.evaluate('window.dataLayer')) as { event?: string }[];
    return all.filter(({ event }) => !/call|queue/.test(event ?? ''));
  };
  await expect.poll(pushed).toEqual(expected);
  expect(((await joe.page.evaluate('window.asked')) as unknown[]).at(-1)).toEqual({ items: [{ sku: 'LAMP-W', quantity: 1 }] });
});

test('the cart that the shopper brought along and what the shopper looks at are at the desk, and are not counted again', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const brought = `calls.on('call-starting', () => {
    const { ADDED_TO_CART } = Embed.CUSTOMER_EVENTS;
    calls.notifyCustomerEvent(ADDED_TO_CART, { sku: 'WRAP', name: 'Gift wrap', price: 7.5, currency: 'EUR', quantity: 2 });
  });`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shopScript(brought))));
  await joe.isAlive();
  await talk(anna, joe);
  await expect(cartOf(anna)).toHaveCount(1);
  await expect(cartOf(anna).first()).toContainText('Gift wrap');
  await expect(cartOf(anna).first()).toContainText('€7.50');
  await expect(tray(joe).getByRole('button', { name: 'Open the cart, 2 items' })).toBeVisible();

  await joe.page.evaluate(`calls.notifyProductNavigation({ externalId: 'LAMP' })`);
  await expect(item(anna, 'Lamp')).toContainText('The shopper looked at this');
  expect(await joe.page.evaluate('asked')).toEqual(['LAMP']);
  await expect(tray(joe).getByRole('button', { name: /^Lamp/ })).toBeVisible();

  await joe.page.evaluate(`calls.notifyCustomerEvent('removed-from-cart', { sku: 'WRAP', name: 'Gift wrap' })`);
  await expect(cartOf(anna)).toHaveCount(0);
  await expect(tray(joe).getByRole('button', { name: 'Open the cart, 0 items' })).toBeVisible();
  const events = (await joe.page.evaluate('dataLayer.map(({ event }) => event)')) as (string | undefined)[];
  expect(events.filter((event) => /cart|product/.test(event ?? ''))).toEqual([]);
});

/** A shop that sells one lamp, and remembers what it was asked. */
function shopScript(more: string): string {
  return `window.dataLayer = []; window.asked = [];
  window.onBambuserOneToOneReady = (Embed) => {
    const calls = (window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'] }));
    calls.on('provide-product-data', ({ products }) => products.forEach(({ id, ref }) => {
      asked.push(ref);
      calls.updateProduct(id, (factory) => factory.currency('EUR').locale('en-IE').product((p) => p.name('Lamp').description('It glows.')
        .variations((v) => [v().name('White').sku('LAMP-W').inStock(true).imageUrls([]).price((price) => price.current('12.50'))])));
    }));
    calls.on('should-add-item-to-cart', (item, callback) => { asked.push(item.sku); callback(true); });
    calls.on('should-update-item-in-cart', (item, callback) => { asked.push(item); callback(true); });
    ${more}
  };`;
}
