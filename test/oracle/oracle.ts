/** A saved world, as CONTRACTS.md has it. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
export interface World {
  about?: string;
  savedAt?: string;
  viewer?: string;
  replies: Record<string, Reply | Reply[]>;
}
export type Operation = 'push' | 'create' | 'force-push' | 'delete' | 'merge';
export type Verdict = 'allowed' | 'denied' | 'unknown';
export type Term = 'yes' | 'no' | 'unknown';

/** The actors that no list can name, and the operations, in the words of the command line. */
export const WHO = [
  'repository-access-token',
  'project-access-token',
  'workspace-access-token',
  'access-key',
  'workspace-ssh-key',
  'oauth-client',
  'pipelines',
  'forge-app',
];
export const OPERATIONS: Operation[] = ['push', 'create', 'force-push', 'delete', 'merge'];

/** The kinds of restriction that Bitbucket documents (FACTS 1.2). */
export const KINDS =
  `push restrict_merges force delete require_approvals_to_merge require_review_group_approvals_to_merge
  require_default_reviewer_approvals_to_merge require_no_changes_requested require_tasks_to_be_completed
  require_all_comments_resolved require_passing_builds_to_merge require_commits_behind
  require_all_dependencies_merged enforce_merge_checks reset_pullrequest_approvals_on_change
  smart_reset_pullrequest_approvals reset_pullrequest_changes_requested_on_change
  allow_auto_merge_when_builds_pass`.split(/\s+/);

const LEVELS = new Map([
  ['none', 0],
  ['read', 1],
  ['write', 2],
  ['create-repo', 2],
  ['admin', 3],
]);
const WRITE = 2;
/** What a role in the workspace gives on a repository: an owner counts as admin. */
const ROLES = new Map([
  ['owner', 3],
  ['collaborator', 0],
  ['member', 0],
]);
/** Stands for the restrictions that could not be read: covers and lists unknown. */
const UNREAD = 'unread';

interface Terms {
  covers: Term;
  lists: Term;
}
interface Oracle {
  people: string[];
  branches: string[];
  /** Whether every restriction was read. */
  sawEveryRule: boolean;
  verdict(actor: string, operation: Operation, branch: string): Verdict;
  /** Whether somebody may write and a list lets them merge there, whatever rules of a strange kind may ask for. */
  mayMerge(actor: string, branch: string): Verdict;
  /** Whether a rule of a kind that nobody knows may cover the branch. */
  isStrange(branch: string): boolean;
}
interface Listing<T> {
  entries: T[];
  whole: boolean;
}
interface Grant {
  who: string;
  level: number;
}

/** The value under a chain of keys, undefined where there is none. */
function at(value: unknown, ...keys: string[]): unknown {
  let here = value;
  for (const key of keys)
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, key)
        ? (here as Record<string, unknown>)[key]
        : undefined;
  return here;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
function yesOrNo(truth: boolean): Term {
  return truth ? 'yes' : 'no';
}
function not(term: Term): Term {
  return term === 'unknown' ? term : yesOrNo(term === 'no');
}
function isTag(branch: string): boolean {
  return branch.startsWith('refs/tags/');
}
function kindOf(rule: unknown): string {
  return text(at(rule, 'kind')) ?? '';
}

/** By its type; without one, by any of the three things that a model tells. */
function isModel(body: unknown): boolean {
  const type = at(body, 'type');
  if (type !== undefined) return text(type)?.endsWith('branching_model') ?? false;
  return ['development', 'production', 'branch_types'].some((field) => at(body, field) !== undefined);
}

/** What a list yields; not whole when it was not read or an entry does not parse. */
function listing<T>(values: unknown, parse: (entry: unknown) => T | undefined): Listing<T> {
  if (!Array.isArray(values)) return { entries: [], whole: false };
  const parsed = values.map(parse);
  return {
    entries: parsed.filter((entry) => entry !== undefined),
    whole: parsed.every((entry) => entry !== undefined),
  };
}

function grant(who: string | undefined, level: number | undefined): Grant | undefined {
  return who === undefined || level === undefined ? undefined : { who, level };
}

