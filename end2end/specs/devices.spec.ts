// Cameras that are refused, absent or busy: a clear word and a way on.
import { expect, test } from '../fixtures/people.ts';

test('a shopper who refuses the camera hears how to allow it and can go on without', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper({}, ['--use-fake-ui-for-media-stream=deny']);
  await joe.openWidget(vitrine);
  await joe.widget.getByRole('button', { name: 'Start a video call' }).click();
  await expect(joe.widget.getByRole('alert')).toBeVisible();
  await joe.goOnWithoutCamera();
  await expect(anna.incoming).toBeVisible();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
});

test('a shopper without any device can still be in the call and see the agent', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper({}, [], 'no devices');
  await joe.openWidget(vitrine);
  await joe.widget.getByRole('button', { name: 'Start a video call' }).click();
  await expect(joe.widget.getByRole('alert')).toBeVisible();
  await joe.goOnWithoutCamera();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
});

test('camera and microphone are released when the call ends, on both sides', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  for (const page of [anna.page, joe.page]) await page.addInitScript(rememberTracks);
  await anna.page.reload();
  await anna.isAlive();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await expect(joe.remoteVideo).toBeVisible();
  const live = 'window.tracks.filter((track) => track.readyState === "live").length';
  const inWidget = () => joe.page.frames().find((frame) => frame.url().includes('/widget/'))?.evaluate(live);
  expect(await anna.page.evaluate(live)).toBe(2);
  expect(await inWidget()).toBe(2);
  await joe.hangUp();
  await expect.poll(() => anna.page.evaluate(live)).toBe(0);
  await expect.poll(inWidget).toBe(0);
});

/** Keeps every track that a page opens, in `window.tracks`. */
function rememberTracks() {
  const page = window as typeof window & { tracks: MediaStreamTrack[] };
  page.tracks = [];
  if (!navigator.mediaDevices) return;
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    page.tracks.push(...stream.getTracks());
    return stream;
  };
}
