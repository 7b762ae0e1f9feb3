// Closes a run with one line that any log reader understands.
module.exports = class PlainReporter {
  onRunComplete(_, { numPassedTests, numFailedTests }) {
    console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
  }
};
