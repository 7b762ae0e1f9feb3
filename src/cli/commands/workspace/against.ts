import type { Facts } from '../../../core/model';
import { health, isAtLeast } from '../../../core/health/health';
import type { Severity } from '../../../core/health/problem';
import { unitOf } from '../../../core/health/units';
import { accessReport } from '../../../core/questions/access';
import { namesOf } from '../../../core/repository';
import { levelTitles, pathWords, sayAccessReport } from '../../../core/say/access';
import { problemKey, sayHealth } from '../../../core/say/rules/health';
import { withTellingNames } from '../../../core/words/telling-names';
import { unknownOf } from '../../../core/words/gaps';
import { code, enumeration, plain, sentence } from '../../../core/words/names';
import { restsOn } from '../../../core/workspace/report';
import { colorsFor } from '../../print/colors';
import { driftAs, driftedFrom, type AllSaid, type Drifted, type Said } from '../../print/workspace/drifted';
import { folderAsked, pairsOfFolder, type Pairs, type ReadOfMany } from '../../source/many';
import { baselineAt } from '../../store/baselines';
import { exit, fail, type Io } from '../../terminal/io';
import { printAs, reportFormats, type Shared } from '../options';
import { withoutBranches } from './lint';
import { placed } from './asked';
import { compareEach } from './compared';

/** The options of a question about what differs from a baseline. */
export type Against = Shared & { against: string };

/** Whether only what differs from a baseline is asked. */
export function isAgainst<Options extends Shared & { against?: string }>(
  options: Options,
): options is Options & Against {
  return options.against !== undefined;
}

/** The repositories that are asked about, at a baseline and as they are. Fails where none has that name. */
export function pairsAgainst(word: string | undefined, given: Against, io: Io): Pairs {
  const { options, workspace, repository } = placed(word, given, io);
  const store = folderAsked(options, io);
  const at =
    baselineAt(store.dir, options.against) ??
    fail(
      exit.notFound,
      `There is no baseline ${code(options.against)} in ${plain(store.dir)}: ` +
        '`who-can-push baseline NAME --world DIR` gives a moment a name.',
    );
  return pairsOfFolder(store, { workspace, repository }, Date.parse(at), options, io);
}

/** What an answer says of a repository. */
type Saying = (facts: Facts, branchesRead: boolean) => AllSaid;

/** What an answer says otherwise of a repository that is not the same at both moments. */
type Drifting = (fullName: string, before: ReadOfMany | undefined, after: ReadOfMany | undefined) => Drifted[];

/** Prints what an answer says otherwise than at the baseline. Returns the exit status: 1 where anything does. */
export async function printDrift(
  question: string,
  drifting: Drifting,
  { word, options }: { word: string | undefined; options: Against },
  io: Io,
): Promise<number> {
  if (!reportFormats.includes(options.format))
    fail(exit.usage, `What differs from a baseline is printed as ${enumeration([...reportFormats], 'or')}.`);
  const pairs = pairsAgainst(word, options, io);
  const compared = await compareEach(pairs, async ({ fullName, before, after }) =>
    drifting(fullName, await before?.read(), await after?.read()),
  );
  const { from, to } = pairs;
  const drift = { question, against: options.against, then: from, now: to, ...compared };
  await printAs(options, driftAs(drift, colorsFor(io)), io);
  return drift.differs.length > 0 ? 1 : exit.answered;
}

const nothing: AllSaid = { said: [], isUnclear: () => false };

/** By what an answer says of the repository at either moment. */
export function bySaying(saying: Saying): Drifting {
  return (fullName, before, after) => driftedFrom(fullName, ...saidOfBoth(before, after, saying));
}

/** Of what is gone, or could not be read, nothing else is said. */
function saidOfBoth(before: ReadOfMany | undefined, after: ReadOfMany | undefined, saying: Saying): [AllSaid, AllSaid] {
  const wereRead = before !== undefined && 'facts' in before;
  const areRead = after !== undefined && 'facts' in after;
  const told = (one: ReadOfMany | undefined, both: boolean): AllSaid => {
    if (!one) return nothing;
    const there = { key: 'there', about: 'The repository', is: 'facts' in one ? 'is there' : 'could not be read' };
    const all = 'facts' in one && both ? saying(one.facts, one.branchesRead) : nothing;
    return { ...all, said: [there, ...all.said] };
  };
  return [told(before, wereRead && areRead), told(after, areRead && (wereRead || before === undefined))];
}

/** What is wrong with the rules, of this level or above. */
export function lintSaying(failOn: Severity): Saying {
  return (facts, branchesRead) => {
    const found = withoutBranches(health(facts), branchesRead);
    const { problems } = sayHealth(found, facts);
    const said = found.problems.flatMap((problem, at): Said[] => {
      const { reason = '' } = problems[at] ?? {};
      if (!isAtLeast(problem, failOn)) return [];
      return [
        {
          key: `${problem.problem} ${problemKey(problem)}`,
          about: unitOf.get(problem.problem)?.title ?? '',
          is: reason,
        },
      ];
    });
    const unread = new Set(found.gaps.map(({ of }) => of.what));
    return {
      said: [...said, ...gapsSaid(found.gaps, facts)],
      isUnclear: ({ key }) => restsOn(key.split(' ')[0] ?? '').some((what) => unread.has(what)),
    };
  };
}

/** Everybody's permission, and where it comes from. */
export const accessSaying: Saying = (facts) => {
  const report = withTellingNames(accessReport(facts));
  const { people } = sayAccessReport(report, facts);
  const where = namesOf(facts.repository);
  const said = people.map(({ actor, ...access }): Said => {
    const path = pathWords(access, where);
    return { key: actor.id ?? actor.name, about: actor.name, is: path === '' ? levelTitles[access.level] : path };
  });
  return {
    said: [...said, ...gapsSaid(report.gaps, facts)],
    isUnclear: ({ key }) => !key.startsWith(gapKeys) && facts.permissions.gaps.length > 0,
  };
};

const gapKeys = 'gap ';

function gapsSaid(gaps: readonly Parameters<typeof unknownOf>[0][], { repository }: Facts): Said[] {
  return gaps.map((gap): Said => {
    const unknown = unknownOf(gap, namesOf(repository));
    return { key: `${gapKeys}${unknown}`, about: sentence(unknown), is: 'could not be read' };
  });
}
