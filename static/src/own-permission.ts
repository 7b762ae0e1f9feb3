import type { Gap } from '../../src/core/model';
import { sayUnreachable } from '../../src/core/words/gaps';
import { plain } from '../../src/core/words/names';

/** That the permission of whoever looks is not known, and why: they are *you* to a page, and no owner of a credential. */
export function ownPermissionNotKnown(gap: Gap, of: string): string {
  const why = gap.because === 'unreachable' ? sayUnreachable(gap) : 'What Bitbucket answers does not tell it.';
  return `Not known: your permission on ${plain(of)}. ${why}`;
}
