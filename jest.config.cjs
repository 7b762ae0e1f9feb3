// Packages that ship only as ES modules are turned into what Jest runs; everything else in node_modules is left alone.
const esModules = ['unbash', 'p-limit', 'p-retry', 'is-network-error', 'yocto-queue', '@bomb.sh'];

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.(ts|m?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  reporters: ['default', '<rootDir>/test/plain-reporter.cjs'],
  // A busy machine with two cores must not fail a test that is right.
  testTimeout: 30_000,
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
};
