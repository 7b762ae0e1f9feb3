import { scopes } from '../forge/scopes';

/** What may be read of Bitbucket together, as templates of paths of REST 2.0. */
export const reads = {
  // What only administrators are shown proves that they are, where their own permission is not shown.
  'who looks': [
    '/repositories/{workspace}/{repo_slug}',
    '/user/workspaces/{workspace}/permissions/repositories',
    '/repositories/{workspace}/{repo_slug}/branch-restrictions',
    '/workspaces/{workspace}/permissions/repositories/{repo_slug}',
  ],
  'the rules': [
    '/user',
    '/repositories/{workspace}/{repo_slug}/branch-restrictions',
    '/repositories/{workspace}/{repo_slug}/effective-branching-model',
    '/repositories/{workspace}/{repo_slug}/permissions-config/users',
    '/repositories/{workspace}/{repo_slug}/permissions-config/groups',
    '/workspaces/{workspace}/permissions',
    '/workspaces/{workspace}/permissions/repositories/{repo_slug}',
    '/workspaces/{workspace}/projects/{project_key}/permissions-config/users',
    '/workspaces/{workspace}/projects/{project_key}/permissions-config/groups',
  ],
  'who looks at the workspace': [
    '/user/workspaces/{workspace}/permission',
    '/user/workspaces/{workspace}/permissions/repositories',
  ],
  'the repositories': ['/repositories/{workspace}'],
  'their name': ['/user'],
  // To whom Bitbucket shows them, the project is theirs to administer.
  'the project': ['/user', '/workspaces/{workspace}/projects/{project_key}/permissions-config/users'],
  branches: ['/repositories/{workspace}/{repo_slug}/refs/branches'],
  // Each list holds something of every repository that the credential may see.
  'the whole workspace': ['/repositories/{workspace}', '/workspaces/{workspace}/permissions/repositories'],
  'pull requests': scopes
    .map(([path]) => path)
    .filter((path) => /pullrequests|default-reviewers|commits$|refs\/branches/.test(path)),
} as const satisfies Record<string, readonly string[]>;
type Read = keyof typeof reads;

/** What the app keeps in Forge's storage, by the beginning of its keys. */
export const stores = {
  'supplied members': 'members:',
  'supplied rules of the project': 'project-rules:',
  'keys of the webhook': 'check-key',
  'counts of calls': 'check-calls:',
  'the reading of the last minute': 'check-facts:',
  'the half reading beside it': 'check-half:',
  'what readings cost': 'check-reading:',
  'whose turn it is to read': 'check-turn:',
  'what the app was refused': 'app-refusals:',
  snapshot: 'snapshot:',
  'the ledger': 'ledger:',
  'rows of the workspace': 'workspace-row:',
  'readings of the workspace': 'workspace-facts:',
  'changes in the workspace': 'workspace-change:',
  'whose turn it is to keep one': 'workspace-keeping:',
  'how long these are kept': 'workspace-days:',
  'how far the reading has come': 'workspace-round:',
  'what is left of it': 'workspace-batch:',
  'what it costs': 'workspace-calls:',
  'whose turn it is to read the workspace': 'workspace-turn:',
  'whose turn it is to plan that': 'workspace-planning:',
} as const;
/** What the command line keeps on the machine that it runs on. */
type Store = keyof typeof stores | 'the ledger of this machine';

interface Row {
  asked: string;
  by: string;
  /** What is read, and as whom; `credential` is that of the command line's environment. */
  reads: Partial<Record<'viewer' | 'app' | 'credential', readonly Read[]>>;
  uses: readonly Store[];
  given: string;
}

/** A call of the resolver. `others` is what somebody gets who does not administer the repository. */
export interface Call extends Row {
  face: 'settings page' | 'pull request panel' | 'workspace page';
  others: 'reason why not' | 'redacted';
  /** The fields of an administrator's answer. */
  fields: readonly string[];
}

const administrators = 'administrators of the repository';
const door = { viewer: ['who looks'] } as const;

