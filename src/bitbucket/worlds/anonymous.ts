import { globMatches } from '../../core/branches/glob';
import { knownCredentialHeaders } from '../port/seen-credential';
import { decoded, type SavedReply, type World } from './world';

/** The kinds of thing that have names of their own. */
type Thing =
  | 'person'
  | 'group'
  | 'project'
  | 'workspace'
  | 'repository'
  | 'branch'
  | 'build'
  | 'app'
  | 'queue'
  | 'other';

/** What each field with an object or list holds. Fields that are named neither here nor below are left out. */
const thingsIn: Readonly<Record<string, Thing>> = {
  user: 'person',
  users: 'person',
  group: 'group',
  groups: 'group',
  project: 'project',
  workspace: 'workspace',
  repository: 'repository',
  mainbranch: 'branch',
  development: 'branch',
  production: 'branch',
  branch: 'branch',
  branch_types: 'branch',
  author: 'person',
  participants: 'other',
  source: 'other',
  destination: 'other',
  target: 'other',
  commit: 'other',
  check: 'app',
  merge_queue: 'queue',
  parents: 'other',
  parent: 'other',
  inline: 'other',
  resolution: 'other',
  links: 'other',
  values: 'other',
  error: 'other',
  detail: 'other',
};

/** Fields that say nothing about who or where. */
const harmless = new Set([
  'type',
  'permission',
  'kind',
  'id',
  'branch_match_kind',
  'branch_type',
  'value',
  'use_mainbranch',
  'enabled',
  'required',
  'granted',
  'hash',
  'state',
  'draft',
  'role',
  'approved',
  'deleted',
  'pending',
  'task_count',
  'updated_on',
  'created_on',
]);
/** Fields that say nothing about who or where as long as they hold one of Bitbucket's own words, or a truth. */
const words: Readonly<Record<string, RegExp>> = {
  status: /^[A-Z_]+$/,
  reason: /^(?:clean|conflicts|merge_impossible)$/,
  blocking: /^(?:true|false)$/,
  queued: /^(?:true|false)$/,
};
/** What a merge check asks for and has counted: numbers, by Bitbucket's own words for them. */
const counts = new Set(['requirement', 'observed']);
const branchTexts = new Set(['pattern', 'prefix', 'pipelines_source_branches']);
const commonWords = new Set([
  'main',
  'master',
  'develop',
  'development',
  'production',
  'release',
  'feature',
  'hotfix',
  'bugfix',
]);

/**
 * The same world without names, slugs, uuids, account ids and addresses: each is replaced by one stand-in everywhere,
 * so that every verdict stays the same. Only the fields that are judged by are kept. Branch names and patterns lose
 * only the names in them, and are kept whole (`branchesKept`) where replacing those would change what matches.
 */
export function anonymous(world: World): { world: World; branchesKept: boolean } {
  const replaced = anonymised(world, true);
  return sameMatches(world, replaced)
    ? { world: replaced, branchesKept: false }
    : { world: anonymised(world, false), branchesKept: true };
}

function anonymised(world: World, inBranches: boolean): World {
  const names = standIns();
  const { viewer, savedAt } = world;
  const keys = Object.keys(world.replies);
  // Names are collected first, so that a branch is treated alike whether it comes before or after the people in its
  // name.
  for (const path of keys) pathOf(path, names);
  const learnt = Object.entries(world.replies).map(
    ([path, reply]) => [path, repliesOf(reply, thingAt(path), names, false)] as const,
  );
  const replies = inBranches
    ? Object.entries(world.replies).map(
        ([path, reply]) => [path, repliesOf(reply, thingAt(path), names, true)] as const,
      )
    : learnt;
  return {
    about: 'A repository, made anonymous.',
    ...(savedAt !== undefined && { savedAt }),
    ...(viewer !== undefined && { viewer: names.uuid(viewer) }),
    replies: Object.fromEntries(replies.map(([path, reply]) => [pathOf(path, names), reply])),
  };
}

/** Things that are named after anything at all, so that the words of their names are no names. */
const namedAfterAnything: ReadonlySet<Thing> = new Set(['build', 'app', 'queue']);

type StandIns = ReturnType<typeof standIns>;

