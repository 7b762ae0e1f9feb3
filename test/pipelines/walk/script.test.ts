import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { masked } from '../../../src/pipelines/git/address';
import { treeOf } from '../../../src/pipelines/shell/tree';
import { wordOf } from '../../../src/pipelines/shell/words';
import { atStart, pushesOf, someBranch, walked } from '../scripts';

describe('commands in a script', () => {
  test.each<[what: string, script: string, ...pushes: string[]]>([
    [
      'several in a line',
      'a; git push origin x && git push origin y || git push origin z',
      'push x',
      'push y',
      'push z',
    ],
    ['a pipe', 'yes | git push origin x | tee log', 'push x'],
    ['redirections', 'git push origin x >log 2>&1 </dev/null', 'push x'],
    ['a number before a redirection is none of the words', 'git push origin x 2>/dev/null', 'push x'],
    ['a line that goes on', 'git push \\\n  origin \\\n  x', 'push x'],
    ['a comment', 'git push origin x # git push origin y', 'push x'],
    ['a hash inside a word', 'git push origin x#1', 'push x#1'],
    ['quotes', `git "push" 'origin' "HEAD:"x`, 'push x'],
    ['a here-document', 'cat <<EOF\ngit push origin no\nEOF\ngit push origin x', 'push x'],
    ['two here-documents, one indented', 'cat <<A <<-"B"\ngit push\nA\n\tgit push\n\tB\ngit push origin x', 'push x'],
    ['a here-string', 'cat <<< "git push"; git push origin x', 'push x'],
    ['a subshell', '(cd sub; git push origin x)', 'push x'],
    ['braces', '{ git push origin x; }', 'push x'],
    ['a function', 'release() {\n git push origin x\n}\nrelease', 'push x'],
    ['function without parentheses', 'function release { git push origin x; }', 'push x'],
    [
      'if, elif, else',
      'if a; then git push origin x; elif b; then git push origin y; else git push origin z; fi',
      'push x',
      'push y',
      'push z',
    ],
    ['a condition that pushes', 'if ! git push origin x; then echo; fi', 'push x'],
    [
      'loops',
      'while read l; do git push origin x; done; until git push origin y; do sleep 1; done',
      'push x',
      'push y',
    ],
    [
      'a here-document that a shell runs',
      'bash -s <<EOF\ngit push origin x\nEOF\ngit push origin y',
      'push x',
      'push y',
    ],
    ['what echo gives a shell', 'echo "git push origin x" | sh; echo "git push" | cat; sh', 'push x'],
    ['a trap', "trap 'git push origin x' EXIT; trap - EXIT", 'push x'],
    ['what xargs passes on', 'cat list | xargs git push origin', 'push ?$… (branch-or-tag)'],
    ['what xargs puts in place of a mark', 'cat list | xargs -n 1 -I{} git push origin HEAD:refs/heads/{}', 'push ?$…'],
    [
      'folders that are left again',
      'pushd a; pushd b; popd; popd; git clone git@bitbucket.org:acme/o.git o; cd o; git push origin x',
      'push x -> acme/o as ssh-key',
    ],
    ['bash -c', `bash -ec "git push origin x"`, 'push x'],
    ['bash -c in sh -c', `sh -c 'bash -c "git push origin x"'`, 'push x'],
    ['eval', 'C="git push origin x"; eval "$C"', 'push x'],
    ['the output of a command', 'echo "$(git push origin x)" `git push origin y`', 'push x', 'push y'],
    ['what starts another program', 'sudo -E timeout 5m nohup env A=1 git push origin x', 'push x'],
    ['a container of git', 'docker run --rm -v $PWD:/git alpine/git push origin x', 'push x -> here as not-known'],
    ['after exit nothing runs', 'exit 0\ngit push'],
    ['exit under a condition', 'if [ -z "$T" ]; then exit 1; fi; git push origin x', 'push x'],
    ['return leaves a function', 'f() { return 0; git push origin no; }\nf; git push origin x', 'push x'],
    ['a test that fails for this branch', '[ "$BITBUCKET_BRANCH" = develop ] && git push origin x'],
    ['a test that holds for this branch', '[[ $BITBUCKET_BRANCH == main ]] && git push origin x', 'push x'],
    [
      'the same by !=',
      'if [ "$BITBUCKET_BRANCH" != "main" ]; then git push origin x; else git push origin y; fi',
      'push y',
    ],
    ['the same by !', 'if ! [ "$BITBUCKET_BRANCH" = "main" ]; then git push origin x; fi'],
    [
      'the same by case',
      'case $BITBUCKET_BRANCH in\n develop|next) git push origin x ;;\n (main) git push origin y ;;\n *) git push origin z ;;\nesac',
      'push y',
    ],
    [
      'case in one line',
      'case "$BITBUCKET_BRANCH" in main) git push origin y;; *) git push origin z;; esac; git push origin w',
      'push y',
      'push w',
    ],
    ['of two tests one fails', 'if [ "$BITBUCKET_BRANCH" = main ] && [ "$CI" = x ] && [ 1 = 2 ]; then git push; fi'],
    ['either of two tests', 'if [ "$BITBUCKET_BRANCH" = no ] || [ -n "$X" ]; then git push; fi', 'push main'],
  ])('%s', (_, script, ...pushes) => {
    expect(pushesOf(script)).toEqual(pushes);
  });

  test('a test settles the branch of a run that is not known', () => {
    const start = atStart({
      text: '$BITBUCKET_BRANCH',
      causes: [{ because: 'pattern', pattern: '**', of: 'branches' }],
    });
    expect(pushesOf('if [ "$BITBUCKET_BRANCH" = "main" ]; then git push; fi; git push', { start })).toEqual([
      'push main',
      'push ?$BITBUCKET_BRANCH',
    ]);
    expect(pushesOf('if [ "$BITBUCKET_BRANCH" = "main" ]; then git push; fi', { start: atStart(someBranch) })).toEqual(
      [],
    );
  });
});

