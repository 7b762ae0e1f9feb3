import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';

/** Where the tests of the judgement stand; each knows it by its own functions or through saved worlds. */
const folders = ['test/core', 'test/oracle', 'test/worlds'];

/**
 * Writes all tests of the judgement as one CommonJS module, with these texts (by full path) in place of the sources: so
 * that whoever requires it has them defined in Jest's own words, without Jest's own cost for each file.
 */
export async function writeBundle(root: string, sources: ReadonlyMap<string, string>, outfile: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const files = folders.flatMap((folder) => testsIn(root, folder));
  const each = files.map(
    (file) => `describe(${JSON.stringify(file)}, () => { require(${JSON.stringify(`./${file}`)}); });`,
  );
  await bundle({
    absWorkingDir: root,
    stdin: { contents: `import { describe } from 'jest-circus';\n${each.join('\n')}`, resolveDir: root },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    packages: 'external',
    define: { VERSION: JSON.stringify(version) },
    logLevel: 'warning',
    outfile,
    plugins: [replacing(sources), jestGlobals],
  });
}

function testsIn(root: string, folder: string): string[] {
  const found = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return found
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
    .sort();
}

/** Tests find their files from where they stand. */
function replacing(sources: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'replacing',
    setup(build) {
      build.onLoad({ filter: /[\\/](src|test)[\\/].*\.ts$/ }, ({ path: file }) => {
        const folder = `const __dirname = ${JSON.stringify(path.dirname(file))};`;
        const text = sources.get(file) ?? readFileSync(file, 'utf8');
        return { contents: text.includes('__dirname') ? `${folder}${text}` : text, loader: 'ts' };
      });
    },
  };
}

/** `@jest/globals` exists inside Jest only; what stands behind it can be had anywhere. */
const jestGlobals: Plugin = {
  name: 'jest-globals',
  setup(build) {
    build.onResolve({ filter: /^@jest\/globals$/ }, ({ path: name }) => ({ path: name, namespace: 'jest-globals' }));
    build.onLoad({ filter: /.*/, namespace: 'jest-globals' }, () => ({
      contents: `export * from 'jest-circus'; export { expect } from 'expect';`,
      resolveDir: import.meta.dirname,
    }));
  },
};
