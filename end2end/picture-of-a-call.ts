// Takes docs/images/call.png: the shop and the desk side by side during a real call.
import { resolve } from 'node:path';
import { agentScene, shopperScene } from './fixtures/media.ts';
import { drawing, home, lamp, paint } from './fixtures/painting.ts';
import { expect, test as base } from './fixtures/people.ts';

const picture = resolve(import.meta.dirname, '../docs/images/call.png');

const test = base.extend({
  scenes: async ({ page }, use) =>
    use({
      agent: {
        ...agentScene,
        name: 'painted-agent',
        film: await paint(page, drawing({ wall: '#efe6d8', floor: '#d3c2a9', hair: '#3b2a20', skin: '#c98f6b', cloth: '#2f4a3f', things: lamp })),
      },
      shopper: {
        ...shopperScene,
        name: 'painted-shopper',
        film: await paint(page, drawing({ wall: '#dfe7e6', floor: '#c4cfc9', hair: '#a5683a', skin: '#e3b18f', cloth: '#8d4a3c', things: home })),
      },
    }),
});

test('a call', async ({ vitrine, agentDesk, shopper, page }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(`${vitrine.shop}/product.html?sku=LC-101`);
  await joe.page.getByRole('button', { name: /^Add to/ }).click();
  await joe.page.getByRole('button', { name: 'Talk to us face to face' }).first().click();
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  for (const video of [joe.remoteVideo, anna.remoteVideo]) {
    await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).videoWidth)).toBeGreaterThanOrEqual(480);
  }
  await joe.button(/^Open chat/).click();
  await joe.write('Could you switch it on, please?');
  await joe.button('Close chat').click();
  await expect(anna.page.getByRole('button', { name: /^Open chat, 1 new line/ })).toBeVisible();
  await expect(joe.widget.getByText('Good connection')).toBeVisible();

  // A pointer that rests on a button would make it another colour.
  await joe.page.mouse.move(5, 5);
  const shots = await Promise.all([joe, anna].map(async (one) => (await one.page.screenshot({ animations: 'disabled' })).toString('base64')));
  await page.setViewportSize({ width: 1640, height: 560 });
  await page.setContent(`<!doctype html><style>
      body { margin: 0; padding: 24px; display: flex; gap: 24px; background: #e9e6df; box-sizing: border-box; height: 560px; align-items: center }
      figure { margin: 0; flex: 1 } figcaption { font: 600 15px system-ui, sans-serif; color: #3a3833; margin-block-end: 10px }
      img { display: block; width: 100%; border-radius: 10px; box-shadow: 0 6px 24px rgb(0 0 0 / 18%) }
    </style>
    <figure><figcaption>The shopper, on the merchant's page</figcaption><img src="data:image/png;base64,${shots[0]}"></figure>
    <figure><figcaption>The agent, at the desk</figcaption><img src="data:image/png;base64,${shots[1]}"></figure>`);
  await page.screenshot({ path: picture });
});
