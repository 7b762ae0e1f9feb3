// `npm run properties`: every property with other cases than `npm test`, for twenty seconds each.
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const ordinary = require('./jest.config.cjs');

process.env.SEED ??= String(Math.floor(Math.random() * 2 ** 31));
process.env.SECONDS ??= '20';

const tests = readdirSync(join(__dirname, 'test'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.test.ts'),
);

/** @type {import('jest').Config} */
module.exports = {
  ...ordinary,
  testMatch: tests
    .filter((path) => readFileSync(join(__dirname, 'test', path), 'utf8').includes("from 'fast-check'"))
    .map((path) => `<rootDir>/test/${path.replaceAll('\\', '/')}`),
  testPathIgnorePatterns: ['/node_modules/'],
};
