// The main job across browsers: a shopper in Firefox, an agent in Chromium.
import type { Locator } from '@playwright/test';
import { FirefoxShopper } from '../fixtures/firefox.ts';
import { agentScene } from '../fixtures/media.ts';
import { expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ firefox: FirefoxShopper }>({
  firefox: async ({}, use) => {
    const shopper = await FirefoxShopper.start();
    await use(shopper);
    await shopper.close();
  },
});

test('a shopper in Firefox and an agent in Chromium see each other', async ({ vitrine, agentDesk, firefox }) => {
  const anna = await agentDesk();
  await firefox.openWidget(vitrine);
  await firefox.join();
  await expect(anna.incoming).toBeVisible();
  await expect(anna.page.getByText('Camera and microphone', { exact: true })).toBeVisible();
  await anna.accept();

  await expect.poll(() => firefox.seen()).toBe(agentScene.strongest);
  // Firefox's fake camera shows one colour after another: whoever sees several of them sees what it sends.
  const colours = new Set<string>();
  await expect
    .poll(async () => colours.add(await averageColour(anna.remoteVideo)).size, { intervals: [300] })
    .toBeGreaterThan(3);

  await firefox.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
  await expect.poll(() => firefox.heading()).toBe('You talked with Anna');
});

/** The average colour of what a video shows, coarse enough not to change by noise. */
function averageColour(video: Locator): Promise<string> {
  return video.evaluate((element) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d');
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0 || !context) return 'none';
    context.drawImage(element, 0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((channel) => Math.round(channel / 32)).join(' ');
  });
}