describe('variables', () => {
  test.each<[script: string, push: string]>([
    ['git push origin $BITBUCKET_BRANCH', 'push main'],
    ['git push origin HEAD:${BITBUCKET_BRANCH}', 'push main'],
    ['X=next; git push origin HEAD:$X', 'push next'],
    ['export X="next"; git push origin "HEAD:${X}"', 'push next'],
    ['export X=a Y=b; git push origin HEAD:$X/$Y', 'push a/b'],
    ["X='a b'; git push origin $X", 'push a'],
    ['X=next Y=1 git push origin HEAD:$X', 'push ?$X'],
    ['git push origin HEAD:${X:-next}', 'push next'],
    ['git push origin HEAD:${X-next}', 'push next'],
    [': "${X:=next}"; git push origin HEAD:$X', 'push next'],
    [': ${X=next}; X=; git push origin HEAD:${X:=last}', 'push last'],
    ['X=own; git push origin HEAD:${X:-next}', 'push own'],
    ['git push origin HEAD:${X:-$BITBUCKET_BRANCH}', 'push main'],
    ['git push origin HEAD:$(git rev-parse --abbrev-ref HEAD)', 'push main'],
    ['B=`git branch --show-current`; git push origin $B', 'push main'],
    ['B=$(echo $BITBUCKET_BRANCH); git push origin HEAD:$B', 'push main'],
    ['B=$(cat branch.txt); git push origin HEAD:$B', 'push ?$(cat branch.txt)'],
    ['X=release/1.0; git push origin HEAD:next/${X#release/}', 'push next/1.0'],
    ['X=a/b/c; git push origin HEAD:${X##*/}', 'push c'],
    ['X=a/b/c; git push origin HEAD:${X%/*}', 'push a/b'],
    ['X=a/b/c; git push origin HEAD:${X%%/*}', 'push a'],
    ['git push origin HEAD:${X^^}', 'push ?${X…}'],
    ['if [ -n "$Y" ]; then X=a; fi; git push origin HEAD:$X', 'push ?$X'],
    ['if [ -n "$Y" ]; then X=a; else X=a; fi; git push origin HEAD:$X', 'push a'],
    ['[ -n "$Y" ] && X=a; git push origin HEAD:$X', 'push ?$X'],
    ['X=b; (X=a); git push origin HEAD:$X', 'push b'],
    ['for X in a b; do git push origin HEAD:$X; done', 'push ?$X'],
    ['for X in a; do git push origin HEAD:$X; done', 'push a'],
    ['read -r X; git push origin HEAD:$X', 'push ?$X'],
    ["X='$BITBUCKET_BRANCH'; git push origin 'HEAD:$X'", 'push $X'],
  ])('%s', (script, push) => {
    expect(pushesOf(script)[0]).toEqual(push);
  });

  test('a default is said to be one', () => {
    const [push] = walked('git push origin HEAD:${X:-next}').found;
    expect(push?.target.name.assumed).toEqual([{ by: 'set-in-bitbucket', name: '$X', value: 'next' }]);
  });
});

