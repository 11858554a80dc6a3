// After a call: the agent writes down how it went, and has time for it.
import { demo, expect, test } from '../fixtures/people.ts';

test('after a call the agent says how it went, nothing rings meanwhile, and done brings the next shopper', async ({ vitrine, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  await vitrine.apply({ queue: ['wrap_up_seconds = 900'] });
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await anna.seesTheShopper();

  const note = anna.page.getByRole('textbox', { name: 'Note' });
  await note.fill('Wants the lamp in green.');
  await expect(anna.page.getByText('Saved', { exact: true })).toBeVisible();
  await anna.hangUp();

  await expect(anna.page.getByRole('heading', { name: 'After the call' })).toBeVisible();
  await expect(anna.page.getByText(/^Nothing rings here for another 1[45]:\d\d\.$/)).toBeVisible();
  await expect(note).toHaveValue('Wants the lamp in green.');
  await expect(anna.page.getByRole('listitem').filter({ hasText: '(you)' })).toContainText('After a call');
  await anna.page.getByRole('radio', { name: 'Sold' }).check();
  await expect(anna.page.getByText('Saved', { exact: true })).toBeVisible();

  const mia = await shopper();
  await mia.openWidget(vitrine);
  await mia.join();
  await expect(anna.page.getByRole('listitem').filter({ hasText: 'Place 1' })).toBeVisible();
  await expect(anna.incoming).toBeHidden();

  // What was written is there after a reload as well.
  await anna.page.reload();
  await anna.isAlive();
  await expect(note).toHaveValue('Wants the lamp in green.');
  await expect(anna.page.getByRole('radio', { name: 'Sold' })).toBeChecked();
  await anna.page.getByRole('button', { name: 'Done' }).click();
  await anna.accept();
  await mia.seesTheAgent();
  await expect(note).toHaveValue('');
});

test('a queue without such a time rings again at once, and a key is enough to be done', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk(demo.anna);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await anna.seesTheShopper();
  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await expect(anna.page.getByRole('group', { name: 'How did it go?' })).toBeVisible();
  await anna.page.keyboard.press('x');
  await expect(anna.page.getByRole('group', { name: 'How did it go?' })).toBeHidden();
});
