// Sample pages: how a page begins, what its widget says, where it stands and what it stores.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/examples.ts';
import type { Shopper } from '../fixtures/shopper.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isGone = (page: Page) => expect(page.locator('iframe')).toHaveCount(0);

/** Presses the page's button, and the widget comes. */
async function open(joe: Shopper, button: string): Promise<void> {
  await press(joe.page, button);
  await joe.isAlive();
}

async function close({ page }: Shopper): Promise<void> {
  await page.getByTitle('Video call').press('Escape');
  await isGone(page);
}

test('a page opens the widget, hears of it and says what its card reads', async ({ visit, shopper }) => {
  const joe = await shopper();
  const { page } = joe;

  await test.step('a button that is there once the script is', async () => {
    await visit(page, 'start/ready');
    await open(joe, 'See them by video');
    await expect(joe.button('Start a video call')).toBeVisible();
  });

  await test.step('a link that opens the widget', async () => {
    await visit(page, 'start/show');
    await isGone(page);
    await page.getByRole('link', { name: 'a video call with the workshop' }).click();
    await joe.isAlive();
  });

  await test.step('a list of what the page hears', async () => {
    await visit(page, 'queues/listen');
    await open(joe, 'Talk to us');
    await close(joe);
    await expect(page.getByRole('listitem')).toHaveText(['open', 'close']);
  });

  await test.step('a card in the page’s words, and again in those of the widget', async () => {
    await visit(page, 'start/cards');
    await press(page, 'We are at lunch');
    await open(joe, 'Ask us');
    await expect(joe.widget.getByRole('heading', { name: 'At the table' })).toBeVisible();
    await expect(joe.widget.getByText('We are back at one')).toBeVisible();
    await expect(joe.button('Later, please')).toBeDisabled();
    await close(joe);
    await press(page, 'We are back');
    await open(joe, 'Ask us');
    await expect(joe.widget.getByRole('heading', { name: 'Talk to us now' })).toBeVisible();
    await expect(joe.button('Start a video call')).toBeEnabled();
  });

  await test.step('a widget in the page’s language', async () => {
    await visit(page, 'start/locale');
    await open(joe, 'Se dem på video');
    await expect(joe.button('Starta ett videosamtal')).toBeVisible();
  });

  await test.step('the shop’s own chat in the widget’s place', async () => {
    await visit(page, 'start/chat');
    await open(joe, 'Show us the stain');
    await joe.button('Write to us instead').click();
    await expect(page.getByRole('region', { name: 'Chat' })).toBeVisible();
    await isGone(page);
  });
});

test('a widget in line stands where the page wants it, goes when the page says so, and stores what the page allows', async ({ visit, shopper }) => {
  const joe = await shopper();
  const { page } = joe;
  const stored = 'JSON.stringify([Object.keys(sessionStorage), Object.keys(localStorage), document.cookie])';
  const isToldToStay = () => expect(joe.widget.getByText(/Please keep this page open/)).toBeVisible();

  await test.step('a bar at the bottom left', async () => {
    await visit(page, 'start/minimised');
    await open(joe, 'See it from below');
    await joe.join();
    await joe.button('Keep shopping').click();
    const frame = page.getByTitle('Video call');
    // The page is 800 pixels high.
    await expect.poll(async () => {
      const { x, y, height } = (await frame.boundingBox()) ?? { x: 0, y: 0, height: 0 };
      return [x, 800 - y - height];
    }).toEqual([24, 96]);
    await expect(page.locator('vitrine-widget')).toHaveCSS('z-index', '40');
  });

  await test.step('the next page, which takes it away', async () => {
    await visit(page, 'start/destroy');
    await joe.isAlive();
    await press(page, 'Sign out');
    await isGone(page);
    expect(await page.evaluate(stored)).toBe('[[],[],""]');
  });

  await test.step('a page that stores nothing', async () => {
    await visit(page, 'start/without-cookies');
    await open(joe, 'Talk to us');
    await joe.join();
    await isToldToStay();
    expect(await page.evaluate(stored)).toBe('[[],[],""]');
  });

  await test.step('a page that stores nothing for who would rather not', async () => {
    await visit(page, 'start/cookies-by-choice');
    await Promise.all([page.waitForEvent('load'), press(page, 'Without them, please')]);
    await open(joe, 'Talk to us');
    await joe.join();
    await isToldToStay();
    expect(await page.evaluate(stored)).toBe('[[],[],"cookies=declined"]');
  });
});
