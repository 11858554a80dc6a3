// `make bench`: starts the release build with demo data, measures, prints a figure a line and writes target/bench.json.
// A figure with a goal also gets its ratio to the goal or to a peer measured in the same run: machines differ, ratios less.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../lib/run.mjs';
import { abortedLoads } from './aborted.mjs';
import { acceptToPicture } from './accept.mjs';
import { badLines } from './bad-lines.mjs';
import { fanOut } from './fan-out.mjs';
import { idleShoppers } from './idle.mjs';
import { pageCost } from './page.mjs';
import { Program, freePorts } from './program.mjs';
import { reloadGap } from './reload.mjs';
import { requestsPerSecond } from './requests.mjs';
import { restartGap } from './restart.mjs';
import { sizes } from './sizes.mjs';
import { waitingTimes } from './waiting.mjs';

const figures = {};
function record(name, value, unit) {
  figures[name] = { value, unit };
  console.log(`${name} ${value} ${unit}`);
}

await run('cargo', ['build', '--release', '--package', 'server', '--package', 'domain', '--bins', '--examples']);
const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
const [port, shopPort, peerPort] = await freePorts(3);
const origin = `http://localhost:${port}`;
const server = new Program(join(root, 'target/release/vitrine'), ['serve', '--demo'], {
  VITRINE_ADDR: `127.0.0.1:${port}`,
  VITRINE_DEMO_ADDR: `127.0.0.1:${shopPort}`,
  VITRINE_PUBLIC_URL: origin,
  VITRINE_DATA_DIR: folder,
  VITRINE_LOG: 'error',
});
try {
  await server.answers(`${origin}/readyz`);
  await sizes(origin, record);
  await requestsPerSecond({ address: `http://127.0.0.1:${port}`, peerPort, folder, record });
  await abortedLoads({ port, pid: server.pid, record });
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
await pageCost({ record });
await waitingTimes({ record });
await acceptToPicture({ record });
await restartGap({ record });
await reloadGap({ record });
await badLines({ record });
await idleShoppers({ record });
await fanOut({ record });
await writeFile(join(root, 'target/bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
