// Sample pages with FluxPlayer: cards in several places, a call without one, and a call that products come along with.
import { expect, test } from '../fixtures/examples.ts';
import { selling } from '../fixtures/selling.ts';

test('a page offers the agent whom it chose, and the call brings along what the page named', async ({ visit, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const { page } = joe;

  await test.step('a card in each place, and what the page is told of who is there', async () => {
    await visit(page, 'flux/places', 'about/us');
    const cards = page.getByRole('region', { name: 'Ask Anna' });
    await expect(cards).toHaveText(Array(2).fill(/Anna knows, and if not, Anna knows who does\./));
    await expect(page.getByText('Here now: Anna, online, lighting')).toBeVisible();
  });

  await test.step('a call from the page’s own button', async () => {
    await visit(page, 'flux/start-call');
    await page.getByRole('button', { name: 'Call the shop' }).click();
    await joe.isAlive();
    await expect(joe.button('Start a video call')).toBeEnabled();
    await expect(page.locator('#trouble')).toBeEmpty();
  });

  await test.step('a card where the page may have one, and a call with two lamps', async () => {
    await visit(page, 'flux/card', 'lamps/LC-101');
    const card = page.getByRole('region', { name: 'Is it bright enough?' });
    await expect(card).toContainText('Anna reads under it every evening.');
    await page.evaluate(`history.pushState(null, '', '/example/lamps')`);
    await expect(card).toHaveCount(0);
    await page.evaluate(`history.pushState(null, '', '/example/lamps/LC-101')`);
    await card.getByRole('button', { name: 'Call Anna' }).click();
    await joe.isAlive();
    await joe.join();
    await anna.accept();
    await joe.seesTheAgent();
    for (const sku of ['LC-101', 'LC-103']) await expect(selling(anna).getByText(sku).first()).toBeVisible();
  });
});
