// A call between people whose networks let nothing through but the relay.
import { resolve } from 'node:path';
import { expect, test as base } from '../fixtures/people.ts';
import { Running } from '../fixtures/process.ts';
import { Vitrine } from '../fixtures/server.ts';

/** Makes every connection of a page use the relay and nothing else, and keeps them in `window.connections`. */
const relayOnly = `
  const Connection = window.RTCPeerConnection;
  window.connections = [];
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
      window.connections.push(this);
    }
    setConfiguration(configuration) {
      super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };`;

/** The kinds of candidates at both ends of the path that the newest connection uses, such as `relay relay`. */
const selectedPath = `(async () => {
  const report = await window.connections.at(-1).getStats();
  const stats = [...report.values()];
  const transport = stats.find(({ type }) => type === 'transport');
  const pair = report.get(transport?.selectedCandidatePairId);
  return [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => report.get(id)?.candidateType).join(' ');
})()`;

const test = base.extend({
  firstScript: async ({}, use) => use(relayOnly),

  vitrine: async ({}, use, info) => {
    const relay = new Running(resolve(import.meta.dirname, '../../scripts/test-coturn'), ['print'], process.env);
    const [, urls = ''] = await relay.says(/VITRINE_TURN_URLS=(\S+)/);
    const [, secret = ''] = await relay.says(/VITRINE_TURN_SECRET=(\S+)/);
    const vitrine = await Vitrine.start({ VITRINE_TURN_URLS: urls, VITRINE_TURN_SECRET: secret });
    await use(vitrine);
    if (info.status !== info.expectedStatus) await info.attach('server.log', { body: vitrine.log, contentType: 'text/plain' });
    await vitrine.remove();
    await relay.stop();
  },
});

test('a call goes through the relay when there is no other way', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await anna.seesTheShopper();
  expect(await joe.frame().evaluate(selectedPath)).toBe('relay relay');
  expect(await anna.page.evaluate(selectedPath)).toBe('relay relay');
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});
