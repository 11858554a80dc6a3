// Sample pages that ask about queues, or are told of them.
import type { Page } from '@playwright/test';
import { demo, expect, test } from '../fixtures/examples.ts';

const status = (page: Page) => page.getByRole('status');

/** Three days from now at noon, as a queue's hours and as pages say it. */
function soon(): { day: string; hours: string } {
  const day = new Date(Date.now() + 3 * 86_400_000).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  return { day, hours: `hours = { zone = "UTC", weekly = { ${day.toLowerCase()} = ["12:00-14:00"] } }` };
}

test('pages follow a queue that closes and opens, and one goes where its queue is', async ({ vitrine, visit, shopper }) => {
  const { day, hours } = soon();
  const workshop = ['[[queues]]', 'slug = "repairs"', 'name = "Repairs"', `agents = ["${demo.bruno.email}"]`, hours];
  const floor = (hours: string) => vitrine.apply({ queue: [hours, ...workshop] });
  await floor('hours = "always"');
  const joe = await shopper();
  const { page } = joe;
  const isClosed = () => expect(joe.widget.getByText('We are closed right now')).toBeVisible();
  const tab = async (name: string) => {
    const opened = await page.context().newPage();
    await visit(opened, name);
    return opened;
  };

  await test.step('a page of the workshop, which is closed', async () => {
    await visit(page, 'queues/queue');
    await page.getByRole('button', { name: 'Show us what is broken' }).click();
    await joe.isAlive();
    await isClosed();
  });

  await test.step('a page that asks whether it is open', async () => {
    await visit(page, 'queues/ask-open');
    await expect(status(page)).toHaveText(`On ${day}.`);
  });

  await test.step('a page on which the shopper says what it is about', async () => {
    await visit(page, 'queues/change');
    await page.getByLabel('About').selectOption('a repair');
    await page.getByRole('button', { name: 'Talk to us' }).click();
    await joe.isAlive();
    await isClosed();
  });

  await test.step('a page that opens by itself, in the queue of its address', async () => {
    await visit(page, 'start/triggers', 'start/triggers?bambuserQueueId=repairs');
    await joe.isAlive();
    await isClosed();
    await visit(page, 'start/triggers');
    await joe.isAlive();
    await expect(joe.button('Start a video call')).toBeEnabled();
  });

  await test.step('pages that are told', async () => {
    const [quiet, loud, closed] = [await tab('queues/stop-listening'), await tab('queues/stop-listening'), await tab('queues/closed')];
    for (const bell of [quiet, loud]) await expect(status(bell)).toHaveText('1');
    await quiet.getByRole('button', { name: 'Quiet, please' }).click();
    const call = closed.getByRole('button', { name: 'Call us' });
    await expect(call).toBeEnabled();
    await floor(hours);
    await expect(call).toBeDisabled();
    await expect(call).toHaveAttribute('title', `We open again on ${day}`);

    const open = await tab('queues/open');
    await expect(open.getByRole('button', { name: 'Call us' })).toBeDisabled();
    await floor('hours = "always"');
    await expect(open.getByRole('button', { name: 'Call us' })).toBeEnabled();
    await expect(open.getByText('Day and night')).toBeVisible();
    await expect(status(loud)).toHaveText('2');
    await expect(status(quiet)).toHaveText('1');
  });
});

test('pages say who is there and how long it takes', async ({ visit, agentDesk, shopper }) => {
  const { page } = await shopper();
  const other = await page.context().newPage();
  await visit(page, 'queues/agents');
  await visit(other, 'queues/waiting-time');
  await expect(status(page)).toHaveText('The house is empty.');
  await expect(status(other)).toHaveText('Nobody can say.');
  await agentDesk();
  await expect(status(page)).toHaveText('1 of us in the house.');
  await expect(status(other)).toHaveText(/^\d+ seconds, at place 1\.$/);

  await visit(page, 'queues/count-agents');
  // Anna is no agent of the workshop.
  await expect(status(page)).toHaveText(['1', '0']);
  await visit(other, 'queues/ask-waiting-time');
  await expect(status(other)).toHaveText(/^You would be number 1, for \d+ seconds\.$/);
});
