// What a merchant's page asks about queues, and what it is told while they open and close and agents come and go.
import type { Page } from '@playwright/test';
import { type Merchant, merchantPage } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import type { Vitrine } from '../fixtures/server.ts';
import type { Shopper } from '../fixtures/shopper.ts';

const neverOpen = 'hours = { zone = "UTC" }';

/** The default queue and a second one, each with these lines about it. */
function queues(vitrine: Vitrine, merchant: Merchant, floor: string[] = [], repairs: string[] = []): Promise<void> {
  const second = ['[[queues]]', 'slug = "repairs"', 'name = "Repairs"', `agents = ["${demo.bruno.email}"]`];
  return vitrine.apply({ sites: [merchant.origin], queue: [...floor, ...second, ...repairs] });
}

const names = ['queue-is-open', 'queue-is-closed', 'agents-online', 'queue-estimated-waiting-time'];

/** A page's script that notes all it is told. `options` are the fields of an object literal. */
function listens(options = ''): string {
  return `window.heard = [];
  window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({ orgId: '${demo.organisation}', ${options} });
    for (const name of ${JSON.stringify(names)}) window.calls.on(name, (news) => window.heard.push([name, news]));
  };`;
}

/** What the page was told last by this event. */
function last(page: Page, name: string): Promise<Record<string, unknown> | undefined> {
  return page.evaluate((name) => {
    const { heard } = window as unknown as { heard: [string, Record<string, unknown>][] };
    return heard.findLast(([other]) => other === name)?.[1];
  }, name);
}

/** The names of what the page was told since it was asked last. */
function heard(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { heard: [string, unknown][] }).heard.splice(0).map(([name]) => name));
}

function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return errors;
}

/** How many streams of pages the server has open. */
async function streams(vitrine: Vitrine): Promise<number> {
  const metrics = await (await fetch(`${vitrine.console}/metrics`)).text();
  return Number(/^vitrine_page_streams (\d+)/m.exec(metrics)?.[1]);
}

/** As the browser does when the shopper looks at another tab, which a page without a window never notices by itself. */
function look(page: Page, away: boolean): Promise<void> {
  return page.evaluate((away) => {
    Object.defineProperty(document, 'hidden', { value: away, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);
}

const isClosed = (shopper: Shopper) => expect(shopper.widget.getByText('We are closed right now')).toBeVisible();
const question = (shopper: Shopper) => shopper.widget.getByRole('dialog', { name: 'Wait in another line?' });

test('a page gets answers, a clear word where there is none, and loads nothing for it before it asks', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await queues(vitrine, merchant, [], [neverOpen]);
  await agentDesk();
  const joe = await shopper();
  const asked: string[] = [];
  joe.page.on('request', (request) => asked.push(request.url()));
  const script = `window.onBambuserOneToOneReady = (Embed) => (window.calls = new Embed({ orgId: '${demo.organisation}', queue: 'shop-floor' }));`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script)));
  const ask = (question: string) => joe.page.evaluate(`window.calls.${question}.catch(({ message }) => message)`) as Promise<Record<string, unknown>>;
  expect(asked.filter((url) => !url.startsWith(merchant.origin))).toEqual([`${vitrine.console}/embed.js`]);
  expect(await ask('areQueuesOpen()')).toEqual({ isOpen: true, nextOpenTime: null, nextCloseTime: null });
  const floor = await ask('getNumberOfOnlineAgents()');
  expect(floor).toEqual({ numberOfAgentsOnline: 1, queueId: expect.stringMatching(/^[A-Za-z0-9]{20}$/) });
  expect(await ask(`getEstimatedWaitingTime('Shop floor')`)).toEqual({
    estimatedWaitingTime: expect.any(Number),
    agents: 1,
    place: 1,
    queueId: floor.queueId,
  });
  expect(await ask(`getEstimatedWaitingTime('repairs')`)).toMatchObject({ estimatedWaitingTime: null, agents: 0, place: 1 });
  expect(await ask(`getNumberOfOnlineAgents('attic')`)).toContain('has no queue "attic"');
  expect(asked.filter((url) => url.includes('/assets/embed-status-'))).toHaveLength(1);
  expect(await streams(vitrine)).toBe(0);
  await vitrine.pause();
  // What was asked before the browser may answer for some seconds.
  expect(await ask(`getNumberOfOnlineAgents('cellar')`)).toContain(`can ${vitrine.console} be reached?`);
});

test('a page that looks on while the queue closes and opens is told each time, once', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens())));
  await expect.poll(() => last(joe.page, 'queue-is-open')).toEqual({ isOpen: true, nextCloseTime: null });
  await heard(joe.page);
  await queues(vitrine, merchant, [neverOpen]);
  await expect.poll(() => last(joe.page, 'queue-is-closed')).toEqual({ isOpen: false, nextOpenTime: null });
  await queues(vitrine, merchant, ['hours = "always"']);
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();
  expect(await heard(joe.page)).toEqual(['queue-is-closed', 'queue-is-open']);
});

