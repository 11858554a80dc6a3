// Whom a ticket rings, with several desks open.
import { demo, expect, test } from '../fixtures/people.ts';

test('a widening queue rings one desk, then the other as well, and says who was faster', async ({ vitrine, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  await vitrine.apply({ ringSeconds: 60, queue: ['routing = "widening"'] });
  const [anna, bruno] = [await agentDesk(demo.anna), await agentDesk(demo.bruno)];
  const desks = [anna, bruno];
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect.poll(async () => (await rung(desks)).length, { message: 'desks that ring' }).toBe(1);
  const [first, second] = (await rung(desks))[0] === anna ? [anna, bruno] : [bruno, anna];
  await expect.poll(async () => (await rung(desks)).length, { message: 'desks that ring', timeout: 30_000 }).toBe(2);
  await first.accept();
  await joe.seesTheAgent();
  await expect(second.page.getByText('took this call.')).toBeVisible();
});

test('the agent who is idle for longest rings alone, and declining passes the call on', async ({ vitrine, agentDesk, shopper }) => {
  await vitrine.apply({ queue: ['routing = "longest_idle"'] });
  const anna = await agentDesk(demo.anna);
  const bruno = await agentDesk(demo.bruno);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await expect(bruno.incoming).toBeHidden();
  await anna.decline();
  await bruno.accept();
  await joe.seesTheAgent();
});

test('an agent who misses three calls is away, reads why, and comes back by the switch', async ({ vitrine, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  await vitrine.apply({ ringSeconds: 5 });
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.page.getByRole('heading', { name: 'You were set to away' })).toBeVisible({ timeout: 90_000 });
  await expect(joe.widget.getByText('Nobody of us is here right now.').first()).toBeVisible();
  await vitrine.apply({ ringSeconds: 20 });
  await anna.page.getByRole('button', { name: 'Go available' }).click();
  await anna.accept();
  await joe.seesTheAgent();
});

async function rung<Desk extends { incoming: { isVisible(): Promise<boolean> } }>(desks: Desk[]): Promise<Desk[]> {
  const visible = await Promise.all(desks.map((desk) => desk.incoming.isVisible()));
  return desks.filter((_, index) => visible[index]);
}
