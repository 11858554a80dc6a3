// Bad lines without a kernel's help: a relay behind a wire that delays and drops datagrams, and a wire that delays what goes to the
// server. A connection that may only use the relay passes the first one twice on its way to the other side.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Carries datagrams to a port of loopback and back; each way takes `delay` ms and loses `loss` of all. */
export async function udpLine(target, { delay, loss }) {
  const near = createSocket('udp4');
  const far = new Map();
  let isOpen = true;
  const carry = (send) => {
    if (Math.random() >= loss) setTimeout(() => isOpen && send(), delay);
  };
  near.on('message', (data, { address, port }) => {
    // A browser sends to loopback from any address that its machine has.
    const from = `${address}:${port}`;
    let socket = far.get(from);
    if (!socket) {
      socket = createSocket('udp4');
      far.set(from, socket);
      socket.on('message', (answer) => carry(() => near.send(answer, port, address)));
    }
    carry(() => socket.send(data, target, '127.0.0.1'));
  });
  near.bind(0, '127.0.0.1');
  await once(near, 'listening');
  return {
    port: near.address().port,
    close() {
      isOpen = false;
      for (const socket of [near, ...far.values()]) socket.close();
    },
  };
}

/** Carries TCP to a port of loopback and back; each way takes `delay` ms. */
export async function tcpLine(target, { delay }) {
  const ends = new Set();
  const pass = (from, to) => {
    ends.add(from);
    from.on('data', (data) => setTimeout(() => to.write(data), delay));
    from.on('end', () => setTimeout(() => to.end(), delay));
    from.on('error', () => to.destroy());
    from.on('close', () => ends.delete(from));
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    pass(near, far);
    pass(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: server.address().port,
    close() {
      for (const end of ends) end.destroy();
      server.close();
    },
  };
}
