// Slow suites begin first, so that all workers end together. Where a checkout is fresh, Jest knows only how large a
// file is; these are small files with much to do. What ran here before comes in the order of what it took, as Jest
// does.
const { default: Sequencer } = require('@jest/test-sequencer');

const slow = [
  'browser/pull-request',
  'browser/settings',
  'browser/refusal',
  'refusals/hostile',
  'refusals/scrub/scrub',
  'oracle/agreement',
  'weather/weather',
  'forge/webhook/quota',
  'forge/webhook/names',
  'refusals/clients/ways-out/ways-that-work',
  'cli/commands/hook',
  'forge/store/keys-at-once',
  'browser/open-pull-requests',
  'browser/words',
  'forge/bundle',
  'bitbucket/shape',
  'forge/manifest',
  'refusals/signatures',
  'cli/live',
];

/** Where a suite stands in the list, by its path; behind all where it does not. */
function place({ path }) {
  const at = slow.findIndex((name) => path.replaceAll('\\', '/').endsWith(`/test/${name}.test.ts`));
  return at < 0 ? slow.length : at;
}

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return sorted.every(({ duration }) => duration == null) ? sorted.sort((a, b) => place(a) - place(b)) : sorted;
  }
};
