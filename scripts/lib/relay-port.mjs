// Prints a port of 127.0.0.1 that is free for UDP and TCP alike, as a relay needs it. It lies below those that the kernel gives to
// outgoing connections (ip_local_port_range), so that none of them takes it before the relay does.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

const [lowest, highest] = [15_000, 32_000];

async function isFree(port) {
  const datagrams = createSocket('udp4');
  const listener = createServer();
  try {
    await Promise.all([
      once(datagrams.bind(port, '127.0.0.1'), 'listening'),
      once(listener.listen(port, '127.0.0.1'), 'listening'),
    ]);
    return true;
  } catch {
    return false;
  } finally {
    // Closing what never opened throws, and there is nothing to close then.
    for (const socket of [datagrams, listener]) {
      try {
        socket.close();
      } catch {
        continue;
      }
    }
  }
}

for (let attempt = 0; attempt < 50; attempt += 1) {
  const port = lowest + Math.floor(Math.random() * (highest - lowest));
  if (await isFree(port)) {
    console.log(String(port));
    process.exit(0);
  }
}
console.error('no port is free for a relay');
process.exit(1);
