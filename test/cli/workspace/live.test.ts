import { describe, expect, test } from '@jest/globals';
import { copyFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { simulatedBitbucket, type Simulated } from '../../bitbucket/workspace/simulated';
import { served, type Server } from '../server';
import { failedWith, typed } from '../terminal';
import { seededFolder } from './seeded';

const serve = served();

/** A simulated workspace behind HTTP. */
function over(bitbucket: Simulated): Promise<Server> {
  return serve(async (request, response, url) => {
    const { status, headers, body } = await bitbucket.get(request.url ?? '');
    response.writeHead(status, headers);
    response.end(JSON.stringify(body ?? {}).replaceAll('https://api.bitbucket.org', url));
  });
}

function envOf({ url }: Server) {
  return { BITBUCKET_API_URL: url, BITBUCKET_ACCESS_TOKEN: 'token' };
}

const repositories = 6;

describe('a workspace that is read live', () => {
  test.each([
    ['lint', ['lint', 'acme']],
    ['where', ['where', 'acme', '--as', 'pipelines']],
    ['who --access', ['who', 'acme', '--access']],
    ['report', ['report', 'acme']],
  ])('%s reads what is the same for all once, and four lists of each', async (_, args) => {
    const bitbucket = simulatedBitbucket({ repositories });
    const server = await over(bitbucket);
    const { status, out, err } = await typed([...args, '--json'], { env: envOf(server) });
    expect([status === 0 || status === 1, err]).toEqual([true, '']);
    const answer = JSON.parse(out) as object;
    for (const { slug } of bitbucket.repositories) expect(JSON.stringify(answer)).toContain(`acme/${slug}`);
    const paths = bitbucket.asked.map(({ path }) => path.split('?')[0] ?? '');
    const own = paths.filter((path) => /^\/2\.0\/repositories\/acme\/[^/]+\//.test(path));
    expect(own).toHaveLength(repositories * 4);
    const shared = paths.filter((path) => !own.includes(path));
    expect(new Set(shared).size).toBe(shared.length);
  });

  test('a repository that may not be read is a gap by name', async () => {
    const bitbucket = simulatedBitbucket({ repositories });
    const [first] = bitbucket.repositories;
    bitbucket.instead = (path) =>
      path.includes(`/${first?.slug ?? ''}/branch-restrictions`) ? { status: 403, headers: {}, body: {} } : undefined;
    const server = await over(bitbucket);
    const { out } = await typed(['lint', 'acme', '--json'], { env: envOf(server) });
    const { gaps } = JSON.parse(out) as { gaps: { repository: string; unknown: string }[] };
    expect(gaps.map(({ repository, unknown }) => `${repository}: ${unknown}`)).toContain(
      `acme/${first?.slug ?? ''}: the branch restrictions of acme/${first?.slug ?? ''}`,
    );
  });

  test.each(['text', 'markdown', 'html'])('that its list could not be read whole is said in %s', async (format) => {
    const bitbucket = simulatedBitbucket({ repositories: 120 });
    bitbucket.instead = (path) =>
      /^\/2\.0\/repositories\/acme\?.*page=2/.test(path) ? { status: 500, headers: {}, body: {} } : undefined;
    const server = await over(bitbucket);
    let now = Date.parse('2026-11-20T08:00:00Z');
    const { out } = await typed(['report', 'acme', '--format', format], {
      env: envOf(server),
      now: () => now,
      wait: (milliseconds) => {
        now += milliseconds;
        return Promise.resolve();
      },
    });
    expect(out).toContain('There may be more repositories: their list could not be read whole.');
  });

  test('of one that takes hours, it says that a folder keeps what is read', async () => {
    const bitbucket = simulatedBitbucket({ repositories: 180, each: 1 });
    const server = await over(bitbucket);
    let now = Date.parse('2026-11-20T08:00:00Z');
    const { err } = await typed(['report', 'acme', '--json'], {
      env: envOf(server),
      now: () => now,
      wait: (milliseconds) => {
        now += milliseconds;
        return Promise.resolve();
      },
    });
    const [hours = '', waits = ''] = err.split(/(?<=\n)/);
    expect(waits).toMatch(/^Reading acme; waiting until \S+ at \S+ UTC, so as not to use up the limit\.\n$/);
    expect(hours).toBe(
      "acme has 180 repositories, which takes some 2 hours within Bitbucket's limit; `who-can-push read acme --into DIR` " +
        'keeps what it reads, and `--world DIR` then answers at once.\n',
    );
  });

  test('a workspace that is not there: 66', async () => {
    const server = await over(simulatedBitbucket({ repositories }));
    const ended = await typed(['lint', 'other'], { env: envOf(server) });
    expect(failedWith(66, ended)).toBe('There is no workspace other, or this credential may not see it.');
  });

  test.each([
    ['lint', 'other', 'folder'],
    ['report', 'other', 'folder'],
    ['where', 'other', 'folder'],
    ['lint', 'other.json', 'file'],
  ])('`%s %s` beside a %s of that name says how that is named', async (command, word, kind) => {
    const server = await over(simulatedBitbucket({ repositories }));
    const cwd = path.dirname(seededFolder());
    renameSync(path.join(cwd, 'readings'), path.join(cwd, 'other'));
    copyFileSync(path.join(cwd, 'other', 'web.json'), path.join(cwd, 'other.json'));
    const ended = await typed([command, word], { cwd, env: envOf(server) });
    expect(failedWith(66, ended)).toBe(
      `There is no workspace ${word}, or this credential may not see it; ` +
        `the ${kind} ${word} is named with \`--world ${word}\`.`,
    );
    expect(
      (await typed([command, '--world', word, '--json', ...(command === 'where' ? ['--as', 'mei'] : [])], { cwd })).err,
    ).toBe('');
  });

  test.each([
    [['lint', 'acme', '--at', '2026-11-20'], 'name a folder of readings with `--world DIR`'],
    [['lint', 'acme', '--against', 'friday'], 'Name the folder of readings with `--world DIR`'],
    [['report'], 'Name a workspace, or a folder of readings with `--world DIR`'],
    [['report', 'acme/web'], 'A report is about many repositories'],
  ])('%j: 64', async (args, says) => {
    expect(failedWith(64, await typed(args, { env: { BITBUCKET_ACCESS_TOKEN: 'token' } }))).toContain(says);
  });
});
