import { mergeViaPullRequest } from '../merge-restriction';
import { byListExplained } from './by-list';
import type { Explained } from '../rule';

/** How it is explained. */
export const mergeRestrictionExplained: Explained<'merge-restriction'> = byListExplained(
  mergeViaPullRequest,
  'limits who can merge into',
  'merge',
);
