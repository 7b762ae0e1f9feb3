// Packages that ship only as ES modules are turned into what Jest runs; everything else in node_modules is left alone.
const esModules = ['unbash', 'p-limit', 'p-retry', 'is-network-error', 'yocto-queue', '@bomb.sh', 'leven'];

/** `npm test`: everything but what `npm run test:all` has beyond it. @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Longer runs of what is tested anyway, for which continuous integration has the time.
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.test\\.ts$'],
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  // With the same cases in every run.
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/fast-check.cjs' },
  reporters: ['default', '<rootDir>/test/plain-reporter.cjs'],
  // Jest by itself leaves one core free, which is half of a machine with two.
  maxWorkers: '100%',
  // In a process that has run many suites, collecting garbage takes most of the time: the last took six times as long.
  workerIdleMemoryLimit: '300MB',
  testSequencer: '<rootDir>/test/slowest-first.cjs',
  // A busy machine with two cores must not fail a test that is right.
  testTimeout: 120_000,
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
};