test('a page is told of agents who come and go, and of the wait, which is the own one in line', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const [joe, other] = [await shopper(), await shopper()];
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['always']`))));
  await expect.poll(() => last(joe.page, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 0 });
  await expect.poll(() => last(joe.page, 'queue-estimated-waiting-time')).toMatchObject({ estimatedWaitingTime: null, place: 1 });
  await joe.isAlive();
  await joe.join();
  await other.openWidget(vitrine);
  await other.join();
  await expect(other.heading('1 person is ahead of you')).toBeVisible();
  await expect.poll(() => last(joe.page, 'queue-estimated-waiting-time')).toMatchObject({ place: 1, agents: 0 });
  const anna = await agentDesk();
  await expect.poll(() => last(joe.page, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 1 });
  await anna.accept();
  await joe.seesTheAgent();
  await expect.poll(() => last(joe.page, 'queue-estimated-waiting-time')).toMatchObject({ place: 2, agents: 1, estimatedWaitingTime: expect.any(Number) });
  await joe.hangUp();
  await anna.page.close();
  await expect.poll(() => last(joe.page, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 0 });
});

test('setQueue before a ticket shows the new queue in the open widget, and an unknown one is an error that changes nothing', async ({
  vitrine,
  merchant,
  agentDesk,
  shopper,
}) => {
  await queues(vitrine, merchant, [], [neverOpen]);
  await agentDesk();
  const joe = await shopper();
  const errors = errorsOf(joe.page);
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['always']`))));
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();
  await joe.isAlive();
  await expect(joe.button('Start a video call')).toBeEnabled();
  await heard(joe.page);
  await joe.page.evaluate(`window.calls.setQueue('Repairs')`);
  await isClosed(joe);
  await expect.poll(() => last(joe.page, 'queue-is-closed')).toEqual({ isOpen: false, nextOpenTime: null });
  expect(await heard(joe.page)).toEqual(['queue-is-closed', 'agents-online', 'queue-estimated-waiting-time']);
  expect(errors).toEqual([]);
  await joe.page.evaluate(`window.calls.setQueue('attic')`);
  await expect.poll(() => errors.join()).toContain('has no queue "attic"');
  expect(await joe.page.evaluate(`window.calls.areQueuesOpen()`)).toMatchObject({ isOpen: false });
  expect(await heard(joe.page)).toEqual([]);
});

test('setQueue in line asks: on no all stays, on yes the ticket goes to the end of the other line, over a reload too', async ({
  vitrine,
  merchant,
  agentDesk,
  shopper,
}) => {
  await queues(vitrine, merchant);
  const address = merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['always'], queue: 'shop-floor'`)));
  const other = await shopper();
  await other.page.goto(merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['always'], queue: 'repairs'`))));
  await other.isAlive();
  await other.join();
  await expect(other.heading('You are next')).toBeVisible();
  const joe = await shopper();
  await joe.page.goto(address);
  await joe.isAlive();
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();

  await joe.page.evaluate(`window.calls.setQueue('repairs')`);
  await expect(question(joe)).toContainText('This page would now take you to Repairs.');
  await question(joe).getByRole('button', { name: 'Stay in this line' }).click();
  await expect(question(joe)).toBeHidden();
  await expect.poll(() => joe.page.evaluate(`window.calls.config.queue`)).toBe('shop-floor');
  await expect(joe.heading('You are next')).toBeVisible();

  await joe.page.evaluate(`window.calls.setQueue('repairs')`);
  await expect(question(joe)).toBeVisible();
  await joe.page.keyboard.press('Escape');
  await expect(question(joe)).toBeHidden();
  await expect(joe.heading('You are next')).toBeVisible();

  await joe.page.evaluate(`window.calls.setQueue('repairs')`);
  await question(joe).getByRole('button', { name: 'Change lines' }).click();
  await expect(joe.heading('1 person is ahead of you')).toBeVisible();
  await expect.poll(() => last(joe.page, 'queue-estimated-waiting-time')).toMatchObject({ place: 2 });
  expect(await joe.page.evaluate(`window.calls.config.queue`)).toBe('repairs');
  await joe.page.reload();
  await expect(joe.heading('1 person is ahead of you')).toBeVisible();
  const bruno = await agentDesk(demo.bruno);
  await expect(bruno.incoming).toBeVisible();
});

test('a queue that takes nobody leaves a shopper who would go there in line', async ({ vitrine, merchant, shopper }) => {
  await queues(vitrine, merchant, [], [neverOpen]);
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['always']`))));
  await joe.isAlive();
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();
  await joe.page.evaluate(`window.calls.setQueue('repairs')`);
  await question(joe).getByRole('button', { name: 'Change lines' }).click();
  await expect(joe.widget.getByText('You keep your place in this line: Repairs takes nobody right now.')).toBeVisible();
  await expect(joe.heading('You are next')).toBeVisible();
  await expect.poll(() => joe.page.evaluate(`window.calls.areQueuesOpen().then(({ isOpen }) => isOpen)`)).toBe(true);
});

test('setQueue in a call holds for the next one', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await queues(vitrine, merchant, [], [neverOpen]);
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['always']`))));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.page.evaluate(`window.calls.setQueue('repairs')`);
  await expect.poll(() => last(joe.page, 'queue-is-closed')).toBeDefined();
  await joe.seesTheAgent();
  await joe.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await joe.button(/again/i).click();
  await isClosed(joe);
});

