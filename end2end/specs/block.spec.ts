// Blocking a shopper, and what the desk knows of somebody who has called before.
import { Console } from '../fixtures/console.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

test('an agent blocks a shopper, who reads so after a reload too, until an admin lifts the block', async ({ vitrine, admin, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();

  await anna.page.getByRole('button', { name: 'Block this shopper' }).click();
  const question = anna.page.getByRole('dialog', { name: 'Block this shopper?' });
  await question.getByRole('button', { name: 'Do not block' }).click();
  await expect(question).toBeHidden();
  await anna.page.getByRole('button', { name: 'Block this shopper' }).click();
  await question.getByLabel('Reason, if you like').fill('Shouts at us');
  await question.getByRole('button', { name: 'Block and end the call' }).click();
  await expect(anna.page.getByText('You ended the call.')).toBeVisible();
  await expect(anna.page.getByText('This shopper is blocked.').first()).toBeVisible();

  // The widget opens as for everybody, and says so calmly where one would get in line.
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(joe.widget.getByRole('alert').filter({ hasText: 'We cannot take your call here at the moment.' })).toBeVisible();
  await expect(joe.page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(anna.incoming).toBeHidden();

  await admin.open('blocks');
  await admin.isAlive();
  await expect(admin.page.getByRole('listitem').filter({ hasText: 'Shouts at us' })).toContainText('Anna');
  await admin.page.getByRole('button', { name: /^Lift the block of/ }).click();
  await expect(admin.page.getByText('The block is lifted. This shopper can call again.')).toBeVisible();
  await expect(admin.page.getByRole('heading', { name: 'Nobody is blocked' })).toBeVisible();
  await joe.button('Get in line').click();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a shopper is blocked from the story of a ticket, without script', async ({ vitrine, browser, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');

  const context = await browser.newContext({ javaScriptEnabled: false });
  const admin = new Console(await context.newPage(), vitrine);
  await admin.open('history');
  await admin.page.getByRole('row').getByRole('link').first().click();
  await admin.page.getByText('Block this shopper', { exact: true }).click();
  await admin.button('Block').click();
  await expect(admin.page.getByText('This shopper is blocked.')).toBeVisible();
  await context.close();
});

test('the desk shows the earlier calls of a browser that comes back, with note and outcome', async ({ vitrine, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  const anna = await agentDesk(demo.anna);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await anna.seesTheShopper();
  const earlier = anna.page.getByRole('region', { name: 'Earlier calls' });
  await expect(earlier.getByText('None that we know of.')).toBeVisible();
  await anna.page.getByRole('textbox', { name: 'Note' }).fill('Wants the lamp in green.');
  await anna.hangUp();
  await anna.page.getByRole('radio', { name: 'Sold' }).check();
  await expect(anna.page.getByText('Saved', { exact: true })).toBeVisible();
  await anna.page.getByRole('button', { name: 'Done' }).click();

  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  const row = earlier.getByRole('listitem');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('Shop floor');
  await expect(row).toContainText('Sold, with Anna, for 0:');
  await expect(row).toContainText('Wants the lamp in green.');

  // Somebody else has not called before.
  await anna.decline();
  await joe.button('Leave the line').click();
  const mia = await shopper();
  await mia.openWidget(vitrine);
  await mia.join();
  await anna.accept();
  await expect(earlier.getByText('None that we know of.')).toBeVisible();
});