/** What the panels ask through Forge. */
export const calls = {
  facts: {
    asked: '`facts`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['facts'],
    reads: { viewer: ['who looks', 'the rules'] },
    uses: ['supplied members', 'supplied rules of the project', 'snapshot'],
    given:
      'the rules, who has which permission, who is in which supplied list, who supplied those and rules of the project',
  },
  branches: {
    asked: '`branches`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['branches', 'next', 'size'],
    reads: { viewer: ['who looks', 'branches'] },
    uses: [],
    given: 'names of branches',
  },
  pullRequests: {
    asked: '`pullRequests`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['pullRequests', 'next', 'shown', 'size'],
    reads: { viewer: ['who looks', 'pull requests'] },
    uses: [],
    given: 'open pull requests with their people and checks',
  },
  saveMembers: {
    asked: '`saveMembers`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['kept', 'replaced'],
    reads: { viewer: ['who looks', 'their name'] },
    uses: ['supplied members'],
    given: 'the list that is kept from then on and the one it replaced, who supplied each, and when',
  },
  saveProjectRules: {
    asked: '`saveProjectRules`',
    face: 'settings page',
    by: `${administrators}; for the whole project, who administers that`,
    others: 'reason why not',
    fields: ['keptFor', 'noProject', 'projectRules'],
    reads: { viewer: ['who looks', 'the project'] },
    uses: ['supplied rules of the project'],
    given: 'what is kept from then on, and for what',
  },
  checkKeys: {
    asked: '`checkKeys`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['keys', 'url'],
    reads: door,
    uses: ['keys of the webhook'],
    given: 'the ids and names of keys, who made them and when, when they were last used, the address of the webhook',
  },
  makeCheckKey: {
    asked: '`makeCheckKey`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['key', 'keys', 'secret', 'tooMany', 'url'],
    reads: { viewer: ['who looks', 'their name'] },
    uses: ['keys of the webhook'],
    given: 'a new key with its secret, this once',
  },
  revokeCheckKey: {
    asked: '`revokeCheckKey`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['keys'],
    reads: door,
    uses: ['keys of the webhook'],
    given: 'the keys that are left',
  },
  ledger: {
    asked: '`ledger`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['ledger'],
    reads: door,
    uses: ['the ledger'],
    given: 'how often Bitbucket’s own word and ours agreed, and the facts of each time they did not; nobody’s name',
  },
  history: {
    asked: '`history`',
    face: 'settings page',
    by: administrators,
    others: 'reason why not',
    fields: ['changes', 'first', 'last', 'next'],
    reads: door,
    uses: ['readings of the workspace', 'changes in the workspace', 'how long these are kept'],
    given: 'what changed in the rules and permissions, whose verdicts that flipped, and since when that is known',
  },
  pullRequest: {
    asked: '`pullRequest`',
    face: 'pull request panel',
    by: 'whoever Bitbucket shows the pull request; without consent, whoever it tells the app has a permission there',
    others: 'redacted',
    fields: ['for', 'outlook', 'repository', 'rules'],
    // As the app, the repository and the pull request are read for whoever has not consented.
    reads: {
      viewer: ['who looks', 'the rules', 'pull requests'],
      app: ['who looks', 'the rules', 'pull requests'],
    },
    uses: [
      'supplied members',
      'supplied rules of the project',
      'what the app was refused',
      'the reading of the last minute',
      'the half reading beside it',
      'what readings cost',
      'whose turn it is to read',
      'snapshot',
      'the ledger',
    ],
    given:
      'whether they may merge and push, and why; administrators also who else may; without consent nobody, ' +
      'and nothing that Bitbucket says to the asker alone',
  },
} as const satisfies Record<string, Call>;

const owners = 'administrators of the workspace';
const either = `${owners}; of a repository, of theirs alone`;
const workspaceDoor = { viewer: ['who looks at the workspace'] } as const;
const planning = [
  'rows of the workspace',
  'readings of the workspace',
  'whose turn it is to keep one',
  'how long these are kept',
  'how far the reading has come',
  'what is left of it',
  'what it costs',
  'whose turn it is to plan that',
  'supplied members',
  'supplied rules of the project',
] as const;