function toUser(entry: unknown): Grant | undefined {
  return grant(text(at(entry, 'user', 'uuid')), LEVELS.get(text(at(entry, 'permission')) ?? ''));
}
function toGroup(entry: unknown): Grant | undefined {
  return grant(text(at(entry, 'group', 'slug')), LEVELS.get(text(at(entry, 'permission')) ?? ''));
}
function role(entry: unknown): Grant | undefined {
  return grant(text(at(entry, 'user', 'uuid')), ROLES.get(text(at(entry, 'permission')) ?? ''));
}
function highest(grants: Grant[], who: string): number {
  return Math.max(0, ...grants.filter((one) => one.who === who).map((one) => one.level));
}

/** `*` is zero or more characters, every other character itself, over the whole name. */
export function matches(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern.startsWith('*'))
    return matches(pattern.slice(1), name) || (name !== '' && matches(pattern, name.slice(1)));
  return name !== '' && name.startsWith(pattern.charAt(0)) && matches(pattern.slice(1), name.slice(1));
}

/** Whether a set of rules refuses, given what each term is. */
export function refuses(rules: Terms[], companions: Terms[]): Term {
  const all = [...rules, ...companions];
  // refusal possible: a rule may cover and may not list, and nothing surely covering surely lists
  const refusal =
    rules.some((r) => r.covers !== 'no' && r.lists !== 'yes') &&
    !all.some((r) => r.covers === 'yes' && r.lists === 'yes');
  // passing possible: no rule surely covers, or something that may cover may list
  const passing = !rules.some((r) => r.covers === 'yes') || all.some((r) => r.covers !== 'no' && r.lists !== 'no');
  // both possible: unknown
  if (refusal && passing) return 'unknown';
  return refusal ? 'yes' : 'no';
}

