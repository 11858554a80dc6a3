// `make soak`: the tests that last minutes. Ends with an error at the first thing that does not hold.
import { environment, root, run, step } from '../lib/run.mjs';
import { manySockets } from './sockets.mjs';

await step('rules: a hundred thousand histories of each property', () =>
  run('cargo', ['nextest', 'run', '--release', '--package', 'domain'], { env: { ...environment, PROPTEST_CASES: '100000' } }),
);
await step('front desk: long histories on both stores', () =>
  run('scripts/test-postgres', ['run', '--', 'cargo', 'nextest', 'run', '--package', 'backend', '--test', 'front_desk', 'history'], {
    cwd: root,
    env: { ...environment, PROPTEST_CASES: '200' },
  }),
);
await step('10,000 shoppers with an open widget', () => manySockets(10_000));
