// Lines that break as they break in life: without a word. Whoever is gone is found out, and nobody loses the place because of it.
import { AgentDesk } from '../fixtures/agent.ts';
import { keepsMoving } from '../fixtures/media.ts';
import type { Machine } from '../fixtures/machine.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import type { Account } from '../fixtures/agent.ts';
import type { Vitrine } from '../fixtures/server.ts';
import { Shopper } from '../fixtures/shopper.ts';

/** Twelve seconds of silence until a desk is taken out, and the time that busy machines need. */
const untilMissed = { timeout: 40_000 };
/** The grace time of thirty seconds comes on top. */
const untilGivenUp = { timeout: 90_000 };

const weTryAgain = 'The connection broke. Connecting again…';

test('an agent whose line dies without a word while it rings: the ring moves on, and the shopper stays first', async ({
  vitrine,
  agentDesk,
  shopper,
  machine,
  line,
}) => {
  test.setTimeout(300_000);
  await vitrine.apply({ ringSeconds: 120 });
  const anna = await atTheDesk(vitrine, await machine({ whose: 'agent', line }), demo.anna);
  const [joe, next] = [await shopper(), await shopper()];
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await next.openWidget(vitrine);
  await next.join();

  line.silence();
  // Nobody else is there yet: the ring is taken back, and both wait on in their order.
  await expect(joe.heading('You are next')).toBeVisible(untilMissed);
  await expect(next.heading('1 person is ahead of you')).toBeVisible();
  const bruno = await agentDesk(demo.bruno);
  await bruno.accept();
  await expect(joe.heading('Video call with Bruno')).toBeAttached();
  await joe.seesTheAgent();
  await expect(next.heading('You are next')).toBeVisible();

  // Back on the line, the desk learns who has the call that it still showed, and rings for the next one.
  line.heal();
  await expect(anna.page.getByRole('listitem').filter({ hasText: 'Bruno' })).toContainText('In a call', untilMissed);
  await anna.accept();
  await expect(next.heading('Video call with Anna')).toBeAttached();
  await next.seesTheAgent();
});

test('an agent whose computer freezes while it rings: the ring is taken back, and the next agent who comes gets the call', async ({
  vitrine,
  agentDesk,
  shopper,
  machine,
}) => {
  test.setTimeout(300_000);
  await vitrine.apply({ ringSeconds: 120 });
  const lid = await machine({ whose: 'agent' });
  const anna = await atTheDesk(vitrine, lid, demo.anna);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await expect(joe.heading('We are calling an agent')).toBeVisible();

  lid.freeze();
  await expect(joe.heading('You are next')).toBeVisible(untilMissed);
  const bruno = await agentDesk(demo.bruno);
  await bruno.accept();
  await joe.seesTheAgent();

  lid.wake();
  await expect(anna.incoming).toBeHidden(untilMissed);
  await joe.hangUp();
  await bruno.isAtRestAfterACall('ended by the shopper');
});

test('an agent who vanishes in a call is waited for in words; then the shopper is first in line, and the other agent is rung', async ({
  vitrine,
  agentDesk,
  shopper,
  machine,
  line,
}) => {
  test.setTimeout(300_000);
  const power = await machine({ whose: 'agent', line });
  const anna = await atTheDesk(vitrine, power, demo.anna);
  const [joe, next] = [await shopper(), await shopper()];
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await next.openWidget(vitrine);
  await next.join();
  await expect(next.heading('You are next')).toBeVisible();

  line.silence();
  await power.die();
  await expect(joe.widget.getByText(weTryAgain).first()).toBeVisible(untilMissed);
  await expect(joe.heading('Video call with Anna')).toBeAttached();

  await expect(joe.heading('You are next')).toBeVisible(untilGivenUp);
  await expect(joe.widget.getByText('We lost Anna. You are first in line, somebody calls you in a moment.').first()).toBeVisible();
  await expect(next.heading('1 person is ahead of you')).toBeVisible();
  const bruno = await agentDesk(demo.bruno);
  await bruno.accept();
  await expect(joe.heading('Video call with Bruno')).toBeAttached();
  await Promise.all([joe.seesTheAgent(), bruno.seesTheShopper()]);
  await joe.hangUp();
  await expect(joe.heading('You talked with Bruno')).toBeVisible();
});

test('an agent whose lid was closed in a call and opens too late hears what became of it', async ({ vitrine, shopper, machine }) => {
  test.setTimeout(300_000);
  const lid = await machine({ whose: 'agent' });
  const anna = await atTheDesk(vitrine, lid, demo.anna);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();

  lid.freeze();
  await expect(joe.heading('You are next')).toBeVisible(untilGivenUp);
  lid.wake();
  await expect(anna.page.getByText('The call has ended: its window was closed or not connected for too long.')).toBeVisible(untilMissed);
  // Back at the desk, the same shopper is rung through once more.
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
});

test('an agent whose lid was closed in a call and opens in time is in the same call', async ({ vitrine, shopper, machine }) => {
  test.setTimeout(300_000);
  const lid = await machine({ whose: 'agent' });
  const anna = await atTheDesk(vitrine, lid, demo.anna);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  lid.freeze();
  await expect(joe.widget.getByText(weTryAgain).first()).toBeVisible(untilMissed);
  lid.wake();
  await expect(joe.widget.getByText(weTryAgain)).toHaveCount(0, untilMissed);
  await keepsMoving(joe.remoteVideo);
  await keepsMoving(anna.remoteVideo);
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('a shopper whose line to the server dies without a word talks on, and is in the same call when it is back', async ({
  vitrine,
  agentDesk,
  machine,
  line,
}) => {
  test.setTimeout(300_000);
  const anna = await agentDesk();
  const joe = await onThePage(await machine({ whose: 'shopper', line }));
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  line.silence();
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await expect(joe.widget.getByText('The connection to our server is gone. Your call goes on while we try again.').first()).toBeVisible({ timeout: 80_000 });
  line.heal();
  await expect(joe.widget.getByText('The connection to our server is gone.')).toHaveCount(0, untilMissed);
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await expect(joe.heading('You talked with Anna')).toBeVisible();
});

test('a desk whose tab the browser freezes counts as gone although its connection lives, and is there again when it thaws', async ({
  vitrine,
  agentDesk,
  shopper,
}) => {
  const anna = await agentDesk();
  // A browser freezes hidden pages only, and here none is ever hidden; what it tells the page beforehand is this.
  const tell = (event: string) => anna.page.evaluate((name) => document.dispatchEvent(new Event(name)), event);
  await tell('freeze');
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(joe.widget.getByText('Nobody of us is here right now.').first()).toBeVisible(untilMissed);
  await tell('resume');
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
});

async function atTheDesk(vitrine: Vitrine, machine: Machine, account: Account): Promise<AgentDesk> {
  const desk = new AgentDesk(await machine.newPage());
  await desk.signIn(vitrine, account);
  await desk.goAvailable();
  return desk;
}

async function onThePage(machine: Machine): Promise<Shopper> {
  return new Shopper(await machine.newPage());
}
