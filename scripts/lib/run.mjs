// Child processes and timed steps, for the scripts in this folder.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root; every path in these scripts starts here. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The environment with the project's own tools first on PATH. */
export const environment = {
  ...process.env,
  PATH: [
    join(root, 'target/tools/bin'),
    join(root, 'node_modules/.bin'),
    join(process.env.HOME ?? '/root', '.cargo/bin'),
    process.env.PATH,
  ].join(delimiter),
};

const endings = ['SIGINT', 'SIGTERM'];

/** Runs a program to its end with its output shown; rejects unless it succeeds. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
    });
    child.once('error', (error) => reject(new Error(`${program}: ${error.message}; has "make setup" run?`)));
    // What ends this process ends the child first; who waits for it sees it fail, and cleans up.
    const forward = (signal) => child.kill(signal);
    for (const signal of endings) process.on(signal, forward);
    child.once('exit', (code, signal) => {
      for (const ending of endings) process.off(ending, forward);
      if (code === 0) resolve();
      else reject(new Error(`"${program} ${args.join(' ')}" ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/** Runs `work`, then prints what it was and how long it took. */
export async function step(what, work) {
  const began = performance.now();
  const result = await work();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`assets  ${what.padEnd(28)} ${seconds.padStart(6)} s`);
  return result;
}
