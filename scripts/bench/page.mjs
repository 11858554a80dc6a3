// What a shop's page pays on its main thread for a script that offers calls, loaded and its instance made, nothing opened: ours, and
// the one of cal.com, which is of the same kind, on the same page in the same run, with a processor slowed down to a phone's.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { Demo, withBrowser } from './demo.mjs';
import { median } from './figures.mjs';

const slowDown = 4;
const peer = 'node_modules/@calcom/embed-core/dist/embed/embed.js';

const product = (number) => `<article><h2>Lamp ${number}</h2><p>Folded by hand, and it glows.</p><button>Add to cart</button></article>`;
const shop = (scripts) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title><h1>Shop</h1>
<main>${Array.from({ length: 200 }, (_, number) => product(number)).join('')}</main>${scripts}</html>`;

const ours = (origin) => `<script>
  window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({ orgId: 'demodemodemodemodemo' });
    window.isReady = true;
  };
</script><script src="${origin}/embed.js" async></script>`;

// Commands wait in a queue for the script, which finds what it needs to know in them.
const theirs = `<script>
  window.Cal = (...command) => window.Cal.q.push(command);
  Object.assign(window.Cal, { q: [], ns: {}, loaded: true });
  window.Cal('init', { origin: location.origin });
</script><script src="/peer.js" async onload="window.isReady = true"></script>`;

async function serve(pages) {
  const script = await readFile(join(root, peer));
  const server = createServer(({ url }, response) => {
    const isScript = url === '/peer.js';
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(isScript || pages[url] ? 200 : 204, { 'content-type': type }).end(isScript ? script : pages[url]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Milliseconds of script, and of all work, that a load of the page takes in a browser that has not seen it. */
async function load(browser, address) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForFunction(() => window.isReady);
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value * 1_000;
    return { script: of('ScriptDuration'), task: of('TaskDuration') };
  } finally {
    await context.close();
  }
}

export async function pageCost({ record, times = 15 }) {
  const demo = await Demo.start();
  const pages = { '/none': shop('<script>window.isReady = true;</script>'), '/ours': shop(ours(demo.origin)), '/theirs': shop(theirs) };
  const site = await serve(pages);
  const taken = Object.fromEntries(Object.keys(pages).map((path) => [path, []]));
  try {
    await withBrowser(async (browser) => {
      // By turns, so that a busy moment of the machine meets all of them; the first round warms up.
      for (let time = 0; time <= times; time += 1) {
        for (const path of Object.keys(pages)) {
          const cost = await load(browser, site.origin + path);
          if (time > 0) taken[path].push(cost);
        }
      }
    });
  } finally {
    site.close();
    await demo.remove();
  }
  for (const kind of ['script', 'task']) {
    const [none, own, other] = Object.values(taken).map((costs) => median(costs.map((cost) => cost[kind])));
    record(`page_main_thread_${kind}_none`, none.toFixed(1), 'ms');
    record(`page_main_thread_${kind}_added`, (own - none).toFixed(1), 'ms');
    record(`page_main_thread_${kind}_added_by_peer`, (other - none).toFixed(1), 'ms');
  }
  const whole = (path) => median(taken[path].map(({ script }) => script));
  record('page_main_thread_script_to_peer', (whole('/ours') / whole('/theirs')).toFixed(2), 'ratio');
}
