import { changeFile, type ChangeFile } from '../../apply/body';
import type { Health } from '../../health/health';
import type { Problem, Severity } from '../../health/problem';
import { named } from '../../health/words';
import { unitOf } from '../../health/units';
import type { Facts } from '../../model';
import { namesOf, type RepositoryNames } from '../../repository';
import { changerWords } from '../../ways-out/restriction-change';
import { sayGap, type SpokenGap } from '../../words/gaps';
import { plain, plainly, restrictionName, sentence } from '../../words/names';
import { pageOfRestrictions } from '../../words/pages';
import { withTellingNames } from '../../words/telling-names';
import { sayBeside, type SpokenBeside } from '../survey';

/** A problem in words. */
export interface SpokenProblem {
  /** The id of the kind of problem. */
  problem: string;
  level: Severity;
  /** The id of the restriction that it is about, where it is about one that has an id. */
  restriction?: number;
  reason: string;
  effect: string;
  remedy: string;
  /** Where it can be mended. */
  page: string;
  /** What `try` reads, where one change would mend it. */
  change?: ChangeFile;
}

/** `lint --json`. */
export interface SpokenHealth extends SpokenBeside {
  problems: SpokenProblem[];
  /** What was not read, and so not looked at. */
  gaps: SpokenGap[];
}

/**
 * What is wrong with the rules, in words. Sentences tell apart who looks alike. `administrator` is who can mend the
 * repository's own rules: *you*, where whoever reads administers it.
 */
export function sayHealth(health: Health, { repository }: Facts, administrator?: 'you'): SpokenHealth {
  const where = namesOf(repository);
  const { problems } = withTellingNames(health);
  return {
    problems: problems.map((problem) => sayProblem(problem, where, administrator)),
    gaps: health.gaps.map((gap) => sayGap(gap, where)),
    ...sayBeside(health, where),
  };
}

function sayProblem(problem: Problem, where: RepositoryNames, administrator?: 'you'): SpokenProblem {
  const { restriction, level, change } = problem;
  const unit = unitFor(problem);
  const names = plainly(where);
  const own = restriction ? [restriction] : [];
  const asked = { administrator: administrator ?? `an administrator of ${names.fullName}`, repository: where };
  const clauses = unit.say(problem, {
    level,
    it: restriction ? named(restriction) : 'the rules',
    repository: names,
    administrator: changerWords(own, asked),
  });
  return {
    problem: problem.problem,
    level,
    ...(restriction?.id !== undefined && { restriction: restriction.id }),
    reason: `${sentence(clauses.reason)}.`,
    effect: `${sentence(clauses.effect)}.`,
    remedy: `${sentence(clauses.remedy)}.`,
    page: unit.page?.(where, problem) ?? pageOfRestrictions(own, where),
    ...(change && { change: changeFile(change) }),
  };
}

/**
 * What each problem is about: the restriction as Bitbucket's screen names it, with its number where two look alike,
 * else the repository.
 */
export function placesOf(health: Health, { repository }: Facts): string[] {
  return withTellingNames(health).problems.map(({ restriction }) =>
    restriction ? restrictionName(restriction) : plain(repository.fullName),
  );
}

/**
 * Names a problem, so that it is known again when the rules are read anew: by its kind, and by what it is about without
 * the number of the restriction, which another repository has not.
 */
export function problemKey({ problem, restriction, subject }: Problem): string {
  return JSON.stringify([problem, restriction ? [restriction.kind, restriction.match] : null, subject ?? null]);
}

function unitFor({ problem }: Problem) {
  const unit = unitOf.get(problem);
  if (!unit) throw new Error(`Nothing finds the problem ${problem}.`);
  return unit;
}
