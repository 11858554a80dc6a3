// A call between people whose networks let nothing through but the relay.
import { readFile } from 'node:fs/promises';
import { carrying, keepsConnections } from '../fixtures/connections.ts';
import { keepsMoving } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/relay.ts';

/** The kinds of all candidates of both sides that a page knows. */
const candidateKinds = `(async () => {
  const reports = await Promise.all(window.connections.map((connection) => connection.getStats()));
  const candidates = reports.flatMap((report) => [...report.values()]).filter(({ type }) => /^(local|remote)-candidate$/.test(type));
  return [...new Set(candidates.map(({ candidateType }) => candidateType))];
})()`;

test('a call goes through the relay when there is no other way', async ({ vitrine, relay, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await anna.seesTheShopper();
  expect((await carrying(joe.frame())).path).toBe('relay relay');
  expect((await carrying(anna.page)).path).toBe('relay relay');
  await expect.poll(async () => (await readFile(relay.log, 'utf8')).match(/ALLOCATE processed, success/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('a call whose every datagram is swallowed for a while says so on both sides, and comes back by itself', async ({
  vitrine,
  wire,
  agentDesk,
  shopper,
}) => {
  test.setTimeout(300_000);
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);

  wire.cut();
  const words = [joe.widget, anna.page].map((side) => side.getByText('The connection broke. Connecting again…'));
  await Promise.all(words.map((said) => expect(said.first()).toBeVisible({ timeout: 30_000 })));
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  wire.heal();
  await Promise.all(words.map((said) => expect(said).toHaveCount(0, { timeout: 40_000 })));
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  expect((await carrying(joe.frame())).path).toBe('relay relay');
  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await expect(joe.heading('You talked with Anna')).toBeVisible();
});

test.describe('an organisation that wants no addresses shown', () => {
  test.use({ firstScript: keepsConnections });

  test('has calls through the relay only, though the two could reach each other directly', async ({ vitrine, agentDesk, shopper }) => {
    await vitrine.apply({ relayOnly: true });
    const anna = await agentDesk();
    const joe = await shopper();
    await joe.openWidget(vitrine);
    await joe.join();
    await anna.accept();
    await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
    for (const side of [joe.frame(), anna.page]) {
      expect((await carrying(side)).path).toBe('relay relay');
      // Neither in what was gathered nor in what the other side told.
      expect(await side.evaluate(candidateKinds)).not.toContain('host');
    }
    await joe.hangUp();
    await anna.isAtRestAfterACall('ended by the shopper');
  });
});
