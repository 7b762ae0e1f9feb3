// What is in a bundle besides our own code: the packages of node_modules that it holds, each with its licence.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The packages that these files belong to, by name, each once: `{ name, version, license, texts }`. `texts` are the
 * words of its licence and notice, which go where the code goes. Files outside node_modules are ours.
 */
export function packagesOf(files) {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file.replaceAll('\\', '/')) ?? []),
  );
  const packages = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const texts = readdirSync(folder)
      .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
      .sort();
    return {
      name,
      version,
      license: license ?? 'not said',
      texts: texts.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()),
    };
  });
  const distinct = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...distinct.values()].sort((a, b) =>
    a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1,
  );
}

/** The words that must go with a bundle of these packages. */
export function noticeOf(packages) {
  const rule = `${'-'.repeat(80)}\n`;
  const each = packages.map(({ name, version, license, texts }) =>
    [`${name} ${version} (${license})`, ...texts].join('\n\n'),
  );
  return ['This bundle also holds:', ...each].join(`\n\n${rule}`) + '\n';
}

/** The packages that a notice names, as `{ name, license }`. */
export function packagesIn(notice) {
  return [...notice.matchAll(/^-{80}\n(\S+) \S+ \((.+)\)$/gm)].map(([, name, license]) => ({ name, license }));
}
