// A mail server for tests: takes every letter and prints it as a line of JSON. The first line is the port.
//
//   node scripts/lib/smtp-server.mjs [PORT]
import { SMTPServer } from 'smtp-server';

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const text = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const server = new SMTPServer({
  authOptional: true,
  // Its own certificate is nobody's.
  hideSTARTTLS: true,
  onData(stream, session, done) {
    text(stream).then((message) => {
      const { mailFrom, rcptTo } = session.envelope;
      say({ from: mailFrom && mailFrom.address, to: rcptTo.map(({ address }) => address), message });
      done();
    }, done);
  },
});
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => say({ port: server.server.address().port }));
// Whoever started it may be gone without a word.
process.stdin.on('end', () => process.exit()).resume();
