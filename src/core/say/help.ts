import type { Decision, Verdict } from '../decision';
import type { Help } from '../questions/help';
import { gapClause } from '../words/gaps';
import { actorName, plain, sentence } from '../words/names';
import type { Shell } from '../words/shell';
import { askingWords } from './asking';
import { sayBitbucket, type SpokenBitbucket } from './pull-request/bitbucket';
import { sayRemedy, type SpokenRemedy } from './remedies';

/** `help` of `explain --json`, for somebody who may not read the rules. */
export interface SpokenHelp {
  /** Their own permission, in one sentence. */
  permission: string;
  /** Their open pull requests into the branch, and what Bitbucket itself says of each. */
  pullRequests: { id: number; title: string; verdict: Verdict; bitbucket?: SpokenBitbucket }[];
  ways: SpokenRemedy[];
  /** Words with which to ask an administrator. */
  ask: string;
}

/** What can be known without the rules, in words, with commands for this shell. */
export function sayHelp({ level, pullRequests, ways }: Help, decision: Decision, shell: Shell = 'posix'): SpokenHelp {
  const { repository, question } = decision;
  const name = actorName(question.actor);
  const where = plain(repository.fullName);
  return {
    permission: level.known
      ? `${sentence(name)} has ${level.value} permission on ${where}.`
      : `Which permission ${name} has on ${where} is not known: ${gapClause(level.gap, repository)}.`,
    pullRequests: pullRequests.map(({ pullRequest: { id, title }, merge }) => ({
      id,
      title: plain(title),
      verdict: merge.verdict,
      ...(merge.bitbucket && { bitbucket: sayBitbucket(merge.bitbucket, merge) }),
    })),
    ways: ways.map((way) => sayRemedy(way, decision, shell)),
    ask: askingWords(decision) ?? '',
  };
}
