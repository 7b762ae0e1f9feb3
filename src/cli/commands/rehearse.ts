import { Command } from 'commander';
import { askRehearsal } from '../ask';
import { branchName } from '../../core/branches/branch-name';
import { withTellingNames } from '../../core/words/telling-names';
import { jsonText } from '../../core/words/visible';
import { leadsOf, sayRehearsal, verdictOf, type SpokenRehearsal } from '../../pipelines/say';
import { scrub } from '../../refusals/scrub';
import { exit, fail, type Io } from '../terminal/io';
import { answering, isJson, printJson, type Shared } from './options';
import { colorsFor } from '../print/colors';
import { rehearsalText } from '../print/rehearsal';
import { answerOf } from './problem';
import { shellHere } from '../terminal/shell-here';
import { pipelinesFile, usualName, wrongSentence } from '../source/pipelines-file';
import { sourceOf } from '../source/source';
import { watched } from './progress';

type Options = Shared & { repository?: string; branch?: string; root?: string; check?: boolean };

/**
 * `rehearse`: which steps of a pipelines file push, and whether they may. Runs nothing. `done` gets the exit status.
 */
export function rehearseCommand(io: Io, done: (status: number) => void): Command {
  return answering(
    new Command('rehearse').description('which steps of a bitbucket-pipelines.yml push, and whether they may'),
  )
    .argument(
      '[FILE]',
      `the pipelines file; left out, ${usualName} here or at the top of the clone; \`-\`: standard input`,
    )
    .option('--repository <WS/REPO>', 'the repository; left out inside a clone, that of `origin`')
    .option(
      '--branch <BRANCH>',
      'the branch for which pipelines run that may run for several; left out, the main branch',
    )
    .option('--root <DIR>', 'the top of the repository, whose scripts are followed; left out, the folder of FILE')
    .option('--check', 'end with 1 where a push would be refused, with 2 where one is unknown')
    .action(async (given: string | undefined, options: Options) => {
      const branch = options.branch === undefined ? undefined : branchAsked(options.branch);
      const { name, file, beside, atHand } = await pipelinesFile(given, options.root, io);
      const place = options.repository === undefined ? {} : { repository: options.repository };
      const source = watched(sourceOf(place, options, io), io);
      const outcome = await askRehearsal(source.get, source.options, {
        file,
        beside,
        ...(branch !== undefined && { branch }),
      });
      const { answer, facts } = answerOf(outcome, place, source);
      if ('wrong' in answer) fail(exit.badInput, wrongSentence(name, answer));
      const named = isJson(options) ? answer : withTellingNames(answer);
      const said = sayRehearsal(named, facts, shellHere(io));
      const spoken = withoutSecrets(said);
      if (isJson(options)) printJson(spoken, io);
      else io.out(rehearsalText(spoken, named, name, atHand, colorsFor(io)));
      if (options.check) done(exit[verdictOf(leadsOf(said, named))]);
    });
}

/** A command may hold a secret in other places than its address: in a header, an argument, a variable before it. */
function withoutSecrets(spoken: SpokenRehearsal): SpokenRehearsal {
  return {
    ...spoken,
    pushes: spoken.pushes.map((push) => ({ ...push, command: scrub(push.command).text })),
    notFollowed: spoken.notFollowed.map((one) => ({ ...one, what: scrub(one.what).text })),
  };
}

function branchAsked(written: string): string {
  const name = branchName(written);
  if (name === undefined || name.startsWith('refs/tags/'))
    fail(exit.usage, `Git does not allow a branch to be called ${jsonText(written)}.`);
  return name;
}
