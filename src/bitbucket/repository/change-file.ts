import { changeIn as changeWritten, type WrittenChange } from '../../core/apply/read/change-in';
import { ruleOf } from './project-rules';

/** Reads the change of a file: restrictions as Bitbucket's REST writes them, people by uuid, groups by slug. */
export function changeIn(value: unknown): WrittenChange {
  return changeWritten(value, ruleOf);
}
