// How honest the estimated waiting times are: simulated shops, next to what Rocket.Chat's formula says for the same shoppers.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../lib/run.mjs';

// Milliseconds for the ranges of a line of 10,000 with 20 agents.
const goal = 5;

export async function waitingTimes({ record }) {
  const { stdout } = await promisify(execFile)(join(root, 'target/release/examples/waiting_simulation'));
  for (const line of stdout.trim().split('\n')) {
    const [name, value, unit] = line.split(' ');
    record(name, Number(value), unit);
    if (name === 'waiting_10000_places_20_agents') record(`${name}_to_goal`, (value / goal).toFixed(2), 'ratio');
  }
}
