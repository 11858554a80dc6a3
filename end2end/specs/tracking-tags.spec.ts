// Tracking tags: given when the widget is made, replaced in the call, read in the ticket's story.
import { Console } from '../fixtures/console.ts';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

test('tags of the page are in the story of the ticket, the last ones that were set', async ({ vitrine, merchant, agentDesk, admin, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const tags = `trackingTags: [{ key: 'segment', value: 'premium' }, { key: 'returning', value: true }]`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, tags))));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await admin.open('history');
  await admin.page.getByRole('row', { name: /Anna/ }).getByRole('link').click();
  const counted = admin.page.getByRole('region', { name: 'Tracking tags' });
  await expect(counted).toContainText('premium');
  await expect(counted).toContainText('returning');
  await joe.page.evaluate(`window.calls.setTrackingTags([{ key: 'segment', value: 'gold' }])`);
  await expect(async () => {
    await admin.page.reload();
    await expect(counted).toContainText('gold', { timeout: 1_000 });
  }).toPass();
  await expect(counted).not.toContainText('returning');
});
