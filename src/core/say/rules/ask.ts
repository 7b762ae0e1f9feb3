import type { Facts, Gap, Operation } from '../../model';
import type { Example, UniversalAnswer } from '../../questions/universal/may-anybody';
import type { Pair, SameRules } from '../../questions/universal/same-rules';
import type { Subjects } from '../../questions/universal/subjects';
import { namesOf } from '../../repository';
import { sayGap, type SpokenGap } from '../../words/gaps';
import { actionWords, actorName, code, enumeration, plain, restrictionName, sentence } from '../../words/names';
import { withTellingNames } from '../../words/telling-names';
import { sayActor, type SpokenActor } from '../decision';
import { sayBeside, sayThrough, type SpokenBeside } from '../survey';

/** `ask --json`. */
export interface SpokenAnswer extends SpokenBeside {
  answer: 'yes' | 'no' | 'unknown';
  example?: { actor: SpokenActor; operation: Operation; branch: string; exists?: boolean };
  reason: string;
  gaps: SpokenGap[];
}

/** Whether anybody of those may do it, in words. */
export function sayUniversal(answer: UniversalAnswer, facts: Facts): SpokenAnswer {
  const named = withTellingNames(answer);
  const beside = sayBeside(answer, namesOf(facts.repository));
  const what = whatWords(named.question.operation, named.question.pattern);
  switch (named.answer) {
    case 'yes':
      return {
        answer: 'yes',
        ...(answer.answer === 'yes' && { example: sayExample(answer.example) }),
        reason: `${exampleWords(named.example)}: ${sayThrough({ verdict: 'allowed', through: named.through }, named.example, facts)}`,
        gaps: [],
        ...beside,
      };
    case 'no': {
      const { branches, actors } = named;
      const counted =
        actors === 0
          ? 'there is nobody of whom that is asked'
          : branches === 0
            ? `Git allows no branch that matches ${code(named.question.pattern)}`
            : `${lookedAt(branches, actors)} looked at`;
      return {
        answer: 'no',
        reason: `${sentence(nobodyWords(named.question.subjects))} ${what}; ${counted}${refusalWords(named)}.`,
        gaps: [],
        ...beside,
      };
    }
    case 'unknown':
      return {
        answer: 'unknown',
        reason: `Whether ${somebodyWords(named.question.subjects)} can ${what} could not be settled.`,
        ...gapsIn(named.gaps, facts),
        ...beside,
      };
  }
}

/** Whether two sets of rules mean the same, in words. `of` has the repository of the second where it is another. */
export function saySameRules(answer: SameRules, facts: Facts, { called: other, of = facts }: Other): SpokenAnswer {
  const named = withTellingNames(answer);
  const repository = plain(facts.repository.fullName);
  const beside = sayBeside(answer, namesOf(facts.repository));
  switch (named.answer) {
    case 'yes':
      return {
        answer: 'yes',
        reason:
          `The rules of ${repository} and ${plain(other)} mean the same, for whoever acts, all five operations and ` +
          `whatever name a branch has: ${
            named.branches === 0
              ? 'they differ in numbers and order at most'
              : `${lookedAt(named.branches, named.actors)} compared`
          }.`,
        gaps: [],
        ...beside,
      };
    case 'no':
      return {
        answer: 'no',
        ...(answer.answer === 'no' && { example: sayExample(answer.example) }),
        reason:
          'verdicts' in named ? differenceWords(named, facts, { called: other, of }) : checksWords(named, facts, other),
        gaps: [],
        ...beside,
      };
    case 'unknown':
      return {
        answer: 'unknown',
        reason: `Whether the rules of ${repository} and ${plain(other)} mean the same could not be settled.`,
        ...gapsIn(named.gaps, facts),
        ...beside,
      };
  }
}

function sayExample({ actor, ...example }: Example): NonNullable<SpokenAnswer['example']> {
  return { actor: sayActor(actor), ...example };
}

function gapsIn(gaps: Gap[], { repository }: Facts): { gaps: SpokenGap[] } {
  return { gaps: gaps.map((gap) => sayGap(gap, namesOf(repository))) };
}

function exampleWords({ actor, operation, branch, exists }: Example): string {
  const there = exists === true ? ', which exists' : exists === false ? ', were there such a branch' : '';
  return `${sentence(actorName(actor))} can ${actionWords(operation, branch)}${operation === 'create' ? '' : there}`;
}

