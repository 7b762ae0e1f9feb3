// The arrows of ARCHITECTURE.md: forge, cli, sandbox -> ask.ts -> bitbucket, refusals, pipelines -> core -> nothing.

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-stands-alone',
      severity: 'error',
      comment: 'The judgement is pure: it knows nothing but itself.',
      from: { path: '^src/core/' },
      to: { pathNot: '^src/core/' },
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
      name: 'nothing-below-knows-the-entries',
      severity: 'error',
      from: { path: '^src/ask\\.ts$' },
      to: { path: '^src/(forge|cli|sandbox)/' },
    },
    {
      name: 'panels-know-the-pure-parts',
      severity: 'error',
      comment: 'Panels judge and read refusals themselves; of the rest they know the types of ask.ts.',
      from: { path: '^static/' },
      to: { path: '^src/', pathNot: ['^src/core/', '^src/refusals/', '^src/ask\\.ts$'] },
    },
    {
      name: 'panels-know-only-types-of-the-rest',
      severity: 'error',
      from: { path: '^static/' },
      to: { path: '^src/ask\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.json$'] },
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