function standIns() {
  const given = new Map<string, string>();
  const words = new Map<string, string>();
  const counts = new Map<string, number>();

  function once(key: string, make: (number: number) => string, counter: string): string {
    const known = given.get(key);
    if (known !== undefined) return known;
    const number = (counts.get(counter) ?? 0) + 1;
    counts.set(counter, number);
    const made = make(number);
    given.set(key, made);
    return made;
  }

  function learn(text: string, standIn: string) {
    const parts = [text, ...(text.match(/[\p{L}\p{N}]+/gu) ?? []).filter(({ length }) => length > 2)];
    for (const word of parts.map((part) => part.toLowerCase())) {
      if (!commonWords.has(word) && !words.has(word)) words.set(word, standIn);
    }
  }

  return {
    uuid: (uuid: string) =>
      once(`uuid ${uuid}`, (number) => `{00000000-0000-4000-8000-${String(number).padStart(12, '0')}}`, 'uuid'),
    name: (thing: Thing, field: string, text: string) => {
      const slug = field === 'name' || field === 'display_name' ? 'name' : field;
      const word = `${thing}-`;
      const made = once(
        `${thing} ${slug} ${text}`,
        (number) =>
          slug === 'name'
            ? `${thing.charAt(0).toUpperCase()}${thing.slice(1)} ${String(number)}`
            : slug === 'key' && thing === 'project'
              ? `PROJECT${String(number)}`
              : `${slug === 'account_id' ? 'account-' : word}${String(number)}`,
        `${thing} ${slug}`,
      );
      if (slug !== 'account_id' && !namedAfterAnything.has(thing)) learn(text, made.toLowerCase().replaceAll(' ', '-'));
      return made;
    },
    inBranch: (text: string) => text.replaceAll(/[\p{L}\p{N}]+/gu, (word) => words.get(word.toLowerCase()) ?? word),
  };
}

/** What the entries of a reply are, by its path. */
function thingAt(path: string): Thing {
  if (path.endsWith('/refs/branches')) return 'branch';
  if (path.endsWith('/statuses')) return 'build';
  if (/\/members$|^\/2\.0\/user$/.test(path)) return 'person';
  if (/^\/2\.0\/repositories\/[^/]+\/[^/]+$/.test(path)) return 'repository';
  return 'other';
}

function pathOf(path: string, names: StandIns): string {
  const [, version, area, ...rest] = path.split('/');
  const named = (thing: Thing, field: string, text: string | undefined) => {
    if (text === undefined) return [];
    const plain = decoded(text);
    return [plain.startsWith('{') ? names.uuid(plain) : names.name(thing, field, plain)];
  };
  const [first, second, third, ...others] = rest;
  switch (area ?? '') {
    case 'repositories':
      return [
        '',
        version,
        area,
        ...named('workspace', 'slug', first),
        ...named('repository', 'slug', second),
        ...rest.slice(2),
      ].join('/');
    case 'groups':
      return [
        '',
        version,
        area,
        ...named('workspace', 'slug', first),
        ...named('group', 'slug', second),
        ...rest.slice(2),
      ].join('/');
    case 'workspaces': {
      const own = ['', version, area, ...named('workspace', 'slug', first)];
      if (second === 'projects') return [...own, second, ...named('project', 'key', third), ...others].join('/');
      if (third === 'repositories')
        return [...own, second, third, ...named('repository', 'slug', others[0]), ...others.slice(1)].join('/');
      return [...own, ...rest.slice(1)].join('/');
    }
    case 'user':
      return first === 'workspaces'
        ? ['', version, area, first, ...named('workspace', 'slug', second), ...rest.slice(2)].join('/')
        : path;
    default:
      return path;
  }
}

function repliesOf(
  reply: SavedReply | SavedReply[],
  thing: Thing,
  names: StandIns,
  inBranches: boolean,
): SavedReply | SavedReply[] {
  const one = ({ status, headers, body }: SavedReply): SavedReply => {
    const lower = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const after = lower['retry-after'];
    const kept = { ...(after !== undefined && { 'retry-after': after }), ...knownCredentialHeaders(lower) };
    return {
      status,
      ...(Object.keys(kept).length > 0 && { headers: kept }),
      ...(body !== undefined && { body: bodyOf(body, thing, names, inBranches) }),
    };
  };
  return Array.isArray(reply) ? reply.map(one) : one(reply);
}

