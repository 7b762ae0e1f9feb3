import { describe, expect, test } from '@jest/globals';
import { bounded } from '../../../src/pipelines/programs/project';
import { atStart, pushesOf, walked } from '../scripts';
import { processorTime } from '../../processor-time';

const files = {
  'package.json': JSON.stringify({
    scripts: {
      test: 'jest',
      pretest: 'eslint .',
      deploy: 'sh ci/deploy.sh',
      postversion: 'git push --follow-tags',
      prepare: 'git push origin prepared',
      loop: 'npm run loop; npm run loop; git push origin looped',
      deep: 'yarn run deeper',
      deeper: 'bash ci/make.sh',
      args: 'git push origin',
    },
  }),
  'web/package.json': JSON.stringify({ scripts: { ship: 'bash up.sh' } }),
  'web/up.sh': 'git push origin HEAD:web',
  'web/src/x.txt': '',
  'ci/deploy.sh': 'git push origin deployed',
  'ci/make.sh': 'make ship TO=shipped',
  'ci/self.sh': '#!/bin/bash\n./ci/self.sh\ngit push origin self',
  'ci/tag.py': 'import subprocess\nsubprocess.run(["git", "push"])',
  'ci/quiet.py': 'print(1)',
  Makefile:
    'TO ?= main\nship: test\n\tgit push origin HEAD:$(TO)\ntest:\n\tnpm test\nall:\n\t$(MAKE) -C docs\nodd: x.o\n\tgit push origin odd\ninclude other.mk\n',
  'docs/Makefile': 'push:\n\tgit push origin docs\n',
  'make/plain.mk': 'go:\n\tcd sub && git push origin plain\n\tgit push origin $(BITBUCKET_BRANCH)\n',
};

describe('with the repository at hand', () => {
  test.each<[script: string, pushes: string[], hidden?: string[]]>([
    ['npm run deploy', ['push deployed']],
    ['npm test', []],
    ['npm ci', ['push prepared']],
    ['npm version patch', ['push main', 'push refs/tags/*']],
    ['npm publish', ['push prepared']],
    ['npm run nothing', []],
    ['yarn deploy', ['push deployed']],
    ['yarn eslint .; yarn semantic-release --dry-run', []],
    ['yarn own-tool', [], ['yarn own-tool']],
    ['npm run args -- HEAD:given', ['push given']],
    ['npm run loop', ['push looped']],
    ['npm run deep', ['push shipped'], ['make ship TO=shipped']],
    ['cd web && npm run ship', ['push web']],
    ['npm --prefix web run ship', ['push web']],
    ['npm run ship --prefix=web', ['push web']],
    ['yarn --cwd web ship', ['push web']],
    ['pnpm -C web ship', ['push web']],
    ['pnpm --dir web run ship', ['push web']],
    ['cd web/src && npm run ship', ['push web']],
    ['cd $X && npm run ship', [], ['npm run ship']],
    ['cd /elsewhere && npm run ship', [], ['npm run ship']],
    ['npm run ship -w web', [], ['npm run ship -w web']],
    ['pnpm -r ship', [], ['pnpm -r ship']],
    ['cd web && npm run ship; git push origin x', ['push web', 'push x']],
    ['make -f make/plain.mk', ['push plain', 'push main']],
    ['make -C make -f plain.mk go', ['push plain', 'push main']],
    ['make -C docs', ['push docs']],
    ['make', ['push main'], ['make']],
    ['make ship TO=x', ['push x'], ['make ship TO=x']],
    ['make ship TO=$UNKNOWN', ['push ?$UNKNOWN'], ['make ship TO=$UNKNOWN']],
    ['make all', ['push docs'], ['make all']],
    ['make odd', ['push odd'], ['make odd']],
    ['make $TARGET', [], ['make $TARGET']],
    ['./ci/self.sh', ['push self']],
    ['git clone git@bitbucket.org:acme/o.git o && cd o && npm run deploy', [], ['npm run deploy']],
    ['git clone git@bitbucket.org:acme/o.git web && cd web && sh up.sh', [], ['sh up.sh']],
    ['git clone git@bitbucket.org:acme/o.git docs && make -C docs', [], ['make -C docs']],
    ['docker run node:20 npm test', [], ['docker run node:20 npm test']],
    ['docker run -v $PWD:/w -w /w node:20 npm test', []],
    ['python3 ci/tag.py', [], ['! python3 ci/tag.py']],
    ['python3 ci/quiet.py', [], ['python3 ci/quiet.py']],
    ['./ci/missing.sh; ./../out.sh; ~/x.sh', [], ['./ci/missing.sh', './../out.sh', '~/x.sh']],
  ])('%s', (script, pushes, hidden = []) => {
    expect(pushesOf(script, { files })).toEqual(pushes);
    expect(
      walked(script, { files }).hidden.map(
        ({ what, likely }) => `${likely && what.includes('tag') ? '! ' : ''}${what}`,
      ),
    ).toEqual(hidden);
  });

  test('a step that does not clone has no files', () => {
    const start = atStart();
    start.values.delete('repo ');
    for (const script of ['sh ci/deploy.sh', 'npm run deploy', 'make ship', 'npm version patch'])
      expect(walked(script, { files, start })).toMatchObject({ found: [], hidden: [{ what: script }] });
  });

  test('what another file runs is said to stand there', () => {
    const inside = { 'ci/a.sh': './b.py\ngit push origin x' };
    expect(walked('sh ci/a.sh', { files: inside })).toMatchObject({
      found: [{ inFile: 'ci/a.sh' }],
      hidden: [{ what: './b.py', inFile: 'ci/a.sh' }],
    });
  });

  test('semantic-release may get its plugin by its words', () => {
    const settled = { '.releaserc': '{"plugins": ["@semantic-release/npm"]}' };
    const branch = (command: string) =>
      walked(command, { files: settled })
        .found.filter(({ target }) => target.kind === 'branch')
        .map(({ only }) => only ?? 'surely');
    expect(branch('npx semantic-release')).toEqual([]);
    expect(branch('npx semantic-release -p @semantic-release/git')).toEqual(['surely']);
    expect(branch('npx semantic-release -p @semantic-release/github')).toEqual([
      'with the plugin `@semantic-release/git`',
    ]);
    expect(branch('npx semantic-release -e semantic-release-monorepo')).toEqual([
      'with the plugin `@semantic-release/git`',
    ]);
    expect(branch('cd web && npx semantic-release')).toEqual(['with the plugin `@semantic-release/git`']);
    expect(branch('npx multi-semantic-release')).toEqual(['with the plugin `@semantic-release/git` in a package']);
  });
});

