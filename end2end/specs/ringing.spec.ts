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
  await expect(joe.heading('Video call with Bruno')).toBeAttached();
  await joe.seesTheAgent();
});

test('of two agents who accept at once one gets the call and the other hears who did', async ({ vitrine, agentDesk, shopper }) => {
  const desks = { Anna: await agentDesk(demo.anna), Bruno: await agentDesk(demo.bruno) };
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await Promise.all(Object.values(desks).map((desk) => expect(desk.incoming).toBeVisible()));
  // A key that finds the ring gone has lost before it was pressed; both outcomes are the same to the agents.
  await Promise.all(Object.values(desks).map((desk) => desk.page.keyboard.press('a')));

  await joe.seesTheAgent();
  const winner = (await joe.heading('Video call with Anna').count()) ? 'Anna' : 'Bruno';
  const loser = winner === 'Anna' ? 'Bruno' : 'Anna';
  await expect(joe.heading(`Video call with ${winner}`)).toBeAttached();
  await desks[winner].seesTheShopper();
  await expect(desks[loser].page.getByText(`${winner} took this call.`)).toBeVisible();
  await expect(desks[loser].page.getByRole('button', { name: 'End call' })).toHaveCount(0);
  await expect(desks[winner].page.getByText(/took this call\.$/)).toHaveCount(0);
});

test('two tabs of one agent both ring, one answers, and the other says where the call is', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const second = await anna.openSecondTab(vitrine);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await Promise.all([expect(anna.incoming).toBeVisible(), expect(second.incoming).toBeVisible()]);
  await second.accept();
  await second.seesTheShopper();
  await expect(anna.page.getByRole('heading', { name: 'Your call is in another window' })).toBeVisible();
  await anna.page.getByRole('button', { name: 'Bring it here' }).click();
  await anna.seesTheShopper();
  await joe.seesTheAgent();
  await expect(second.page.getByRole('heading', { name: 'Your call is in another window' })).toBeVisible();
  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await second.isAtRestAfterACall('ended in another window');
});

test('with nobody at the desk a shopper can wait, and the first agent who comes is rung', async ({ vitrine, agentDesk, shopper }) => {
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await expect(joe.widget.getByText('Nobody of us is here right now')).toBeVisible();
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await joe.seesTheAgent();
});

test('the second in line sees its place and moves up', async ({ vitrine, shopper }) => {
  const [first, second] = [await shopper(), await shopper()];
  await first.openWidget(vitrine);
  await first.join();
  await expect(first.heading('You are next')).toBeVisible();
  await second.openWidget(vitrine);
  await second.join();
  await expect(second.heading('1 person is ahead of you')).toBeVisible();
  await first.button('Leave the line').click();
  await expect(second.heading('You are next')).toBeVisible();
});
