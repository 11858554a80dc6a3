// Two servers on one PostgreSQL, joined by NATS: the shopper is at one and the agent at the other, under one address as behind a
// load balancer.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { AgentDesk } from '../fixtures/agent.ts';
import { keepsMoving } from '../fixtures/media.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';
import { freePorts, Running } from '../fixtures/process.ts';
import { Line } from '../fixtures/proxy.ts';
import { Vitrine } from '../fixtures/server.ts';

/** Debian's NATS server, on loopback. */
class Bus {
  readonly #port: number;
  #running: Running;

  private constructor(port: number) {
    this.#port = port;
    this.#running = this.#launch();
  }

  static async start(): Promise<Bus> {
    const [port = 0] = await freePorts(1);
    const bus = new Bus(port);
    await bus.#running.says(/Server is ready/);
    return bus;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.#port}`;
  }

  async kill(): Promise<void> {
    await this.#running.kill();
  }

  async resume(): Promise<void> {
    this.#running = this.#launch();
    await this.#running.says(/Server is ready/);
  }

  #launch(): Running {
    return new Running('nats-server', ['--addr', '127.0.0.1', '--port', String(this.#port)], process.env);
  }
}

interface Servers {
  database: string;
  bus: Bus;
  /** The second server; the first is `vitrine`. */
  second: Vitrine;
  /** Anna's desk at the second server. */
  anna: AgentDesk;
}

// Two servers, a database and a bus take longer to start than a server alone.
base.describe.configure({ timeout: 120_000 });

const secret = randomBytes(32).toString('hex');

const test = base.extend<Servers>({
  database: async ({}, use) => {
    const postgres = new Running(resolve(import.meta.dirname, '../../scripts/test-postgres'), ['print'], process.env);
    const [url] = await postgres.says(/postgres:\S+/);
    await use(url);
    await postgres.stop();
  },

  bus: async ({}, use) => {
    const bus = await Bus.start();
    await use(bus);
    await bus.kill();
  },

  vitrine: async ({ database, bus }, use, info) => {
    const vitrine = await Vitrine.start({ VITRINE_DATABASE_URL: database, VITRINE_NATS_URL: bus.url, VITRINE_SECRET_KEY: secret });
    await use(vitrine);
    if (info.status !== info.expectedStatus) await info.attach('first-server.log', { body: vitrine.log, contentType: 'text/plain' });
    await vitrine.remove();
  },

  second: async ({ vitrine, database, bus }, use, info) => {
    const second = await Vitrine.start({
      VITRINE_DATABASE_URL: database,
      VITRINE_NATS_URL: bus.url,
      VITRINE_SECRET_KEY: secret,
      VITRINE_PUBLIC_URL: vitrine.console,
    });
    // The later one has made the site of its own demo shop the only one.
    await vitrine.apply({});
    await use(second);
    if (info.status !== info.expectedStatus) await info.attach('second-server.log', { body: second.log, contentType: 'text/plain' });
    await second.remove();
  },

  line: async ({ second }, use) => {
    const line = await Line.open(second.port);
    await use(line);
    await line.close();
  },

  anna: async ({ vitrine, machine, line }, use) => {
    const anna = new AgentDesk(await (await machine({ whose: 'agent', line })).newPage());
    await anna.signIn(vitrine, demo.anna);
    await anna.goAvailable();
    await use(anna);
  },
});

test('a shopper at one server and an agent at the other have a call like any other', async ({ vitrine, anna, shopper }) => {
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await expect(joe.widget.getByText('1 of us is here for you')).toBeVisible();
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await joe.page.reload();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('agents at both servers ring, and one of them gets the call', async ({ vitrine, anna, agentDesk, shopper }) => {
  const bruno = await agentDesk(demo.bruno);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await Promise.all([expect(anna.incoming).toBeVisible(), expect(bruno.incoming).toBeVisible()]);
  await anna.accept();
  await expect(bruno.page.getByText('Anna took this call.')).toBeVisible();
  await joe.seesTheAgent();
});

test('without the bus everything that is in the store is still found, only later, and a call goes on', async ({ vitrine, second, bus, anna, shopper }) => {
  test.setTimeout(300_000);
  const [joe, next] = [await shopper(), await shopper()];
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);

  await bus.kill();
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');

  // Read again every ten seconds at either server.
  await next.openWidget(vitrine);
  await next.join();
  await expect(anna.incoming).toBeVisible({ timeout: 40_000 });
  await anna.accept();
  await expect(next.heading('Video call with Anna')).toBeAttached({ timeout: 40_000 });

  // The way to each other is negotiated over the bus.
  await bus.resume();
  await next.seesTheAgent();
  await anna.seesTheShopper();
  await anna.hangUp();
  await expect(next.heading('You talked with Anna')).toBeVisible();
  expect(vitrine.log + second.log).not.toMatch(/ERROR|panicked/);
});

test('a server that dies leaves its shopper in the call, who is back when it is', async ({ vitrine, anna, shopper }) => {
  test.setTimeout(300_000);
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await vitrine.pause('killed');
  await expect(joe.widget.getByText('The connection to our server is gone. Your call goes on while we try again.').first()).toBeVisible();
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await vitrine.resume();
  await expect(joe.widget.getByText('The connection to our server is gone.')).toHaveCount(0, { timeout: 30_000 });
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await anna.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
});
