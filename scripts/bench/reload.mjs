// A shopper loads the page again in a call: how long until the agent has a picture again.
import { setTimeout as pause } from 'node:timers/promises';
import { Demo, accept, agentAt, pictures, ring, shopperAt, widgetOf, withBrowser } from './demo.mjs';
import { longestGap, median } from './figures.mjs';

const goal = 1_500;

export async function reloadGap({ record, times = 5 }) {
  const demo = await Demo.start();
  try {
    await withBrowser(async (browser) => {
      const agent = await agentAt(demo, browser);
      const shopper = await shopperAt(demo, browser);
      await ring(shopper, agent);
      await pictures(shopper, agent, await accept(agent));
      const gaps = [];
      for (let time = 0; time < times; time += 1) {
        await pause(3_000);
        const began = performance.timeOrigin + performance.now();
        await shopper.reload();
        await widgetOf(shopper).getByRole('heading', { name: /^Video call with/ }).waitFor({ state: 'attached' });
        // The last frames of the page that goes may come a moment after the reload has begun: the gap is the long one.
        await agent.waitForFunction(
          (at) => window.watched.frames.some((time, index, all) => time > at && index > 0 && time - all[index - 1] > 200),
          began,
        );
        const frames = await agent.evaluate(() => window.watched.frames);
        gaps.push(longestGap(frames, began, Infinity).until - began);
      }
      record('reload_to_picture_median', median(gaps).toFixed(0), 'ms');
      record('reload_to_picture_worst', Math.max(...gaps).toFixed(0), 'ms');
      record('reload_to_picture_to_goal', (median(gaps) / goal).toFixed(2), 'ratio');
    });
  } finally {
    await demo.remove();
  }
}
