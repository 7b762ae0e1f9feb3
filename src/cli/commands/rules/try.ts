import { compile } from '../../../core/compiled/compile';
import { Command, Option } from 'commander';
import { changeIn } from '../../../bitbucket/repository/change-file';
import { distinctGaps } from '../../../core/answer';
import { gather } from '../../../core/cell/cell';
import { operations, type Facts, type Listing, type Operation } from '../../../core/model';
import type { PullRequestFacts } from '../../../core/pull-request';
import type { Change } from '../../../core/questions/change/change';
import { difference } from '../../../core/questions/change/difference';
import { effectOf } from '../../../core/questions/change/effect';
import { mergeFlips } from '../../../core/questions/change/merges';
import { groupsOf, groupsWithoutEffect, peopleOf, withNames } from '../../../core/questions/change/named';
import { notThere, tried, type NoSuchRestriction } from '../../../core/questions/change/tried';
import { mergeCheckWords } from '../../../core/say/change/notes';
import { gapsOfEverybody } from '../../../core/questions/survey';
import { namesOf } from '../../../core/repository';
import { sayApply } from '../../../core/say/rules/apply';
import { sayMergeFlips, tellTrial } from '../../../core/say/rules/trial';
import { sayGap } from '../../../core/words/gaps';
import { plain } from '../../../core/words/names';
import { stepFlips } from '../../../pipelines/changed';
import { judgeOn } from '../../../pipelines/judged';
import { askOfAllWithQueue } from '../../ask';
import { colorsFor } from '../../print/colors';
import type { How } from '../../print/rules/changes';
import { trialText } from '../../print/rules/trial';
import { trialJson } from '../../print/rules/trial-json';
import { pipelinesFile, type PipelinesAtHand } from '../../source/pipelines-file';
import { jsonIn, readText, sourceOf } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { shellHere } from '../../terminal/shell-here';
import { answering, howOption, isJson, printAs, type Shared } from '../options';
import { answerOf } from '../problem';
import { pullRequestProgress } from '../progress';

type Options = Shared & { change: string; to: Operation | 'all'; pipelines?: string; how?: How };

/** Milliseconds: every open pull request is read too. */
const patience = 15 * 60_000;

/** The command `try`: whose verdicts a change to restrictions, groups and permissions would flip. Changes nothing. */
export function tryCommand(io: Io): Command {
  return answering(new Command('try').description('whose verdicts a change would flip; changes nothing'))
    .argument('[WS/REPO]')
    .requiredOption('--change <FILE>', 'the change: {"restrictions": {"add": […], "remove": [17], "replace": […]}, …}')
    .addOption(new Option('--to <OP>', 'what for').choices([...operations, 'all']).default('push'))
    .addOption(howOption())
    .option('--pipelines <FILE>', 'also the steps of this bitbucket-pipelines.yml that it would break or free')
    .action(async (repository: string | undefined, options: Options) => {
      const place = repository === undefined ? {} : { repository };
      const written = readChange(options.change, io);
      const file = options.pipelines === undefined ? undefined : await pipelinesFile(options.pipelines, undefined, io);
      const asked = options.to === 'all' ? operations : [options.to];
      const source = sourceOf(place, options, io, patience);
      const { onRead, done } = pullRequestProgress(source, io);
      const reading = { ...source.options, alsoGroups: groupsOf(written) };
      const outcome = await askOfAllWithQueue(source.get, reading, onRead, (facts, pullRequests) => {
        const missing = notThere(written, { facts });
        if (missing) fail(exit.badInput, noRestriction(missing, options.change));
        return { answer: tryOn(facts, pullRequests, withNames(written, facts), asked, file) };
      }).finally(done);
      const { answer, facts } = answerOf(outcome, place, source);
      const gaps = answer.gaps.map((gap) => sayGap(gap, namesOf(facts.repository)));
      const { compiled, change, effects, merges, steps } = answer;
      const apply = sayApply(change, facts, shellHere(io));
      if (!isJson(options)) {
        const told = tellTrial(compiled, effectOf(effects.flatMap(({ flips }) => flips)), merges);
        const without = groupsWithoutEffect(written, facts);
        const checks = mergeCheckWords(change, facts);
        io.out(
          trialText(
            { ...told, asked: options.to, steps, checks, without, gaps, readAt: facts.readAt, apply, how: options.how },
            colorsFor(io),
          ),
        );
        return;
      }
      const rest = {
        pullRequests: sayMergeFlips(merges),
        ...(steps && { steps }),
        apply,
        gaps,
        ...(facts.readAt !== undefined && { readAt: facts.readAt }),
      };
      const trials = effects.map(({ operation, flips }) => ({ operation, effect: effectOf(flips) }));
      const json = () => trialJson(trials, compiled, rest, options.to === 'all');
      await printAs({ format: 'json' }, { json }, io);
    });
}

/** The change that a file holds. Fails where it cannot be read. */
function readChange(file: string, io: Io): Change {
  const written = changeIn(jsonIn(readText(file, io)));
  return 'wrong' in written ? fail(exit.badInput, `${plain(file)} is not a change: ${written.wrong}.`) : written.change;
}

function tryOn(
  facts: Facts,
  pullRequests: Listing<PullRequestFacts>,
  change: Change,
  asked: readonly Operation[],
  file: PipelinesAtHand | undefined,
) {
  const gathered = gather(facts);
  const destinations = pullRequests.items.map(({ destination }) => destination.branch);
  const compiled = compile(gathered, destinations, peopleOf(change, facts));
  // Merges are asked about in any case, for the pull requests.
  const flips = difference(compiled, change, [...asked, 'merge']);
  return {
    compiled,
    change,
    effects: asked.map((operation) => ({ operation, flips: flips.filter((one) => one.operation === operation) })),
    merges: mergeFlips(compiled, change, flips, pullRequests.items),
    steps: file && stepFlips(file, judgeOn(gathered), judgeOn(tried(gathered, change))),
    gaps: distinctGaps([...gapsOfEverybody(gathered), ...facts.branches.gaps, ...pullRequests.gaps]),
  };
}

function noRestriction({ noRestriction: id, unread }: NoSuchRestriction, file: string): string {
  const seen = unread ? 'among those that could be read' : 'in this repository';
  return `${plain(file)} changes restriction ${String(id)}, and there is none of that number ${seen}.`;
}
