import type { Decision } from '../decision';
import type { MergeDecision, MergeFinding } from '../merge-decision';
import type { MergeRemedy } from '../remedy';
import { waysOut } from '../ways-out/table';
import { liftsOf } from '../words/gaps';
import { actionWords, plain } from '../words/names';
import { pullRequestPage } from '../words/pages';
import { sayDecision, type SpokenDecision } from './decision';
import type { WordsOfWays } from './remedies';

/**
 * Words with which somebody can ask others for help with what they may not do, or what is not known; nothing where
 * there is no need. Whoever gets them has not seen the answer: they name who asks for what, where to look, and what
 * each of the others could do.
 */
export function askingWords(decision: Decision): string | undefined {
  return askingIn(waysOut, decision, sayDecision(decision));
}

/** The same with the words of these ways; `spoken` is the decision in words. */
export function askingIn(ways: WordsOfWays, decision: MergeDecision, spoken: SpokenDecision): string | undefined {
  const { verdict, question, repository } = decision;
  if (verdict === 'allowed') return undefined;
  const { operation, branch, pullRequest } = question;
  const what = `${actionWords(operation, branch, pullRequest)} in ${plain(repository.fullName)}`;
  const where = pullRequest === undefined ? '' : `\n${pullRequestPage(repository, pullRequest)}`;
  if (verdict === 'unknown') {
    const lifts = liftsOf(spoken.findings).filter((lift) => !lift.startsWith('You '));
    const asks = 'Could you look, and tell me what would help?';
    return `I would like to ${what}, and cannot find out whether I may. ${asks}${where}${listed(lifts)}`;
  }
  const helps = [...askedOfOthers(ways, decision), ...waysOfOthers(spoken)];
  const asks = helps.length > 0 ? '' : '\n\nCould you help me with that?';
  return `I would like to ${what}, and Bitbucket does not let me.${where}\n\n${whyNot(spoken)}${listed(helps)}${asks}`;
}

function listed(helps: string[]): string {
  return helps.length === 0 ? '' : `\n\nWhat would help:\n${helps.map((help) => `- ${help}`).join('\n')}`;
}

/** Each reason, and each merge check that is missing where those stop the merge. */
function whyNot({ findings, checks = [] }: SpokenDecision): string {
  const refused = findings.filter(({ verdict }) => verdict === 'denies');
  const missing = refused.some(({ rule }) => rule === 'merge-checks')
    ? checks.filter(({ state }) => state === 'missing').map(({ shows }) => shows)
    : [];
  return [...refused.map(({ reason }) => reason), ...missing].join('\n');
}

/** What others can change, each with the page where they do. */
function waysOfOthers({ findings }: SpokenDecision): string[] {
  const remedies = findings.flatMap(({ verdict, remedies: ways = [] }) => (verdict === 'denies' ? ways : []));
  const theirs = remedies.filter(({ who }) => who !== 'you');
  return [...new Set(theirs.map(({ do: way, page }) => `${way} ${page}`))];
}

/** What those who ask would themselves ask others for. */
function askedOfOthers(ways: WordsOfWays, { findings, checks = [], question }: MergeDecision): string[] {
  const refused = findings.filter((one): one is MergeFinding & { verdict: 'denies' } => one.verdict === 'denies');
  const missing = refused.some(({ rule }) => rule === 'merge-checks')
    ? checks.flatMap((check) => (check.is === 'missing' ? check.remedies : []))
    : [];
  const asked = [...refused.flatMap(({ remedies }) => remedies), ...missing].flatMap((remedy: MergeRemedy) => {
    const asks = ways[remedy.way]?.asks;
    return asks ? [asks(remedy as never, question)] : [];
  });
  return [...new Set(asked)];
}
