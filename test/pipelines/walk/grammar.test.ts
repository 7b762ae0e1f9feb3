import { describe, expect, test } from '@jest/globals';
import { pushesOf, walked } from '../scripts';

describe('a push that only a reader of the whole grammar finds', () => {
  test.each<[what: string, script: string, ...pushes: string[]]>([
    ['after an escaped apostrophe', String.raw`echo $'it\'s done'` + '\ngit push origin x', 'push x'],
    ['after a message with an apostrophe', `: "\${TOKEN:?TOKEN isn't set}"\ngit push origin x`, 'push x'],
    [
      'between two messages with apostrophes',
      `: "\${A:?A isn't set}"\ngit push origin x\n: "\${B:?B isn't set}"\ngit push origin y`,
      'push x',
      'push y',
    ],
    ['a quote in what stands in where a variable is not set', `: "\${A:-'}"; git push origin x`, 'push x'],
    ['after a comment with an apostrophe in $( )', "V=$(cat v # it's\n)\ngit push origin x", 'push x'],
    ['in $( ), after such a comment', "V=$(cat v # it's\ngit push origin x\n)", 'push x'],
    ['a bracket in a comment in $( )', 'V=$(cat v # :)\n)\ngit push origin x', 'push x'],
    ['case in $( )', 'V=$(case a in a) git push origin x;; esac)\ngit push origin y', 'push x', 'push y'],
    ['backticks in backticks', 'echo `echo \\`git push origin x\\``', 'push x'],
    ['in $(( ))', 'echo $(($(git push origin x; echo 1) + 1))', 'push x'],
    ['in (( ))', '(( $(git push origin x; echo 1) > 0 ))', 'push x'],
    ['in [[ ]]', '[[ -n $(git push origin x) ]]', 'push x'],
    ['in a list of for', 'for A in $(git push origin x); do echo; done', 'push x'],
    ['in the word of case', 'case $(git push origin x) in *) git push origin y;; esac', 'push x', 'push y'],
    ['in ${X:+ }', 'echo ${X:+$(git push origin x)}', 'push x'],
    ['in a here-document', 'cat <<EOF\n$(git push origin x)\nEOF', 'push x'],
    ['not in a here-document with a quoted end', "cat <<'EOF'\n$(git push origin x)\nEOF"],
    ['in the target of a redirection', 'echo >$(git push origin x)', 'push x'],
    ['in <( )', 'diff <(git push origin x) a', 'push x'],
    ['in an element of an array', 'A=(1 $(git push origin x))', 'push x'],
    ['an array that is called', 'A=(git push origin); A+=(x)\n"${A[@]}"', 'push x'],
    ['a coprocess', 'coproc git push origin x', 'push x'],
    ['select', 'select A in a b; do git push origin x; done', 'push x'],
    ['for of C', 'for ((i = 0; i < 3; i++)); do git push origin x; done', 'push x'],
    ['in the background', 'git push origin x & wait', 'push x'],
    ['a function whose body is a subshell', 'f() ( git push origin x )', 'push x'],
    ['an arm that falls through', 'case $BITBUCKET_BRANCH in main) ;& next) git push origin x;; esac', 'push x'],
    ['a number of a file that is kept', 'exec {fd}>log; git push origin x', 'push x'],
    ['braces that list', 'git push origin {x,y}', 'push x', 'push y'],
    ['|&', 'git push origin x |& tee log', 'push x'],
    ['a here-string for a shell', 'bash <<< "git push origin x"', 'push x'],
    ['a here-document for sh, with what is escaped in it', 'sh <<EOF\nX=x\ngit push origin HEAD:\\$X\nEOF', 'push x'],
    ['a here-document through cat', 'cat <<EOF | sh\ngit push origin x\nEOF', 'push x'],
    [
      'what printf gives a shell',
      String.raw`printf 'git push origin x\n' | sh; printf '%s\n' "git push origin y" | bash -s`,
      'push x',
      'push y',
    ],
    ['what a shell in braces reads', 'echo git push origin x | { sh; }', 'push x'],
    ['su -c', "su - build -c 'git push origin x'", 'push x'],
    ['sudo with a variable', 'sudo A=1 git push origin x', 'push x'],
    ['builtin, setsid', 'setsid git push origin x; builtin eval "git push origin y"', 'push x', 'push y'],
    ['eval of a literal', "eval 'git push origin x'", 'push x'],
    ['eval that sets what is pushed', "eval 'B=x'; git push origin $B", 'push x'],
    ['an alias of the shell', "alias gp='git push'\ngp origin x", 'push x'],
    ['an alias that names itself', "alias git='git -c a.b=c'\ngit push origin x", 'push x'],
    ['an alias of git', "git config --global alias.p 'push origin'\ngit p x", 'push x'],
    ['an alias of git for one command', 'git -c alias.p=push p origin x', 'push x'],
    [
      'an alias of git that is a command of the shell',
      "git config alias.ship '!git fetch && git push origin'\ngit ship x",
      'push x',
    ],
    ['an alias of git that names itself', 'git config alias.p p; git p origin x'],
    [
      'git does not let an alias change its own commands',
      "git config alias.push 'push origin'; git push origin x",
      'push x',
    ],
    [
      'a test of two in [[ ]]',
      '[[ $BITBUCKET_BRANCH == main && $BITBUCKET_BRANCH != x ]] && git push origin x',
      'push x',
    ],
    [
      'a test of two in [[ ]] that fails',
      '[[ $BITBUCKET_BRANCH == main && $BITBUCKET_BRANCH == x ]] && git push origin x',
    ],
    ['after a test that fails and ||', '[ "$BITBUCKET_BRANCH" = develop ] && echo no || git push origin x', 'push x'],
    ['after a test that holds and ||', '[ "$BITBUCKET_BRANCH" = main ] || git push origin x'],
    ['a pipeline after a test that fails', '[ "$BITBUCKET_BRANCH" = develop ] && echo git push origin x | sh'],
    ['a subshell after a word', 'if true; then (git push origin x; exit 0); fi; git push origin y', 'push x', 'push y'],
    ['lines that end with a carriage return', 'echo a\r\ngit push origin x\r\ngit push origin y\r', 'push x', 'push y'],
    ['PowerShell', 'if ($env:A) {\n  git push origin x\n}', 'push x'],
    ['what is after a broken command', 'git push origin x; fi\ngit push origin y', 'push x', 'push y'],
  ])('%s', (_, script, ...pushes) => {
    expect(pushesOf(script)).toEqual(pushes);
  });

  test('a shell that reads its script from a file', () => {
    expect(pushesOf('sh < ci/a.sh', { files: { 'ci/a.sh': 'git push origin x' } })).toEqual(['push x']);
  });

  test.each<[what: string, script: string, line: number, command?: string]>([
    ['after a comment with an apostrophe', "V=$(cat v # it's\n)\n\ngit push origin x", 4],
    ['in $( )', "V=$(cat v # it's\n\ngit push origin x\n)", 3],
    ['in a function, after a here-document', 'f() {\n  cat <<EOF\nit\nEOF\n  git push origin x\n}', 5],
    ['in escaped backticks: of the whole', 'true\necho `echo \\`git push origin x\\``', 2],
    ['over several lines', 'true\ngit \\\n push \\\n origin x >log', 2, 'git push origin x'],
    ['with what is timed', 'time git push origin x', 1, 'time git push origin x'],
  ])('on its own line: %s', (_, script, line, command = 'git push origin x') => {
    expect(walked(script).found).toMatchObject([{ line, command }]);
  });
});

