import type { Match } from '../model';

/** What tells the branches of a restriction apart. */
export function matchKey(match: Match): string {
  switch (match.by) {
    case 'glob':
      return JSON.stringify(['glob', match.pattern]);
    case 'branch-type':
      return JSON.stringify(['branch-type', match.type]);
    case 'unknown':
      return JSON.stringify(['unknown', match.word]);
  }
}
