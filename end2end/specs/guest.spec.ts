// A guest by link: an agent makes it, somebody uses it, is let in, talks, and goes. Three browsers, each with a picture of its own.
import type { AgentDesk } from '../fixtures/agent.ts';
import { makeLink } from '../fixtures/guest.ts';
import { agentScene, guestScene, shopperScene, strongestColour } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/people.ts';
import type { Vitrine } from '../fixtures/server.ts';
import type { Shopper } from '../fixtures/shopper.ts';

// Three browsers in a call are as much as a small machine can do: one test after the other.
test.describe.configure({ mode: 'default', timeout: 300_000 });

/** The demo shop tells this name of its shopper. */
const shopperName = 'Ada Lindqvist';

function tile(who: AgentDesk | Shopper, name: string) {
  return ('widget' in who ? who.widget : who.page).getByRole('group', { name, exact: true });
}

async function sees(who: AgentDesk | Shopper, name: string, strongest: string): Promise<void> {
  const video = tile(who, name).locator('video');
  await expect.poll(() => strongestColour(video), { message: `the picture of ${name}`, timeout: 30_000 }).toBe(strongest);
}

/** Joe calls, and Anna answers. */
async function talk(vitrine: Vitrine, anna: AgentDesk, joe: Shopper): Promise<void> {
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
}

test('a guest knocks, is let in with a key, all three see each other, and the call goes on when the guest leaves', async ({
  vitrine,
  agentDesk,
  shopper,
  guest,
}) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await talk(vitrine, anna, joe);
  await anna.page.keyboard.press('g');
  const link = await makeLink(anna);
  expect(new URL(link).hash).toMatch(/^#[\w-]{22}$/);
  await expect(anna.page.getByText(/^Not used yet · Good for another/)).toBeVisible();
  await anna.page.keyboard.press('Escape');

  const mia = await guest();
  await mia.open(link);
  await mia.button('Ask to come in').click();
  await expect(mia.page.getByText('Please tell them your name first.')).toBeVisible();
  await mia.knock(link, 'Mia');
  await expect(mia.page.getByText('Anna lets you in in a moment. Stay on this page.')).toBeVisible();
  await expect(anna.page.getByText('Mia would like to come in')).toBeVisible();
  await expect(tile(joe, 'Mia')).toHaveCount(0);
  await anna.page.keyboard.press('l');

  await mia.sees('Anna', agentScene.strongest);
  await mia.sees(shopperName, shopperScene.strongest);
  await sees(joe, 'Mia', guestScene.strongest);
  await sees(anna, 'Mia', guestScene.strongest);
  await sees(joe, 'Anna', agentScene.strongest);

  await mia.leave();
  await expect(mia.heading('You left the call')).toBeVisible();
  await expect(tile(joe, 'Mia')).toHaveCount(0);
  await expect(tile(anna, 'Mia')).toHaveCount(0);
  await sees(joe, 'Anna', agentScene.strongest);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('a reload brings the guest back into the call, a copy of the tab takes it over, and a shopper who hangs up ends it for all', async ({
  vitrine,
  agentDesk,
  shopper,
  guest,
}) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await talk(vitrine, anna, joe);
  const link = await makeLink(anna);
  await anna.page.keyboard.press('Escape');
  const mia = await guest();
  await mia.knock(link, 'Mia');
  await anna.page.getByRole('button', { name: 'Let in Mia' }).click();
  await mia.sees('Anna', agentScene.strongest);

  await mia.page.reload();
  await mia.sees('Anna', agentScene.strongest);
  await sees(joe, 'Mia', guestScene.strongest);

  const opened = mia.page.context().waitForEvent('page');
  await mia.page.evaluate('void window.open(location.href)');
  const copy = await opened;
  await expect(mia.heading('You are in the call in another window')).toBeVisible({ timeout: 30_000 });
  await mia.button('Bring it here').click();
  await mia.sees('Anna', agentScene.strongest);
  await expect(copy.getByRole('heading', { name: 'You are in the call in another window' })).toBeVisible();

  await joe.hangUp();
  await expect(mia.heading('The call is over')).toBeVisible();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('whoever is turned away, shown out or too late reads so in kind words', async ({ vitrine, agentDesk, shopper, guest }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await talk(vitrine, anna, joe);

  const mia = await guest();
  await mia.open(`${vitrine.console}/guest/demodemodemodemodemo`);
  await expect(mia.heading('A part of the link is missing')).toBeVisible();

  const first = await makeLink(anna);
  await anna.page.keyboard.press('Escape');
  await mia.knock(first, 'Mia');
  await anna.page.keyboard.press('u');
  await expect(mia.heading('You could not be let in this time')).toBeVisible();

  const second = await makeLink(anna);
  await mia.knock(second, 'Mia');
  const late = await guest();
  await late.open(second);
  await late.page.getByRole('textbox', { name: 'Your name' }).fill('Max');
  await late.button('Ask to come in').click();
  await expect(late.heading('This link has been used')).toBeVisible();

  const dialog = anna.page.getByRole('dialog', { name: 'Invite a guest' });
  await dialog.getByRole('button', { name: 'Let in Mia' }).click();
  await mia.sees('Anna', agentScene.strongest);
  await dialog.getByRole('button', { name: 'Show out Mia' }).click();
  await expect(mia.heading('The call goes on without you')).toBeVisible();
  await expect(tile(joe, 'Mia')).toHaveCount(0);

  const third = await makeLink(anna);
  await dialog.getByRole('button', { name: 'Take the link back' }).click();
  await expect(dialog.getByText('Nobody is invited yet.')).toBeVisible();
  await late.open(third);
  await late.page.getByRole('textbox', { name: 'Your name' }).fill('Max');
  await late.button('Ask to come in').click();
  await expect(late.heading('This link does not work any more')).toBeVisible();

  const fourth = await makeLink(anna);
  await anna.page.keyboard.press('Escape');
  await mia.knock(fourth, 'Mia');
  await anna.hangUp();
  await expect(mia.heading('The call is over')).toBeVisible();
});
