// The server is killed with -9 in a call and started again: how long the picture stands still, and until both sides have a socket.
import { setTimeout as pause } from 'node:timers/promises';
import { Demo, accept, agentAt, frameOf, hangUp, pictures, ring, shopperAt, withBrowser } from './demo.mjs';
import { longestGap, median } from './figures.mjs';

const goal = 5_000;
const span = 4_000;

export async function restartGap({ record, times = 3 }) {
  const demo = await Demo.start();
  try {
    await withBrowser(async (browser) => {
      const agent = await agentAt(demo, browser);
      const shopper = await shopperAt(demo, browser);
      const runs = [];
      for (let time = 0; time < times; time += 1) {
        await ring(shopper, agent);
        await pictures(shopper, agent, await accept(agent));
        runs.push(await once(demo, [frameOf(shopper), agent]));
        await hangUp(shopper, agent);
      }
      const of = (name) => median(runs.map((run) => run[name]));
      record('restart_picture_gap', of('picture').toFixed(0), 'ms');
      record('restart_picture_gap_without', of('usual').toFixed(0), 'ms');
      record('restart_picture_gap_extra', Math.max(0, of('picture') - of('usual')).toFixed(0), 'ms');
      record('restart_sockets_after_healthz', of('afterHealth').toFixed(0), 'ms');
      record('restart_sockets_after_healthz_to_goal', (of('afterHealth') / goal).toFixed(2), 'ratio');
      record('restart_sockets_after_kill', of('afterKill').toFixed(0), 'ms');
    });
  } finally {
    await demo.remove();
  }
}

async function once(demo, sides) {
  await pause(span);
  const killed = performance.timeOrigin + performance.now();
  await demo.kill();
  await demo.start();
  const healthy = performance.timeOrigin + performance.now();
  const sockets = await Promise.all(
    sides.map((side) => side.waitForFunction((at) => window.watched.sockets.find((time) => time > at), killed).then((handle) => handle.jsonValue())),
  );
  const back = Math.max(...sockets);
  // What follows from being back may still disturb the picture.
  await pause(span);
  const frames = await Promise.all(sides.map((side) => side.evaluate(() => window.watched.frames)));
  const longest = (from, to) => Math.max(...frames.map((times) => longestGap(times, from, to).length));
  return {
    usual: longest(killed - span + 1_000, killed),
    picture: longest(killed, back + span - 1_000),
    afterHealth: back - healthy,
    afterKill: back - killed,
  };
}
