// Sample pages with options and methods that come with a later part of the product: nothing is wrong with them, and the widget works.
import { expect, test } from '../fixtures/examples.ts';
import type { Shopper } from '../fixtures/shopper.ts';

/** What the page's developer is told from now on, by us or by a script that failed. */
function toldTo({ page }: Shopper): string[] {
  const told: string[] = [];
  page.on('console', (message) => message.text().startsWith('Vitrine') && told.push(message.text()));
  page.on('pageerror', ({ message }) => told.push(message));
  return told;
}

const pages = [
  'connect-link',
  'booking-page',
  'booking-services',
  'booking-resource',
  'booking-resource-link?bookingResourceId=klintehamn',
  'booking-elsewhere',
  'without-browsing-together',
  'floating-player',
  'floating-player-constants',
  'theme',
  'overlay',
  'overlay-form',
  'overlay-delay',
  'overlay-offsets',
];

test('options that come later are taken without a word, and shoppers can call', async ({ visit, shopper }) => {
  const joe = await shopper();
  const told = toldTo(joe);
  for (const at of pages) {
    await test.step(at, async () => {
      await visit(joe.page, `later/${at.split('?')[0]}`, `later/${at}`);
      const button = joe.page.getByRole('button', { name: 'Talk to us' });
      await button.click();
      await joe.isAlive();
      await expect(joe.button('Start a video call')).toBeEnabled();
      await joe.page.getByTitle('Video call').press('Escape');
      await expect(joe.page.locator('iframe')).toHaveCount(0);
      await expect(button).toBeEnabled();
    });
  }
  expect(told).toEqual([]);
});

test('methods that come later say so once, and do nothing', async ({ visit, shopper }) => {
  const joe = await shopper();
  const told = toldTo(joe);
  for (const [name, label] of [['float', 'Look around'], ['float-to', 'Show me the lamps']] as const) {
    await visit(joe.page, `later/${name}`);
    told.length = 0;
    for (const _ of [1, 2]) await joe.page.getByRole('button', { name: label }).click();
    await expect.poll(() => told).toEqual(['Vitrine: floatAbove() has no effect yet: it comes with shopping together.']);
    await joe.page.getByRole('button', { name: 'Talk to us' }).click();
    await joe.isAlive();
    expect(told).toHaveLength(1);
  }
});
