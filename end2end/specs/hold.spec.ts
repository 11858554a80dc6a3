// A shopper on hold: neither side sees or hears the other until an agent takes him back, whatever happens meanwhile.
import type { AgentDesk } from '../fixtures/agent.ts';
import { agentScene, colleagueScene, loudestTone, shopperScene } from '../fixtures/media.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import type { Shopper } from '../fixtures/shopper.ts';
import { joins, sees, shopperName, talk, tile } from '../fixtures/trio.ts';

test.describe.configure({ timeout: 180_000 });

/** Nothing of whoever bears this name is seen or heard. */
async function isCutOffFrom(who: AgentDesk | Shopper, name: string): Promise<void> {
  await expect(tile(who, name).locator('video.is-shown')).toHaveCount(0);
  await expect.poll(() => loudestTone(tile(who, name).locator('audio')), { message: `the voice of ${name}` }).toBe(0);
}

function hears(who: AgentDesk | Shopper, name: string, hertz: number) {
  const audio = tile(who, name).locator('audio');
  return expect.poll(() => loudestTone(audio).then((tone) => Math.round(tone / 100) * 100), { timeout: 30_000 }).toBe(Math.round(hertz / 100) * 100);
}

test('on hold neither hears or sees the other, the shopper reads it and can leave, and one press brings him back', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);
  await hears(joe, 'Anna', agentScene.tone);
  await anna.page.keyboard.press('h');
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await expect(joe.widget.getByText('Anna will be right back. Until then nobody sees or hears you.')).toBeVisible();
  await expect(joe.widget.getByRole('timer', { name: 'Time on hold' })).toHaveText(/^0:0[1-9]$/);
  await expect(anna.page.getByText(/^The shopper is on hold/)).toBeVisible();
  await isCutOffFrom(joe, 'Anna');
  await isCutOffFrom(anna, shopperName);

  await anna.page.getByRole('button', { name: 'Take off hold' }).click();
  await expect(joe.widget.getByText('You are on hold')).toBeHidden();
  await sees(joe, 'Anna', agentScene.strongest);
  await sees(anna, shopperName, shopperScene.strongest);
  await hears(anna, shopperName, shopperScene.tone);

  await anna.page.getByRole('button', { name: 'Put the shopper on hold' }).click();
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('a hold outlives a reload of either page and a server that is away, through which it can be ended', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);
  await anna.page.keyboard.press('h');
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await joe.page.reload();
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await anna.page.reload();
  await expect(anna.page.getByText(/^The shopper is on hold/)).toBeVisible();
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await isCutOffFrom(joe, 'Anna');

  // The direct line is open again once a line of the chat is through.
  await joe.button(/^Open chat/).click();
  await joe.write('Still here?');
  await expect(anna.page.getByRole('button', { name: /^Open chat, 1 new line/ })).toBeVisible();
  await vitrine.pause();
  await anna.page.getByRole('button', { name: 'Take off hold' }).click();
  await expect(joe.widget.getByText('You are on hold')).toBeHidden();
  await sees(joe, 'Anna', agentScene.strongest);
  await anna.page.keyboard.press('h');
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await vitrine.resume();
  await expect(anna.page.getByText('Connected again.')).toBeVisible({ timeout: 30_000 });
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  // The server has learned of it meanwhile, so a reload finds it.
  await joe.page.reload();
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
});

test('of two agents in the call each can end the hold, they talk with each other meanwhile, and whoever leaves leaves nobody on hold', async ({
  vitrine,
  agentDesk,
  colleagueDesk,
  shopper,
}) => {
  const [anna, joe] = [await agentDesk(demo.anna), await shopper()];
  await talk(vitrine, anna, joe);
  const bruno = await colleagueDesk();
  await joins(anna, bruno, 'Bruno');
  await sees(joe, 'Bruno', colleagueScene.strongest);
  await anna.page.keyboard.press('h');
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await expect(bruno.page.getByText('Anna has put the shopper on hold.')).toBeVisible();
  await isCutOffFrom(joe, 'Bruno');
  await isCutOffFrom(bruno, shopperName);
  await sees(anna, 'Bruno', colleagueScene.strongest);
  await hears(bruno, 'Anna', agentScene.tone);

  await bruno.page.getByRole('button', { name: 'Take off hold' }).click();
  await sees(joe, 'Anna', agentScene.strongest);
  await anna.page.keyboard.press('h');
  await expect(joe.widget.getByText('You are on hold')).toBeVisible();
  await anna.hangUp();
  await anna.page.getByRole('button', { name: 'Leave (Bruno stays)' }).click();
  await expect(joe.widget.getByText('You are on hold')).toBeHidden();
  await sees(joe, 'Bruno', colleagueScene.strongest);
});
