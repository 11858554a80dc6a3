// A call that is handed over, joined by a colleague, or passed on to another queue: three browsers, each with a picture of its own.
import type { AgentDesk } from '../fixtures/agent.ts';
import { agentScene, colleagueScene, shopperScene, strongestColour } from '../fixtures/media.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import type { Vitrine } from '../fixtures/server.ts';
import type { Shopper } from '../fixtures/shopper.ts';

// Three browsers in a call are as much as a small machine can do: one test after the other.
test.describe.configure({ mode: 'default', timeout: 300_000 });

/** The demo shop tells this name of its shopper. */
const shopperName = 'Ada Lindqvist';

/** The picture of whoever bears this name has arrived. */
async function sees(who: AgentDesk | Shopper, name: string, strongest: string): Promise<void> {
  const root = 'widget' in who ? who.widget : who.page;
  const video = root.getByRole('group', { name, exact: true }).locator('video');
  await expect.poll(() => strongestColour(video), { message: `the picture of ${name}`, timeout: 30_000 }).toBe(strongest);
}

function tile(who: AgentDesk | Shopper, name: string) {
  return ('widget' in who ? who.widget : who.page).getByRole('group', { name, exact: true });
}

/** Joe calls, and Anna answers. */
async function talk(vitrine: Vitrine, anna: AgentDesk, joe: Shopper): Promise<void> {
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
}

test('a call is handed over: the colleague reads who asks, takes it, and the first agent is out of it', async ({
  vitrine,
  agentDesk,
  colleagueDesk,
  shopper,
}) => {
  const anna = await agentDesk(demo.anna);
  const joe = await shopper();
  await talk(vitrine, anna, joe);
  const bruno = await colleagueDesk();

  await anna.page.keyboard.press('t');
  await anna.page.getByRole('searchbox', { name: 'Search' }).fill('bru');
  await anna.page.getByRole('button', { name: 'Hand over to Bruno' }).click();
  await expect(anna.page.getByText('Asking Bruno to take over…')).toBeVisible();
  await expect(bruno.page.getByText('Anna would like to hand a call over to you')).toBeVisible();
  await expect(tile(joe, 'Anna')).toBeVisible();
  await bruno.accept();

  await sees(joe, 'Bruno', colleagueScene.strongest);
  await bruno.seesTheShopper();
  await expect(tile(joe, 'Anna')).toHaveCount(0);
  await expect(anna.page.getByText('You handed the call over.')).toBeVisible();
  await bruno.hangUp();
  await expect(joe.heading('You talked with Bruno')).toBeVisible();
});

test('a colleague joins, all three see each other, and the call goes on when the first agent leaves', async ({
  vitrine,
  agentDesk,
  colleagueDesk,
  shopper,
}) => {
  const anna = await agentDesk(demo.anna);
  const joe = await shopper();
  await talk(vitrine, anna, joe);
  const bruno = await colleagueDesk();
  await anna.page.getByRole('button', { name: 'Hand over or invite' }).click();
  await anna.page.getByRole('button', { name: 'Ask to join: Bruno' }).click();
  await expect(bruno.page.getByText('Anna asks you to join a call')).toBeVisible();
  await bruno.accept();

  await sees(joe, 'Anna', agentScene.strongest);
  await sees(joe, 'Bruno', colleagueScene.strongest);
  await sees(anna, 'Bruno', colleagueScene.strongest);
  await sees(bruno, 'Anna', agentScene.strongest);
  await sees(anna, shopperName, shopperScene.strongest);
  await sees(bruno, shopperName, shopperScene.strongest);

  await anna.page.keyboard.press('c');
  await anna.page.getByRole('textbox', { name: 'Write a line' }).fill('This is Bruno');
  await anna.page.getByRole('button', { name: 'Send' }).click();
  for (const other of [joe.widget, bruno.page]) {
    await other.getByRole('button', { name: /^Open chat, 1 new line/ }).click();
    await expect(other.getByRole('log')).toContainText('This is Bruno');
  }

  // The chat lies over the controls of a desk as narrow as this.
  await anna.page.getByRole('textbox', { name: 'Write a line' }).press('Escape');
  await anna.hangUp();
  await anna.page.getByRole('button', { name: 'Leave (Bruno stays)' }).click();
  await expect(anna.page.getByText('You left the call. It goes on without you.')).toBeVisible();
  await expect(tile(joe, 'Anna')).toHaveCount(0);
  await sees(joe, 'Bruno', colleagueScene.strongest);
  await expect(tile(bruno, shopperName)).toBeVisible();
  await joe.hangUp();
  await bruno.isAtRestAfterACall('ended by the shopper');
});

test('a call is passed on to another queue, and the shopper reads by whom', async ({ vitrine, agentDesk, colleagueDesk, shopper }) => {
  await vitrine.apply({ queue: ['when_closed = "refuse"', '[[queues]]', 'slug = "repairs"', 'name = "Repairs"', `agents = ["${demo.bruno.email}"]`] });
  const anna = await agentDesk(demo.anna);
  const joe = await shopper();
  await talk(vitrine, anna, joe);
  await anna.page.getByRole('button', { name: 'Hand over or invite' }).click();
  await anna.page.getByRole('button', { name: 'Pass on to Repairs' }).click();
  await expect(joe.widget.getByText(/^Anna passed you on to a colleague/)).toBeVisible();
  await expect(anna.page.getByText('The shopper was passed on to another queue.')).toBeVisible();
  const bruno = await colleagueDesk();
  await expect(bruno.incoming).toBeVisible();
  await bruno.accept();
  await sees(joe, 'Bruno', colleagueScene.strongest);
});

test('a colleague who declines, or has just gone, leaves the shopper with the first agent, who reads why', async ({
  vitrine,
  agentDesk,
  colleagueDesk,
  shopper,
}) => {
  const anna = await agentDesk(demo.anna);
  const joe = await shopper();
  await talk(vitrine, anna, joe);
  const bruno = await colleagueDesk();
  const handOver = async () => {
    await anna.page.getByRole('button', { name: 'Hand over or invite' }).click();
    await anna.page.getByRole('button', { name: 'Hand over to Bruno' }).click();
  };
  await handOver();
  await bruno.decline();
  await expect(anna.page.getByText('Bruno cannot come right now. The shopper is still with you.')).toBeVisible();

  await handOver();
  await expect(bruno.page.getByText('Anna would like to hand a call over to you')).toBeVisible();
  await bruno.page.close();
  await expect(anna.page.getByText(/^Bruno has just left the desk|^Bruno did not answer/)).toBeVisible({ timeout: 60_000 });
  await expect(tile(joe, 'Anna')).toBeVisible();
  await sees(joe, 'Anna', agentScene.strongest);

  await anna.page.getByRole('button', { name: 'Hand over or invite' }).click();
  await expect(anna.page.getByText('Nobody is free right now.')).toBeVisible();
  await anna.page.keyboard.press('Escape');
  await anna.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
});