test('a queue link opens the widget in its queue, whatever queue the page has, and only where the page wants it', async ({
  vitrine,
  merchant,
  agentDesk,
  shopper,
}) => {
  await queues(vitrine, merchant, [], [neverOpen]);
  await agentDesk();
  const joe = await shopper();
  const errors = errorsOf(joe.page);
  const linked = merchant.publish(merchantPage(vitrine.console, listens(`triggers: ['queue-link'], queue: 'shop-floor'`)));
  await joe.page.goto(linked);
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();
  await expect(joe.page.locator('iframe')).toHaveCount(0);
  const { queueId } = (await joe.page.evaluate(`window.calls.getNumberOfOnlineAgents('repairs')`)) as { queueId: string };

  await joe.page.goto(`${linked}?bambuserQueueId=${queueId}`);
  await joe.isAlive();
  await isClosed(joe);
  await expect.poll(() => last(joe.page, 'queue-is-closed')).toBeDefined();
  expect(errors).toEqual([]);

  await joe.page.goto(`${linked}?bambuserQueueId=attic`);
  await joe.isAlive();
  await expect(joe.button('Start a video call')).toBeEnabled();
  await expect.poll(() => errors.join()).toContain('has no queue "attic"');
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();

  const other = merchant.publish(merchantPage(vitrine.console, listens()));
  await joe.page.goto(`${other}?bambuserQueueId=${queueId}`);
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();
  await expect(joe.page.locator('iframe')).toHaveCount(0);
});

test('two tabs share one stream, the other tab takes it over, and nobody has one while nobody looks', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await queues(vitrine, merchant);
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, listens())));
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();
  const second = await joe.page.context().newPage();
  await second.goto(merchant.publish(merchantPage(vitrine.console, listens(`queue: 'repairs'`))));
  await expect.poll(() => last(second, 'queue-is-open')).toBeDefined();
  await expect.poll(() => streams(vitrine)).toBe(1);

  const bruno = await agentDesk(demo.bruno);
  for (const page of [joe.page, second]) await expect.poll(() => last(page, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 1 });

  await look(joe.page, true);
  await bruno.page.close();
  await expect.poll(() => last(second, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 0 });
  expect(await last(joe.page, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 1 });
  await expect.poll(() => streams(vitrine)).toBe(1);
  await look(second, true);
  await expect.poll(() => streams(vitrine)).toBe(0);
  await look(joe.page, false);
  await expect.poll(() => last(joe.page, 'agents-online')).toMatchObject({ numberOfAgentsOnline: 0 });
  await expect.poll(() => streams(vitrine)).toBe(1);
});

test('a page with a strict policy needs nothing but our address in it', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  const ours = vitrine.console;
  const policy = `default-src 'none'; script-src 'nonce-abc' ${ours}; connect-src ${ours}; frame-src ${ours}`;
  const html = `<!doctype html><html lang="en"><title>A strict page</title><meta http-equiv="Content-Security-Policy" content="${policy}">
<script nonce="abc">window.refused = []; document.addEventListener('securitypolicyviolation', ({ blockedURI }) => window.refused.push(blockedURI));
${listens(`triggers: ['always']`)}</script><script src="${ours}/embed.js"></script></html>`;
  await joe.page.goto(merchant.publish(html));
  await expect.poll(() => last(joe.page, 'queue-is-open')).toBeDefined();
  await joe.isAlive();
  expect(await joe.page.evaluate(`window.calls.areQueuesOpen()`)).toMatchObject({ isOpen: true });
  expect(await joe.page.evaluate('window.refused')).toEqual([]);
});

test('after a restart of the server a page hears on without doing anything', async ({ vitrine, agentDesk, shopper }) => {
  const joe = await shopper();
  await joe.page.goto(vitrine.shop);
  await expect(joe.page.locator('#talk-now')).toHaveText('None of us is in front of the camera right now.');
  await vitrine.pause();
  await vitrine.resume();
  await agentDesk();
  await expect(joe.page.locator('#talk-now')).toHaveText('One of us is here for you. No waiting.', { timeout: 30_000 });
});

test('the demo shop says who is there, how long it takes and that it is closed', async ({ vitrine, agentDesk, shopper }) => {
  const joe = await shopper();
  await joe.page.goto(vitrine.shop);
  const now = joe.page.locator('#talk-now');
  await expect(now).toHaveText('None of us is in front of the camera right now.');
  await agentDesk();
  await expect(now).toHaveText('One of us is here for you. No waiting.');
  await vitrine.apply({ queue: [neverOpen] });
  await expect(now).toHaveText('We are closed right now.');
});
