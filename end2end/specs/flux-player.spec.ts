// FluxPlayer: a card in a shop's page that names an agent, and a call that rings this agent first and alone.
/// <reference path="../../embed/embed.d.ts" />
import type { Page } from '@playwright/test';
import type { AgentDesk } from '../fixtures/agent.ts';
import type { Merchant } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import type { Vitrine } from '../fixtures/server.ts';

const key = 'page-demo-maison-vitrine';
const inTheTray = (desk: AgentDesk, reference: string) => desk.page.getByRole('region', { name: 'Products' }).getByText(reference);

/** The demo organisation with a merchant's site; its channel as the demo has it. */
const allow = (vitrine: Vitrine, merchant: Merchant) =>
  vitrine.apply({ sites: [merchant.origin], ringSeconds: 60, organisation: ['slug = "maison-vitrine"', `page_keys = ["${key}"]`] });

/** A page that begins with this configuration; `calls` are the fields of an object literal. */
function publish(vitrine: Vitrine, merchant: Merchant, calls: string): string {
  return merchant.publish(`<!doctype html><html lang="en"><title>A shop</title><h1>Shop</h1><div class="call"></div>
<script src="${vitrine.console}/flux-player.js"></script>
<script>
  window.ready = FluxPlayer.init({ channelId: '${demo.organisation}', apiKey: '${key}', widgets: { calls: { ${calls} } } });
</script></html>`);
}

const card = (page: Page) => page.getByRole('region');

test('a lamp of the demo shop names who knows it, the call rings her alone, and the lamp is in the tray', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const bruno = await agentDesk(demo.bruno);
  const joe = await shopper();
  await joe.page.goto(`${vitrine.shop}/flux.html`);
  const offer = joe.page.getByRole('region', { name: 'Which lamp for your corner?' });
  await expect(joe.page.getByRole('heading', { name: 'The light room' })).toBeVisible();
  await expect(offer).toHaveCount(0);

  await joe.page.getByRole('link', { name: 'Halla pendant' }).click();
  await expect(offer).toContainText('Anna has them all lit. Ask Anna to show you.');
  await joe.page.goBack();
  await expect(offer).toHaveCount(0);
  await joe.page.getByRole('link', { name: 'Kvist floor lamp' }).click();
  await offer.getByRole('button', { name: 'Call Anna' }).click();
  await joe.isAlive();
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await expect(bruno.incoming).toBeHidden();
  await anna.accept();
  await joe.seesTheAgent();
  await expect(inTheTray(anna, 'LC-103').first()).toBeVisible();
});

test('a call begins without a card, and where nobody can be called the page reads so', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await allow(vitrine, merchant);
  const joe = await shopper();
  await joe.page.goto(publish(vitrine, merchant, ''));
  const start = () => joe.page.evaluate(() => FluxPlayer.Widgets.Calls.startCall().then(() => 'begun', ({ message }) => message as string));
  await expect.poll(start).toContain('nobody can be called right now');
  const anna = await agentDesk();
  await expect.poll(start).toBe('begun');
  await joe.isAlive();
  await joe.join();
  await expect(anna.incoming).toBeVisible();
});

test('a card comes and goes with its agent, and a callback that throws leaves a page that lives on', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await allow(vitrine, merchant);
  const anna = await agentDesk();
  const joe = await shopper();
  const warnings: string[] = [];
  joe.page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await joe.page.goto(publish(vitrine, merchant, `renderTo: '.call', strings: { text: 'With {{name}}' }`));
  await expect(card(joe.page)).toContainText('With Anna');
  await anna.page.getByRole('switch', { name: 'Take calls' }).click();
  await expect(card(joe.page)).toContainText('Nobody can be called right now.');
  await expect(joe.page.getByRole('button')).toHaveCount(0);
  await anna.page.getByRole('switch', { name: 'Take calls' }).click();
  await expect(joe.page.getByRole('button', { name: 'Call Anna' })).toBeVisible();

  await joe.page.goto(publish(vitrine, merchant, `renderTo: '.call', onBeforeRender: (agents) => agents.find(() => false).id`));
  await expect(card(joe.page)).toContainText('Nobody can be called right now.');
  expect(warnings.filter((words) => words.includes('onBeforeRender'))).toHaveLength(1);
  await joe.page.evaluate(() => document.body.append(Object.assign(document.createElement('p'), { textContent: 'alive' })));
  await expect(joe.page.getByText('alive')).toBeVisible();
});

test('who takes it back is shown no longer', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await allow(vitrine, merchant);
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(publish(vitrine, merchant, `renderTo: '.call'`));
  await expect(joe.page.getByRole('button', { name: 'Call Anna' })).toBeVisible();
  const settings = await anna.page.context().newPage();
  await settings.goto(`${vitrine.console}/o/${demo.organisation}/me`);
  await settings.getByRole('checkbox', { name: 'Show me to shoppers' }).uncheck();
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(settings.getByText('Saved. Pages that are open follow within seconds.')).toBeVisible();
  await expect(card(joe.page)).toContainText('Nobody can be called right now.');
});

test('a page that may not ask reads why', async ({ vitrine, merchant, shopper }) => {
  await allow(vitrine, merchant);
  const why = async ({ page }: { page: Page }, channel: string, shown: string): Promise<string> => {
    await page.goto(merchant.publish(`<!doctype html><html lang="en"><title>A shop</title><script src="${vitrine.console}/flux-player.js"></script></html>`));
    return page.evaluate(
      ([channelId, apiKey]) => FluxPlayer.init({ channelId: channelId!, apiKey: apiKey! }).then(() => 'ready', ({ message }) => message as string),
      [channel, shown],
    );
  };
  const joe = await shopper();
  expect(await why(joe, 'maison-vitrine', key)).toBe('ready');
  expect(await why(joe, 'maison-vitrine', 'some-other-key-here')).toContain("none of the organisation's page keys");
  expect(await why(joe, 'attic', key)).toContain('there is no channel "attic"');
  await vitrine.apply({ sites: ['https://another.example'], organisation: ['slug = "maison-vitrine"', `page_keys = ["${key}"]`] });
  // Another browser each time: one that was told something keeps it for a minute.
  await expect.poll(async () => why(await shopper(), 'maison-vitrine', key)).toContain("not of the organisation's sites");
});
