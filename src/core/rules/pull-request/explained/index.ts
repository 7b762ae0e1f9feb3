import { explained } from '../../explained/index';
import { mergeChecksExplained } from './merge-checks';
import { mergeabilityExplained } from './mergeability';
import { pullRequestExplained } from './state';

/** How each rule is explained, those that judge a pull request among them. */
export const mergeExplained = {
  ...explained,
  'pull-request': pullRequestExplained,
  'merge-checks': mergeChecksExplained,
  mergeability: mergeabilityExplained,
};