/** Every verdict of a saved world, by the letter of "How Bitbucket decides" and as slowly as it reads. */
export function oracle(world: World, members: Record<string, string[]> = {}): Oracle {
  const [, workspace = '', slug = ''] =
    /^\/2\.0\/repositories\/([^/\n]+)\/([^/\n]+)/m.exec(Object.keys(world.replies).join('\n')) ?? [];
  const repositoryPath = `/2.0/repositories/${workspace}/${slug}`;

  /** Undefined unless the last reply given for the path is a 200. */
  function body(path: string): unknown {
    const saved = Object.hasOwn(world.replies, path) ? world.replies[path] : undefined;
    const reply = Array.isArray(saved) ? saved.at(-1) : saved;
    return reply?.status === 200 ? reply.body : undefined;
  }

  function values(path: string): unknown {
    return at(body(path), 'values');
  }

  const repository = body(repositoryPath);
  const project = at(repository, 'project');

  function projectGrants(of: string, parse: (entry: unknown) => Grant | undefined): Listing<Grant> {
    if (project === null) return { entries: [], whole: true }; // there is no project
    const key = text(at(project, 'key'));
    return key === undefined
      ? { entries: [], whole: false }
      : listing(values(`/2.0/workspaces/${workspace}/projects/${key}/permissions-config/${of}`), parse);
  }

  const told = listing(values(`/2.0/workspaces/${workspace}/permissions/repositories/${slug}`), toUser);
  const userGrants = [
    listing(values(`${repositoryPath}/permissions-config/users`), toUser),
    projectGrants('users', toUser),
  ];
  const groupGrants = [
    listing(values(`${repositoryPath}/permissions-config/groups`), toGroup),
    projectGrants('groups', toGroup),
  ];
  const roles = listing(values(`/2.0/workspaces/${workspace}/permissions`), role);
  const toUsers = [...userGrants, roles].flatMap((one) => one.entries);
  const toGroups = groupGrants.flatMap((one) => one.entries);
  const restrictions = listing(values(`${repositoryPath}/branch-restrictions`), (entry) =>
    text(at(entry, 'kind')) === undefined ? undefined : entry,
  );
  const model = body(`${repositoryPath}/effective-branching-model`);
  const viewer = world.viewer ?? text(at(body('/2.0/user'), 'uuid'));
  const own = ownLevel();
  // somebody always administers a repository: a list of nobody, where somebody has something, is a list cut short
  const impossible =
    told.whole && told.entries.length === 0 && (toUsers.some((one) => one.level > 0) || (own ?? 0) > 0);
  const effective = impossible ? { entries: [], whole: false } : told;

  /** What the viewer's own list says of this repository. */
  function ownLevel(): number | undefined {
    const entries = values(`/2.0/user/workspaces/${workspace}/permissions/repositories`);
    const levels = (Array.isArray(entries) ? entries.filter(isOfThisRepository) : []).map((entry) =>
      LEVELS.get(text(at(entry, 'permission')) ?? ''),
    );
    return levels.find((level) => level !== undefined);
  }

  /** All that a person has, by each reply that claims to know it. */
  function totals(user: string): number[] {
    const listed =
      effective.entries.some((one) => one.who === user) || effective.whole ? [highest(effective.entries, user)] : [];
    return user === viewer && own !== undefined ? [...listed, own] : listed;
  }

  /** The groups that somebody says the person is in. */
  function saidGroups(user: string): string[] {
    return [...new Set(toGroups.map((one) => one.who))].filter((group) => saidMembership(group, user) === 'yes');
  }

  /** Somebody's total that is less than this; undefined where no reply tells one. */
  function anyBelow(user: string, level: number): boolean {
    return totals(user).some((total) => total < level);
  }

  /**
   * Two readings of what a person has cannot both be true: a total is below what is given to them, or below another
   * total.
   */
  function torn(user: string): boolean {
    const given = [
      ...totals(user),
      highest(toUsers, user),
      ...saidGroups(user).map((group) => highest(toGroups, group)),
    ];
    return anyBelow(user, Math.max(...given));
  }

  /** 1.0 where it answers with people (an empty list is a gap), then the supplied list (an empty one is nobody). */
  function saidMembership(group: string, user: string): Term {
    const answer = listing(body(`/1.0/groups/${workspace}/${group}/members`), (entry) => text(at(entry, 'uuid')));
    if (answer.entries.includes(user)) return 'yes';
    if (answer.whole && answer.entries.length > 0) return 'no';
    const supplied = Object.hasOwn(members, group) ? members[group] : undefined;
    return supplied === undefined ? 'unknown' : yesOrNo(supplied.includes(user));
  }

  /** Whoever is said to be in a group that gives more than their total: one of the two is wrong. */
  function knownMembership(group: string, user: string): Term {
    const said = saidMembership(group, user);
    return said === 'yes' && anyBelow(user, highest(toGroups, group)) ? 'unknown' : said;
  }

  /**
   * Out: whoever is below what a group is granted is not in it. Needs the whole effective list; absent from it is no
   * permission.
   */
  function deducedOut(group: string, user: string): boolean {
    return !torn(user) && effective.whole && highest(effective.entries, user) < highest(toGroups, group);
  }

  /** In: the groups of which at least one must hold the user; empty where nothing follows. */
  function candidates(user: string): string[] {
    // the effective list, all four lists of grants and the workspace's owners, each read whole
    if (torn(user) || ![effective, ...userGrants, ...groupGrants, roles].every((one) => one.whole)) return [];
    // above each direct source, ownership of the workspace among them
    const level = highest(effective.entries, user);
    if (level <= highest(toUsers, user)) return [];
    // groups whose highest grant is exactly that level, less those known to be without the user
    const groups = [...new Set(toGroups.map((one) => one.who))];
    return groups.filter(
      (group) =>
        highest(toGroups, group) === level && knownMembership(group, user) !== 'no' && !deducedOut(group, user),
    );
  }

  function membership(group: string, user: string): Term {
    const known = knownMembership(group, user);
    if (known !== 'unknown') return known;
    if (deducedOut(group, user)) return 'no';
    const possible = candidates(user);
    return possible.length === 1 && possible[0] === group ? 'yes' : 'unknown';
  }

  function write(actor: string): Term {
    if (WHO.includes(actor)) return actor === 'access-key' ? 'no' : 'yes';
    // readings that differ about writing: which is right is not known
    const readings = [
      ...totals(actor),
      highest(toUsers, actor),
      ...saidGroups(actor).map((group) => highest(toGroups, group)),
    ];
    if (anyBelow(actor, WRITE) && Math.max(...readings) >= WRITE) return 'unknown';
    // in the effective list: write or admin; absent from a whole one: no
    if (effective.whole || effective.entries.some((one) => one.who === actor))
      return highest(effective.entries, actor) >= WRITE ? 'yes' : 'no';
    // list unreadable: yes if anything that was read gives write or more
    if (
      highest(toUsers, actor) >= WRITE ||
      toGroups.some((one) => one.level >= WRITE && membership(one.who, actor) === 'yes')
    )
      return 'yes';
    return actor === viewer && (own ?? 0) >= WRITE ? 'yes' : 'unknown';
  }

  function isOfThisRepository(entry: unknown): boolean {
    const uuid = text(at(entry, 'repository', 'uuid'));
    return (
      at(entry, 'repository', 'full_name') === `${workspace}/${slug}` ||
      (uuid !== undefined && uuid === at(repository, 'uuid'))
    );
  }

  /** null: there is none. undefined: not known. */
  function mainBranch(): string | null | undefined {
    return at(repository, 'mainbranch') === null ? null : text(at(repository, 'mainbranch', 'name'));
  }

  function covers(rule: unknown, branch: string): Term {
    if (isTag(branch)) return 'no'; // whatever else is unknown
    if (rule === UNREAD) return 'unknown';
    const kind = at(rule, 'branch_match_kind') ?? 'glob'; // missing: glob
    const pattern = text(at(rule, 'pattern'));
    if (kind === 'glob') return pattern === undefined ? 'unknown' : yesOrNo(matches(pattern, branch));
    // a match kind we do not know
    return kind === 'branching_model' ? isOfType(text(at(rule, 'branch_type')), branch) : 'unknown';
  }

  function isOfType(type: string | undefined, branch: string): Term {
    if (!isModel(model)) return 'unknown'; // model unreadable
    if (type === 'development' || type === 'production') return isNamedBy(at(model, type), branch);
    // a type we do not know
    if (type === undefined || !['feature', 'bugfix', 'release', 'hotfix'].includes(type)) return 'unknown';
    const types = at(model, 'branch_types') ?? [];
    if (!Array.isArray(types)) return 'unknown';
    const enabled = types
      .filter((one) => at(one, 'kind') === type && at(one, 'enabled') !== false)
      .map((one) => text(at(one, 'prefix')));
    if (enabled.some((prefix) => prefix !== undefined && branch.startsWith(prefix))) return 'yes';
    // absent or disabled: no
    return enabled.includes(undefined) || types.some((one) => text(at(one, 'kind')) === undefined) ? 'unknown' : 'no';
  }

  /** Development and production: that very name. */
  function isNamedBy(place: unknown, branch: string): Term {
    if (place === undefined || place === null || at(place, 'enabled') === false) return 'no'; // absent or disabled
    const name =
      at(place, 'name') !== undefined || at(place, 'use_mainbranch') !== true ? at(place, 'name') : mainBranch();
    if (name === null) return 'no';
    return typeof name === 'string' ? yesOrNo(name === branch) : 'unknown';
  }

  function lists(rule: unknown, actor: string): Term {
    if (WHO.includes(actor)) {
      // listed by no rule, except Pipelines, perhaps, by a push rule that names source branches (one we could not read
      // may)
      if (actor !== 'pipelines') return 'no';
      if (rule === UNREAD) return 'unknown';
      const sources = at(rule, 'pipelines_source_branches') ?? [];
      return kindOf(rule) === 'push' && !(Array.isArray(sources) && sources.length === 0) ? 'unknown' : 'no';
    }
    if (rule === UNREAD) return 'unknown';
    const users = listing(at(rule, 'users'), (entry) => text(at(entry, 'uuid')));
    const groups = listing(at(rule, 'groups'), (entry) => text(at(entry, 'slug')));
    // among its users, or surely in one of its groups, or its groups include every candidate
    if (users.entries.includes(actor) || groups.entries.some((group) => membership(group, actor) === 'yes'))
      return 'yes';
    const possible = candidates(actor);
    if (possible.length > 0 && possible.every((group) => groups.entries.includes(group))) return 'yes';
    // a list that is missing or holds somebody we cannot tell; a group whose members we cannot tell
    return !users.whole || !groups.whole || groups.entries.some((group) => membership(group, actor) === 'unknown')
      ? 'unknown'
      : 'no';
  }

  /** Unread, cut short or unparsed restrictions are one more of every deciding kind. */
  function ofKind(kind: string): unknown[] {
    return [...restrictions.entries.filter((rule) => kindOf(rule) === kind), ...(restrictions.whole ? [] : [UNREAD])];
  }

  function anyCovers(rules: unknown[], branch: string): Term {
    const terms = rules.map((rule) => covers(rule, branch));
    if (terms.includes('yes')) return 'yes';
    return terms.includes('unknown') ? 'unknown' : 'no';
  }

  function isMain(branch: string): Term {
    const main = mainBranch(); // none where null, unknown where missing; a tag is no branch
    return main === undefined && !isTag(branch) ? 'unknown' : yesOrNo(main === branch);
  }

  function partsOf(actor: string, operation: Operation, branch: string): Term[] {
    const termsOf = (kind: string): Terms[] =>
      ofKind(kind).map((rule) => ({ covers: covers(rule, branch), lists: lists(rule, actor) }));
    const pushRefuses = refuses(termsOf('push'), []);
    // a kind we do not know that may cover leaves an otherwise allowed cell unknown
    const always: Term[] = [write(actor), isStrange(branch) ? 'unknown' : 'yes'];
    if (operation === 'push' || operation === 'create') return [...always, not(pushRefuses)];
    if (operation === 'force-push') return [...always, not(pushRefuses), not(anyCovers(ofKind('force'), branch))];
    if (operation === 'merge') return [...always, not(refuses(termsOf('restrict_merges'), termsOf('push')))];
    // delete: not the main branch, no delete rule; where the push rules would or might refuse, unknown
    return [
      ...always,
      not(isMain(branch)),
      not(anyCovers(ofKind('delete'), branch)),
      pushRefuses === 'no' ? 'yes' : 'unknown',
    ];
  }

  function isStrange(branch: string): boolean {
    const strange = restrictions.entries.filter((rule) => !KINDS.includes(kindOf(rule)));
    return anyCovers(strange, branch) !== 'no';
  }

  function verdict(actor: string, operation: Operation, branch: string): Verdict {
    return verdictOf(partsOf(actor, operation, branch));
  }

  function mayMerge(actor: string, branch: string): Verdict {
    const [writes, , listed] = partsOf(actor, 'merge', branch);
    return verdictOf([writes ?? 'unknown', listed ?? 'unknown']);
  }

  function verdictOf(parts: Term[]): Verdict {
    if (parts.includes('no')) return 'denied';
    return parts.includes('unknown') ? 'unknown' : 'allowed';
  }

  const named = [effective, ...userGrants].flatMap((one) => one.entries.map((entry) => entry.who));
  const exempt = restrictions.entries.flatMap(
    (rule) => listing(at(rule, 'users'), (entry) => text(at(entry, 'uuid'))).entries,
  );
  const branches = listing(values(`${repositoryPath}/refs/branches`), (entry) => text(at(entry, 'name'))).entries;
  const refused = !told.whole && told.entries.length === 0;
  const others = [
    ...(refused ? roles.entries.map((entry) => entry.who) : []),
    ...(viewer === undefined ? [] : [viewer]),
  ];
  const people = [...new Set([...named, ...exempt, ...others])];
  return { people, branches, sawEveryRule: restrictions.whole, verdict, mayMerge, isStrange };
}
