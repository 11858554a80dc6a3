// Widget pages a second, rendered anew each time, against axum answering the same bytes from memory, under the same load.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../lib/run.mjs';
import { Program } from './program.mjs';

const execute = promisify(execFile);
const organisation = 'demodemodemodemodemo';
const rounds = 3;

async function load(url) {
  const { stdout } = await execute('wrk', ['-t1', '-c16', '-d5s', url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`${url} answered with errors:\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

export async function requestsPerSecond({ address, peerPort, folder, record }) {
  const page = `${address}/widget/${organisation}`;
  const copy = join(folder, 'page.html');
  await writeFile(copy, Buffer.from(await (await fetch(page)).arrayBuffer()));
  const peer = new Program(join(root, 'target/release/examples/same_bytes'), [`127.0.0.1:${peerPort}`, copy], {});
  try {
    const peerAddress = `http://127.0.0.1:${peerPort}/`;
    await peer.answers(peerAddress);
    const ours = [];
    const theirs = [];
    // Turn by turn, so that a busy moment of the machine hits both.
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await load(page));
      theirs.push(await load(peerAddress));
    }
    record('widget_page_rate', median(ours).toFixed(0), 'requests/s');
    record('same_bytes_rate', median(theirs).toFixed(0), 'requests/s');
    record('widget_page_rate_to_same_bytes', (median(ours) / median(theirs)).toFixed(3), 'ratio');
  } finally {
    await peer.stop();
  }
}
