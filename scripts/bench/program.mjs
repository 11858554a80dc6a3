// A program under measurement: started, waited for, ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** TCP ports of loopback that were free a moment ago. */
export async function freePorts(count) {
  const listeners = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(listeners.map((listener) => once(listener, 'listening')));
  const ports = listeners.map((listener) => listener.address().port);
  await Promise.all(listeners.map((listener) => new Promise((resolve) => listener.close(resolve))));
  return ports;
}

/** The resident memory of a process in bytes. */
export async function residentBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) * 1024;
}

export class Program {
  #child;

  constructor(path, args, environment) {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITRINE_')));
    this.#child = spawn(path, args, { env: { ...inherited, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  get pid() {
    return this.#child.pid;
  }

  /** Waits until it answers with success, or with one of these codes. */
  async answers(url, codes = []) {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if (this.#child.exitCode !== null) throw new Error(`${url}: the program ended`);
      const response = await fetch(url).catch(() => undefined);
      if (response?.ok || codes.includes(response?.status)) return;
      await pause(50);
    }
    throw new Error(`${url} does not answer`);
  }

  /** Ends it as a power cut would. */
  async kill() {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(insist);
  }
}
