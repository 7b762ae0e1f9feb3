// The command line is one bundled file, so what `npm pack` makes must ask for no packages: while packing, package.json
// stands without its dependencies and scripts.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const file = new URL('package.json', import.meta.url);
const whole = new URL('.package.json.whole', import.meta.url);

if (process.argv[2] === 'strip') {
  const text = readFileSync(file, 'utf8');
  const published = JSON.parse(text);
  for (const key of ['dependencies', 'devDependencies', 'overrides']) delete published[key];
  published.scripts = { postpack: published.scripts.postpack };
  writeFileSync(whole, text);
  writeFileSync(file, `${JSON.stringify(published, null, 2)}\n`);
} else if (existsSync(whole)) {
  renameSync(whole, file);
}
