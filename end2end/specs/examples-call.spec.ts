// Sample pages of a shop, over which one call goes on: who calls, what is shown and bought, and what is counted.
import { Console } from '../fixtures/console.ts';
import { expect, test } from '../fixtures/examples.ts';
import { add, cartOf, item, selling, sheet, tray } from '../fixtures/selling.ts';

test('a call goes over the pages of a shop, and each of them does its part', async ({ vitrine, visit, agentDesk, deskPage, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const { page } = joe;
  const told: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && told.push(message.text()));

  // The shop's server: the first time its cart says no.
  const asked: unknown[] = [];
  let answers = [409];
  await page.route(`${vitrine.shop}/example/api/cart`, async (route) => {
    asked.push([route.request().method(), route.request().postDataJSON()]);
    const [status = 200, ...later] = answers;
    answers = later;
    await route.fulfill({ status });
  });
  await page.route(`${vitrine.shop}/example/api/me`, (route) => route.fulfill({ json: { id: 31, given: 'Elin', family: 'Berg' } }));

  /** Another page of the shop; the call comes along. */
  const goTo = async (name: string) => {
    await visit(page, name);
    await joe.isAlive();
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const panel = anna.page.getByRole('region', { name: 'Shopper' });
  const lamp = item(anna, 'Vinge table lamp');
  const checkOut = async () => {
    await tray(joe).getByRole('button', { name: /^Open the cart/ }).click();
    await sheet(joe, 'Cart').getByRole('button', { name: 'Go to checkout' }).click();
  };

  await test.step('who calls is at the desk while it rings', async () => {
    await visit(page, 'call/data');
    await press('Ask about it');
    await joe.isAlive();
    await joe.join();
    for (const words of ['Maja Holm', '20418', 'maja@shopper.test']) await expect(panel).toContainText(words);
    await anna.accept();
    await joe.seesTheAgent();
  });

  await test.step('products by number and by address, and one that the shop has not', async () => {
    await goTo('shop/products');
    await add(anna, 'LC-101');
    await expect(lamp).toContainText('€149.00');
    await add(anna, `${vitrine.shop}/product.html?sku=LC-301`);
    await expect(item(anna, 'Dagg mug')).toContainText('€24.00');
    await expect(tray(joe).getByRole('button', { name: /^Dagg mug/ })).toBeVisible();
    await add(anna, 'LC-999');
    await expect(selling(anna).getByText("The shop's page says: That is not on our shelf")).toBeVisible();
  });

  await test.step('a search', async () => {
    await goTo('shop/search');
    await expect(selling(anna).getByRole('button', { name: 'Search', exact: true })).toBeVisible();
    await selling(anna).getByRole('textbox').fill('lamp');
    await selling(anna).getByRole('textbox').press('Enter');
    const found = selling(anna).getByRole('region', { name: /^Found/ }).getByRole('listitem');
    await expect(found).toHaveCount(2);
    await expect(found.last()).toContainText('Kvist floor lamp');
  });

  await test.step('agent and shopper put something into the cart, which the shop may refuse', async () => {
    await goTo('shop/add-to-cart');
    await lamp.getByRole('button', { name: 'Add to cart' }).click();
    await expect(lamp.getByText('The shop did not take it.')).toBeVisible();
    await expect(cartOf(anna)).toHaveCount(0);
    await lamp.getByRole('button', { name: 'Add to cart' }).click();
    await expect(cartOf(anna)).toHaveCount(1);
    await tray(joe).getByRole('button', { name: /^Dagg mug/ }).click();
    await sheet(joe, 'Products').getByRole('button', { name: 'Add to cart' }).click();
    await expect(cartOf(anna)).toHaveCount(2);
    const line = (sku: string) => ['POST', { sku, quantity: 1 }];
    expect(asked.splice(0)).toEqual([line('LC-101'), line('LC-101'), line('LC-301')]);
  });

  await test.step('one more of one, and none of the other', async () => {
    await goTo('shop/change-cart');
    await cartOf(anna).filter({ hasText: 'Vinge' }).getByRole('button', { name: 'One more' }).click();
    await expect(lamp.getByText('2 in the cart')).toBeAttached();
    await cartOf(anna).filter({ hasText: 'Dagg' }).getByRole('button', { name: 'Take out' }).click();
    await expect(cartOf(anna)).toHaveCount(1);
    expect(asked.splice(0)).toEqual([['PUT', { sku: 'LC-101', quantity: 2 }], ['DELETE', { sku: 'LC-301' }]]);
  });

  await test.step('what is counted, ours and that of GA4', async () => {
    await goTo('call/tracking');
    await tray(joe).getByRole('button', { name: /^Vinge table lamp/ }).click();
    const counted = page.locator('#counted');
    await expect(counted).toContainText('GA4 view_item 149 EUR');
    await expect(counted).toContainText('product_viewed {"products":[{"sku":"LC-101","name":"Vinge table lamp","price":149,"currency":"EUR"}]}');
  });

  await test.step('a checkout beside the call, which comes later', async () => {
    await goTo('shop/checkout-above');
    await checkOut();
    await expect.poll(() => told).toContain('Vitrine: floatAbove() has no effect yet: it comes with shopping together.');
    await expect(page).toHaveURL(`${vitrine.shop}/example/shop/checkout-above`);
    await joe.button('Back to the call').click();
  });

  await test.step('the shop’s checkout, with the call in its corner', async () => {
    await goTo('shop/checkout');
    await checkOut();
    await expect(page).toHaveURL(`${vitrine.shop}/checkout.html`);
    await joe.isAlive();
    await joe.seesTheAgent();
  });

  await test.step('what the shop’s server knows of who calls', async () => {
    await goTo('call/data-function');
    await expect(panel).toContainText('Elin Berg');
    await expect(panel).toContainText('31');
  });

  await test.step('what changes of it in the call', async () => {
    await goTo('call/update-data');
    await expect(panel).toContainText('2 lamps');
    await press('Sign in');
    await expect(panel).toContainText('Maja Holm');
    await expect(panel).not.toContainText('lamps');
    await press('Compare one more');
    await expect(panel).toContainText('3 lamps');
  });

  await test.step('tags in the story of the ticket, the last ones that were set', async () => {
    await goTo('call/tags');
    const owner = new Console((await deskPage()).page, vitrine);
    await owner.open('history');
    await owner.page.getByRole('row', { name: /Anna/ }).getByRole('link').click();
    const tags = owner.page.getByRole('region', { name: 'Tracking tags' });
    // The story is of the moment at which it was asked for.
    const read = (words: string) =>
      expect(async () => {
        await owner.page.reload();
        await expect(tags).toContainText(words, { timeout: 1_000 });
      }).toPass();
    await read('spring');
    await expect(tags).toContainText('has-bought-before');
    await goTo('call/set-tags');
    await press('Join the friends of the house');
    await read('membership');
    await expect(tags).not.toContainText('spring');
  });
});