describe('a file that the script has written is not as it is at hand', () => {
  test.each<[script: string, pushes: string[], hidden?: string[]]>([
    ['echo "git push origin HEAD:own" > ci/deploy.sh; sh ci/deploy.sh', ['push own']],
    [
      'cat > new.sh <<EOF\ngit push origin one\nEOF\necho git push origin two >> new.sh; bash new.sh',
      ['push one', 'push two'],
    ],
    ['B=x; cat > new.sh <<EOF\ngit push origin HEAD:$B\nEOF\ncd ci; sh ../new.sh', ['push x']],
    ['echo "git push origin more" >> ci/deploy.sh; sh ci/deploy.sh', [], ['sh ci/deploy.sh']],
    ['curl -so ci/deploy.sh https://x.example; sh ci/deploy.sh', [], ['sh ci/deploy.sh']],
    ['sed -i s/a/b/ ci/deploy.sh; ./ci/deploy.sh', [], ['./ci/deploy.sh']],
    ['if [ -n "$X" ]; then echo : > ci/deploy.sh; fi; sh ci/deploy.sh', [], ['sh ci/deploy.sh']],
    ['echo : ; date > ci/deploy.sh; sh ci/deploy.sh', [], ['sh ci/deploy.sh']],
    ['{ echo a; echo b; } > ci/deploy.sh; sh ci/deploy.sh', [], ['sh ci/deploy.sh']],
    ['jq .a x > package.json; npm run deploy', [], ['npm run deploy']],
    ['sed -i s/a/b/ Makefile; make ship', [], ['make ship']],
    ['sh ci/deploy.sh > log.txt 2> err.sh', ['push deployed']],
    ['chmod +x ci/deploy.sh && ./ci/deploy.sh', ['push deployed']],
  ])('%s', (script, pushes, hidden = []) => {
    expect(pushesOf(script, { files })).toEqual(pushes);
    expect(walked(script, { files }).hidden.map(({ what }) => what)).toEqual(hidden);
  });
});

test('files that hold too much are named, and the rest of the file is rehearsed', () => {
  const large = {
    'large.sh': 'X=1 git push origin HEAD:large\n'.repeat(30_000),
    'env.sh': variables(500),
    Makefile: 'a:\n\tsh large.sh',
  };
  const said = walked('B=x; . ./env.sh; sh large.sh; make a; git push origin HEAD:$B', { files: large });
  expect(said.hidden.map(({ what }) => what)).toEqual(['. ./env.sh', 'sh large.sh', 'make a']);
  expect(said.found.map(({ target }) => target.name.text)).toEqual(['large', '$B']);
});

function variables(many: number): string {
  return Array.from({ length: many }, (_, at) => `V${String(at)}=x`).join('\n');
}

test('so much of files is read, and no more', () => {
  let read = 0;
  const beside = bounded((path) => {
    read++;
    return path === 'none' ? undefined : 'x'.repeat(1_000_000);
  });
  for (let at = 0; at < 5; at++) expect(beside('a')).toBeDefined();
  expect([beside('a'), beside('b'), beside('none')]).toEqual([undefined, undefined, undefined]);
  expect(read).toBe(3);
});

test.each<[what: string, files: Record<string, string>, script: string]>([
  [
    'a script that calls many',
    { 'a.sh': 'sh b.sh\n'.repeat(500), 'b.sh': `#${'x'.repeat(200_000)}\n` },
    'sh a.sh\n'.repeat(500),
  ],
  [
    'a package.json asked for again and again',
    { 'package.json': JSON.stringify({ x: 'x'.repeat(250_000), scripts: { a: ':' } }) },
    'npm run a\n'.repeat(10_000),
  ],
  [
    'a Makefile asked for again and again',
    { Makefile: `a:\n\t:\n${'b: c\n'.repeat(40_000)}` },
    'make a\n'.repeat(5_000),
  ],
  [
    'scripts that call each other twice',
    Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`${String(at)}.sh`, `sh ${String(at + 1)}.sh\n`.repeat(2)]),
    ),
    'sh 0.sh',
  ],
  ['many that cannot be read', {}, './x"\n'.repeat(10_000)],
  ['many that are not at hand', {}, './x.sh\n'.repeat(19_000)],
  ['find that runs many', {}, `find . ${'-exec ./a \\; '.repeat(490)}\n`.repeat(30)],
])('hostile files end soon: %s', (_, at, script) => {
  const seconds = processorTime();
  const beside = bounded((path) => at[path]);
  try {
    walked(script, { beside });
  } catch (error) {
    expect(error).toEqual(new Error('too many commands'));
  }
  expect(seconds()).toBeLessThan(30);
});
