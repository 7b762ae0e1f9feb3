import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { credentialIn } from '../../bitbucket/port/http';
import { predict } from '../hook/predict';
import { installHook, removeHook, type Done } from '../hook/install';
import { stopStatus } from '../hook/script';
import { exit, fail, type Io } from '../terminal/io';
import { isJson, printing, printJson, type Printing } from './options';
import { colorsFor } from '../print/colors';

/**
 * How long a push waits for the hook at most, in milliseconds from the start of the program; the environment may allow
 * more.
 */
function patience({ env }: Io): number {
  const given = env['WHO_CAN_PUSH_WAIT'] ?? '';
  return /^\d{1,6}$/.test(given) ? Number(given) : 950;
}

/**
 * The commands `hook install` and `hook remove`; and, hidden, those that the hook itself calls. `done` gets the exit
 * status.
 */
export function hookCommand(io: Io, done: (status: number) => void): Command {
  return new Command('hook')
    .description('a pre-push hook that says beforehand what would be refused')
    .allowExcessArguments()
    .action(() => fail(exit.usage, 'Say `hook install` or `hook remove`.'))
    .addCommand(
      printing(new Command('install'))
        .description('installs the hook into this clone')
        .option(
          '--force',
          'also where another hook stands, which is kept and runs first, or where others share the folder',
        )
        .action(({ force = false, ...options }: Printing & { force?: boolean }) => {
          report(installHook(io, force), options, io);
        }),
    )
    .addCommand(
      printing(new Command('remove'))
        .description('removes it again')
        .action((options: Printing) => {
          report(removeHook(io), options, io);
        }),
    )
    .addCommand(
      new Command('check')
        .argument('<REMOTE>')
        .argument('<URL>')
        .action((remote: string, url: string) => {
          const refused = checkInTime(remote, url, io);
          if (refused !== undefined) io.err(refused);
          done(refused === undefined ? exit.answered : stopStatus);
        }),
      { hidden: true },
    )
    .addCommand(
      new Command('judge')
        .argument('<REMOTE>')
        .argument('<URL>')
        .requiredOption('--until <MILLISECONDS>')
        .option('--colors')
        .action(async (_: string, url: string, { until, colors = false }: { until: string; colors?: boolean }) => {
          const input = (await io.input?.()) ?? '';
          const refused = await predict(
            url,
            input,
            Number(until),
            colorsFor({ outIsTerminal: colors, env: io.env }),
            io,
          );
          if (refused !== undefined) io.out(refused);
          done(refused === undefined ? exit.answered : stopStatus);
        }),
      { hidden: true },
    );
}

function report({ words, ...did }: Done, options: Printing, io: Io) {
  if (isJson(options)) printJson(did, io);
  else io.out(`${words}\n`);
}

/**
 * Judges in a process of its own, which is killed when the time is up: at its end Node waits for host names that are
 * being resolved, which takes many seconds offline. Any failure there lets the push through.
 */
function checkInTime(remote: string, url: string, io: Io): string | undefined {
  const until = Math.floor(io.begun ?? Date.now()) + patience(io);
  const left = until - Date.now();
  if (!io.program || left <= 0 || 'wrong' in credentialIn(io.env, '')) return undefined;
  const [node, program] = io.program;
  const args = [
    program,
    'hook',
    'judge',
    '--until',
    String(until),
    ...(io.errIsTerminal ? ['--colors'] : []),
    '--',
    remote,
    url,
  ];
  try {
    const { status, stdout } = spawnSync(node, args, {
      cwd: io.cwd,
      env: io.env,
      stdio: ['inherit', 'pipe', 'ignore'],
      encoding: 'utf8',
      timeout: left,
      killSignal: 'SIGKILL',
    });
    return status === stopStatus ? stdout : undefined;
  } catch {
    return undefined;
  }
}
