// Shoppers close the widget at any time: 10,000 page loads that the browser gives up after two milliseconds. Memory may grow while
// caches and pools fill, over the first thousand, and not after.
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { residentBytes } from './program.mjs';

const organisation = 'demodemodemodemodemo';
const atOnce = 8;

function abortedLoad(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET /widget/${organisation} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      setTimeout(() => socket.resetAndDestroy(), 2);
    });
    socket.once('close', resolve);
    socket.once('error', resolve);
  });
}

async function loads(port, count) {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await abortedLoad(port);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await pause(1_000);
}

export async function abortedLoads({ port, pid, record }) {
  await loads(port, 1_000);
  const before = await residentBytes(pid);
  await loads(port, 9_000);
  const after = await residentBytes(pid);
  record('memory_after_1000_aborted_loads', before, 'bytes');
  record('memory_after_10000_aborted_loads', after, 'bytes');
  record('memory_growth_per_aborted_load', ((after - before) / 9_000).toFixed(1), 'bytes');
}
