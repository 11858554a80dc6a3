// Lines that stay up and are bad: the voice comes through as long as anything does, and what helps is done by itself.
import { carrying } from '../fixtures/connections.ts';
import { keepsMoving } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/relay.ts';

test('over a line that loses much the pictures pause in words while the voices go on, and come back with the line', async ({
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

  // Twice over the wire from one to the other: more than a third is lost on the way.
  wire.lose(22);
  const ownIsPaused = 'Your connection is weak: your camera is paused, your voice goes on.';
  const sides = [joe.widget, anna.page];
  for (const side of sides) {
    await expect(side.getByText(ownIsPaused).first()).toBeVisible({ timeout: 60_000 });
    await expect(side.getByText('Picture paused by a weak connection').first()).toBeVisible({ timeout: 60_000 });
  }
  for (const audio of [joe.remoteAudio, anna.remoteAudio]) {
    await expect.poll(() => audio.evaluate(hasSound), { message: 'a voice', timeout: 30_000 }).toBe(true);
  }

  wire.heal();
  for (const side of sides) await expect(side.getByText(ownIsPaused)).toHaveCount(0, { timeout: 90_000 });
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('a connection that stands and lets no picture and no voice through is made anew, and the call goes on', async ({
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
  const before = await carrying(joe.frame());

  wire.swallowMedia();
  await expect.poll(async () => (await carrying(joe.frame())).made, { message: 'connections', timeout: 60_000 }).toBeGreaterThan(before.made);
  await expect(joe.heading('Video call with Anna')).toBeAttached();
  wire.heal();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  await Promise.all([keepsMoving(joe.remoteVideo), keepsMoving(anna.remoteVideo)]);
  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
});

test('what a shopper holds ready for the call is made anew after a minute and in another network, and serves the call', async ({
  vitrine,
  agentDesk,
  shopper,
}) => {
  test.setTimeout(300_000);
  const anna = await agentDesk();
  const [busy, joe] = [await shopper(), await shopper()];
  await busy.openWidget(vitrine);
  await busy.join();
  await anna.accept();
  await busy.seesTheAgent();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();
  const made = async () => (await carrying(joe.frame())).made;
  await expect.poll(made, { message: 'the first in reserve' }).toBe(1);
  await expect.poll(made, { message: 'a minute later', timeout: 90_000 }).toBe(2);
  await joe.frame().evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(made, { message: 'in another network' }).toBe(3);

  await busy.hangUp();
  await anna.accept();
  await Promise.all([joe.seesTheAgent(), anna.seesTheShopper()]);
  expect(await made(), 'the call uses what was ready').toBe(3);
});

/** Runs in a page: whether the element plays something within a second. */
async function hasSound(element: Element): Promise<boolean> {
  const stream = element instanceof HTMLMediaElement ? element.srcObject : null;
  if (!(stream instanceof MediaStream)) return false;
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const until = performance.now() + 1_000;
  let loudest = 0;
  while (performance.now() < until && loudest < 0.01) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    analyser.getFloatTimeDomainData(samples);
    loudest = Math.max(loudest, ...samples.map(Math.abs));
  }
  await context.close();
  return loudest >= 0.01;
}
