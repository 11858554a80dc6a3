// Somebody walks out of the wireless network in the middle of a call: the picture comes back by itself.
import { carrying, keepsConnections } from '../fixtures/connections.ts';
import { keepsMoving } from '../fixtures/media.ts';
import { AgentDesk } from '../fixtures/agent.ts';
import { Network, whyNoNetworks } from '../fixtures/networks.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';
import { Shopper } from '../fixtures/shopper.ts';

const test = base.extend<{ networks: { home: Network; desk: Network } }>({
  firstScript: async ({}, use) => use(keepsConnections),

  // Two networks apart from the machine's own, so that no other test's browser sees them come and go.
  networks: async ({ vitrine }, use) => {
    const [home, desk] = [await Network.create('home'), await Network.create('desk')];
    try {
      await home.join(desk, 1);
      await home.join(desk, 2);
      for (const network of [home, desk]) {
        for (const address of [vitrine.console, vitrine.shop]) await network.carry(Number(new URL(address).port));
      }
      await use({ home, desk });
    } finally {
      await home.remove();
      await desk.remove();
    }
  },
});

test('a shopper whose network goes away in a call goes on over the other one, without a reload', async ({ vitrine, networks, machine }) => {
  const anna = new AgentDesk(await (await machine({ whose: 'agent', network: networks.desk })).newPage());
  await anna.signIn(vitrine, demo.anna);
  await anna.goAvailable();
  const joe = new Shopper(await (await machine({ whose: 'shopper', network: networks.home })).newPage());
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  const [before, desk] = [await carrying(joe.frame()), await carrying(anna.page)];
  expect(before.address).toMatch(/^10\.77\.[12]\.2$/);
  const [uplink, other] = before.address.startsWith('10.77.1.') ? [1, '10.77.2.2'] : [2, '10.77.1.2'];

  await networks.home.cut(uplink);
  const sendsFrom = async () => (await carrying(joe.frame())).address;
  await expect.poll(sendsFrom, { message: 'the address that the shopper sends from', timeout: 40_000 }).toBe(other);
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  // Fresh candidates were enough: neither a page nor a connection was made anew.
  expect((await carrying(joe.frame())).made).toBe(before.made);
  expect((await carrying(anna.page)).made).toBe(desk.made);
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test.beforeAll(async () => {
  const why = await whyNoNetworks();
  test.skip(why !== undefined, why);
});
