import { checksDoNotBlock } from './branches/checks-do-not-block';
import { mainBranchUnprotected } from './branches/main-branch-unprotected';
import { mainDeletionOpen } from './branches/main-deletion-open';
import { mainHistoryOpen } from './branches/main-history-open';
import { nobodyCanPush } from './branches/nobody-can-push';
import { onePersonCanPush } from './branches/one-person-can-push';
import { onePersonSuffices } from './branches/one-person-suffices';
import { onlyAutomationCanPush } from './branches/only-automation-can-push';
import { grantToWhoLeft } from './lists/grant-to-who-left';
import { listsGroupWithoutAccess } from './lists/lists-group-without-access';
import { listsWhoLeft } from './lists/lists-who-left';
import { listsWithoutWrite } from './lists/lists-without-write';
import { repeated } from './lists/repeated';
import { shadowed } from './lists/shadowed';
import { coversNoBranch } from './patterns/covers-no-branch';
import { disabledBranchType } from './patterns/disabled-branch-type';
import { doubleStar } from './patterns/double-star';
import { foreignSyntax } from './patterns/foreign-syntax';
import { impossibleName } from './patterns/impossible-name';
import { letterCase } from './patterns/letter-case';
import { nearlyCovers } from './patterns/nearly-covers';
import { whiteSpace } from './patterns/white-space';
import type { Unit } from './problem';

/** Every kind of problem, in the order in which those of one level are listed. */
export const units: readonly Unit[] = [
  nobodyCanPush,
  impossibleName,
  whiteSpace,
  grantToWhoLeft,
  mainBranchUnprotected,
  mainHistoryOpen,
  onePersonSuffices,
  checksDoNotBlock,
  onlyAutomationCanPush,
  onePersonCanPush,
  foreignSyntax,
  letterCase,
  nearlyCovers,
  disabledBranchType,
  listsWhoLeft,
  listsWithoutWrite,
  listsGroupWithoutAccess,
  shadowed,
  repeated,
  doubleStar,
  coversNoBranch,
  mainDeletionOpen,
];

/** A kind of problem by its id. */
export const unitOf: ReadonlyMap<string, Unit> = new Map(units.map((one) => [one.id, one]));
