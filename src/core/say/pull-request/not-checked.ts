import type { Decision } from '../../decision';
import type { MergeNotChecked } from '../../merge-decision';
import { code, enumeration } from '../../words/names';
import { docs } from '../../words/pages';
import { sayNotChecked, type SpokenNotChecked } from '../decision';

/** Something that was not checked, of a pull request too, in words. */
export function sayMergeNotChecked(one: MergeNotChecked, about: Pick<Decision, 'repository'>): SpokenNotChecked {
  switch (one.what) {
    case 'conflicts':
      return { what: 'conflicts between the branches', page: docs.conflicts };
    case 'custom-merge-checks':
      return { what: 'custom merge checks of apps', page: docs.customMergeChecks };
    case 'dependencies':
      return {
        what: 'whether other pull requests have to be merged first (Bitbucket leaves that out of its own word)',
        page: docs.mergeChecks,
      };
    case 'checks-of-apps':
      return {
        what: `what ${enumeration(one.apps.map(code))} of an app says at the merge`,
        page: docs.customMergeChecks,
      };
    case 'fork-branch':
      return { what: 'whether the source branch is still in the fork', page: docs.pullRequests };
    case 'merge-checks':
    case 'project-restrictions':
    case 'two-step-verification':
    case 'ip-allowlist':
    case 'plan-and-size':
    case 'credential-scopes':
    case 'letter-case':
    case 'group-exemption-by-oauth':
      return sayNotChecked(one, about);
  }
}