function bodyOf(body: unknown, thing: Thing, names: StandIns, inBranches: boolean): unknown {
  if (Array.isArray(body)) return body.map((entry) => bodyOf(entry, thing, names, inBranches));
  if (typeof body === 'string') return '';
  if (typeof body !== 'object' || body === null) return body;
  const kept = Object.entries(body).flatMap(([field, value]: [string, unknown]) => {
    const inside = thingsIn[field];
    if (thing === 'app' && field === 'id' && typeof value === 'string')
      return [[field, names.name(thing, 'id', value)]];
    if (counts.has(field)) return [[field, countsIn(value)]];
    if (Object.hasOwn(words, field)) return words[field]?.test(String(value)) ? [[field, value]] : [];
    if (inside !== undefined) return [[field, bodyOf(value, field === 'values' ? thing : inside, names, inBranches)]];
    if (harmless.has(field)) return [[field, withoutFields(value)]];
    const text = textOf(field, value, thing, names, inBranches);
    return text === undefined ? [] : [[field, text]];
  });
  return Object.fromEntries(kept);
}

function textOf(field: string, value: unknown, thing: Thing, names: StandIns, inBranches: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => textOf(field, one, thing, names, inBranches));
  if (field === 'href') return typeof value === 'string' ? /\/commit\/[\da-f]{7,}$/i.exec(value)?.[0] : undefined;
  const named = ['uuid', 'name', 'display_name', 'nickname', 'account_id', 'slug', 'full_slug', 'full_name', 'key'];
  if (!named.includes(field) && !branchTexts.has(field)) return undefined;
  if (typeof value !== 'string') return typeof value === 'number' ? 0 : withoutFields(value);
  if (field === 'uuid') return names.uuid(value);
  if (branchTexts.has(field) || thing === 'branch') return inBranches ? names.inBranch(value) : value;
  if (field === 'full_slug' || field === 'full_name') {
    const [workspace = '', slug = ''] = value.split(/[:/]/);
    const own = names.name(field === 'full_slug' ? 'group' : 'repository', 'slug', slug);
    return names.name('workspace', 'slug', workspace) + (field === 'full_slug' ? ':' : '/') + own;
  }
  return names.name(thing === 'other' ? 'person' : thing, field, value);
}

/** The numbers of an object, each by its name where that is a plain word. */
function countsIn(value: unknown): Record<string, number> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const numbers = entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return Object.fromEntries(
    numbers.map(([name, count], at) => [/^[a-z]+(?:_[a-z]+)*$/.test(name) ? name : `count-${String(at)}`, count]),
  );
}

/** An object in a plain field may hold anything: it is emptied. */
function withoutFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFields);
  return typeof value === 'object' && value !== null ? {} : value;
}

/** Whether every pattern still matches the same branches. */
function sameMatches(before: World, after: World): boolean {
  const [old, now] = [refs(before), refs(after)];
  return (
    new Set(now.branches).size === new Set(old.branches).size &&
    old.patterns.every((pattern, at) =>
      old.branches.every(
        (branch, of) => globMatches(pattern, branch) === globMatches(now.patterns[at] ?? '', now.branches[of] ?? ''),
      ),
    )
  );
}

/** Every pattern, prefix with a star after it, and branch name of a world, in order. */
function refs({ replies }: World): { patterns: string[]; branches: string[] } {
  const patterns: string[] = [];
  const branches: string[] = [];
  const visit = (value: unknown, thing: Thing) => {
    if (Array.isArray(value)) for (const one of value) visit(one, thing);
    else if (typeof value === 'object' && value !== null) {
      for (const [field, inside] of Object.entries(value) as [string, unknown][]) {
        if (field === 'pattern' && typeof inside === 'string') patterns.push(inside);
        else if (field === 'prefix' && typeof inside === 'string') patterns.push(`${inside}*`);
        else if (field === 'name' && thing === 'branch' && typeof inside === 'string') branches.push(inside);
        else visit(inside, field === 'values' ? thing : (thingsIn[field] ?? 'other'));
      }
    }
  };
  for (const [path, reply] of Object.entries(replies)) {
    for (const { body } of [reply].flat()) visit(body, thingAt(path));
  }
  return { patterns, branches };
}
