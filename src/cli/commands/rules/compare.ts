import { Command } from 'commander';
import { compare } from '../../../core/questions/compare/compare';
import { colorsFor } from '../../print/colors';
import { comparisonAs } from '../../print/formats/compare';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, operationOption, printAs, reportFormats } from '../options';
import { printStrays } from '../workspace/strays';
import { sidesOf, type Comparing } from './sides';

const help = `
A and B are two of one kind, each of them one of these:
  the file of a saved world, or world:FILE
  a branch of the repository at hand; branch:NAME also where there is no such branch
  a person or another actor, as --as takes them elsewhere, or person:WHO
  WS/REPO, where no branch and no person of the repository at hand is called that, or repository:WS/REPO
What can be meant in two ways is an error that lists them.

  who-can-push compare --model WS/REPO --world DIR

tells where each repository of a folder has other restrictions, or another branching model, than WS/REPO; a workspace in
place of the folder is read now. What the model has for its main branch holds for that of the others, whatever it is
called.`;

/** The command `compare`: two people, two branches, or two repositories, and only what differs. */
export function compareCommand(io: Io): Command {
  return answering(
    new Command('compare').description('two people, branches, worlds or repositories: only what differs'),
    reportFormats,
  )
    .argument('[A]', 'a person, a branch, the file of a saved world, or WS/REPO; beside --model a workspace')
    .argument('[B]', 'another of the same kind')
    .option('--model <WS/REPO>', 'instead: which repositories stray from this one, and where')
    .option(
      '--repository <WS/REPO>',
      'the repository at hand, or the one in each saved world; left out inside a clone, that of `origin`',
    )
    .addOption(operationOption())
    .addHelpText('after', help)
    .action(async (a: string | undefined, b: string | undefined, options: Comparing & { model?: string }) => {
      const { model } = options;
      if (model !== undefined) {
        if (b !== undefined) fail(exit.usage, 'Beside `--model` name a workspace or a folder alone.');
        await printStrays(a, { ...options, model }, io);
        return;
      }
      if (a === undefined || b === undefined)
        return fail(
          exit.usage,
          'Name two things to compare, or with `--model` the repository that others should be like.',
        );
      const { sides, from } = await sidesOf(a, b, options, io);
      await printAs(options, comparisonAs(compare(sides, options.to), from, colorsFor(io)), io);
    });
}
