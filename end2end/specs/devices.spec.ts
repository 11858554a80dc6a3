// Cameras that are refused, absent or busy: a clear word and a way on. And cameras that are given back.
import { expect, test } from '../fixtures/people.ts';

/** Keeps every track that a page or frame opens or copies, in `window.tracks`. */
const rememberTracks = `
  window.tracks = [];
  if (navigator.mediaDevices) {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
    const copy = MediaStreamTrack.prototype.clone;
    MediaStreamTrack.prototype.clone = function () {
      const made = copy.call(this);
      window.tracks.push(made);
      return made;
    };
  }`;
const liveTracks = 'window.tracks.filter((track) => track.readyState === "live").length';

test('a shopper who refuses the camera hears how to allow it and can go on without', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper({}, ['--use-fake-ui-for-media-stream=deny']);
  await joe.openWidget(vitrine);
  await joe.prepare();
  const alert = joe.widget.getByRole('alert').filter({ hasText: 'Your browser keeps your camera and microphone from us' });
  await expect(alert).toContainText('Press the sign at the left of the address');
  await joe.acceptTermsAndGetInLine();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a shopper without any device can still be in the call and see the agent', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper({}, [], 'no devices');
  await joe.openWidget(vitrine);
  await joe.prepare();
  await expect(joe.widget.getByRole('alert').filter({ hasText: 'We found no camera and no microphone' })).toBeVisible();
  await joe.acceptTermsAndGetInLine();
  await expect(anna.incoming).toBeVisible();
  await expect(anna.page.getByText('Neither camera nor microphone')).toBeVisible();
  await anna.accept();
  await joe.seesTheAgent();
});

test.describe('with a camera that another program uses', () => {
  // No fake camera of a browser can be busy, so the browser's own answer to that is given in its place, until it is free again.
  test.use({
    firstScript: `
      const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
      window.isBusy = true;
      if (open) {
        navigator.mediaDevices.getUserMedia = (constraints) => window.isBusy && location.pathname.startsWith('/widget/')
          ? Promise.reject(new DOMException('Could not start video source', 'NotReadableError'))
          : open(constraints);
      }`,
  });

  test('the shopper hears why, and a second try works once it is free', async ({ vitrine, shopper }) => {
    const joe = await shopper();
    await joe.openWidget(vitrine);
    await joe.prepare();
    const alert = joe.widget.getByRole('alert').filter({ hasText: 'We could not reach your camera and microphone' });
    await expect(alert).toContainText('Another program may be using them.');
    await joe.frame().evaluate('window.isBusy = false');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(joe.widget.getByRole('meter', { name: 'Microphone level' })).toBeVisible();
    await expect(alert).toBeHidden();
  });
});

test.describe('with a browser that is still asking', () => {
  test.use({
    firstScript: `
      const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
      const answer = new Promise((resolve) => { window.sayYes = resolve; });
      if (open) navigator.mediaDevices.getUserMedia = (constraints) => answer.then(() => open(constraints));`,
  });

  test('a shopper who is quicker than the browser gets in line once it has its answer', async ({ vitrine, shopper }) => {
    const joe = await shopper();
    await joe.openWidget(vitrine);
    await joe.join();
    await expect(joe.button('Get in line')).toHaveAttribute('aria-busy', 'true');
    await joe.frame().evaluate('window.sayYes()');
    await expect(joe.heading('You are next')).toBeVisible();
  });
});

test.describe('after a call', () => {
  test.use({ firstScript: rememberTracks });

  test('camera and microphone are released on both sides', async ({ vitrine, agentDesk, shopper }) => {
    const anna = await agentDesk();
    const joe = await shopper();
    await joe.openWidget(vitrine);
    await joe.join();
    await anna.accept();
    await joe.seesTheAgent();
    await anna.seesTheShopper();
    expect(await anna.page.evaluate(liveTracks)).toBe(2);
    expect(await joe.frame().evaluate(liveTracks)).toBe(2);
    await joe.hangUp();
    await expect.poll(() => anna.page.evaluate(liveTracks)).toBe(0);
    await expect.poll(() => joe.frame().evaluate(liveTracks)).toBe(0);
  });
});