/** What the page of a workspace asks through Forge. */
export const workspaceCalls = {
  workspace: {
    asked: '`workspace`',
    face: 'workspace page',
    by: either,
    others: 'reason why not',
    fields: ['days', 'for', 'next', 'reading', 'rows'],
    reads: workspaceDoor,
    uses: ['rows of the workspace', 'how long these are kept', 'how far the reading has come', 'what is left of it'],
    given:
      'of each repository its problems, who administers it, how many may push to its main branch, when something last ' +
      'changed; how far the reading has come only to administrators of the workspace',
  },
  workspaceRepositories: {
    asked: '`workspaceRepositories`',
    face: 'workspace page',
    by: either,
    others: 'reason why not',
    fields: ['next', 'repositories', 'size'],
    reads: { viewer: ['who looks at the workspace', 'the repositories'] },
    uses: [],
    given: 'the names of repositories',
  },
  readRepository: {
    asked: '`readRepository`',
    face: 'workspace page',
    by: administrators,
    others: 'reason why not',
    fields: ['row'],
    reads: { viewer: ['who looks', 'the rules'] },
    uses: [
      'rows of the workspace',
      'readings of the workspace',
      'changes in the workspace',
      'whose turn it is to keep one',
      'how long these are kept',
      'supplied members',
      'supplied rules of the project',
    ],
    given: 'its row',
  },
  startReading: {
    asked: '`startReading`',
    face: 'workspace page',
    by: owners,
    others: 'reason why not',
    fields: ['reading'],
    reads: { viewer: ['who looks at the workspace'], app: ['the repositories'] },
    uses: planning,
    given: 'how far the reading has come',
  },
  keepDays: {
    asked: '`keepDays`',
    face: 'workspace page',
    by: owners,
    others: 'reason why not',
    fields: ['days'],
    reads: workspaceDoor,
    uses: ['how long these are kept'],
    given: 'for how many days readings are kept from then on',
  },
} as const satisfies Record<string, Call>;

/** What nobody asks: Forge calls it by the hour, and for each message of the queue. */
export const unasked = {
  schedule: {
    asked: '`schedule`',
    by: 'Forge alone, every five minutes',
    reads: { app: ['the repositories'] },
    uses: planning,
    given: 'nobody is told anything',
  },
  readBatch: {
    asked: '`readBatch`',
    by: 'Forge alone, for each message of the queue',
    reads: { app: ['who looks', 'the rules'] },
    uses: [
      'rows of the workspace',
      'readings of the workspace',
      'changes in the workspace',
      'whose turn it is to keep one',
      'how long these are kept',
      'supplied members',
      'supplied rules of the project',
      'what is left of it',
      'what it costs',
      'whose turn it is to read the workspace',
    ],
    given: 'nobody is told anything',
  },
} as const satisfies Record<string, Row>;

/** What builds ask. */
export const webhook = {
  asked: '`permission-check`',
  by: 'holders of a key of the repository, about anybody',
  reads: { app: ['who looks', 'the rules'] },
  uses: [
    'supplied members',
    'supplied rules of the project',
    'keys of the webhook',
    'counts of calls',
    'the reading of the last minute',
    'the half reading beside it',
    'what readings cost',
    'whose turn it is to read',
    'snapshot',
  ],
  given: 'one verdict and why, and nobody’s name but that of the person asked about',
} as const satisfies Row;

const holder = 'whoever runs it';

