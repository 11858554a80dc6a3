// The merchant's page: what its developer relies on.
import { demo, expect, test } from '../fixtures/people.ts';

/** A page of the merchant's own, served under the shop's address. */
const merchantPage = (script: string, console: string, tags = 1) => `<!doctype html><title>A merchant's page</title><h1>Shop</h1>
<script>${script}</script>${`<script src="${console}/embed.js"></script>`.repeat(tags)}`;

test('a ready callback without parameter uses the global class', async ({ vitrine, shopper }) => {
  const joe = await shopper();
  await joe.openPage(vitrine, (page) =>
    merchantPage(`function onBambuserOneToOneReady() { new BambuserOneToOneEmbed({ orgId: '${demo.organisation}', triggers: ['always'] }); }`, page.console),
  );
  await joe.isAlive();
  await expect(joe.widget.getByRole('button', { name: 'Start a video call' })).toBeVisible();
});

test('the page hears each step of a call in order, and destroy leaves it', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const names = ['open', 'waiting-in-queue', 'call-starting', 'call-started', 'call-ended', 'close'];
  await joe.openPage(vitrine, (page) =>
    merchantPage(
      `window.heard = []; window.ready = 0;
       window.onBambuserOneToOneReady = (Embed) => {
         window.ready += 1;
         window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'] });
         for (const name of ${JSON.stringify(names)}) window.calls.on(name, () => window.heard.push(name));
       };`,
      page.console,
      2,
    ),
  );
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
  await expect.poll(() => joe.page.evaluate('window.heard')).toEqual(names.slice(0, 4));
  await joe.page.evaluate('window.calls.destroy(); window.calls.destroy();');
  await expect(anna.page.getByText('The shopper ended the call.').first()).toBeVisible();
  await expect(joe.page.locator('iframe')).toHaveCount(0);
  await expect.poll(() => joe.page.evaluate('window.heard')).toEqual(names);
  expect(await joe.page.evaluate('window.ready')).toBe(1);
  await joe.page.evaluate('window.calls.show()');
  await expect(joe.widget.getByRole('button', { name: 'Start a video call' })).toBeVisible();
});

test('a missing organisation is one console error that says what to do', async ({ vitrine, shopper }) => {
  const joe = await shopper();
  const errors: string[] = [];
  joe.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await joe.openPage(vitrine, (page) =>
    merchantPage(`window.onBambuserOneToOneReady = (Embed) => { window.calls = new Embed({}); window.calls.show(); window.isAlive = true; };`, page.console),
  );
  await expect.poll(() => joe.page.evaluate('window.isAlive')).toBe(true);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('orgId');
});

test('a site that is not allowed cannot frame the widget and is told why', async ({ vitrine, shopper }) => {
  const joe = await shopper();
  const errors: string[] = [];
  joe.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const stranger = 'http://stranger.localhost:9';
  await joe.page.route(`${stranger}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: merchantPage(`window.onBambuserOneToOneReady = (Embed) => new Embed({ orgId: '${demo.organisation}', triggers: ['always'] });`, vitrine.console),
    }),
  );
  await joe.page.goto(stranger);
  await expect.poll(() => errors.join('\n'), { timeout: 20_000 }).toContain('stranger.localhost');
  await expect(joe.page.locator('iframe')).toHaveCount(0);
  expect(vitrine.log).toContain('not among the organisation');
});

test('a call works with third-party cookies blocked', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper({}, ['--test-third-party-cookie-phaseout']);
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
  const cookies = await joe.page.context().cookies(vitrine.console);
  expect(cookies).toEqual([]);
});

test('a call survives a page that swaps its body', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
  await joe.page.evaluate(() => {
    const body = document.createElement('body');
    body.textContent = 'A new page';
    document.body.replaceWith(body);
  });
  await expect(joe.remoteVideo).toBeVisible();
  await joe.hangUp();
  await expect(anna.page.getByText('The shopper ended the call.').first()).toBeVisible();
});

test('what the page tells about its shopper is shown at the desk as claimed, as plain text', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openPage(vitrine, (page) =>
    merchantPage(
      `window.onBambuserOneToOneReady = (Embed) => { window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'],
         data: () => Promise.resolve({ basket: { items: 2 }, firstName: 'Joe', note: '<img src=x onerror=alert(1)>' }) }); };`,
      page.console,
    ),
  );
  await joe.isAlive();
  await joe.join();
  await expect(anna.page.getByRole('heading', { name: 'Incoming call from Joe' })).toBeVisible();
  const panel = anna.page.getByRole('complementary', { name: 'Shopper' }).or(anna.page.getByRole('region', { name: 'Shopper' }));
  await expect(panel).toContainText('Claimed by the page, not checked');
  await expect(panel).toContainText('{"items":2}');
  await expect(panel).toContainText('<img src=x onerror=alert(1)>');
});
