import { Command, Option } from 'commander';
import { askPullRequest, askQueue } from '../ask';
import type { Credential } from '../../core/model';
import { sayOutlook } from '../../core/say/pull-request/outlook';
import { exit, fail, type Io } from '../terminal/io';
import { answering, printAs, reportFormats, type Shared } from './options';
import { colorsFor } from '../print/colors';
import { membersHint } from '../print/members-hint';
import { outlookText } from '../print/outlook';
import { outlookAs, queueAs } from '../print/formats/printable';
import { keepInLedger } from './ledger';
import { answerOf } from './problem';
import { pullRequestProgress, watched } from './progress';
import { shellHere } from '../terminal/shell-here';
import { sourceOf, type Named } from '../source/source';

/** The option `--pr ID`. */
export const pullRequestOption = () =>
  new Option('--pr <ID>', 'about the merge of this pull request, and the pushes to its branches').argParser(
    pullRequestNumber,
  );

/** The number of a pull request. Fails where the text is not one. */
export function pullRequestNumber(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text)
    ? Number(text)
    : fail(exit.usage, 'Give the number of a pull request after `--pr`, such as `--pr 42`.');
}

/** Several numbers separated by commas, for an option that may also be repeated. Fails where one is not a number. */
export function pullRequestNumbers(text: string, before: number[] = []): number[] {
  return [...new Set([...before, ...text.split(',').map(pullRequestNumber)])];
}

interface AboutPullRequest extends Shared {
  pr: number;
  as?: string;
  with?: Credential;
}

/**
 * `explain --pr`: may this person merge it, push to its source, push to its destination? Returns the exit status of the
 * merge.
 */
export async function explainPullRequest(place: Named, options: AboutPullRequest, io: Io): Promise<number> {
  if (place.branch !== undefined)
    fail(exit.usage, 'Leave out the branch beside `--pr`: a pull request has its own branches.');
  const source = watched(sourceOf(place, options, io), io);
  const asked = {
    id: options.pr,
    ...(options.as !== undefined && { as: options.as }),
    ...(options.with && { credential: options.with }),
  };
  const { answer, facts } = answerOf(await askPullRequest(source.get, source.options, asked), place, source);
  const spoken = sayOutlook(answer, shellHere(io));
  const text = outlookText(spoken, colorsFor(io)) + membersHint([answer.merge]);
  await printAs(options, outlookAs(answer, spoken, { ...options, source }, text), io);
  const { about, merge } = answer;
  if (merge.bitbucket && merge.actorIsViewer)
    keepInLedger([{ facts, pullRequest: about, word: merge.bitbucket, checks: merge.checks ?? [] }], source, io);
  return exit[spoken.verdict];
}

/** Milliseconds; hundreds of pull requests take long, with up to eight requests each. */
const patience = 15 * 60_000;

/**
 * The command `prs`: what stands between each open pull request and its merge, and who could merge which. `--json`
 * prints a `SpokenQueue`.
 */
export function pullRequestsCommand(io: Io): Command {
  return answering(
    new Command('prs').description('every open pull request: what stands in its way, and who can merge it'),
    reportFormats,
  )
    .argument('[WS/REPO]')
    .action(async (repository: string | undefined, options: Shared) => {
      const place = repository === undefined ? {} : { repository };
      const source = sourceOf(place, options, io, patience);
      const { onRead, done } = pullRequestProgress(source, io);
      const { answer, facts } = answerOf(
        await askQueue(source.get, source.options, onRead).finally(done),
        place,
        source,
      );
      const how = { colors: colorsFor(io), shell: shellHere(io) };
      await printAs(options, queueAs(answer, facts, { ...options, source }, how), io);
      const compared = answer.entries.flatMap(({ pullRequest: { id, state, destination }, bitbucket: word, checks }) =>
        word ? [{ facts, pullRequest: { id, state, destination: destination.branch }, word, checks }] : [],
      );
      keepInLedger(compared, source, io);
    });
}
