// `npm run test:quick`: what decides and what reads, in half a minute. No browser, no bundle, no program of git.
const folders = ['core', 'refusals', 'pipelines', 'bitbucket'];

const ordinary = require('./jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = {
  ...ordinary,
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: [
    ...ordinary.testPathIgnorePatterns,
    // Programs of git, SSH and curl; bundles; mebibytes of hostile text; thousands of forms of secrets.
    '/clients/',
    '/repository/large\\.test',
    '/hostile\\.test',
    '/refusals/scrub/',
  ],
};
