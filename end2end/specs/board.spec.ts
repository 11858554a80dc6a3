// The live board and the history: what goes on is shown by itself, and what was is found again.
import { Console } from '../fixtures/console.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

test('a shopper who joins, a call and its end show on the board without a reload, and the history tells of them', async ({
  admin,
  vitrine,
  agentDesk,
  shopper,
}) => {
  const { page } = admin;
  await admin.open('board');
  await admin.isAlive();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { isTheSamePage: true }));
  const floor = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Shop floor' }) });

  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(floor.getByText('People wait, and nobody serves.')).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await joe.seesTheAgent();
  await expect(floor.getByText('People wait, and nobody serves.')).toBeHidden();
  await expect(floor.getByText('In a call')).toBeVisible();
  await joe.hangUp();
  await expect(floor.getByText('In a call')).toBeHidden();
  expect(await page.evaluate(() => 'isTheSamePage' in globalThis)).toBe(true);

  await admin.link('History').click();
  await expect(page.getByRole('row', { name: /Answered.*Anna.*the shopper hung up/ })).toBeVisible();
  await page.getByRole('row', { name: /Answered/ }).getByRole('link').click();
  await expect(page.getByText(/^Rang Anna: answered/)).toBeVisible();
  await expect(page.getByText(/^The call ended: the shopper hung up/)).toBeVisible();
});

test('a shopper who waits in vain is found among the missed, and an agent sees only whom he was rung by', async ({ admin, vitrine, shopper, deskPage }) => {
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await admin.open('board');
  // Missed is who waited for more than five seconds.
  await expect(admin.page.getByText(/^0:(0[6-9]|[1-5]\d)$/).first()).toBeVisible();
  await joe.button('Leave the line').click();
  await admin.open('history');
  await admin.page.getByLabel('Outcome').selectOption('Missed');
  await admin.button('Show').click();
  await expect(admin.page.getByRole('row', { name: /Missed.*the shopper left the line/ })).toBeVisible();
  await admin.link('Without the filter Outcome: Missed').click();
  await expect(admin.page).toHaveURL(/\/history$/);

  const anna = await deskPage();
  await new Console(anna.page, vitrine).open('history', demo.anna);
  await expect(anna.page.getByRole('heading', { name: 'No tickets yet' })).toBeVisible();
});

test('a board whose server is away says since when it is not live, and comes back by itself', async ({ admin, vitrine }) => {
  await admin.open('board');
  await expect(admin.page.getByText('Live', { exact: true })).toBeVisible();
  await vitrine.pause();
  await expect(admin.page.getByText(/^Not live since \d\d:\d\d, trying again$/).first()).toBeVisible();
  await vitrine.resume();
  await expect(admin.page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
});