describe('what cannot be looked into', () => {
  test.each<[script: string, hidden: string[]]>([
    ['./release.sh', ['./release.sh']],
    ['bash ci/publish.sh --all', ['bash ci/publish.sh --all']],
    ['npm run release', ['npm run release']],
    ['yarn run tag', ['yarn run tag']],
    ['make release', ['make release']],
    ['$RELEASE_COMMAND --now', ['$RELEASE_COMMAND --now']],
    ['$GIT push origin main', ['$GIT push origin main']],
    ['pip install zest.releaser && fullrelease --no-input', ['fullrelease --no-input']],
    ['ssh build@host "cd web && git push origin main"', ['ssh build@host "cd web && git push origin main"']],
    ['ssh build@host <<EOF\ngit push\nEOF', ['ssh build@host']],
    ['ssh build@host ls', []],
    ['release() { true; }\nrelease', []],
    ['function release { true; }; release', []],
    ['npx semantic-release --dry-run && goreleaser release && lsb_release -a && cargo publish', []],
  ])('%s', (script, hidden) => {
    expect(walked(script).hidden.map(({ what }) => what)).toEqual(hidden);
  });

  const files = {
    'package.json': JSON.stringify({
      scripts: {
        release: 'npm run tag && git push origin "HEAD:$TARGET"',
        tag: 'git push --tags',
        prerelease: 'git push origin early',
        loop: 'npm run loop',
      },
    }),
    'ci/release.sh': '#!/bin/sh\ncd "$(dirname "$0")"\ngit push origin x',
    'ci/env.sh': 'TARGET=sourced',
    'ci/release.py': '#!/usr/bin/env python3\nprint("git push")',
  };
  test.each<[script: string, ...pushes: string[]]>([
    ['TARGET=t npm run release', 'push early', 'push refs/tags/*', 'push t'],
    ['npm run loop'],
    ['./ci/release.sh', 'push x'],
    ['cd ci && sh release.sh', 'push x'],
    ['. ci/env.sh; git push origin HEAD:$TARGET', 'push sourced'],
    ['ci/env.sh; git push origin HEAD:$TARGET', 'push ?$TARGET'],
    ['python3 ci/release.py'],
  ])('but is beside the file: %s', (script, ...pushes) => {
    expect(pushesOf(script, { files })).toEqual(pushes);
  });
});

