import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { fileOf } from '../../bitbucket/saved-worlds';
import { emptyFolder, failedWith, typed } from '../terminal';
import { person, save, seededFolder, third, worldOf } from './seeded';

let dir: string;
beforeAll(() => {
  dir = seededFolder();
});

interface Reached {
  repository: string;
  actor: { name: string; id: string };
  branches: { branch: string; patterns?: string[]; verdict: string; through: string }[];
  gaps: { unknown: string; because: string }[];
}

async function reached(...args: string[]): Promise<Reached[]> {
  return JSON.parse((await typed(['where', '--world', dir, '--json', ...args])).out) as Reached[];
}

describe('where over a folder', () => {
  test('has one answer for each repository, and for what could not be read a gap', async () => {
    const answers = await reached('--as', 'harvey');
    expect(answers.map(({ repository }) => repository)).toEqual(
      ['api', 'billing', 'deploy', 'docs', 'infra', 'legacy', 'mobile', 'search', 'secret', 'shop', 'web'].map(
        (slug) => `acme/${slug}`,
      ),
    );
    const secret = answers.find(({ repository }) => repository === 'acme/secret');
    expect(secret).toMatchObject({
      branches: [],
      gaps: [{ unknown: 'the repository acme/secret', because: 'forbidden' }],
    });
  });

  test('without branches it tells each class of them: the main branch, and what the rules tell apart', async () => {
    const [api, billing] = await reached('--as', 'Harvey Jones');
    expect(api?.branches.map(({ branch, patterns, verdict }) => [branch, patterns, verdict])).toEqual([
      ['main', undefined, 'allowed'],
      [expect.any(String), [], 'allowed'],
    ]);
    expect(billing?.branches.map(({ branch, verdict }) => [branch === 'main', verdict])).toEqual([
      [true, 'denied'],
      [false, 'allowed'],
    ]);
  });

  test('who has left still shows where they can write', async () => {
    const { out } = await typed(['where', '--world', dir, '--as', 'oskar']);
    expect(out).toContain('Allowed (in 1 repository)\n  acme/shop  `main` ');
    expect(out).toContain('Denied (in 9 repositories)\n  acme/api ');
    const answers = await reached('--as', person('Oskar').uuid);
    expect(answers).toEqual(await reached('--as', 'oskar'));
  });

  test('with branches it says of each repository what it says of that alone', async () => {
    const folder = path.join(emptyFolder(), 'worlds');
    mkdirSync(folder);
    cpSync(fileOf('ordinary-team'), path.join(folder, 'a.json'));
    const args = ['where', '--as', 'Ana Lovell', '--json'];
    const [only] = JSON.parse((await typed([...args, '--world', folder])).out) as Reached[];
    const alone = JSON.parse((await typed([...args, '--world', fileOf('ordinary-team')])).out) as object;
    expect(only).toEqual({ repository: 'acme/web', ...alone });
  });

  test('as CSV notes what a branch stands for', async () => {
    const { out } = await typed(['where', '--world', dir, '--as', 'harvey', '--format', 'csv']);
    const rows: Record<string, string>[] = parse(out, { columns: true });
    const main = rows.find(({ repository, branch }) => repository === 'acme/api' && branch === 'main');
    expect(main).toMatchObject({ verdict: 'allowed', notes: '' });
    const other = rows.find(({ repository, branch }) => repository === 'acme/api' && branch !== 'main');
    expect(other).toMatchObject({ notes: 'Stands for branches that no restriction on this covers.' });
  });

  test('a name that is nobody: 66', async () => {
    expect(failedWith(66, await typed(['where', '--world', dir, '--as', 'nobody']))).toBe(
      'Nobody called `nobody` can be seen in the folder `readings`.',
    );
  });

  test('without --as, readings of several people: 64', async () => {
    const folder = seededFolder();
    const other = {
      ...worldOf({ slug: 'other', number: 78, rules: [], users: {} }, third),
      viewer: person('Mei').uuid,
    };
    other.replies['/2.0/user'] = { status: 200, body: person('Mei') };
    save(path.join(folder, 'other.json'), other);
    expect(failedWith(64, await typed(['where', '--world', folder]))).toBe(
      'Say for whom with `--as`: whose readings these are cannot be told.',
    );
    expect((await typed(['where', '--world', seededFolder()])).status).toBe(0);
  });

  test('a name that is somebody else in another repository: 64, with both', async () => {
    const folder = seededFolder();
    const text = JSON.stringify(worldOf({ slug: 'other', number: 77, rules: [], users: { Oskar: 'write' } }, third));
    const other = text.replaceAll('Oskar Lind', 'Harvey Jones').replaceAll('"oskar"', '"harvey.j"');
    save(path.join(folder, 'other.json'), JSON.parse(other) as ReturnType<typeof worldOf>);
    const says = failedWith(64, await typed(['where', '--world', folder, '--as', 'Harvey Jones']));
    expect(says).toContain(`Harvey Jones (harvey) ${person('Harvey').uuid}`);
    expect(says).toContain(`Harvey Jones (harvey.j) ${person('Oskar').uuid}`);
    expect((await typed(['where', '--world', folder, '--as', 'harvey'])).status).toBe(0);
  });
});

describe('who --access over a folder', () => {
  interface Access {
    repository: string;
    people: { actor: { name: string }; level: string; path: { source: string; group?: string }[] }[];
    gaps: { because: string }[];
  }

  test('has one answer for each repository: everybody with the path of their permission', async () => {
    const { out, status } = await typed(['who', '--access', '--world', dir, '--json']);
    expect(status).toBe(0);
    const answers = JSON.parse(out) as Access[];
    expect(answers).toHaveLength(11);
    const web = answers.find(({ repository }) => repository === 'acme/web');
    const alone = JSON.parse((await typed(['who', 'acme/web', '--access', '--world', dir, '--json'])).out) as object;
    expect(web).toEqual({ repository: 'acme/web', ...alone });
    const secret = answers.find(({ repository }) => repository === 'acme/secret');
    expect(secret).toMatchObject({ people: [], gaps: [{ because: 'forbidden' }] });
  });

  test('as text goes by person, with how many repositories at which level', async () => {
    const { out } = await typed(['who', 'acme', '--access', '--world', dir]);
    expect(out).toContain('Ana Lovell (Admin 10)\n  admin as an administrator of the workspace acme: acme/api, ');
    expect(out).toContain('Oskar Lind (Admin 1)\n  admin on the repository: acme/shop\n');
    expect(out.indexOf('Ana Lovell (')).toBeLessThan(out.indexOf('Oskar Lind ('));
  });

  test('as CSV has the rows of each repository', async () => {
    const { out } = await typed(['who', '--access', '--world', dir, '--format', 'csv']);
    const rows: Record<string, string>[] = parse(out, { columns: true });
    expect(rows.filter(({ repository, actor }) => repository === 'acme/shop' && actor === 'Oskar Lind')).toEqual([
      expect.objectContaining({ permission: 'admin', source: 'repository', decides: 'yes' }),
    ]);
    expect(rows.filter(({ repository }) => repository === 'acme/secret')).toHaveLength(1);
  });
});
