import type { Destination } from '../git/address';
import type { Contained } from '../programs/containers';
import type { Call } from '../programs/tools';
import { known, type State, type Value } from '../shell/values';
import { hide, holdsGitPush } from './called';
import { nested } from './nested';
import { isOfShell, type Walk } from './walk';

/** Images that only serve what others ask them for. */
const servers = new Set(
  `postgres postgis mysql mariadb percona redis valkey memcached mongo rabbitmq kafka zookeeper elasticsearch opensearch
  localstack minio nginx httpd traefik mailhog mailpit sonarqube selenium standalone-chrome standalone-firefox registry
  dynamodb-local wiremock mockserver vault consul etcd`.split(/\s+/),
);

/** What a container runs: pushes of it are found, and what it hides is named. `run` runs the words of a command. */
export function inContainer(
  contained: Contained,
  line: number,
  text: string,
  walk: Walk,
  run: (words: Value[], walk: Walk) => void,
) {
  // Options are for the image's own program.
  if (contained.words[0]?.text.startsWith('-') !== false) {
    if (!servers.has(contained.image)) hide('container', line, text, walk, false);
    return;
  }
  const inside: Walk = { ...walk, state: stateIn(contained, walk.state), found: [], hidden: [] };
  delete inside.input;
  delete inside.inputFile;
  run(contained.words, inside);
  for (const found of inside.found)
    walk.found.push({ ...found, destination: fromContainer(found.destination, inside.state) });
  if (inside.hidden.length > 0)
    hide(
      'container',
      line,
      text,
      walk,
      inside.hidden.some(({ likely }) => likely),
    );
}

/** A container has the variables that it is given, and the clone where a folder of the step is mounted. */
function stateIn({ mounts, variables }: Contained, { values }: State): State {
  const kept = mounts ? [...values].filter(([key]) => !isOfShell(key)) : [];
  const given = [...variables].flatMap(([name, own]): [string, Value][] => {
    const value = own ?? values.get(`$${name}`);
    return value ? [[`$${name}`, value]] : [];
  });
  return { values: new Map([...kept, ...given]), over: false };
}

/**
 * Pipelines signs `origin` through a proxy of the step's, which a container reaches by another name and where its Git
 * is told so (bitbucket.org/bitbucketpipelines/official-pipes, `host.docker.internal:29418`).
 */
function fromContainer(destination: Destination, { values }: State): Destination {
  const isTold = [...values].some(
    ([key, { text }]) => /^config http\.(?:.*\.)?proxy$/i.test(key) && text.includes('host.docker.internal'),
  );
  return destination.as.as !== 'pipelines' || isTold
    ? destination
    : { ...destination, as: { as: 'not-known', why: 'container' } };
}

/** Options of ssh that take the next word (man.openbsd.org/ssh). */
const sshValued = /^-[a-zA-Z]*[BbcDEeFIiJLlmOopQRSWw]$/;

/** What another machine runs is named where it pushes there, or may. Nothing of this repository is at hand there. */
export function onAnotherMachine({ args }: Call, line: number, text: string, walk: Walk) {
  let at = 0;
  while (args[at]?.text.startsWith('-')) at += sshValued.test(args[at]?.text ?? '') ? 2 : 1;
  const command = args
    .slice(at + 1)
    .map((word) => word.text)
    .join(' ');
  const script = /\S/.test(command) ? command : (walk.input ?? '');
  const inside: Walk = {
    ...walk,
    state: { values: new Map([['cwd', known('~')]]), over: false },
    around: { ...walk.around, beside: () => undefined },
    found: [],
    hidden: [],
  };
  nested(script, line, inside);
  const pushes = inside.found.length > 0 || holdsGitPush(script);
  const hides =
    inside.hidden.length > 0 ||
    walk.inputFile !== undefined ||
    (walk.pipeFrom !== undefined && walk.input === undefined);
  if (pushes || hides) hide('another-machine', line, text, walk, pushes || inside.hidden.some(({ likely }) => likely));
}