/** The commands of the command line. Each reads as the credential of the environment, or a saved world. */
export const commands = {
  explain: {
    asked: '`explain`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'pull requests'] },
    uses: ['the ledger of this machine'],
    given: 'what that credential may read, judged',
  },
  who: {
    asked: '`who`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'the whole workspace'] },
    uses: [],
    given: 'the same, of everybody',
  },
  where: {
    asked: '`where`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'the whole workspace'] },
    uses: [],
    given: 'the same, of every branch',
  },
  matrix: {
    asked: '`matrix`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches'] },
    uses: [],
    given: 'the same, of both',
  },
  compare: {
    asked: '`compare`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'the whole workspace'] },
    uses: [],
    given: 'the same of two people, branches or repositories, where it differs',
  },
  ask: {
    asked: '`ask`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches'] },
    uses: [],
    given: 'the same, of every branch that there may be, and beside other rules at hand',
  },
  pattern: {
    asked: '`pattern`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches'] },
    uses: [],
    given: 'which branches a pattern covers',
  },
  lint: {
    asked: '`lint`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'the whole workspace'] },
    uses: [],
    given: 'what is wrong with the rules, with the people and branches that it touches',
  },
  prs: {
    asked: '`prs`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'pull requests'] },
    uses: ['the ledger of this machine'],
    given: 'the same, of open pull requests',
  },
  credential: {
    asked: '`credential`',
    by: holder,
    reads: { credential: ['who looks', 'the rules'] },
    uses: [],
    given: 'whose that credential is, its scopes, and what they allow; never the secret',
  },
  save: {
    asked: '`save`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'pull requests'] },
    uses: [],
    given: 'every reply as it came; with `--anonymous`, without names',
  },
  read: {
    asked: '`read`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'the whole workspace'] },
    uses: [],
    given: 'every repository of a workspace as `save` gives one, in a folder for its owner alone',
  },
  report: {
    asked: '`report`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'the whole workspace'] },
    uses: [],
    given:
      'of every repository that the credential may read what is wrong with its rules, and who administers it, by name',
  },
  history: {
    asked: '`history`',
    by: 'whoever may read the folder',
    reads: {},
    uses: [],
    given:
      'what the readings of a folder show of a repository: which rule, permission or membership changed, and for whom',
  },
  changes: {
    asked: '`changes`',
    by: 'whoever may read the folder',
    reads: {},
    uses: [],
    given: 'the same, of every repository since a moment',
  },
  baseline: {
    asked: '`baseline`',
    by: 'whoever may write to the folder',
    reads: {},
    uses: [],
    given: 'a name for a moment, kept in the folder',
  },
  export: {
    asked: '`export`',
    by: holder,
    reads: { credential: ['who looks', 'the rules'] },
    uses: [],
    given: 'the restrictions set on the repository, with whom they list, as Terraform or JSON',
  },
  try: {
    asked: '`try`',
    by: holder,
    reads: { credential: ['who looks', 'the rules', 'branches', 'pull requests'] },
    uses: [],
    given: 'whose verdicts a change would flip, by name and branch; nothing is changed',
  },
  diagnose: {
    asked: '`diagnose`',
    by: holder,
    reads: { credential: ['who looks', 'the rules'] },
    uses: [],
    given: 'causes; the pasted text stays on the machine, and its secrets are cut',
  },
  git: {
    asked: '`git`',
    by: holder,
    reads: { credential: ['who looks', 'the rules'] },
    uses: [],
    given: 'the same of what git was refused; git itself asks and keeps what it would without us',
  },
  refusals: { asked: '`refusals`', by: holder, reads: {}, uses: [], given: 'the pages of the causes' },
  rehearse: {
    asked: '`rehearse`',
    by: holder,
    reads: { credential: ['who looks', 'the rules'] },
    uses: [],
    given: 'the pushes of a pipelines file and of scripts below its folder or `--root`, judged; nothing of them is run',
  },
  preflight: { asked: '`preflight`', by: 'holders of a key', reads: {}, uses: [], given: 'what the webhook answers' },
  hook: {
    asked: '`hook`',
    by: holder,
    reads: { credential: ['who looks', 'the rules'] },
    uses: [],
    given: 'what would be refused, before a push',
  },
  ledger: {
    asked: '`ledger`',
    by: holder,
    reads: {},
    uses: ['the ledger of this machine'],
    given: 'how often Bitbucket’s own word and ours agreed, and the facts of each time they did not; nobody’s name',
  },
  complete: { asked: '`complete`', by: holder, reads: {}, uses: [], given: 'words for the shell' },
} as const satisfies Record<string, Row>;

/** The table as ARCHITECTURE.md holds it. */
export function table(): string {
  const groups = Object.entries(reads).map(
    ([name, paths]) => `- *${name}*: ${paths.map((path) => `\`${path}\``).join(', ')}`,
  );
  const rows = [
    ...Object.values(calls).map((call) => rowOf(call, call.face, call.others)),
    ...Object.values(workspaceCalls).map((call) => rowOf(call, call.face, call.others)),
    ...Object.values(unasked).map((one) => rowOf(one, 'in the background', '')),
    rowOf(webhook, 'web trigger', 'the same 401'),
    ...Object.values(commands).map((command) => rowOf(command, 'command line', '')),
  ];
  return [
    '| asked | where | by whom | reads, as whom | keeps and reads of what is kept | is told | others get |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...groups,
  ].join('\n');
}

function rowOf(row: Row, where: string, others: string): string {
  const read = Object.entries(row.reads).map(([as, what]) => `${as}: ${what.join(', ')}`);
  return `| ${[row.asked, where, row.by, read.join('; ') || 'nothing', row.uses.join(', ') || 'nothing', row.given, others].join(' | ')} |`;
}
