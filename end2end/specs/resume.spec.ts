// A page that is loaded again comes back to line or call by itself; where that cannot be, the shopper is told before.
import { keepsMoving } from '../fixtures/media.ts';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import { Shopper } from '../fixtures/shopper.ts';

const cannotComeBack = /Please keep this page open/;

test('a shopper in line who loads the page again is back in the same place, without pressing anything', async ({ vitrine, agentDesk, shopper }) => {
  const [joe, other] = [await shopper(), await shopper()];
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();
  await expect(joe.widget.getByText(cannotComeBack)).toHaveCount(0);
  await other.openWidget(vitrine);
  await other.join();
  await joe.page.reload();
  await expect(joe.heading('You are next')).toBeVisible();
  await expect(other.heading('1 person is ahead of you')).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a shopper in a call who loads the page again is back in the call', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.page.reload();
  await joe.seesTheAgent();
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  await anna.seesTheShopper();
  await expect(anna.incoming).toHaveCount(0);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('an agent in a call who loads the desk again is back in the call', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await anna.page.reload();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await expect(joe.heading('You talked with Anna')).toBeVisible();
});

test('a page whose widget opens only when asked brings a call back by itself, and asks nothing of the merchant', async ({
  vitrine,
  merchant,
  agentDesk,
  shopper,
}) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const script = `window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({ orgId: '${demo.organisation}', triggers: [] });
  };`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script)));
  await joe.page.evaluate('window.calls.show()');
  await joe.isAlive();
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await joe.page.reload();
  await expect(joe.heading('We are calling an agent')).toBeVisible();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.page.reload();
  await joe.seesTheAgent();
  await anna.seesTheShopper();
});

test('a second tab takes the call over, the older one is told, and its way back is worth nothing any more', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  // As "duplicate this tab" does, which copies what the tab has stored.
  const opened = joe.page.context().waitForEvent('page');
  await joe.page.evaluate('void window.open(location.href)');
  const second = new Shopper(await opened);
  await second.seesTheAgent();
  await expect(joe.heading('This call goes on in another window')).toBeVisible();
  await expect(joe.remoteVideo).toHaveCount(0);
  await anna.seesTheShopper();

  await joe.page.reload();
  await expect(joe.page.getByRole('button', { name: 'Talk to us face to face' }).first()).toBeEnabled();
  await Promise.all([keepsMoving(second.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await expect(second.heading('Video call with Anna')).toBeAttached();
  await second.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('after the call nothing opens by itself', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await joe.page.reload();
  await expect(joe.page.getByRole('button', { name: 'Talk to us face to face' }).first()).toBeEnabled();
  await expect(joe.page.locator('iframe')).toHaveCount(0);
});

test('a merchant who allows no storage gets none, and the shopper in line is told to stay', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  const script = opensTheWidget(demo.organisation, 'allowFirstPartyCookies: false');
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script)));
  await joe.isAlive();
  await joe.join();
  await expect(joe.widget.getByText(cannotComeBack)).toBeVisible();
  const stored = 'JSON.stringify([Object.keys(sessionStorage), Object.keys(localStorage), document.cookie])';
  expect(await joe.page.evaluate(stored)).toBe('[[],[],""]');
  expect(await joe.frame().evaluate(stored)).toBe('[[],[],""]');
});

test('a shopper whose browser blocks storage is told to stay, and can still call', async ({ vitrine, agentDesk, shopper }) => {
  // Third-party cookies are blocked in these windows; without partitions that takes away all storage of the frame.
  const joe = await shopper({}, ['--disable-features=ThirdPartyStoragePartitioning']);
  await joe.openWidget(vitrine);
  await expect(joe.frame().evaluate('sessionStorage.length')).rejects.toThrow('Access is denied');
  await joe.join();
  await expect(joe.widget.getByText(cannotComeBack)).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await joe.seesTheAgent();
});
