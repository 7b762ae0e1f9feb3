import { notKnown, type Cause, type Value } from '../shell/values';

/** Programs that only start another one, with the options of theirs that take a word. */
const starters: Record<string, string[]> = {
  sudo: ['-u', '-g', '-h', '-p'],
  exec: ['-a'],
  command: [],
  builtin: [],
  nohup: [],
  setsid: [],
  doas: ['-u'],
  nice: ['-n'],
  time: ['-f', '-o'],
  stdbuf: [],
  timeout: ['-k', '-s'],
  retry: ['-t', '-d', '-m'],
  'xvfb-run': ['-s', '-n', '-e', '-f', '-p', '-w', '--server-args', '--server-num', '--error-file'],
  'dumb-init': [],
  tini: [],
  unbuffer: [],
  chronic: [],
  ionice: ['-c', '-n'],
  'su-exec': [],
  gosu: [],
  sshpass: ['-p', '-f', '-d', '-P'],
  xargs: ['-I', '-n', '-P', '-L', '-d'],
};
/** What follows their `--` is the command that they start. */
const beforeDashes = new Set(
  `aws-vault chamber dbus-run-session dockerize doppler dotenv dotenvx infisical mise op teller wait-for wait-for-it
  wait-for-it.sh`.split(/\s+/),
);
/** Those that only wait where nothing follows. */
const waiting = new Set(['dockerize', 'wait-for', 'wait-for-it', 'wait-for-it.sh']);
/** Modules of Python that push nothing (`python -m pip`). */
const quietModules = new Set(
  `build venv pip pip3 pytest unittest doctest json.tool http.server compileall py_compile ensurepip site timeit virtualenv
  wheel zipfile tarfile setuptools_scm coverage twine black flake8 mypy pylint isort ruff bandit nox.virtualenv`.split(
    /\s+/,
  ),
);

/** Options of package managers and of what starts their programs that take the next word. */
export const startOptions = [
  '-p',
  '--package',
  '-w',
  '--workspace',
  '--from',
  '--with',
  '--with-editable',
  '--with-requirements',
  '--prefix',
  '-C',
  '-F',
  '--filter',
  '--python',
  '--cwd',
  '--dir',
  '--directory',
  '--project',
  '--group',
  '--extra',
  '--env-file',
  '--spec',
  '--pip-args',
  '--index-url',
];

/** The words of the command that this one only starts; nothing where it is no such program. */
export function started(name: string, rest: Value[], words: Value[]): Value[] | undefined {
  const options = Object.hasOwn(starters, name) ? starters[name] : undefined;
  if (options) {
    let next = afterOptions(rest.slice(1), options);
    if (name === 'timeout' || name === 'su-exec' || name === 'gosu') next = next.slice(1);
    if (name === 'sudo') next = afterAssignments(next);
    return name === 'xargs' && next.length > 0 ? withInput(words.slice(0, words.length - next.length), next) : next;
  }
  if (name === 'env' || name === 'cross-env') return afterAssignments(afterOptions(rest.slice(1), ['-u', '-C']));
  if (/^py(?:thon3?)?$/.test(name) && rest[1]?.text === '-m')
    return quietModules.has(rest[2]?.text ?? '') ? [] : rest.slice(2);
  if (!beforeDashes.has(name)) return undefined;
  const at = rest.findIndex(({ text }) => text === '--');
  return at < 0 ? (waiting.has(name) ? [] : undefined) : rest.slice(at + 1);
}

function afterAssignments(words: Value[]): Value[] {
  const at = words.findIndex(({ text }) => !/^\w+=/.test(text));
  return at < 0 ? [] : words.slice(at);
}

/** The words after options; `--` ends them. */
export function afterOptions(words: Value[], valued: string[]): Value[] {
  let at = 0;
  while (words[at]?.text.startsWith('-')) {
    const text = words[at]?.text ?? '';
    at++;
    if (text === '--') break;
    if (valued.includes(text)) at++;
  }
  return words.slice(at);
}

/** The words that `xargs` starts, with what it passes on: after them, or in place of a mark. */
function withInput(options: Value[], words: Value[]): Value[] {
  const cause: Cause = { because: 'read', name: 'what `xargs` passes on' };
  const at = options.findIndex(({ text }) => /^-(?:[Ii]|-replace)/.test(text));
  const option = options[at]?.text;
  if (option === undefined) return [...words, notKnown('$…', cause)];
  const written = option === '-I' ? options[at + 1]?.text : option.replace(/^(?:-[Ii]|--replace=?)/, '');
  const mark = written === undefined || written === '' ? '{}' : written;
  return words.map((word) =>
    word.text.includes(mark) ? notKnown(word.text.replaceAll(mark, '$$…'), ...word.causes, cause) : word,
  );
}

/** The commands after `-exec` and its like, up to `;` or `+`; what was found stands in them as `$…`. */
export function executed(words: Value[]): Value[][] {
  const cause: Cause = { because: 'read', name: 'what `find` finds' };
  const commands: Value[][] = [];
  let now: Value[] | undefined;
  for (const word of words) {
    if (!now) {
      if (/^-(?:exec|ok)(?:dir)?$/.test(word.text)) commands.push((now = []));
    } else if (word.text === ';' || word.text === '+') now = undefined;
    else now.push(word.text.includes('{}') ? notKnown(word.text.replaceAll('{}', '$$…'), ...word.causes, cause) : word);
  }
  return commands;
}
