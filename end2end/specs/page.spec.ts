// The merchant's page: what its developer relies on.
import type { Page } from '@playwright/test';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';

/** The errors in a page's console, from now on. */
function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return errors;
}

test('a ready callback without parameter uses the global class', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  const script = `function onBambuserOneToOneReady() { new BambuserOneToOneEmbed({ orgId: '${demo.organisation}', triggers: ['always'] }); }`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script)));
  await joe.isAlive();
  await expect(joe.button('Start a video call')).toBeVisible();
});

test('the page hears each step of a call in order, and destroy leaves it', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const names = ['open', 'waiting-in-queue', 'call-starting', 'call-started', 'call-ended', 'close'];
  const script = `window.heard = []; window.ready = 0;
    window.onBambuserOneToOneReady = (Embed) => {
      window.ready += 1;
      window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'] });
      for (const name of ${JSON.stringify(names)}) window.calls.on(name, () => window.heard.push(name));
    };`;
  // A script tag too many, as shops with two themes have it.
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script, 2)));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await expect.poll(() => joe.page.evaluate('window.heard')).toEqual(names.slice(0, 4));
  await joe.page.evaluate('window.calls.destroy(); window.calls.destroy();');
  await anna.isAtRestAfterACall('ended by the shopper');
  await expect(joe.page.locator('iframe')).toHaveCount(0);
  await expect.poll(async () => ((await joe.page.evaluate('window.heard')) as string[]).toSorted()).toEqual(names.toSorted());
  expect(await joe.page.evaluate('window.ready')).toBe(1);
  await joe.page.evaluate('window.calls.show()');
  await expect(joe.button('Start a video call')).toBeVisible();
});

test('a missing organisation is one console error that says what to do, and the page lives on', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  const errors = consoleErrors(joe.page);
  const script = `window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({});
    window.calls.show();
    window.isAlive = true;
  };`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script)));
  await expect.poll(() => joe.page.evaluate('window.isAlive')).toBe(true);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('option "orgId" is missing or wrong. Copy');
});

test('a site that is not allowed cannot frame the widget and is told why', async ({ vitrine, stranger, shopper }) => {
  const joe = await shopper();
  const errors = consoleErrors(joe.page);
  await joe.page.goto(stranger.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation))));
  await expect.poll(() => errors.join('\n')).toContain(`Is ${stranger.origin} an allowed site`);
  await expect(joe.page.locator('iframe')).toHaveCount(0);
  expect(vitrine.log).toContain("not among the organisation's sites");
  expect(vitrine.log).toContain(stranger.origin);
});

test('a call works with third-party cookies blocked', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper({}, ['--test-third-party-cookie-phaseout']);
  await joe.openWidget(vitrine);
  const setCookie = `document.cookie = 'probe=1; SameSite=None; Secure'; document.cookie`;
  expect(await joe.frame().evaluate(setCookie), 'cookies of the frame are blocked').toBe('');
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await anna.seesTheShopper();
  expect(await joe.page.context().cookies(vitrine.console)).toEqual([]);
});

test('a call survives a page that swaps its body', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.page.evaluate(() => {
    const body = document.createElement('body');
    body.textContent = 'A new page';
    document.body.replaceWith(body);
  });
  await expect(joe.page.getByText('A new page')).toBeAttached();
  await joe.seesTheAgent();
  await anna.seesTheShopper();
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('what the page tells about its shopper is shown at the desk as claimed, as plain text', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const data = `data: () => Promise.resolve({ basket: { items: 2 }, firstName: 'Joe', note: '<img src=x onerror=alert(1)>' })`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, data))));
  await joe.isAlive();
  await joe.join();
  await expect(anna.page.getByRole('heading', { name: 'Joe' })).toBeVisible();
  const panel = anna.page.getByRole('region', { name: 'Shopper' });
  await expect(panel).toContainText('Claimed by the page, not checked');
  await expect(panel).toContainText('{"items":2}');
  await expect(panel).toContainText('<img src=x onerror=alert(1)>');
});
