// A long line: how long after the first leaves it until the last has the new place, and what that costs; next to a socket.io server
// doing the same in the same run, and to a program that does nothing but write to the sockets: no server can be quicker.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../lib/run.mjs';
import { openFiles, withServer } from '../soak/server.mjs';
import { median, ninetieth } from './figures.mjs';
import { Program, freePorts, residentBytes } from './program.mjs';

const organisation = 'demodemodemodemodemo';
/** Of the peer's time. */
const goal = 0.2;
/** Bytes of memory a shopper in line may cost. */
const memoryGoal = 12_000;

export async function fanOut({ record, count = 10_000, changes = 20 }) {
  if (openFiles < count + 500) {
    console.log(`line skipped: ${openFiles} open files are allowed here, ${count} sockets need more`);
    return;
  }
  const ours = await withServer({ VITRINE_LOG: 'error', VITRINE_TRUSTED_PROXIES: '127.0.0.1' }, (server) =>
    measure({ kind: 'vitrine', address: server.address, origin: server.origin, pid: server.pid, count, changes }),
  );
  const [port] = await freePorts(1);
  const peer = new Program('bash', withAllFiles(process.execPath, join(root, 'scripts/bench/peers/line.mjs'), String(port)), {});
  try {
    await peer.answers(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, [400]);
    const theirs = await measure({ kind: 'socket-io', address: `127.0.0.1:${port}`, origin: 'http://localhost', pid: peer.pid, count, changes });
    const floor = await measureFloor(count, changes);
    say(record, `line_${count}`, ours);
    say(record, `line_${count}_socket_io`, theirs);
    record(`line_${count}_last_p90_to_socket_io`, (ninetieth(ours.last) / ninetieth(theirs.last)).toFixed(2), 'ratio');
    record(`line_${count}_floor_last_p90`, ninetieth(floor.last).toFixed(0), 'ms');
    record(`line_${count}_floor_to_socket_io`, (ninetieth(floor.last) / ninetieth(theirs.last)).toFixed(2), 'ratio');
    record(`line_${count}_last_p90_to_floor`, (ninetieth(ours.last) / ninetieth(floor.last)).toFixed(2), 'ratio');
    record(`line_${count}_goal`, goal, 'ratio');
    record(`line_${count}_shopper_memory_to_goal`, (ours.memory / memoryGoal).toFixed(2), 'ratio');
  } finally {
    await peer.stop();
  }
}

/** What bash is to run a program with: as many open files as the machine allows. */
const withAllFiles = (...command) => ['-c', `ulimit -n ${openFiles}; exec "$0" "$@"`, ...command];

async function measureFloor(count, changes) {
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const program = join(root, 'target/release/examples/line_floor');
  const floor = new Program('bash', withAllFiles(program, address, String(count)), {});
  try {
    await floor.answers(`http://${address}/`, [400]);
    return await measure({ kind: 'floor', address, origin: 'http://localhost', pid: floor.pid, count, changes });
  } finally {
    await floor.stop();
  }
}

function say(record, name, { joined, last, most, cpu, memory, bytes }) {
  record(`${name}_joined`, joined, 's');
  record(`${name}_last`, median(last).toFixed(0), 'ms');
  record(`${name}_last_p90`, ninetieth(last).toFixed(0), 'ms');
  record(`${name}_p99`, median(most).toFixed(0), 'ms');
  record(`${name}_cpu`, cpu.toFixed(2), 'us/place');
  record(`${name}_message`, bytes, 'bytes');
  record(`${name}_shopper_memory`, memory, 'bytes');
}

async function measure({ kind, address, origin, pid, count, changes }) {
  const before = await residentBytes(pid);
  const program = join(root, 'target/release/examples/line');
  const clients = spawn('bash', withAllFiles(program, kind, address, origin, organisation, String(count), String(changes)), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(clients, 'exit');
  const found = { last: [], most: [] };
  let busy = 0;
  for await (const text of createInterface({ input: clients.stdout })) {
    const [what, ...figures] = text.split(' ');
    if (what === 'joined') {
      found.joined = figures[0];
      found.memory = Math.round(((await residentBytes(pid)) - before) / count);
      busy = await cpuSeconds(pid);
    } else if (what === 'change') {
      found.most.push(Number(figures[1]));
      found.last.push(Number(figures[2]));
    } else if (what === 'bytes') {
      found.bytes = figures[0];
      found.cpu = (1e6 * ((await cpuSeconds(pid)) - busy)) / (count * changes);
    }
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`the line at ${kind} ended with code ${code}`);
  return found;
}

/** What a process has computed so far, in seconds: user and system. */
async function cpuSeconds(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
