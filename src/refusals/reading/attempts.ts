import { answersIn, type Answer } from './answers';
import { wentThrough } from './outcome';
import { addressIn, isCloudHost, type Address } from '../text/address';
import type { Hit } from '../signatures/hits';
import { linesWith, type Line, type Log } from '../text/log';
import type { Pusher } from '../text/push';

/** Whose server printed a text: `other` is a host other than Bitbucket's; `unknown` could be any. */
export type Product = 'cloud' | 'data-center' | 'other' | 'unknown';

/** Who pushed, and the line that shows it. */
export interface Who {
  pusher: Pusher;
  line?: Line;
}

/** One push or connection among those in a text. */
export interface Attempt {
  hits: Hit[];
  address?: Address;
  /** The line that holds the address. */
  line?: Line;
  remote?: string;
  product: Product;
  /** Whether a line stands between the end of the push before and the end of this one. */
  isNear: (line: Line) => boolean;
  /** A push of this log went through, and nothing in it reports an error. */
  passed: boolean;
  /** What servers answered here. */
  answers: Answer[];
  /** What servers answered further up. */
  earlier: Answer[];
  /** What servers answered further down, with the address where one stands near. */
  later: (Answer & { address?: Address })[];
  /** The address is only mentioned: no client reports on it. */
  isMentioned: boolean;
}

/** The words with which a client ends its report on one push. */
const ends = [
  'failed to push some refs to',
  'could not read from remote repository',
  'unable to access',
  'authentication failed for',
  'everything up-to-date',
];
/** Lines after those words that still belong to the same push. */
const afterwards = /^(?:hint:|please make sure|and the repository)/i;