describe('what cannot be followed is named', () => {
  test.each<[script: string, why: string, line: number]>([
    ['git push origin x\necho "open', 'not-understood', 2],
    ["true\necho it's\ngit push", 'not-understood', 2],
    ['if true; then\n  git push', 'not-understood', 2],
    ['git push origin x\n)', 'not-understood', 2],
    ['true\ngit push\0 origin x', 'not-understood', 2],
    ['echo ok\n' + '$('.repeat(10_000), 'not-understood', 2],
    ['$('.repeat(10_000) + 'git push' + ')'.repeat(10_000), 'not-understood', 1],
    ['f() '.repeat(50_000), 'not-understood', 1],
    ['cat <<A '.repeat(1_000), 'not-understood', 1],
    ["bash -c 'git push \"origin'", 'not-understood', 1],
    [
      'sh -c "sh -c \'sh -c \\"sh -c \\\\\\"eval \\\\\\\\\\\\\\"eval \\\'git push\\\'\\\\\\\\\\\\\\"\\\\\\"\\"\'"',
      'not-understood',
      1,
    ],
    ['eval "$DEPLOY"', 'computed', 1],
    ['bash -c "$DEPLOY"', 'computed', 1],
    ['git config alias.release "$RELEASE"; git release', 'computed', 1],
    ['git submodule foreach "git push origin x"', 'computed', 1],
    [`python -c "import os; os.system('git push')"`, 'language', 1],
    [`node -e 'require("child_process").execSync("git push")'`, 'language', 1],
    ['python3 <<EOF\nimport os\nos.system("git push")\nEOF', 'language', 1],
    ['1..3 | % { git push origin x }', 'computed', 1],
    ['python3 ci/release.py', 'file', 1],
    ['source ci/release.sh', 'file', 1],
  ])('%.100j', (script, why, line) => {
    expect(walked(script).hidden).toMatchObject([{ why, line }]);
  });

  test.each([
    'eval "$(ssh-agent -s)"',
    'node -p "require(\'./package.json\').version"',
    'docker run --rm node:20 npm ci',
    'docker build -t acme/web . && docker push acme/web',
    'echo git push',
    'git submodule foreach git fetch',
    'bash -c "cd $DIR && make -n"',
  ])('and what shows no push is not: %s', (script) => {
    expect(walked(script)).toEqual({ found: [], hidden: [], state: expect.anything() });
  });
});

