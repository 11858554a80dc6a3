// `make soak`: the tests that last minutes. Ends with an error at the first thing that does not hold.
//
//   SOAK_MINUTES=12   about how long all of it lasts, building aside
//   SOAK_SEED=42      makes the random choices of another run again; without it they are new ones
import { environment, root, run } from '../lib/run.mjs';
import { fuzz } from './fuzz.mjs';
import { manySockets } from './sockets.mjs';

const number = (name, otherwise) => {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} is a whole number`);
  return value;
};
const minutes = number('SOAK_MINUTES', 12);
const seed = number('SOAK_SEED', Math.floor(Math.random() * 1e9));
// The tests read the same two variables; proptest has its own, and prints the smallest input that fails.
const third = Math.max(1, Math.floor(minutes / 3));
const chosen = { ...environment, SOAK_MINUTES: String(third), SOAK_SEED: String(seed) };

async function part(what, work) {
  console.log(`\n== ${what}`);
  const began = performance.now();
  await work();
  console.log(`== held, after ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

console.log(`soak with SOAK_MINUTES=${minutes} SOAK_SEED=${seed}`);
const build = ['build', '--release', '--package', 'server', '--bins', '--examples'];
await part('build', () => run('cargo', build));
const cases = 10_000 * minutes;
await part(`rules: ${cases} histories of each property`, () =>
  // With those that `make test` leaves out: every zone's clock, watched from 2020 to 2040.
  run('cargo', ['nextest', 'run', '--release', '--package', 'domain', '--run-ignored', 'all'], {
    env: { ...environment, PROPTEST_CASES: String(cases) },
  }),
);
await part(`front desk: histories on both stores, for ${third} min`, () =>
  run('scripts/test-postgres', ['run', '--', 'cargo', 'nextest', 'run', '--package', 'backend', '--test', 'front_desk', 'history'], {
    cwd: root,
    env: chosen,
  }),
);
await part('10,000 shoppers with an open widget', () => manySockets(10_000));
await part(`what strangers can send, for ${third} min`, () => fuzz(60 * third, seed));
