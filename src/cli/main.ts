import { run } from './run';

// A reader that closes early (`who-can-push matrix | head`) is not an error, and does not change the answer.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Nor is a terminal that was closed, or a reader of errors that was: there is nobody left to say it to.
process.stderr.on('error', () => undefined);

void run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  outLeft: () =>
    new Promise((done) => {
      process.stdout.write('', () => {
        done();
      });
    }),
  err: (text) => process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  passOn: (bytes) =>
    new Promise((done, failed) => {
      process.stderr.write(bytes, (error) => {
        if (error) failed(error);
        else done();
      });
    }),
  columns: process.stdout.columns,
  input: async () => (await import('./terminal/input')).textOf(process.stdin),
  inIsTerminal: process.stdin.isTTY,
  platform: process.platform,
  program: [process.execPath, __filename],
  begun: performance.timeOrigin,
}).then((status) => {
  // Requests whose replies no longer matter may still be running, so we exit; output is flushed first.
  process.stderr.write('', () => process.stdout.write('', () => process.exit(status)));
});
