// What a shopper buys after a call counts for it, and is told in its story.
import { Console } from '../fixtures/console.ts';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

test('an order of the demo shop counts once for the call before it, and the admin reads so', async ({ vitrine, agentDesk, admin, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();

  const { page } = joe;
  await page.goto(`${vitrine.shop}/`);
  await page.getByRole('main').getByRole('link', { name: /lamp/i }).first().click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.goto(`${vitrine.shop}/checkout.html`);
  for (const [label, value] of [['Name', 'Joe'], ['E-mail', 'joe@shopper.test'], ['Street and number', 'A 1'], ['Postcode', '1'], ['Town', 'Visby']] as const) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  const told = () => page.waitForRequest((request) => request.url().endsWith('/purchase'));
  const placed = told();
  await page.getByRole('button', { name: 'Place the order' }).click();
  await placed;
  const number = await page.getByRole('main').locator('strong').innerText();
  const row = admin.page.getByRole('row', { name: /Anna/ });
  const listsOrders = (words: string) =>
    expect(async () => {
      await admin.open('history');
      await expect(row).toContainText(words, { timeout: 1_000 });
    }).toPass();
  await listsOrders('1 order');

  // The page of an order that is loaded again tells of it again; what is told after it is another order.
  const again = told();
  await page.reload();
  await again;
  await page.evaluate(`window._bambuser.track('purchase', { orderId: 'another', orderValue: 5, currency: 'EUR' })`);
  await listsOrders('2 orders');
  await row.getByRole('link').click();
  const bought = admin.page.getByRole('region', { name: 'What happened' }).getByRole('listitem').filter({ hasText: 'bought' });
  await expect(bought).toHaveCount(2);
  await expect(bought.first()).toContainText(`order ${number}`);
  await expect(bought.last()).toContainText('bought for 5.00 EUR, order another');
});

test('a page that allows no cookies has none, and its order counts for no call', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, 'allowFirstPartyCookies: false'))));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  expect(await joe.page.context().cookies(merchant.origin)).toEqual([]);
  const asked: string[] = [];
  joe.page.on('request', (request) => asked.push(request.url()));
  const order = `<!doctype html><html lang="en"><title>Thank you</title><script src="${vitrine.console}/track.js"></script>
    <script>window._bambuser.collect({ event: 'purchase', orderId: 'A-17', orderValue: 5, currency: 'SEK' });</script></html>`;
  await joe.page.goto(merchant.publish(order));
  expect(asked.filter((url) => url.includes('/purchase'))).toEqual([]);
});