describe('a command that may fail, or runs in a shell of its own, hides nothing that follows', () => {
  test.each<[what: string, script: string, ...pushes: string[]]>([
    ['exit where nothing changed', 'git diff --quiet && exit 0\ngit push origin x', 'push x'],
    ['exit after two commands', 'git diff --cached --quiet && echo nothing && exit 0\ngit push origin x', 'push x'],
    ['exit, else a push', 'git diff --exit-code && exit 0 || git push origin x', 'push x'],
    ['exit in braces, else a push', 'grep -q a b && { echo no; exit 0; } || git push origin x', 'push x'],
    ['exit that || : follows', 'cmp a b && exit 0 || :\ngit push origin x', 'push x'],
    ['exit after a test and a command', '[ -n "$X" ] || git diff --quiet && exit 0\ngit push origin x', 'push x'],
    ['exit alone ends the script', 'exit 0\ngit push origin x'],
    ['exit after what always comes out well', 'true && exit 0\ngit push origin x'],
    ['exit in the background', 'exit 0 & git push origin x', 'push x'],
    ['exit of braces in the background', '{ exit 0; } &\ngit push origin x', 'push x'],
    ['exit at the end of a pipe', 'echo a | exit 0; git push origin x', 'push x'],
    ['exit of braces in a pipe', 'echo a | { read a; exit 0; }; git push origin x', 'push x'],
  ])('%s', (_, script, ...pushes) => {
    expect(pushesOf(script)).toEqual(pushes);
  });
});

describe('what cannot be read may have set any variable', () => {
  test.each<[what: string, script: string, ...pushes: string[]]>([
    ['a file that is not at hand', 'B=x; . ./env.sh; git push origin HEAD:$B', 'push ?$B'],
    ['what a program prints', 'B=x; eval "$(./version.sh)"; git push origin HEAD:$B', 'push ?$B'],
    ['not the agent of SSH', 'B=x; eval "$(ssh-agent -s)"; git push origin HEAD:$B', 'push x'],
    ['a part of a pipe keeps its own', 'B=x; echo y | B=z; git push origin HEAD:$B', 'push x'],
    ['a background command keeps its own', 'B=x; { B=z; } & git push origin HEAD:$B', 'push x'],
    ['a program that is run does not', 'B=x; ./version.sh; git push origin HEAD:$B', 'push x'],
  ])('%s', (_, script, ...pushes) => {
    expect(pushesOf(script)).toEqual(pushes);
  });
});

describe('a push among the words of another program is found, or its command named', () => {
  test.each<[script: string, what: 'found' | 'named' | 'neither']>([
    ['/bin/git push origin x', 'found'],
    ['/opt/git/bin/git push origin x', 'found'],
    ["trap -- 'git push origin x' EXIT", 'found'],
    ['ssh host git push origin x', 'named'],
    ['./ci/retry.sh git push origin x', 'named'],
    ["xvfb-run bash -c 'git push origin x'", 'found'],
    ['doppler run -- git push', 'found'],
    ["parallel 'git push origin {}' ::: x", 'named'],
    ["find . -execdir sh -c 'git push origin x' \\;", 'found'],
    ['echo git push origin x', 'neither'],
    ["curl -d 'git push failed' https://chat.example", 'neither'],
    ['helm push chart.tgz oci://registry', 'neither'],
  ])('%s: %s', (script, what) => {
    const { found, hidden } = walked(script);
    expect(found.length > 0 ? 'found' : hidden.length > 0 ? 'named' : 'neither').toBe(what);
  });
});