test.each<[text: string, masked: string]>([
  ['git push https://x-token-auth:abc@bitbucket.org/a/b', 'git push https://x-token-auth:***@bitbucket.org/a/b'],
  ['git push https://x-token-auth:a/b@c@bitbucket.org/a/b', 'git push https://x-token-auth:***@bitbucket.org/a/b'],
  ['https://x-token-auth:${TOKEN}@bitbucket.org', 'https://x-token-auth:${TOKEN}@bitbucket.org'],
  ['https://x-token-auth:$TOKEN@bitbucket.org', 'https://x-token-auth:$TOKEN@bitbucket.org'],
  ['https://abcdefghijklmnopqrstuvwxyz@bitbucket.org', 'https://***@bitbucket.org'],
  ['git@bitbucket.org:a/b', 'git@bitbucket.org:a/b'],
  ['-c http.extraHeader="Authorization: Bearer abc"', '-c http.extraHeader="Authorization: Bearer ***"'],
  ['Authorization: Bearer $T', 'Authorization: Bearer $T'],
  ['BB_TOKEN=abc npx semantic-release', 'BB_TOKEN=*** npx semantic-release'],
  ['mvn release:prepare -Dpassword=abc', 'mvn release:prepare -Dpassword=***'],
  ['git push origin ATCTT3xFfGN0abcdefgh', 'git push origin ***'],
  ['git push origin main', 'git push origin main'],
])('without secrets: %s', (text, without) => {
  expect(masked(text)).toBe(without);
});

const piece = fc.constantFrom(
  'git',
  'push',
  'origin',
  'HEAD:x',
  '$X',
  '${X:-',
  '}',
  '$(',
  ')',
  '(',
  '`',
  '"',
  "'",
  '\\',
  '\n',
  ' ',
  ';',
  ';;',
  '&&',
  '||',
  '|',
  '<<E',
  'E',
  'if',
  'then',
  'elif',
  'else',
  'fi',
  'case',
  'in',
  '*)',
  'esac',
  'for',
  'do',
  'done',
  '{',
  'f()',
  '[',
  ']',
  '=',
  '!',
  'exit',
  'cd',
  '..',
  'eval',
  'bash -c',
  '#',
  '>',
  '2>&1',
  '-',
  '--',
  '+',
  ':',
  '@',
  'git clone u',
  'git checkout',
  'npx',
  'semantic-release',
  'mvn',
  'release:prepare',
  'yarn',
  'docker run',
  '-v a:b',
  '--entrypoint git',
  'find . -exec',
  '\\;',
  'curl -X DELETE',
  '-d {"name":"x"}',
  'https://api.bitbucket.org/2.0/repositories/acme/web/refs/branches/x',
  'make',
  'npm run x',
  'uv tool run',
  'hub',
  'pod repo push',
  'dotnet',
  'ssh h',
  '> x.sh',
  'sh x.sh',
  'constructor',
  '__proto__',
  'sudo',
);

const files = {
  Makefile: 'x: y\n\tgit push $(A) "$@"\ny:\n\tmake x\n',
  'package.json': '{"scripts": {"x": "npm run y", "y": "sh x.sh", "constructor": "git push"}}',
  'x.sh': 'make\ngit push\n',
};

test('no script stops the reader, and every line it gives is one of the script', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
        fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        fc.string(),
      ),
      (script) => {
        const lines = script.split('\n').length;
        const { found } = walked(script, { files });
        expect(found.every(({ line }) => line >= 1 && line <= lines)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('what is quoted is one word, and comes out as it went in', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ minLength: 1 }).filter((text) => !text.includes('\0')),
        { minLength: 1 },
      ),
      (texts) => {
        const script = texts.map((text) => `'${text.replaceAll("'", String.raw`'\''`)}'`).join(' ');
        const command = treeOf(script).script?.commands[0]?.command;
        const nodes = command?.type === 'Command' ? [command.name, ...command.args] : [];
        const source = { text: script, lineAt: () => 1 };
        const words = nodes.flatMap((node) => (node?.type === 'Word' ? wordOf(node, source) : []));
        expect(words.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : '?')).join(''))).toEqual(
          texts,
        );
      },
    ),
  );
});
