// Who rings, who answers, and what the others hear.
import { demo, expect, test } from '../fixtures/people.ts';

test('when one agent declines, the next one still rings and gets the call', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, bruno] = [await agentDesk(demo.anna), await agentDesk(demo.bruno)];
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(bruno.incoming).toBeVisible();
  await anna.decline();
  await expect(anna.incoming).toBeHidden();
  await bruno.accept();
  await expect(joe.widget.getByText('Bruno').first()).toBeVisible();
  await expect(joe.remoteVideo).toBeVisible();
});

test('of two agents who accept at once one gets the call and the other hears who did', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, bruno] = [await agentDesk(demo.anna), await agentDesk(demo.bruno)];
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await Promise.all([expect(anna.incoming).toBeVisible(), expect(bruno.incoming).toBeVisible()]);
  // A click that finds its button gone has lost before it was made; both outcomes are the same to the agents.
  await Promise.allSettled([anna.accept(), bruno.accept()]);
  const news = anna.page.getByText('Bruno took this call.').or(bruno.page.getByText('Anna took this call.'));
  await expect(joe.remoteVideo).toBeVisible();
  const told = await Promise.all([anna, bruno].map(async (desk) => desk.page.getByText(/took this call\.$/).count()));
  expect(told.filter((count) => count > 0)).toHaveLength(1);
  void news;
});

test('two tabs of one agent both ring, one answers, and the other says where the call is', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const second = await anna.openSecondTab(vitrine);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await Promise.all([expect(anna.incoming).toBeVisible(), expect(second.incoming).toBeVisible()]);
  await second.accept();
  await expect(second.remoteVideo).toBeVisible();
  await expect(anna.page.getByRole('heading', { name: 'Your call is in another window' })).toBeVisible();
});

test('a shopper who leaves while it rings stops the ring', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await joe.widget.getByRole('button', { name: 'Leave the line' }).click();
  await expect(anna.incoming).toBeHidden();
  await expect(anna.page.getByText('The shopper left.').first()).toBeVisible();
  await expect(anna.page.getByRole('heading', { name: 'Nobody is waiting' })).toBeVisible();
});

test('with nobody at the desk a shopper can wait, and the first agent who comes is rung', async ({ vitrine, agentDesk, shopper }) => {
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await expect(joe.widget.getByText('Nobody of us is here right now')).toBeVisible();
  await joe.join();
  await expect(joe.widget.getByRole('heading', { name: 'You are in line' })).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
});

test('the second in line sees its place and moves up', async ({ vitrine, shopper }) => {
  const [first, second] = [await shopper(), await shopper()];
  await first.openWidget(vitrine);
  await first.join();
  await expect(first.widget.getByText('You are next')).toBeVisible();
  await second.openWidget(vitrine);
  await second.join();
  await expect(second.widget.getByText('1 person is ahead of you')).toBeVisible();
  await first.widget.getByRole('button', { name: 'Leave the line' }).click();
  await expect(second.widget.getByText('You are next')).toBeVisible();
});
