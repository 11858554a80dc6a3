// A call over bad lines: does it connect, how soon, and how is the picture. Both people are behind the same kind of line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../lib/run.mjs';
import { Demo, accept, agentAt, frameOf, pictures, ring, shopperAt, withBrowser } from './demo.mjs';
import { tcpLine, udpLine } from './lines.mjs';

/** Round trip and loss from one side to the other. */
const kinds = [
  { name: 'line_200ms_2pc', trip: 200, loss: 0.02 },
  { name: 'line_400ms_5pc', trip: 400, loss: 0.05 },
];
const watched = 15_000;

/** After the connections are kept: only the relay's line is bad, so nothing may go past it. */
const relayOnly = `
  if (window.RTCPeerConnection) {
    const Connection = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Connection {
      constructor(configuration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
      setConfiguration(configuration) {
        super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  }`;

export async function badLines({ record }) {
  const relay = await coturn();
  if (!relay) {
    for (const { name } of kinds) console.log(`${name} skipped: there is no coturn here`);
    return;
  }
  try {
    for (const kind of kinds) await overLine(kind, relay, record);
  } finally {
    await relay.stop();
  }
}

async function overLine({ name, trip, loss }, relay, record) {
  // There and back again is four times over the wire to the relay, and one way is twice.
  const wire = await udpLine(relay.port, { delay: trip / 4, loss: 1 - Math.sqrt(1 - loss) });
  const demo = await Demo.start({ VITRINE_TURN_URLS: `turn:127.0.0.1:${wire.port}?transport=udp`, VITRINE_TURN_SECRET: relay.secret });
  const way = await tcpLine(demo.port, { delay: trip / 2 });
  try {
    await withBrowser(
      async (browser) => {
        const agent = await agentAt(demo, browser, [relayOnly]);
        const shopper = await shopperAt(demo, browser, [relayOnly]);
        await ring(shopper, agent);
        await pause(3_000);
        const pressed = await accept(agent);
        const first = await pictures(shopper, agent, pressed).catch(() => undefined);
        record(`${name}_connects`, first ? 1 : 0, 'calls');
        if (!first) return;
        record(`${name}_accept_to_picture`, (Math.max(...first) - pressed).toFixed(0), 'ms');
        // Beginnings are another matter.
        await pause(3_000);
        const sides = [frameOf(shopper), agent];
        const before = await Promise.all(sides.map(counters));
        await pause(watched);
        const after = await Promise.all(sides.map(counters));
        const seconds = (side) => (after[side].at - before[side].at) / 1_000;
        const gained = (side, what) => after[side][what] - before[side][what];
        const each = (of) => [0, 1].map(of);
        // Of the two sides the one that has it worse.
        const frames = Math.min(...each((side) => gained(side, 'frames') / seconds(side)));
        const freezes = Math.max(...each((side) => gained(side, 'freezes') / seconds(side)));
        const frozen = Math.max(...each((side) => gained(side, 'frozen') / seconds(side)));
        const concealed = Math.max(...each((side) => gained(side, 'concealed') / Math.max(1, gained(side, 'samples'))));
        record(`${name}_frame_rate`, frames.toFixed(1), 'frames/s');
        record(`${name}_freezes`, (60 * freezes).toFixed(1), 'freezes/min');
        record(`${name}_frozen`, frozen.toFixed(3), 'of the time');
        record(`${name}_concealed_sound`, concealed.toFixed(3), 'of the samples');
      },
      [`--host-resolver-rules=MAP localhost:${demo.port} 127.0.0.1:${way.port}`],
    );
  } finally {
    way.close();
    wire.close();
    await demo.remove();
  }
}

/** What a side has received so far, by the browser's own account. */
function counters(where) {
  return where.evaluate(async () => {
    const connection = window.watched.connections.filter(({ connectionState }) => connectionState === 'connected').at(-1);
    const stats = connection ? [...(await connection.getStats()).values()] : [];
    const of = (kind) => stats.filter((one) => one.type === 'inbound-rtp' && one.kind === kind);
    const sum = (kind, field) => of(kind).reduce((all, one) => all + (one[field] ?? 0), 0);
    return {
      at: performance.now(),
      frames: sum('video', 'framesDecoded'),
      freezes: sum('video', 'freezeCount'),
      frozen: sum('video', 'totalFreezesDuration'),
      concealed: sum('audio', 'concealedSamples'),
      samples: sum('audio', 'totalSamplesReceived'),
    };
  });
}

/** A coturn on loopback; nothing where there is none. */
async function coturn() {
  const child = spawn(join(root, 'scripts/test-coturn'), ['print'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^VITRINE_TURN_(URLS|SECRET)=(\S+)/.exec(line) ?? [];
    if (name) found[name] = value;
    if (found.URLS && found.SECRET) {
      return {
        port: Number(/:(\d+)\?/.exec(found.URLS)[1]),
        secret: found.SECRET,
        async stop() {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        },
      };
    }
  }
  return undefined;
}
