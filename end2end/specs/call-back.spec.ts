// When nobody is there: every waiting shopper is told, and whoever leaves a number is called back.
import { demo, expect, test } from '../fixtures/people.ts';
import type { Shopper } from '../fixtures/shopper.ts';

async function leaveNumber(joe: Shopper): Promise<void> {
  await expect(joe.heading('We call you back')).toBeVisible();
  await joe.widget.getByLabel('Your name').fill('Joe Doe');
  await joe.widget.getByLabel('Phone', { exact: true }).fill('+46 8 12345');
  await joe.widget.getByLabel('What is it about? (optional)').fill('Is the blue one in the shop?');
  await joe.button('Ask for a call back').click();
  await expect(joe.heading('Thank you, we call you back')).toBeVisible();
}

test('the last agent leaves, everybody in line is told, and who leaves a number is called back', async ({ vitrine, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  // Long enough for the line to stand while the agent goes away.
  await vitrine.apply({ ringSeconds: 60 });
  const anna = await agentDesk();
  const [joe, maja] = [await shopper(), await shopper()];
  for (const one of [joe, maja]) {
    await one.openWidget(vitrine);
    await one.join();
  }
  await expect(anna.incoming).toBeVisible();
  await anna.page.getByRole('switch', { name: 'Take calls' }).click();
  for (const one of [joe, maja]) {
    await expect(one.widget.getByRole('status').filter({ hasText: 'Nobody of us is here right now.' })).toBeAttached();
    await expect(one.button('Leave your number')).toBeVisible();
  }
  await joe.button('Leave your number').click();
  // What the shop told is filled in already.
  await expect(joe.widget.getByLabel('Your name')).toHaveValue('Ada Lindqvist');
  await joe.widget.getByLabel('Your name').fill('');
  await joe.button('Ask for a call back').click();
  await expect(joe.widget.getByRole('alert').filter({ hasText: 'Please tell us your name.' })).toBeVisible();
  await leaveNumber(joe);
  await expect(maja.heading('You are next')).toBeVisible();

  const list = anna.page.getByRole('region', { name: /^Call-backs/ });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByRole('link', { name: '+46 8 12345' })).toHaveAttribute('href', 'tel:+46812345');
  await list.getByRole('button', { name: 'Call Joe Doe back' }).click();
  await list.getByRole('button', { name: 'Reached', exact: true }).click();
  await expect(list.getByText('Nobody asked to be called back.')).toBeVisible();
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByText('You call back')).toBeVisible();

  // Who comes back is before those who wait.
  await joe.button('Back').click();
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();
  await expect(maja.heading('1 person is ahead of you')).toBeVisible();
  await expect(list.getByText('Nobody asked to be called back.')).toBeVisible();
});

test('where nobody may wait, the card offers a call back, and what was written survives a lost line', async ({ vitrine, deskPage, shopper }) => {
  await vitrine.apply({ queue: ['when_nobody = "refuse"'] });
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await expect(joe.button('Start a video call')).toBeDisabled();
  await joe.button('Ask for a call back').click();
  await joe.widget.getByLabel('Your name').fill('Joe Doe');
  await vitrine.pause();
  await expect(joe.widget.getByText('We cannot reach our server. We keep trying.').first()).toBeVisible({ timeout: 30_000 });
  await joe.widget.getByLabel('E-mail', { exact: true }).fill('joe@shop.example');
  await joe.button('Ask for a call back').click();
  await expect(joe.widget.getByText('What you wrote is kept, and goes out as soon as we can.')).toBeVisible();
  await vitrine.resume();
  await expect(joe.heading('Thank you, we call you back')).toBeVisible({ timeout: 30_000 });
  const anna = await deskPage();
  await anna.signIn(vitrine, demo.anna);
  const list = anna.page.getByRole('region', { name: /^Call-backs/ });
  await expect(list.getByRole('link', { name: 'joe@shop.example' })).toBeVisible();
});
