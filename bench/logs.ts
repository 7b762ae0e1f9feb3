import { families } from '../src/refusals/families/index';
import { mulberry32 } from '../src/sandbox/bitbucket/large-world';
import { pick, words } from './data';

const size = 65_536;

/** Logs of builds, 64 KB each, with a refusal of each kind in turn somewhere in the second half; always the same. */
export function buildLogs(count: number): string[] {
  const random = mulberry32(7);
  const samples = families.flatMap(({ signatures }) => signatures.flatMap((one) => [...one.samples]));
  return Array.from({ length: count }, (_, at) => {
    const refusal = samples[at % samples.length] ?? '';
    const before = noise(random, size * (0.5 + random() * 0.45) - refusal.length);
    return `${before}\n${refusal}\n${noise(random, size)}`.slice(0, size);
  });
}

function noise(random: () => number, length: number): string {
  const lines: string[] = [];
  for (let written = 0; written < length; ) {
    const line = pick(random, kinds)(random);
    lines.push(line);
    written += line.length + 1;
  }
  return lines.join('\n');
}

/** What a build prints where nothing goes wrong, with what a scrub must look at twice. */
const kinds: readonly ((random: () => number) => string)[] = [
  (random) => `npm http fetch GET 200 https://registry.example/${word(random)} ${number(random)}ms (cache hit)`,
  (random) => `  PASS  test/${word(random)}/${word(random)}.test.ts (${number(random)} ms)`,
  (random) =>
    `2026-11-28T09:${two(random)}:${two(random)}.${number(random)}Z INFO  [${word(random)}] ${word(random)} done`,
  (random) => `> Task :${word(random)}:compile${random() < 0.5 ? ' UP-TO-DATE' : ''}`,
  (random) =>
    `Downloading ${word(random)}-${number(random)}.tgz: ${two(random)}% |=====>      | ${number(random)} kB/s`,
  (random) => `\u001B[32m✓\u001B[39m ${word(random)} ${word(random)} \u001B[90m${number(random)}ms\u001B[39m`,
  (random) => `sha256:${hex(random, 64)} ${word(random)}`,
  (random) => `+ export ${word(random).toUpperCase()}_${word(random).toUpperCase()}=${hex(random, 12)}`,
  (random) => `warning: ${word(random)} at src/${word(random)}.ts:${number(random)} is deprecated: use ${word(random)}`,
  (random) => `Step ${two(random)}/60 : COPY --from=build /app/${word(random)} ./${word(random)}`,
  (random) => ` ---> ${hex(random, 12)}`,
  (random) => `remote: Counting objects: ${two(random)}% (${number(random)}/9999)`,
  (random) =>
    `{"level":"info","at":${number(random)},"msg":"${word(random)} ${word(random)}","id":"${hex(random, 16)}"}`,
  () => '',
];

const nouns = words(`
  build cache chart client config core deploy docker env fetch graph image index jest layer lint module node pack parse
  plugin proxy query route schema server stage store task token user util view web worker
`);

function word(random: () => number): string {
  return pick(random, nouns);
}

function number(random: () => number): string {
  return String(Math.floor(random() * 10_000));
}

function two(random: () => number): string {
  return String(10 + Math.floor(random() * 50));
}

function hex(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}
