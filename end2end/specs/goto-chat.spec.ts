// The shop's own chat, in place of a call.
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';

const listens = `window.onBambuserOneToOneReady = (Embed) => {
    window.chats = 0;
    window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'] });
    window.calls.on('goto-chat', () => (window.chats += 1));
  };`;

test('who would rather write gets to the shop’s chat: from the start screen, and out of the line', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens)));
  await joe.isAlive();
  await joe.button('Write to us instead').click();
  await expect.poll(() => joe.page.evaluate('window.chats')).toBe(1);
  await expect(joe.page.locator('iframe')).toHaveCount(0);

  await joe.page.evaluate('window.calls.show()');
  await joe.isAlive();
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await joe.button('Leave the line and write to us').click();
  await expect.poll(() => joe.page.evaluate('window.chats')).toBe(2);
  await expect(anna.incoming).toBeHidden();
  await expect(joe.page.locator('iframe')).toBeHidden();
});

test('a page that does nothing about it is not offered a chat, and one that stops is no longer', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation))));
  await joe.isAlive();
  await expect(joe.button('Start a video call')).toBeVisible();
  await expect(joe.button('Write to us instead')).toHaveCount(0);
  await joe.page.evaluate(`window.open_chat = () => {}; window.calls.on('goto-chat', window.open_chat)`);
  await expect(joe.button('Write to us instead')).toBeVisible();
  await joe.page.evaluate(`window.calls.removeListener('goto-chat', window.open_chat)`);
  await expect(joe.button('Write to us instead')).toHaveCount(0);
});
