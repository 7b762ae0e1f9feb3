import { known, type Value } from '../shell/values';

/** What a container is started with, or what is run in one that runs. */
export interface Contained {
  /** The image, or the name of the container or service. */
  image: string;
  /** What runs in it; nothing where that is the image's own. */
  words: Value[];
  /** Whether a folder of the step is there too. */
  mounts: boolean;
  /** The variables that it is given: those without a value have the step's. */
  variables: Map<string, Value | undefined>;
}

/** Options without a value; all others take one (docs.docker.com/reference/cli/docker/container/run/#options). */
const flags = new Set(
  `--rm --init --privileged --read-only --detach --interactive --tty --no-healthcheck --oom-kill-disable --publish-all
  --quiet --sig-proxy --disable-content-trust --use-api-socket --no-deps --build --service-ports --use-aliases --no-TTY
  --quiet-pull --quiet-build --remove-orphans --dry-run --debug --tls --tlsverify --compatibility --all-resources
  --verbose --no-ansi`.split(/\s+/),
);
/** Of the short ones; `-it` is two. */
const shortFlags = /^-[ditPqDT]+$/;

interface Options {
  given: [option: string, value: Value][];
  rest: Value[];
}

function optionsOf(words: Value[]): Options {
  const given: [string, Value][] = [];
  let at = 0;
  while (words[at]?.text.startsWith('-')) {
    const word = words[at] ?? known('');
    at++;
    if (word.text === '--') break;
    const equals = word.text.indexOf('=');
    if (word.text.startsWith('--') && equals > 0)
      given.push([word.text.slice(0, equals), { ...word, text: word.text.slice(equals + 1) }]);
    else if (flags.has(word.text) || shortFlags.test(word.text)) continue;
    else if (!word.text.startsWith('--') && word.text.length > 2)
      given.push([word.text.slice(0, 2), { ...word, text: word.text.slice(2).replace(/^=/, '') }]);
    else {
      given.push([word.text, words[at] ?? known('')]);
      at++;
    }
  }
  return { given, rest: words.slice(at) };
}

/** Images whose entry point is a program that pushes. */
const entryPoints: Record<string, string> = {
  git: 'git',
  'alpine-git': 'git',
  'mkdocs-material': 'mkdocs',
  curl: 'curl',
};

/**
 * What `docker run`, `docker exec`, `docker compose run` or `docker compose exec` starts in a container; nothing for
 * the other commands of docker. `words` begin with `docker`, `podman` or `docker-compose`.
 */
export function contained([, ...words]: Value[]): Contained | undefined {
  let { rest } = optionsOf(words);
  if (rest[0]?.text === 'compose') ({ rest } = optionsOf(rest.slice(1)));
  else if (rest[0]?.text === 'container') rest = rest.slice(1);
  const [command, ...after] = rest;
  if (command?.text !== 'run' && command?.text !== 'exec') return undefined;
  const { given, rest: placed } = optionsOf(after);
  const [image, ...own] = placed;
  if (!image) return undefined;
  const name = (image.text.split('/').at(-1) ?? '').split(':')[0] ?? '';
  const named = (options: string[]) => given.filter(([option]) => options.includes(option)).map(([, value]) => value);
  const usual = Object.hasOwn(entryPoints, name) ? entryPoints[name] : undefined;
  // Some are made so that the program is named all the same.
  const isUsual = usual !== undefined && own[0]?.text !== usual;
  const entry = named(['--entrypoint']).at(-1) ?? (isUsual ? known(usual) : undefined);
  return {
    image: name,
    words: entry && entry.text !== '' ? [entry, ...own] : own,
    mounts: named(['-v', '--volume', '--mount', '--volumes-from']).length > 0,
    variables: variablesOf(named(['-e', '--env'])),
  };
}

function variablesOf(written: Value[]): Contained['variables'] {
  return new Map(
    written.map((one) => {
      const equals = one.text.indexOf('=');
      return equals < 0
        ? [one.text, undefined]
        : [one.text.slice(0, equals), { ...one, text: one.text.slice(equals + 1) }];
    }),
  );
}
