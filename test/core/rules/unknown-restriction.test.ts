import { describe, test } from '@jest/globals';
import { by, merges, noDelete, noForce, ofType, restriction } from '../facts';
import { kinds } from '../../../src/core/rules/kinds';
import { heldAgainst, type Row } from './table';

const blessing = restriction('require_blessing', 'main');
const strange = {
  says: 'unknown kind-not-understood',
  shows: ['restriction 1'],
  gaps: ['restriction-kind 1 not-understood'],
} as const;
const doubts = { ...strange, shows: [...strange.shows], gaps: [...strange.gaps] };

describe('a kind of restriction that we have not met', () => {
  test.each<Row>([
    ['may stop a push', { restrictions: [blessing] }, 'push main', doubts],
    ['and a creation', { restrictions: [blessing] }, 'create main', doubts],
    ['and a rewrite', { restrictions: [blessing] }, 'force-push main', doubts],
    ['and a deletion', { main: 'trunk', restrictions: [blessing] }, 'delete main', doubts],
    ['and a merge', { restrictions: [blessing] }, 'merge main', doubts],
    ['by whoever', { restrictions: [blessing] }, 'push main as pipelines', doubts],
    [
      'though it may not cover the branch',
      { restrictions: [restriction('require_blessing', by('regex'))] },
      'push x',
      doubts,
    ],
    [
      'two of them are two gaps',
      { restrictions: [blessing, restriction('require_rain', ofType('production'))] },
      'push main',
      {
        ...doubts,
        shows: ['restriction 1', 'restriction 2'],
        gaps: ['restriction-kind 1 not-understood', 'restriction-kind 2 not-understood'],
      },
    ],
    ['not where it surely does not cover', { restrictions: [blessing] }, 'push topic', 'silent'],
    ['not a tag', { restrictions: [restriction('require_blessing', '*')] }, 'push refs/tags/v1', 'silent'],
    ['not where something refuses anyway', { restrictions: [blessing, merges('main')] }, 'merge main', 'silent'],
    [
      'not by an access key, which is refused anyway',
      { restrictions: [blessing] },
      'push main as access-key',
      'silent',
    ],
    [
      'not the kinds that we know',
      {
        restrictions: [
          noForce('main'),
          noDelete('main'),
          ...[...kinds.keys()].map((kind) => restriction(kind, 'main')),
        ],
      },
      'merge main',
      'silent',
    ],
  ])('%s', heldAgainst('unknown-restriction'));
});
