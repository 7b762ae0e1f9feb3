// The arrows of ARCHITECTURE.md, types included: no file knows one that stands above it, and none knows itself in a
// circle.

// Within a floor a room may know those that stand before it. `.` are the files on the floor itself but those that are
// named.
const rooms = {
  core: [
    ...['model', 'non-empty', 'steps', 'repository', 'words', 'ways-out', '.', 'branches', 'people', 'cell'],
    ...['merge-checks', 'mergeability', 'rules', 'questions', 'apply', 'health', 'redact', 'say', 'workspace'],
  ],
  bitbucket: ['port', 'repository', 'pull-request', 'worlds', 'workspace'],
  refusals: ['text', 'scrub', 'ways-out', 'signatures', 'families', 'reading', '.'],
  pipelines: ['file', 'shell', 'git', 'programs', 'walk', '.'],
  forge: ['place', 'get', 'context', 'store', 'administrator', 'as-app', 'reading', 'workspace', 'panels', 'webhook'],
  cli: ['terminal', 'store', 'source', 'ask', 'print', 'hook', 'git', 'commands', 'program', 'run', 'main'],
  sandbox: ['storage', 'bitbucket', 'host', 'pages', '.'],
};

/** A pattern of what lies in one of these rooms. */
function inside(floor, names) {
  const named = rooms[floor].filter((name) => name !== '.').join('|');
  const parts = names.map((name) => (name === '.' ? `(?!(?:${named})\\.ts$)[^/]+$` : `${name}(/|\\.ts$)`));
  return `^src/${floor}/(${parts.join('|')})`;
}

const betweenRooms = Object.entries(rooms).flatMap(([floor, names]) =>
  names.slice(0, -1).map((name, at) => ({
    name: `${floor}-${name === '.' ? 'itself' : name}-knows-nothing-above-it`,
    severity: 'error',
    from: { path: inside(floor, [name]) },
    to: { path: inside(floor, names.slice(at + 1)) },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...betweenRooms,
    {
      name: 'core-stands-alone',
      severity: 'error',
      comment: 'The judgement is pure: it knows nothing but itself, and how many letters two words are apart.',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', '(^|/)node_modules/leven/'] },
    },
    {
      name: 'reading-knows-only-core',
      severity: 'error',
      from: { path: '^src/(bitbucket|refusals|pipelines)/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/$1/'] },
    },
    {
      name: 'entries-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(forge|cli|sandbox)/' },
      to: { path: '^src/(forge|cli|sandbox)/', pathNot: '^src/$1/' },
    },
    {
      name: 'the-contract-knows-no-entry',
      severity: 'error',
      comment: 'What forge answers and static asks is types over what both know.',
      from: { path: '^src/panel-calls\\.ts$' },
      to: { path: '^src/(forge|cli|sandbox)/' },
    },
    {
      name: 'panels-know-the-pure-parts',
      severity: 'error',
      comment: 'Panels judge and read refusals themselves; of the rest they know the contract.',
      from: { path: '^static/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/refusals/', '^src/panel-calls\\.ts$'] },
    },
    {
      name: 'the-contract-is-types',
      severity: 'error',
      from: {},
      to: { path: '^src/panel-calls\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'The script of the first page is a bundle of its own and needs nothing.',
      from: { orphan: true, path: '^src/', pathNot: ['\\.json$', '^src/sandbox/frame/main\\.ts$'] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
