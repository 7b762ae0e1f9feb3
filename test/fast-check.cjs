// fast-check as every test gets it (`moduleNameMapper` in jest.config.cjs): the same cases in every run, so that what
// passed here passes where it is run again. `npm run properties` looks for others: SEED at random, and as many cases as
// fit into SECONDS for each property.
const { default: fc, ...others } = require('../node_modules/fast-check/lib/cjs/fast-check.js');

const seed = Number(process.env.SEED ?? 20_261_129);
const seconds = Number(process.env.SECONDS ?? 0);
fc.configureGlobal({ seed });

/** As fast-check's, for so long; a replayed case stays as it is. */
function assert(property, parameters = {}) {
  return fc.assert(property, seconds === 0 || parameters.path !== undefined ? parameters : prolonged(parameters));
}

function prolonged(parameters) {
  return { ...parameters, numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1_000, seed };
}

module.exports = { ...others, __esModule: true, default: { ...fc, assert } };
