import type { Cause, CauseId } from '../signatures/cause';
import type { Family } from '../signatures/signature';
import { access } from './access';
import { branchRestrictions } from './branch-restrictions';
import { dataCenter } from './data-center';
import { git } from './git';
import { https } from './https';
import { languages } from './languages';
import { libraries } from './libraries';
import { network } from './network';
import { otherHosts } from './other-hosts';
import { serverWords } from './server-words';
import { sizeAndState } from './size-and-state';
import { ssh } from './ssh';
import { tools } from './tools';

/** Everything that is recognised, by families. */
export const families: readonly Family[] = [
  branchRestrictions,
  sizeAndState,
  https,
  access,
  ssh,
  network,
  git,
  languages,
  libraries,
  tools,
  serverWords,
  dataCenter,
  otherHosts,
];

const causes = new Map(families.flatMap((family) => family.causes.map((cause) => [cause.id, cause] as const)));

/** What is known of a cause. Throws where no family has it. */
export function causeNamed(id: CauseId): Cause {
  const cause = causes.get(id);
  if (!cause) throw new Error(`No family of refusals has the cause ${id}.`);
  return cause;
}
