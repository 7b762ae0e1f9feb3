import { run } from './run';

/** As `exit.ownFault`, whose file is not loaded before git is run. */
const ownFault = 70;
let unwritten = false;

// A reader that closes early (`who-can-push matrix | head`) is not an error, and does not change the answer.
process.stdout.on('error', notWritten);
// Nor is a terminal that was closed, or a reader of errors that was: there is nobody left to say it to.
process.stderr.on('error', () => undefined);

void run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: write,
  outShown: (pieces) => {
    write(Buffer.concat(pieces));
  },
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
  interruption: () =>
    new Promise((done) => {
      process.once('SIGINT', () => {
        done();
      });
    }),
}).then((status) => {
  // Requests whose replies no longer matter may still be running, so we exit; output is flushed first.
  process.stderr.write('', () => process.stdout.write('', () => process.exit(unwritten ? ownFault : status)));
});

function write(text: string | Uint8Array): void {
  try {
    process.stdout.write(text);
  } catch (error) {
    notWritten(error as NodeJS.ErrnoException);
  }
}

/** An answer that was not written whole must not end like one that was: on a full disk, say. */
function notWritten({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || unwritten) return;
  unwritten = true;
  process.stderr.write(`The answer could not be written${code === undefined ? '' : ` (${code})`}.\n`);
}
