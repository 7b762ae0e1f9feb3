import type { Actor, Facts, Gap, Restriction } from '../../model';
import { everybody } from '../../people/everybody';
import { isViewer } from '../../people/viewer';
import type { Protection, ProtectedBranches } from '../../questions/rules/protection';
import type { Pushers } from '../../questions/rules/pushers';
import { namesOf } from '../../repository';
import { gapClause } from '../../words/gaps';
import {
  actorName,
  agreeing,
  code,
  enumeration,
  matchWords,
  plain,
  plainly,
  restrictionNames,
  sentence,
} from '../../words/names';
import { branchCount, counted, thousands, peopleCount } from '../../words/counts';
import { tellingOf, toldName } from '../../words/telling-names';

/** So many branches and people are named. */
const fewNames = 4;

/** Which branches are protected, in a sentence or two. */
export function sayProtection({ restrictions, strange, gaps, branches }: Protection, facts: Facts): string {
  const { repository } = facts;
  const { fullName } = plainly(repository);
  const [gap] = gaps;
  const unread = gap && gapClause(gap, namesOf(repository));
  const more = [
    ...(strange.length > 0
      ? [`What ${restrictionNames(strange)} ${agreeing(strange, 'stops', 'stop')} is not known.`]
      : []),
    ...(unread !== undefined && restrictions.length > 0 ? [`More may be: ${unread}.`] : []),
  ];
  const said =
    restrictions.length > 0
      ? protectedWords(restrictions, branches, fullName)
      : unread === undefined
        ? `No branch of ${fullName} is protected: no restriction limits who can push or merge.`
        : `Which branches are protected is not known: ${unread}.`;
  return [said, ...more].join(' ');
}

function protectedWords(
  restrictions: readonly Restriction[],
  branches: ProtectedBranches | undefined,
  fullName: string,
): string {
  const { words, isOne } = matchesWords(restrictions);
  if (!branches) return `${sentence(words)} ${isOne ? 'is' : 'are'} protected.`;
  const { count, gaps, covered, mergesOnly, perhaps } = branches;
  if (count === 0 && gaps.length === 0) return `${fullName} has no branches yet; ${words} will be protected.`;
  const all = `${branchCount(count)}${gaps.length > 0 ? ' that could be read' : ''}`;
  const isFew = covered.length <= fewNames;
  const which = isFew ? enumeration(covered.map(code)) : `those that ${words} ${isOne ? 'covers' : 'cover'}`;
  const many = covered.length === count && count > 1 ? `All ${all}` : `${thousands(covered.length)} of ${all}`;
  const notes = [
    ...(mergesOnly === 0
      ? []
      : [
          `${mergesOnly === covered.length ? 'there' : `on ${thousands(mergesOnly)} of them`} anybody who can write can push`,
        ]),
    ...(perhaps > 0 ? [`of ${thousands(perhaps)} more that is not known`] : []),
  ];
  const said =
    covered.length === 0
      ? `None of ${all} is surely protected: the rules are for ${words}`
      : `${many} ${covered.length === 1 ? 'is' : 'are'} protected: ${which}`;
  return `${[said, ...notes].join('; ')}.`;
}

/** The branches that these are for: patterns, and then the types of the branching model together. */
function matchesWords(restrictions: readonly Restriction[]): { words: string; isOne: boolean } {
  const matches = restrictions.map(({ match }) => match);
  const types = new Set(matches.flatMap((match) => (match.by === 'branch-type' ? [code(match.type)] : [])));
  const others = new Set(matches.flatMap((match) => (match.by === 'branch-type' ? [] : [matchWords(match)])));
  const ofTypes = types.size > 0 ? [`branches of type ${enumeration([...types])}`] : [];
  const named = others.size > 0 ? [enumeration([...others])] : [];
  return {
    words: [...named, ...ofTypes].join(', and '),
    isOne: types.size === 0 && others.size === 1 && matches.every(({ by }) => by === 'glob'),
  };
}

/** Who can push to the main branch, in a sentence or two; `pushers` where there is one. */
export function sayPushers(pushers: Pushers | undefined, facts: Facts): string {
  const { mainBranch } = facts.repository;
  const where = namesOf(facts.repository);
  if (!mainBranch.known) return `Which branch is the main branch is not known: ${gapClause(mainBranch.gap, where)}.`;
  if (!pushers) return `${plainly(where).fullName} has no main branch yet.`;
  const { people, unsure, automation, isPart, gaps } = pushers;
  const branch = code(pushers.branch);
  const because = (gap: Gap | undefined) => (gap ? `: ${gapClause(gap, where)}` : '');
  const more = [
    ...(unsure > 0 && people.length > 0
      ? [`Whether ${counted(unsure, 'more person', 'more people')} can is not known${because(gaps[0])}.`]
      : []),
    ...(automation.unsure.length > 0 ? [`Whether ${automationWords(automation.unsure)} can is not known.`] : []),
  ];
  if (people.length === 0 && unsure > 0)
    return [`Who can push to ${branch} is not known${because(gaps[0])}.`, ...more].join(' ');
  const also = automation.may.length > 0 ? automationWords(automation.may) : '';
  const said =
    people.length === 0
      ? nobodyWords(pushers, also)
      : `${isPart ? 'At least ' : ''}${peopleCount(people.length)} can push to ${branch}${namesWords(pushers, facts)}${also && `, and so can ${also.replace(/,$/, '')}`}.`;
  return [said, ...more].join(' ');
}

function nobodyWords({ branch, mergers, isPart }: Pushers, also: string): string {
  const who = isPart ? 'Nobody who was seen' : also ? 'No person' : 'Nobody';
  const exempt = isPart || also ? '' : ', administrators included';
  const automation = also && `; ${also} can`;
  const merge = mergers > 0 ? `; ${peopleCount(mergers)} can merge a pull request into it` : '';
  return `${who} can push to ${code(branch)}${exempt}${automation}${merge}.`;
}

function automationWords(some: readonly Actor[]): string {
  return some.length > 2
    ? 'automation that may write, such as access tokens and Pipelines,'
    : enumeration(some.map(actorName), 'or');
}

/** Whoever reads is *you*, and comes first. */
function namesWords({ people }: Pushers, facts: Facts): string {
  const isYou = people.some((one) => isViewer(one, facts));
  if (people.length > fewNames) return isYou ? ', you among them' : '';
  const telling = tellingOf(everybody(facts));
  const others = people.filter((one) => !isViewer(one, facts)).map((one) => plain(toldName(one, telling)));
  return `: ${enumeration([...(isYou ? ['you'] : []), ...others])}`;
}