/** Groups the hits by the push they belong to, in the order of the text. */
export function attemptsIn(log: Log, hits: Hit[]): Attempt[] {
  const stops = ends
    .flatMap((words) => linesWith(log, words))
    .map(({ start }) => start)
    .sort((a, b) => a - b);
  const indexOf = ({ start, said }: Line) =>
    Math.max(0, stops.filter((stop) => stop < start).length - (afterwards.test(said) ? 1 : 0));
  const named = addresses(log).map((one) => ({ ...one, index: indexOf(one.line) }));
  const answers = answersIn(log).map((answer) => {
    const index = indexOf(answer.line);
    const at = addressOf(
      named.filter((one) => one.index === index),
      [],
    );
    return { ...answer, index, ...(at && { address: at.address }) };
  });
  const passed = wentThrough(log, answers);
  const groups = new Map<number, Hit[]>();
  for (const hit of hits) {
    const index = indexOf(hit.lines[0]);
    groups.set(index, [...(groups.get(index) ?? []), hit]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([index, all]) => {
      // Beside Bitbucket's own words, another host that is only mentioned is not where they came from.
      const candidates = all.some(isSpokenByBitbucket)
        ? named.filter((one) => isTarget(one) || productAt(one.address) !== 'other')
        : named;
      const near = candidates.filter((one) => one.index === index);
      const found = addressOf(near, candidates);
      const isBitbuckets =
        all.some(isSpokenByBitbucket) || (found !== undefined && isTarget(found) && isBitbucket(found));
      const fromServer = isBitbuckets ? all.filter(isFromServer) : all;
      // Where Git reports on Bitbucket Cloud alone, no other host answered, whatever the words.
      const targets = near.filter(isTarget);
      const isOfCloud = targets.length > 0 && targets.every(({ address }) => productAt(address) === 'cloud');
      const own = isOfCloud ? fromServer.filter(({ signature: { speaker } }) => speaker !== 'other') : fromServer;
      return {
        hits: own,
        ...(found && { address: found.address, line: found.line, ...(found.remote && { remote: found.remote }) }),
        product: productOf(own, found?.address),
        passed,
        isNear: (line: Line) => indexOf(line) === index,
        answers: answers.filter((one) => one.index === index),
        earlier: answers.filter((one) => one.index < index),
        later: answers.filter((one) => one.index > index),
        isMentioned: found !== undefined && !isTarget(found) && found.remote === undefined,
      };
    });
}

/**
 * Where this push went, of the addresses near it: the one that Git reports on; else Bitbucket's before the source of a
 * mirror; else the last. Without one near it, that of the whole text, where there is one host only.
 */
function addressOf(near: NamedAddress[], all: NamedAddress[]): NamedAddress | undefined {
  const nearest = near.findLast(isTarget) ?? near.findLast(isBitbucket) ?? near.at(-1);
  // `git@host: Permission denied` names the host alone; a line before may name the repository there.
  if (nearest?.address.path === '')
    return all.findLast(({ address: { host, path } }) => host === nearest.address.host && path !== '') ?? nearest;
  if (nearest) return nearest;
  const [first] = all;
  return all.some(({ address }) => address.host !== first?.address.host) ? undefined : first;
}

/** Whether Git reports on this address, and does not only mention it. */
function isTarget({ line }: NamedAddress): boolean {
  return /^to |failed to push|unable to access|authentication failed|not found$|could not read (?:username|password)/i.test(
    line.said,
  );
}

function isBitbucket({ address }: NamedAddress): boolean {
  return ['cloud', 'data-center'].includes(productAt(address));
}

function isSpokenByBitbucket({ signature: { speaker, trailer } }: Hit): boolean {
  return (speaker === 'cloud' || speaker === 'data-center') && !trailer;
}

/** Whether another host's words stand where a server answers, and not in a build's output beside a push elsewhere. */
function isFromServer({ signature, lines }: Hit): boolean {
  return signature.speaker !== 'other' || lines.some(({ shown }) => /^!|(?:^|\s)(?:remote|error|fatal):/i.test(shown));
}

interface NamedAddress {
  address: Address;
  line: Line;
  remote?: string;
}

/** Hosts that are no remotes: pages that messages point to, and package registries. */
const noRemote = new RegExp(
  String.raw`^(?:(?:support|developer|confluence|jira|community|id|www)\.atlassian\.com|atlassian\.community` +
    String.raw`|docs\.\w+|registry\..*|(?:proxy|sum)\.golang\.org|charts\..*|.*\.(?:readthedocs\.io|npmjs\.(?:org|com)))$|^docs\.`,
);
const word = new RegExp(
  String.raw`(?:[a-z]+:\/\/[^\s'"\x60<>()]{1,500}|[\w.+-]{1,100}@[\w.-]{1,253}:[^\s'"\x60<>()]{1,300}` +
    String.raw`|(?<=^to )[\w.-]{2,253}:[^\s'"\x60<>()]{1,300}|(?<=refs to ')[\w.-]{2,253}:[^\s'"\x60<>()]{1,300}` +
    String.raw`|(?<![\w.])[\w.-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,60}){1,5}(?=: ))`,
  'gi',
);

/** The host that SSH names where it did not come to it; an alias in its settings is shown as what it stands for. */
const bySsh = new RegExp(
  String.raw`(?:connect to host|could not resolve hostname|authenticity of host|permanently added) ` +
    String.raw`'?\[?((?=[\w.-]{0,250}[a-z])[\w-]{1,100}(?:\.[\w-]{1,60}){1,5})` +
    String.raw`(?: port (\d{1,5}))?`,
  'i',
);

function addresses(log: Log): NamedAddress[] {
  const hints = [
    ...['://', '@', '.git', 'push some refs', 'bitbucket.org', 'connect to host', 'resolve hostname'],
    ...['authenticity of host', 'permanently added'],
  ];
  const lines = hints.flatMap((hint) => linesWith(log, hint));
  const ordered = [...new Map(lines.map((line) => [line.start, line])).values()].sort((a, b) => a.start - b.start);
  return ordered.flatMap((line) => {
    const [, host, port] = bySsh.exec(line.said) ?? [];
    const connected = host === undefined ? undefined : addressIn(`ssh://${host}${port ? `:${port}` : ''}/`);
    if (connected) return [{ address: connected, line }];
    return [...line.said.matchAll(word)].flatMap(([found]): NamedAddress[] => {
      const text = found.replace(/[.,;:]+$/, '');
      // `git@bitbucket.org: Permission denied` names a host alone.
      const address = addressIn(text) ?? addressIn(/^[\w.-]+@[\w.-]+$/.test(text) ? `ssh://${text}/` : '');
      if (!address || noRemote.test(address.host)) return [];
      const remote = /^(\w[\w./-]*)\s+\S+ \((?:push|fetch)\)$/.exec(line.said)?.[1];
      return [{ address, line, ...(remote !== undefined && { remote }) }];
    });
  });
}

/** Other Git hosts, by their names. */
const others = new RegExp(
  String.raw`(?:^|\.)(?:github\.com|gitlab\.com|dev\.azure\.com|visualstudio\.com|codeberg\.org|gitea\.com` +
    String.raw`|gitee\.com|sr\.ht|sourceforge\.net|googlesource\.com|developers\.google\.com|amazonaws\.com` +
    String.raw`|huggingface\.co|heroku\.com` +
    String.raw`|launchpad\.net|sf\.net|apache\.org|gerrithub\.io|pagure\.io|fedorahosted\.org|salsa\.debian\.org` +
    String.raw`|kernel\.org|gnu\.org|freedesktop\.org|googlecode\.com|gitorious\.org|assembla\.com|beanstalkapp\.com` +
    String.raw`|codebasehq\.com|notabug\.org|framagit\.org|opendev\.org|aliyun\.com|coding\.net|overleaf\.com)$` +
    String.raw`|^(?:git(?:ea|lab|hub)|gogs|forgejo|gerrit)[.-]`,
);

/** Whether an address is of a host that is known to be none of Bitbucket's. */
export function isKnownOther({ host }: Address): boolean {
  return others.test(host);
}

/** Whether an address has the name of another program for Git servers, in its host or in the folder of its data. */
function isOtherByName({ host, path }: Pick<Address, 'host' | 'path'>): boolean {
  return (
    /(?:gitea|gitlab|gitbucket|forgejo|gogs)/.test(host) ||
    /(?:^|\/)(?:gitea|gogs|gitlab|forgejo)-repositories\//.test(path)
  );
}

/** Whose host an address names. A name without a dot is an alias in an SSH configuration, and could be any. */
export function productAt({ host, port, path }: Address): Product {
  // The former name leads to the same pages.
  if (isCloudHost(host) || host === 'bitbucket.com') return 'cloud';
  if (others.test(host)) return 'other';
  const isDataCenter =
    /(?:^|\.)(?:[\w-]*bitbucket[\w-]*|stash)\./.test(host) ||
    port === 7999 ||
    /(?:^|\/)scm\/~?[\w.-]+\/[\w.-]+$/.test(path);
  return isDataCenter ? 'data-center' : isOtherByName({ host, path }) ? 'other' : 'unknown';
}

function productOf(hits: Hit[], address: Address | undefined): Product {
  const at = address ? productAt(address) : 'unknown';
  const speakers = hits.map(({ signature }) => signature.speaker);
  if (speakers.includes('other')) return 'other';
  if (at !== 'unknown') return at;
  if (speakers.includes('data-center')) return 'data-center';
  const atCloud = hits.some(({ lines }) =>
    lines.some(({ said }) => /(?:^|[^\w.-])(?:ssh\.|altssh\.)?bitbucket\.org(?![\w-])/i.test(said)),
  );
  return speakers.includes('cloud') || atCloud ? 'cloud' : 'unknown';
}

/**
 * Who pushed, judging by the addresses and by what only Pipelines prints; undefined where the text does not show it.
 */
export function pusherIn(log: Log, { address, hits }: Attempt): Who | undefined {
  const pipelines = ['localhost:29418', 'host.docker.internal:29418', '/opt/atlassian/pipelines/'].flatMap((words) =>
    linesWith(log, words),
  )[0];
  const said = hits.find(({ signature }) => signature.pusher);
  if (said?.signature.pusher) return { pusher: said.signature.pusher, line: said.lines[0] };
  const token = linesWith(log, 'x-token-auth')[0];
  if (address?.user === 'x-token-auth' || (token && address?.by !== 'ssh'))
    return { pusher: { is: 'access-token' }, ...(token && { line: token }) };
  if (pipelines) return { pusher: { is: 'actor', actor: 'pipelines' }, line: pipelines };
  if (address?.by === 'ssh') return { pusher: { is: 'ssh-key' } };
  const name = address?.user;
  return name === undefined || name === 'x-bitbucket-api-token-auth' || name.includes('[') || name.includes('@')
    ? undefined
    : { pusher: { is: 'named', name } };
}
