// `npm run check`: every check that runs no test, side by side. What one prints is shown when it ends, so that nothing
// is mixed; those that failed are named at the end. `node check.mjs types lint` runs these parts alone, and `--all`
// also what is too slow for the loop of work.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';

/**
 * The rivals of the benchmark are installed by it, and by continuous integration; without them nothing can be said of
 * what speaks to them.
 */
const hasRivals = existsSync(path.join(import.meta.dirname, 'bench/node_modules'));

/** The longest first. Each is programs of node_modules with their arguments, or scripts of this folder. */
const parts = {
  lint: [
    ['eslint/bin/eslint.js', '.'],
    ['oxlint/bin/oxlint', ...(hasRivals ? [] : ['--ignore-pattern', 'bench/rivals'])],
  ],
  architecture: [
    [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.cjs', '--exclude', `^bench/(${hasRivals ? 'dist' : 'dist|rivals'})/`],
      ...['src', 'static/src', 'bench', 'mutation', 'test'],
    ],
  ],
  // The native compiler of TypeScript 7; what lints still needs 6.
  types: [
    ['tsc7/bin/tsc', '--noEmit'],
    ['tsc7/bin/tsc', '-p', 'static'],
    ...(hasRivals ? [['tsc7/bin/tsc', '--noEmit', '-p', 'bench']] : []),
  ],
  core: [
    ['tsc7/bin/tsc', '--noEmit', '-p', 'src/core'],
    ['tsc7/bin/tsc', '--noEmit', '-p', 'src/refusals'],
  ],
  format: [['@biomejs/biome/bin/biome', 'format', '.']],
  sizes: [['./sizes.mjs']],
  fences: [['./fences.mjs']],
};
/** The one rule of types that oxlint lacks takes the whole of typescript-eslint's time. */
const slow = { instances: [['eslint/bin/eslint.js', '--config', 'eslint.typed.config.mjs', '.']] };

const asked = process.argv.slice(2);
const all = { ...(asked.includes('--all') || asked.includes('instances') ? slow : {}), ...parts };
const names = asked.filter((name) => name !== '--all');
const wrong = names.find((name) => !(name in all));
if (wrong !== undefined) {
  console.error(`There is no check \`${wrong}\`; there are ${Object.keys({ ...parts, ...slow }).join(', ')}.`);
  process.exit(2);
}
if (!hasRivals && (names.length === 0 || names.includes('types')))
  console.log('The types of bench are left out: its rivals are not installed (`npm ci --prefix bench` does it).');
const waiting = Object.entries(all)
  .filter(([name]) => names.length === 0 || names.includes(name))
  .flatMap(([name, programs]) => programs.map(([program, ...args]) => ({ name, program, args })));
const failed = new Set();

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failed.size > 0) console.error(`Failed: ${[...failed].join(', ')}.`);
process.exitCode = failed.size > 0 ? 1 : 0;

/** Takes the next until none is left. */
async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name, program, args } = next;
    const start = Date.now();
    const { isFine, printed } = await run(program, args);
    const seconds = ((Date.now() - start) / 1_000).toFixed(1);
    console.log(`${isFine ? '✓' : '✗'} ${[name, ...args.slice(-1)].join(' ')} (${seconds} s)`);
    if (!isFine) failed.add(name);
    if (!isFine || name === 'fences' || name === 'sizes') process.stdout.write(printed);
  }
}

/** Whether the program ended well, and all that it printed. */
function run(program, args) {
  const script = path.join(import.meta.dirname, program.startsWith('./') ? '' : 'node_modules', program);
  return new Promise((done) => {
    let printed = '';
    const child = spawn(process.execPath, [script, ...args], { cwd: import.meta.dirname });
    child.stdout.on('data', (text) => (printed += String(text)));
    child.stderr.on('data', (text) => (printed += String(text)));
    child.on('error', (error) => {
      done({ isFine: false, printed: `${printed}${error.message}\n` });
    });
    child.on('close', (status, signal) => {
      done({ isFine: status === 0, printed: signal ? `${printed}It was ended by ${signal}.\n` : printed });
    });
  });
}
