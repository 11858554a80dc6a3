// The server dies and starts again: a ring rings on, a call does not even notice.
import type { AgentDesk } from '../fixtures/agent.ts';
import { carrying, keepsConnections } from '../fixtures/connections.ts';
import { keepsMoving } from '../fixtures/media.ts';
import { expect, test as base } from '../fixtures/people.ts';
import type { Vitrine } from '../fixtures/server.ts';
import type { Shopper } from '../fixtures/shopper.ts';

const test = base.extend({ firstScript: async ({}, use) => use(keepsConnections) });

const callGoesOn = 'The connection to our server is gone. Your call goes on while we try again.';

test('a server that is killed in a call and started again: picture, chat and call go on as if nothing had been', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await call(vitrine, anna, joe);
  const sides = () => Promise.all([joe.frame(), anna.page].map(carrying));
  const [before, age] = [await sides(), await seconds(joe)];

  await vitrine.pause('killed');
  await Promise.all([joe.widget, anna.page].map((side) => expect(side.getByText(callGoesOn).first()).toBeVisible()));
  await Promise.all([joe.remoteVideo, anna.remoteVideo].map(keepsMoving));
  await sendChatLine(joe, anna, 'Still there?');

  await vitrine.resume();
  await Promise.all([joe.widget, anna.page].map((side) => expect(side.getByText(callGoesOn)).toHaveCount(0, { timeout: 20_000 })));
  // Each side has decoded on over the one connection that it had, in a call of an age to match.
  for (const [side, { made, decoded }] of (await sides()).entries()) {
    expect(made).toBe(before[side]?.made);
    expect(decoded).toBeGreaterThan(before[side]?.decoded ?? Infinity);
  }
  expect(await seconds(joe)).toBeGreaterThan(age);
  await Promise.all([joe.remoteVideo, anna.remoteVideo].map(keepsMoving));
  await expect(joe.heading('Video call with Anna')).toBeAttached();

  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await another(vitrine, anna, shopper);
});

test('who hangs up while the server is gone has hung up, and the desk is free when it is back', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await call(vitrine, anna, joe);
  await vitrine.pause('killed');
  await expect(joe.widget.getByText(callGoesOn).first()).toBeVisible();
  await joe.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await expect(anna.remoteVideo).toHaveCount(0);
  await vitrine.resume();
  await anna.isAtRestAfterACall('ended by the shopper');
  await another(vitrine, anna, shopper);
});

for (const how of ['killed', 'asked'] as const) {
  const what = how === 'killed' ? 'is killed' : 'is asked to stop';

  test(`a server that ${what} while it rings and is started again rings on, and the call works`, async ({ vitrine, agentDesk, shopper }) => {
    await vitrine.apply({ ringSeconds: 60 });
    const [anna, joe] = [await agentDesk(), await shopper()];
    await joe.openWidget(vitrine);
    await joe.join();
    await expect(anna.incoming).toBeVisible();
    await expect(joe.heading('We are calling an agent')).toBeVisible();

    await vitrine.pause(how);
    await Promise.all([joe.widget, anna.page].map((side) => expect(side.getByText(/^The connection is gone\. We keep trying/).first()).toBeVisible()));
    await vitrine.resume();
    await Promise.all([joe.widget, anna.page].map((side) => expect(side.getByText(/^The connection is gone\./)).toHaveCount(0, { timeout: 20_000 })));

    await expect(joe.heading('We are calling an agent')).toBeVisible();
    await expect(anna.incoming).toBeVisible();
    await anna.accept();
    await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
    await joe.hangUp();
    await anna.isAtRestAfterACall('ended by the shopper');
  });
}

test('nobody is judged absent before there was time to come back', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const [joe, next] = [await shopper(), await shopper()];
  await call(vitrine, anna, joe);
  await next.openWidget(vitrine);
  await next.join();
  await expect(next.heading('You are next')).toBeVisible();
  // Twice, as when the first start goes wrong.
  for (let time = 0; time < 2; time += 1) {
    await vitrine.pause('killed');
    await vitrine.resume();
  }
  for (const side of [joe.widget, next.widget, anna.page]) {
    await expect(side.getByText(/^The connection (is gone|to our server is gone)/)).toHaveCount(0, { timeout: 20_000 });
  }
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  await keepsMoving(joe.remoteVideo);
  await expect(next.heading('You are next')).toBeVisible();
  await anna.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await anna.accept();
  await next.seesTheAgent();
});

/** The call's age as the shopper reads it. */
async function seconds(joe: Shopper): Promise<number> {
  const text = await joe.widget.getByRole('timer', { name: 'Time in the call' }).innerText();
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

async function call(vitrine: Vitrine, anna: AgentDesk, joe: Shopper): Promise<void> {
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
}

async function sendChatLine(joe: Shopper, anna: AgentDesk, line: string): Promise<void> {
  await joe.button(/^Open chat/).click();
  await joe.write(line);
  await anna.page.getByRole('button', { name: /^Open chat, 1 new line/ }).click();
  await expect(anna.page.getByRole('log')).toContainText(line);
  await anna.page.getByRole('button', { name: 'Close', exact: true }).click();
}

/** The desk is not stuck: the next shopper gets a call. */
async function another(vitrine: Vitrine, anna: AgentDesk, shopper: () => Promise<Shopper>): Promise<void> {
  const next = await shopper();
  await next.openWidget(vitrine);
  await next.join();
  await anna.accept();
  await next.seesTheAgent();
}
