// The peer of the line: a socket.io server that keeps one line and tells everybody behind a change the new place, each an own one,
// as most queue products do it. Once per turn of its loop, so that a burst is told once.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const server = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
let line = [];
let isPlanned = false;

function tellLater() {
  if (isPlanned) return;
  isPlanned = true;
  setImmediate(() => {
    isPlanned = false;
    line.forEach((socket, index) => {
      const place = index + 1;
      if (socket.data.place === place) return;
      socket.data.place = place;
      socket.emit('place', place);
    });
  });
}

function leave(socket) {
  line = line.filter((other) => other !== socket);
  tellLater();
}

server.on('connection', (socket) => {
  socket.on('join', () => {
    line.push(socket);
    tellLater();
  });
  socket.on('leave', () => leave(socket));
  socket.on('disconnect', () => leave(socket));
});
http.listen(Number(process.argv[2]), '127.0.0.1');
