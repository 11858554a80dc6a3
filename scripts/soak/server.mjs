// A demo server for a soak: with all the open files that the machine allows, on ports and in a folder of its own.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program, freePorts, residentBytes } from '../bench/program.mjs';
import { root } from '../lib/run.mjs';

/** The most files that a process may open here. */
export const openFiles = Number(execFileSync('bash', ['-c', 'ulimit -Hn']).toString());

/** Runs `work` with a server that lives as long. */
export async function withServer(environment, work) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-soak-'));
  const [port, shopPort] = await freePorts(2);
  const origin = `http://localhost:${port}`;
  const log = join(folder, 'log');
  const program = new Program(
    'bash',
    ['-c', `ulimit -n ${openFiles}; exec "$0" serve --demo 2>"$1"`, join(root, 'target/release/vitrine'), log],
    {
      VITRINE_ADDR: `127.0.0.1:${port}`,
      VITRINE_DEMO_ADDR: `127.0.0.1:${shopPort}`,
      VITRINE_PUBLIC_URL: origin,
      VITRINE_DATA_DIR: join(folder, 'data'),
      VITRINE_LOG: 'warn',
      ...environment,
    },
  );
  const server = {
    address: `127.0.0.1:${port}`,
    origin,
    pid: program.pid,
    memory: () => residentBytes(program.pid),
    log: () => readFile(log, 'utf8'),
    isReady: async () => (await fetch(`${origin}/readyz`)).ok,
    /** A figure of /metrics by its name with labels. */
    figure: async (name) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
      if (!line) throw new Error(`/metrics has no ${name}`);
      return Number(line.slice(name.length + 1));
    },
  };
  try {
    await program.answers(`${origin}/readyz`);
    return await work(server);
  } catch (error) {
    console.error((await server.log()).split('\n').slice(-20).join('\n'));
    throw error;
  } finally {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
