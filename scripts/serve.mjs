#!/usr/bin/env node
// Runs the built server with demo data and says where to go once it answers.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './lib/run.mjs';

const address = 'http://localhost:3000';
const organisation = 'demodemodemodemodemo';

const server = spawn('target/debug/vitrine', ['serve', '--demo'], { cwd: root, stdio: 'inherit' });
server.once('error', (error) => {
  console.error(`serve: ${error.message}`);
  process.exit(1);
});
server.once('exit', (code) => process.exit(code ?? 1));
// Ctrl-C reaches the server by itself; it drains its sockets, and this process ends with it.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => server.kill('SIGTERM'));

async function isReady() {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

while (!(await isReady())) await pause(100);

const began = Number(process.env.SERVE_BEGAN);
const took = began ? `, ${Math.round(Date.now() / 1000 - began)} s after "make serve"` : '';
console.log(`
Vitrine runs${took}.

  1. the agent's desk   ${address}/o/${organisation}/desk
     sign in as         anna@demo.test / agent-demo-2026, then "Available"
  2. the demo shop      http://127.0.0.1:3100
     press              "Talk to us face to face"

Ctrl-C ends it.
`);
