import { flipsNothingWords, withoutEffectWords } from '../../../core/say/change/notes';
import { trialParts, type TrialWords } from '../../../core/say/rules/trial';
import type { Verdict } from '../../../core/decision';
import type { Applied } from '../../../core/say/rules/apply';
import type { Operation } from '../../../core/model';
import { readAtLine, type Colors } from '../../../core/say/text';
import type { SpokenGap } from '../../../core/words/gaps';
import { code } from '../../../core/words/names';
import type { StepFlip } from '../../../pipelines/changed';
import { howLines, type How } from './changes';
import { gapLines } from '../survey';

interface Trial extends TrialWords {
  asked: Operation | 'all';
  steps: StepFlip[] | undefined;
  /** What it does to merge checks, in sentences. */
  checks: string[];
  /** Groups that stand in no rule and no grant. */
  without: string[];
  gaps: SpokenGap[];
  readAt: string | undefined;
  apply: Applied;
  /** How the change is made, where that was asked for. */
  how: How | undefined;
}

const verdicts: Record<(typeof trialParts)[number][0], Verdict> = {
  gain: 'allowed',
  granted: 'allowed',
  lose: 'denied',
  refused: 'denied',
  mayLose: 'unknown',
  mayGain: 'unknown',
};

/** What a tried change would do, as text. */
export function trialText(trial: Trial, colors: Colors): string {
  const { title, asked, merges, steps, checks, without, gaps, readAt, apply, how } = trial;
  const section = (head: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', colors.bold(head), ...lines.map((line) => `  ${line}`)];
  const nothing = trialParts.every(([part]) => trial[part].length === 0);
  const lines = [
    colors.bold(title),
    ...(checks.length > 0 ? ['', ...checks] : []),
    ...(nothing ? ['', nothingWords(asked, checks.length > 0)] : []),
    ...trialParts.flatMap(([part, head]) => section(colors.verdict(verdicts[part], head), trial[part])),
    ...section('Open pull requests', merges),
    ...section('Steps of the pipelines', (steps ?? []).map(stepWords)),
    ...(steps?.length === 0 ? ['', 'No step of the pipelines file is affected.'] : []),
    ...(without.length > 0 ? ['', withoutEffectWords(without)] : []),
    ...(how ? ['', colors.bold('How it is made'), ...howLines(apply, how, colors)] : []),
  ];
  const read = readAt === undefined ? '' : `\n${colors.dim(readAtLine(readAt))}\n`;
  return `${lines.join('\n')}\n${gapLines(gaps, colors)}${read}`;
}

function nothingWords(asked: Operation | 'all', checks: boolean): string {
  const nothing = flipsNothingWords(asked, checks);
  return asked === 'all' ? nothing : `${nothing}; ${code('--to all')} asks about all five operations.`;
}

function stepWords({ step, branch, before, after }: StepFlip): string {
  return `${step}, on ${code(branch)}: ${after} then, ${before} before.`;
}
