import { mulberry32, pick, type Random } from '../../seeded';
import { apply, type Edit, type TimedEdit } from './edit';
import { firstDays } from './first-days';
import { kinds } from './kinds';
import type { Repository, Workspace } from '../model';
import { ruleMaker, type RuleMaker } from '../rules';
import { seededWorkspace } from '../seed';
import { telling } from '../telling';

const day = 86_400_000;
/** How long edits go on, and how many days of them are known beforehand. */
const days = { all: 365, first: 8 };

/**
 * What happens to the seeded workspace in a year, in the order of time: on the first days what shows in the telling
 * repositories, then on each day up to four edits somewhere. Every edit changes something; the same seed gives the same
 * year.
 */
export function yearOf(seed: number): TimedEdit[] {
  const random = mulberry32(seed + 1);
  const workspace = seededWorkspace(seed);
  const make = ruleMaker(50_000_001);
  const scripted = firstDays(workspace, make);
  const ofScript = new Set(scripted.map((edit) => ('repository' in edit ? edit.repository : undefined)));
  const year: TimedEdit[] = [];
  for (let today = 0; today < days.all; today += 1) {
    const moments = Array.from({ length: Math.floor(random() * 5) }, () => today * day + Math.floor(random() * day));
    const known = scripted.filter(({ at }) => Math.floor(at / day) === today);
    const doings = [
      ...known.map((edit) => ({ at: edit.at, doing: (): Edit | undefined => edit })),
      ...moments.map((at) => ({
        at,
        doing: () => somethingDone(random, workspace, make, ({ uuid }) => today >= days.first || !ofScript.has(uuid)),
      })),
    ].sort((a, b) => a.at - b.at);
    for (const { at, doing } of doings) {
      const edit = doing();
      if (!edit) continue;
      const done = { ...edit, at: Math.round(at) };
      apply(workspace, done);
      year.push(done);
    }
  }
  return year;
}

const all = kinds.reduce((sum, [times]) => sum + times, 0);
const staying: ReadonlySet<string> = new Set(telling.map(({ slug }) => slug));

/** One edit, in a repository that may be touched; nothing where a few tries came to none. */
function somethingDone(
  random: Random,
  workspace: Workspace,
  make: RuleMaker,
  isTouched: (repository: Repository) => boolean,
): Edit | undefined {
  const touched = [...workspace.repositories.values()].filter(isTouched);
  for (let tries = 0; tries < 5; tries += 1) {
    const repository = pick(random, touched);
    let left = random() * all;
    const making = kinds.find(([times]) => (left -= times) < 0)?.[1];
    const edit = making?.(random, repository, workspace, make);
    const losesItsName = edit && (edit.edit === 'renamed' || edit.edit === 'deleted') && staying.has(repository.slug);
    if (edit && !losesItsName) return edit;
  }
  return undefined;
}
