import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { visible } from '../../../src/core/words/visible';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { emptyFolder, typed } from '../terminal';

/** Characters that must not reach a terminal, with everything that can hide. */
const evil = '\u001B[2J\u001B]0;owned\u0007\n\r\u009B31m\u202E\u2066\u200B\u3164\u034F\uFEFF\u{E0041}\u2028';
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const folder = emptyFolder();
const named = new Set(['display_name', 'nickname', 'full_slug', 'title', 'description', 'raw', 'message', 'key_name']);

/** The same world, with every name that people can choose chosen to do harm. */
function poisoned(name: string): string {
  const world = savedWorld(name);
  const changed = JSON.parse(
    JSON.stringify({ ...world, about: `${world.about}${evil}`, savedAt: `2026-11-21T08:00:00Z${evil}` }),
    (key, value: unknown) =>
      typeof value !== 'string'
        ? value
        : named.has(key) || (key === 'name' && !/^(main|develop)$/.test(value))
          ? `${value}${evil}`
          : value,
  ) as {
    replies: Record<
      string,
      { body?: { values?: { id?: number; kind?: string; pattern?: string; groups?: { slug: string }[] }[] } }
    >;
  };
  for (const reply of Object.values(changed.replies)) {
    const values = reply.body?.values;
    for (const entry of Array.isArray(values) ? values : []) {
      if (entry.kind === undefined) continue;
      entry.groups = [...(entry.groups ?? []), { slug: `devs${evil}` }];
      if (entry.kind === 'force') entry.kind = `odd${evil}`;
    }
  }
  const file = path.join(folder, `${name}\u202E.json`);
  writeFileSync(file, JSON.stringify(changed));
  return file;
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const team = poisoned('ordinary-team');
const requests = poisoned('pull-requests');
const branch = '\u202Ex\u0085';
const refusal = () =>
  Promise.resolve(
    `remote: Permission denied to update branch main${evil.replaceAll(/[\n\r]/g, '')}. ` +
      '(pre-receive hook declined)\nTo git@bitbucket.org:acme/web\u202E.git\n',
  );

const rows: string[][] = [
  ['explain', 'main', '--to', 'all', '--world', team],
  ['explain', '--branch', branch, '--to', 'all', '--world', team],
  ['who', 'main', '--world', team],
  ['who', '--branch', branch, '--world', team],
  ['where', '--world', team],
  ['matrix', '--world', team],
  ['save', '--world', team],
  ['save', '--anonymous', '--world', team],
  ['prs', '--world', requests],
  ...[1, 3, 5, 7].map((id) => ['explain', '--pr', String(id), '--world', requests]),
  ['diagnose', '--world', team],
  ['rehearse', '-', '--world', team],
];

const pipelines =
  `pipelines:\n  custom:\n    "rel${JSON.stringify(evil).slice(1, -1)}":\n      - step:\n` +
  `          name: "Push ${JSON.stringify(evil).slice(1, -1)}"\n          script:\n` +
  '            - "git push origin HEAD:main\\u202E"\n' +
  '            - "git push\\torigin HEAD:main"\n';
const input = (args: string[]) => (args[0] === 'rehearse' ? () => Promise.resolve(pipelines) : refusal);
const sentences = new Set([
  'summary',
  'reason',
  'shows',
  'do',
  'lift',
  'unknown',
  'what',
  'why',
  'says',
  'through',
  'enforcement',
  'title',
  'step',
  'command',
]);

describe('whatever names hold, a terminal is sent text', () => {
  test.each(rows.map((args) => [args.join(' ').replaceAll(folder, ''), args] as const))('%s', async (_, args) => {
    const { status, out, err } = await typed(args, {
      input: input(args),
      outIsTerminal: true,
      errIsTerminal: true,
      env: { NO_COLOR: '1' },
    });
    expect(err).toBe('');
    expect([0, 1, 2]).toContain(status);
    expect(out.length).toBeGreaterThan(100);
    expect(out.replaceAll('\n', '')).not.toMatch(hidden);
  });

  test.each(
    rows
      .filter(([command]) => command !== 'save')
      .map((args) => [args.join(' ').replaceAll(folder, ''), args] as const),
  )('%s --json: the sentences themselves hide nothing', async (_, args) => {
    const { out } = await typed([...args, '--json'], { input: input(args) });
    const wrong: string[] = [];
    JSON.parse(out, (key, value: unknown) => {
      if (sentences.has(key) && typeof value === 'string' && value !== visible(value)) wrong.push(value);
      return value;
    });
    expect(wrong).toEqual([]);
    expect(out.replaceAll('\n', '')).not.toMatch(hidden);
  });

  test('what `save` writes is the world that was read', async () => {
    const { out } = await typed(['save', '--world', requests]);
    const { about } = JSON.parse(out) as { about: string };
    expect(about.endsWith(evil)).toBe(true);
  });

  test.each<string[]>([
    [`ex${evil}`],
    ['explain', `--${evil}`],
    ['explain', 'main', '--to', evil],
    ['explain', 'main', '--with', evil],
    ['explain', `a/b${evil}`, 'main', '--world', team],
    ['explain', `acme/web${evil}`, 'main', '--world', team],
    ['explain', evil, '--branch', evil, '--world', team],
    ['explain', '--branch', evil, '--world', team],
    ['explain', 'main', '--as', `x${evil}`, '--world', team],
    ['explain', 'main', '--world', `${evil}.json`],
    ['explain', 'main', '--members', `${evil}.json`, '--world', team],
    ['explain', '--pr', evil, '--world', team],
    ['explain', '--pr', '99', `acme/w${evil}`, '--world', requests],
    ['diagnose', evil],
    ['rehearse', evil],
    ['preflight', '--url', `http://${evil}`],
    ['hook', evil],
    ['help', evil],
    ['complete', evil],
  ])('an error over %j is one line', async (...args) => {
    const { status, out, err } = await typed(args, { outIsTerminal: true, errIsTerminal: true });
    expect(status).toBeGreaterThanOrEqual(64);
    expect(out).toBe('');
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err.replaceAll('\n', '')).not.toMatch(hidden);
  });
});
