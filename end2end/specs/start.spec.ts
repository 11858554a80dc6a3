// The start screen lives before the whole widget is there, and hands over to it.
import { expect, test } from '../fixtures/people.ts';

const wholeWidget = /\/assets\/widget-\w+\.(js|wasm)$/;

test('the start screen follows the desk while the whole widget has not arrived', async ({ vitrine, agentDesk, shopper }) => {
  const joe = await shopper();
  await joe.page.route(wholeWidget, () => {});
  await joe.openWidget(vitrine);
  await expect(joe.widget.getByText('Nobody of us is here right now')).toBeVisible();
  const anna = await agentDesk();
  await expect(joe.widget.getByText('1 of us is here for you')).toBeVisible();
  await anna.page.getByRole('switch', { name: 'Take calls' }).click();
  await expect(joe.widget.getByText('Nobody of us is here right now')).toBeVisible();
  await joe.page.getByTitle('Video call').press('Escape');
  await expect(joe.page.locator('iframe')).toHaveCount(0);
});

test('a press counts although nothing has been loaded yet', async ({ vitrine, shopper }) => {
  const joe = await shopper();
  const held: (() => Promise<void>)[] = [];
  await joe.page.route(/\.wasm$/, (route) => void held.push(() => route.continue()));
  await joe.page.goto(vitrine.shop);
  await joe.page.getByRole('button', { name: 'Talk to us face to face' }).first().click();
  const button = joe.button('Start a video call');
  await button.click();
  await expect(button).toHaveAttribute('aria-busy', 'true');
  await expect.poll(() => held.length).toBe(2);
  await Promise.all(held.map((go) => go()));
  await expect(joe.heading('How would you like to be seen?')).toBeFocused();
});

test('a widget that cannot be loaded says so to the shopper and to the page, and the next try works', async ({ vitrine, shopper }) => {
  const joe = await shopper();
  const errors: string[] = [];
  joe.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await joe.page.route(wholeWidget, (route) => route.abort());
  await joe.openWidget(vitrine);
  await joe.button('Start a video call').click();
  await expect(joe.widget.getByRole('heading', { name: 'The video call could not be loaded' })).toBeVisible();
  await expect.poll(() => errors.join('\n')).toContain('the widget cannot run here: load-failed');
  await joe.page.unroute(wholeWidget);
  await joe.widget.getByRole('button', { name: 'Load again' }).click();
  await joe.isAlive();
  await joe.prepare();
});
