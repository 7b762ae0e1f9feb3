import { textOf } from './terminal/input';
import { run } from './run';

// A reader that closes early (`who-can-push matrix | head`) is not an error, and does not change the answer.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  input: () => textOf(process.stdin),
  inIsTerminal: process.stdin.isTTY,
  platform: process.platform,
  program: [process.execPath, __filename],
  begun: performance.timeOrigin,
}).then((status) => {
  // Requests whose replies no longer matter may still be running, so we exit; output is flushed first.
  process.stderr.write('', () => process.stdout.write('', () => process.exit(status)));
});
