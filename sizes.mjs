// How heavy is what has to be loaded before there is an answer: `npm run check` fails where anything is above a limit,
// and `npm run bench` prints the same. `node sizes.mjs --json` prints it as data, `--parts` also what each is made of.
// What is weighed is built in memory.
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as vite from 'vite';

const root = path.join(import.meta.dirname, 'static');
/** The scripts of the panels; several may be asked about. */
const panels = vite.build({
  root,
  configFile: path.join(root, 'vite.config.mts'),
  logLevel: 'error',
  build: { write: false },
});

const verdicts = ['core/cell/cell: gather, viewActor, viewBranch', 'core/questions/judge: judge'];
const answers = ['core/questions/explain: explain', 'core/questions/survey: matrix, where, who'];
const words = [
  'core/say/decision: sayDecision',
  'core/say/survey: sayBeside, sayMatrixGaps, sayReach, sayRoster, rowsByClass',
];

/** What is weighed, in thousands of bytes that gzip leaves of it; `without`: of these folders nothing is loaded. */
const table = [
  {
    what: 'the settings page: script before its first answer',
    most: 200,
    without: ['src/refusals', 'src/core/merge-checks', 'src/core/rules/pull-request', 'src/core/say/pull-request'],
    files: () => scriptOf('settings/settings-page'),
  },
  {
    what: 'the panel beside a pull request: script before its first answer',
    most: 150,
    without: ['src/refusals'],
    files: () => scriptOf('pull-request/pull-request-panel'),
  },
  {
    what: 'the page of a workspace: script before its first row',
    most: 150,
    without: ['src/refusals', 'src/core/merge-checks', 'src/core/say'],
    files: () => scriptOf('workspace/workspace-page'),
  },
  { what: '`explain`, `survey` and their words', most: 30, without: [], files: () => bundleOf([...answers, ...words]) },
  {
    what: 'verdicts alone',
    most: 10,
    without: ['src/core/words', 'src/core/ways-out'],
    files: () => bundleOf(verdicts),
  },
];

const weighed = await Promise.all(
  table.map(async ({ what, most, without, files }) => {
    const loaded = await files();
    const parts = loaded.flatMap((file) => file.parts);
    return {
      what,
      most,
      value: loaded.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0) / 1_000,
      loadsToo: without.filter((folder) => parts.some(([name]) => name.startsWith(`${folder}/`))),
      parts: parts.sort(([, one], [, other]) => other - one),
    };
  }),
);
const isHeavy = ({ value, most, loadsToo }) => value > most || loadsToo.length > 0;

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(weighed.map(({ what, most, value, loadsToo }) => ({ what, most, value, loadsToo }))));
} else {
  for (const one of weighed) {
    const { what, most, value, loadsToo, parts } = one;
    const also = loadsToo.length > 0 ? `, and it loads ${loadsToo.join(' and ')}` : '';
    console.log(`${isHeavy(one) ? '✗' : '✓'} ${what}: ${value.toFixed(1)} KB of ${String(most)}${also}`);
    if (isHeavy(one) || process.argv.includes('--parts'))
      for (const [name, bytes] of parts.slice(0, 25)) console.log(`    ${String(bytes).padStart(7)} ${name}`);
  }
  if (weighed.some(isHeavy)) {
    console.log('What weighs most stands first, in bytes before gzip; `node sizes.mjs --parts` shows it of each.');
    process.exitCode = 1;
  }
}

/** One bundle of these exports, as a browser would load it. */
async function bundleOf(lines) {
  const contents = lines.map((line) => line.replace(/^(.+): (.+)$/, "export { $2 } from './src/$1';")).join('\n');
  const { outputFiles, metafile } = await build({
    stdin: { contents, loader: 'ts', resolveDir: import.meta.dirname },
    absWorkingDir: import.meta.dirname,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const [output] = Object.values(metafile.outputs);
  const parts = Object.entries(output.inputs).map(([name, { bytesInOutput }]) => [name, bytesInOutput]);
  return [{ code: outputFiles[0].contents, parts }];
}

/** The scripts that this page of the panels cannot show anything without. */
async function scriptOf(page) {
  const chunks = (await panels).output.filter(({ type }) => type === 'chunk');
  const named = (end) => {
    const found = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(end));
    if (found.length !== 1) throw new Error(`There is not one script of ${end}.`);
    return found[0];
  };
  const theme = (name) => named(`/tokens/dist/esm/artifacts/themes/atlassian-${name}.js`);
  // The design system loads these as it starts; of its colour themes one, and here the longer.
  const [colours] = [theme('light'), theme('dark')].sort((a, b) => b.code.length - a.code.length);
  const themes = [...['motion', 'typography', 'spacing', 'shape'].map(theme), colours];
  const open = [named('/static/index.html'), named(`/static/src/${page}.tsx`), ...themes];
  const all = new Set();
  for (let chunk = open.pop(); chunk; chunk = open.pop()) {
    all.add(chunk);
    open.push(...chunks.filter((one) => chunk.imports.includes(one.fileName) && !all.has(one)));
  }
  return [...all].map(({ code, modules }) => ({
    code,
    parts: Object.entries(modules)
      .filter(([, { renderedLength }]) => renderedLength > 0)
      .map(([file, { renderedLength }]) => [path.relative(import.meta.dirname, file), renderedLength]),
  }));
}
