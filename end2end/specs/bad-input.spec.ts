// What nobody should do and somebody will: each gets a clear word, and no ticket is lost or stuck.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import { freePorts, Running } from '../fixtures/process.ts';
import { binary, withoutVitrine } from '../fixtures/server.ts';

test('a page that names an unknown queue is told so, and its shopper still gets a call', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, `queue: 'garden'`))));
  await joe.isAlive();
  await expect(joe.widget.getByText('We could not find what this page asked for, so we take you to Shop floor.')).toBeVisible();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  expect(vitrine.log).toContain('a page names an unknown queue');
});

test('a page that names an unknown organisation gets a console error, and lives on', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  const errors: string[] = [];
  joe.page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget('nobodynobodynobody00'))));
  await expect.poll(() => errors.join('\n')).toContain('"nobodynobodynobody00", does it exist');
  await expect(joe.page.locator('iframe')).toHaveCount(0);
  await expect(joe.page.getByRole('heading', { name: 'Shop' })).toBeVisible();
  expect(vitrine.log).toContain('a widget was asked for that belongs to no organisation');
});

test('a shopper who leaves while it rings stops the ring, and nothing stays behind', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await joe.button('Leave the line').click();
  await expect(anna.incoming).toBeHidden();
  await expect(anna.page.getByText('The shopper left.').first()).toBeVisible();
  await expect(anna.page.getByRole('heading', { name: 'Nobody is waiting' })).toBeVisible();
  await expect(joe.heading('You left the line')).toBeVisible();
  await joe.button('Call again').click();
  await joe.acceptTermsAndGetInLine();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a shopper in line keeps the place while the server is gone', async ({ vitrine, agentDesk, shopper }) => {
  const [first, second] = [await shopper(), await shopper()];
  await first.openWidget(vitrine);
  await first.join();
  await second.openWidget(vitrine);
  await second.join();
  await expect(second.heading('1 person is ahead of you')).toBeVisible();
  await vitrine.pause('killed');
  for (const one of [first, second]) {
    await expect(one.widget.getByText('The connection is gone. We keep trying, and your place is kept.').first()).toBeVisible();
  }
  await vitrine.resume();
  await expect(first.widget.getByText('The connection is gone.')).toHaveCount(0);
  await expect(second.widget.getByText('The connection is gone.')).toHaveCount(0);
  await expect(first.heading('You are next')).toBeVisible();
  await expect(second.heading('1 person is ahead of you')).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await first.seesTheAgent();
  await expect(second.heading('You are next')).toBeVisible();
});

test('a server that is asked to stop does so within ten seconds, and the call goes on without it', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();

  const began = performance.now();
  await vitrine.pause('asked');
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(vitrine.log).toContain('stopped');
  await expect(joe.widget.getByText('The connection to our server is gone. Your call goes on while we try again.').first()).toBeVisible();
  await expect(anna.page.getByText('The connection to our server is gone. Your call goes on while we try again.').first()).toBeVisible();
  for (const video of [joe.remoteVideo, anna.remoteVideo]) {
    const shown = () => video.evaluate((element) => (element as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);
    const before = await shown();
    await expect.poll(shown).toBeGreaterThan(before + 10);
  }
  // Chat lines and the goodbye need no server either.
  await joe.button(/^Open chat/).click();
  await joe.write('Still there?');
  await anna.page.getByRole('button', { name: /^Open chat, 1 new line/ }).click();
  await expect(anna.page.getByRole('log')).toContainText('Still there?');

  await vitrine.resume();
  await expect(joe.widget.getByText('The connection to our server is gone.')).toHaveCount(0);
  await expect(anna.page.getByText('The connection to our server is gone.')).toHaveCount(0);
  await joe.seesTheAgent();
  await joe.hangUp();
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test.describe('a server that would be unsafe or misunderstood does not start', () => {
  /** Starts a server that must refuse, and returns what it said. */
  async function refusal(variables: (port: number, demoPort: number) => Record<string, string>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-end2end-'));
    const [port = 0, demoPort = 0] = await freePorts(2);
    const environment = {
      ...withoutVitrine(process.env),
      VITRINE_DATA_DIR: folder,
      VITRINE_ADDR: `127.0.0.1:${port}`,
      VITRINE_DEMO_ADDR: `127.0.0.1:${demoPort}`,
      ...variables(port, demoPort),
    };
    const server = new Running(binary, ['serve', '--demo'], environment);
    try {
      await expect.poll(() => server.hasEnded, { message: 'it should have refused to start' }).toBe(true);
      expect(await server.ended()).not.toBe(0);
      return server.log;
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  }

  test('the demo on a public address', async () => {
    const said = await refusal((port) => ({ VITRINE_ADDR: `0.0.0.0:${port}` }));
    expect(said).toMatch(/--demo has well-known passwords and runs on loopback addresses only, not on 0\.0\.0\.0:\d+/);
  });

  test('the demo shop on a public address', async () => {
    const said = await refusal((_, demoPort) => ({ VITRINE_DEMO_ADDR: `0.0.0.0:${demoPort}` }));
    expect(said).toMatch(/--demo has well-known passwords and runs on loopback addresses only, not on 0\.0\.0\.0:\d+/);
  });

  test('a variable that it does not know', async () => {
    const said = await refusal(() => ({ VITRINE_ADDRES: '127.0.0.1:1' }));
    expect(said).toContain('unknown environment variables: VITRINE_ADDRES');
  });
});