/** What is asked about, after *can*. */
function whatWords(operation: Operation, pattern: string): string {
  if (!pattern.includes('*')) return actionWords(operation, pattern);
  const words: Record<Operation, string> = {
    push: 'push to',
    create: 'create',
    'force-push': 'force-push to',
    delete: 'delete',
    merge: 'merge a pull request into',
  };
  return `${words[operation]} a branch that matches ${code(pattern)}`;
}

/** That none of them can, up to the action. */
function nobodyWords({ not, of }: Subjects): string {
  switch (of.by) {
    case 'anybody':
      return 'nobody can';
    case 'people':
      return not ? 'no automation can' : 'no person can';
    case 'automation':
      return not ? 'no person can' : 'no automation can';
    case 'group':
      return `nobody ${not ? 'outside' : 'in'} the group ${code(of.slug)} can`;
    case 'actor':
      return not ? `nobody but ${actorName(of.actor)} can` : `${actorName(of.actor)} cannot`;
  }
}

function somebodyWords({ not, of }: Subjects): string {
  switch (of.by) {
    case 'anybody':
      return 'anybody';
    case 'people':
      return not ? 'any automation' : 'any person';
    case 'automation':
      return not ? 'any person' : 'any automation';
    case 'group':
      return `anybody ${not ? 'outside' : 'in'} the group ${code(of.slug)}`;
    case 'actor':
      return not ? `anybody but ${actorName(of.actor)}` : actorName(of.actor);
  }
}

/** The classes of which one each was judged; the verb follows. */
function lookedAt(branches: number, actors: number): string {
  const kinds = (count: number, of: string) => `${String(count)} ${count === 1 ? 'kind' : 'kinds'} of ${of}`;
  return `${kinds(branches, 'branch names')} and ${kinds(actors, 'actors')} were`;
}

/** What refused them, each once. */
function refusalWords({ refusals }: Extract<UniversalAnswer, { answer: 'no' }>): string {
  const restrictions = refusals.flatMap(({ reason }) => ('restrictions' in reason ? reason.restrictions : []));
  const names = [...new Set(restrictions.map((restriction) => restrictionName(restriction)))];
  const whys = new Set(refusals.map(({ reason }) => reason.why));
  const all = [
    ...names,
    ...(whys.has('may-not-write') ? ['no write access'] : []),
    ...(whys.has('access-key-reads-only') ? ['access keys being read-only'] : []),
    ...(whys.has('is-main-branch') ? ['the main branch, which nobody can delete'] : []),
  ];
  return all.length === 0 ? '' : `. What stands in the way: ${enumeration(all)}`;
}

/** The second set of rules. */
interface Other {
  /** What it is called. */
  called: string;
  of?: Facts;
}

function differenceWords(
  { example, verdicts }: Extract<SameRules, { verdicts: unknown }>,
  facts: Facts,
  { called: other, of = facts }: Other,
): string {
  const [own, others] = verdicts;
  const { operation, branch, exists } = example;
  const who = sentence(actorName(example.actor));
  const can = ({ verdict }: Pair) => (verdict === 'allowed' ? 'can' : 'cannot');
  return (
    `${who} ${can(own)} ${actionWords(operation, branch)} by the rules of ${plain(facts.repository.fullName)}, and ` +
    `${can(others)} by those of ${plain(other)}${exists === false && operation !== 'create' ? '; there is no such branch now' : ''}. ` +
    `${sayThrough(own, example, facts)} By the others: ${sayThrough(others, example, of)}`
  );
}

function checksWords(
  { example, checks }: Extract<SameRules, { checks: unknown }>,
  facts: Facts,
  other: string,
): string {
  const [own, others] = checks.map((restrictions) =>
    restrictions.length === 0
      ? 'nothing'
      : enumeration(
          restrictions.map(
            (one) => `${restrictionName(one)}${one.value === undefined ? '' : ` (${String(one.value)})`}`,
          ),
        ),
  );
  return (
    `Everybody may do the same, but a merge into ${code(example.branch)} is checked for other things: for ` +
    `${own ?? 'nothing'} by the rules of ${plain(facts.repository.fullName)}, for ${others ?? 'nothing'} by those of ${plain(other)}.`
  );
}
