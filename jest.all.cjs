// `npm run test:all`: every test there is, as continuous integration runs them.

/** @type {import('jest').Config} */
module.exports = { ...require('./jest.config.cjs'), testPathIgnorePatterns: ['/node_modules/'] };
