import type { Gap } from '../../src/core/model';
import { sayUnreachable } from '../../src/core/words/gaps';
import { plain } from '../../src/core/words/names';

/** That the permission of whoever looks is not known, and why: to a page they are *you*, not a credential's owner. */
export function ownPermissionNotKnown(gap: Gap, of: string): string {
  const why =
    gap.because === 'unreachable'
      ? sayUnreachable(gap)
      : (reasons[gap.because] ?? 'What Bitbucket answers does not tell it.');
  return `Not known: your permission on ${plain(of)}. ${why}`;
}

/** The way out where the app itself may not. */
export const checkTheApp = 'An administrator of the workspace can check that the app has the permissions it asks for.';

const reasons: Partial<Record<Gap['because'], string>> = {
  forbidden: `Bitbucket does not let the app ask for it. ${checkTheApp}`,
};
