import { mergeability } from './mergeability';
import { pullRequest } from './pull-request';
import { waysOut } from './table';

/** Every way out that a decision offers, those that a pull request adds among them. */
export const waysOfMerge = { ...waysOut, ...pullRequest, ...mergeability };
