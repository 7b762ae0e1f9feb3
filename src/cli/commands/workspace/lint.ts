import { health, isAtLeast } from '../../../core/health/health';
import type { Severity } from '../../../core/health/problem';
import type { Gap } from '../../../core/model';
import { namesOf } from '../../../core/repository';
import { placesOf, sayHealth } from '../../../core/say/rules/health';
import { aboutOf } from '../../print/formats/about';
import { digestOfHealth } from '../../print/formats/digest';
import { colorsFor } from '../../print/colors';
import { sarifRun } from '../../print/rules/sarif';
import { gathering } from '../../print/workspace/about';
import { lintOfManyAs, type LintOfOne } from '../../print/workspace/lint';
import type { Many } from '../../source/many';
import { exit, fail, type Io } from '../../terminal/io';
import { printAs, type Shared } from '../options';
import { readEach } from './asked';

/** What is wrong with the rules of many repositories. Returns the exit status. */
export async function lintMany(many: Many, options: Shared & { failOn: Severity }, io: Io): Promise<number> {
  if (options.format === 'code-insights')
    fail(exit.usage, 'A report for Code Insights is about the commit of one repository: name it as WS/REPO.');
  const gathered = gathering(many);
  const each: LintOfOne[] = [];
  let failed = false;
  for await (const one of readEach(many, gathered, io)) {
    if ('gap' in one) {
      each.push(one);
      continue;
    }
    const { facts, branchesRead, from } = one;
    const found = withoutBranches(health(facts), branchesRead);
    failed ||= found.problems.some((problem) => isAtLeast(problem, options.failOn));
    const spoken = sayHealth(found, facts);
    const about = aboutOf(spoken, facts.repository, from, digestOfHealth(found, facts));
    gathered.take(facts.repository, { ...spoken, branchesRead }, about.digest);
    each.push({
      names: namesOf(facts.repository),
      spoken,
      places: placesOf(found, facts),
      about,
      ...(options.format === 'sarif' && { run: sarifRun(found, spoken, facts) }),
    });
  }
  await printAs(options, lintOfManyAs(each, gathered.done(), colorsFor(io)), io);
  return failed ? 1 : exit.answered;
}

/** That nobody asked for the branches is said once of all repositories, and not of each. */
export function withoutBranches<T extends { gaps: Gap[] }>(found: T, branchesRead: boolean): T {
  return branchesRead ? found : { ...found, gaps: found.gaps.filter(({ of }) => of.what !== 'branches') };
}
