// `npm run coverage`: which branches of the parts that decide no test takes. Only tests that run in this process count.
const ordinary = require('./jest.config.cjs');

const folders = ['core', 'refusals', 'bitbucket', 'forge'];

/** @type {import('jest').Config} */
module.exports = {
  ...ordinary,
  testMatch: [...folders, 'oracle', 'worlds', 'cli'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  // What these run is elsewhere: programs of git and SSH, the bundles, and what README says.
  testPathIgnorePatterns: [
    ...ordinary.testPathIgnorePatterns,
    ...['/real-clients', '/clients/ways-out/', '/bundle\\.test', '/cli/commands/hook', '/cli/readme-steps'],
  ],
  collectCoverage: true,
  collectCoverageFrom: folders.map((folder) => `src/${folder}/**/*.ts`),
  coverageDirectory: '<rootDir>/coverage',
  coverageReporters: ['text', 'lcovonly', 'json'],
  coverageThreshold: Object.fromEntries(folders.map((folder) => [`./src/${folder}/`, { branches: 95 }])),
  // Counting makes everything slower, properties over thousands of worlds most of all.
  testTimeout: 600_000,
};
