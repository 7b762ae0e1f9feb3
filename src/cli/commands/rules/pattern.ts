import { Command } from 'commander';
import { askOfAll } from '../../ask';
import { repositoriesOf } from '../../../bitbucket/worlds/world';
import { namesOf } from '../../../core/repository';
import { sayPattern, type SpokenPattern } from '../../../core/say/rules/pattern';
import { sayGap } from '../../../core/words/gaps';
import { plain } from '../../../core/words/names';
import { colorsFor } from '../../print/colors';
import { jsonPieces, type Printable } from '../../print/formats/printable';
import { patternText } from '../../print/rules/pattern';
import { branchAsked, sourceOf, type Named, type Source } from '../../source/source';
import { exit, fail, isFailure, type Io } from '../../terminal/io';
import { answering, printAs, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

interface Options extends Shared {
  branch?: string[];
  repository?: string;
}

/** The command `pattern`: what it covers and nearly covers, and how each dialect reads it. */
export function patternCommand(io: Io): Command {
  return answering(
    new Command('pattern').description(
      'what a pattern of branch restrictions matches, nearly matches, and means elsewhere',
    ),
  )
    .usage('[options] <PATTERN> [NAME...] [WS/REPO]')
    .argument('<PATTERN>', 'as a branch restriction has it, in quotes')
    .argument(
      '[NAME...]',
      'names to try it on, which need not exist; left out, the branches of the repository. One word alone with ' +
        'exactly one slash is WS/REPO where the saved world holds it, or a credential is at hand to ask for it',
    )
    .option('--branch <NAME...>', 'a name, whatever it looks like')
    .option('--repository <WS/REPO>', 'the repository, whatever is at hand')
    .action(async (pattern: string, words: string[], options: Options) => {
      const place = placeOf(words, options, io);
      if ('names' in place) {
        const names = place.names.map((name) => branchAsked({ branch: name }, io));
        await answer(sayPattern(pattern, names), { of: 'on the names given', count: names.length }, options, io);
        return;
      }
      const source = watched(place.source, io);
      const asked = await askOfAll(source.get, source.options, ({ branches }) => ({ answer: branches }));
      const { answer: branches, facts } = answerOf(asked, place.named, source);
      const { readAt, repository } = facts;
      const spoken = sayPattern(pattern, branches.items);
      spoken.gaps.push(...branches.gaps.map((gap) => sayGap(gap, namesOf(repository))));
      const of = `on the branches of ${plain(repository.fullName)}`;
      await answer(
        { ...spoken, ...(readAt !== undefined && { readAt }) },
        { of, count: branches.items.length },
        options,
        io,
      );
    });
}

async function answer(
  spoken: SpokenPattern,
  on: { of: string; count: number },
  options: Options,
  io: Io,
): Promise<void> {
  const printable: Printable = {
    json: () => jsonPieces(spoken),
    text: () => [patternText(spoken, on, colorsFor(io))],
  };
  await printAs(options, printable, io);
}

/** The names to try, or the repository whose branches are meant. */
function placeOf(
  words: string[],
  { branch = [], repository, ...options }: Options,
  io: Io,
): { names: string[] } | { named: Named; source: Source } {
  const names = [...words, ...branch];
  if (repository !== undefined) {
    if (names.length > 0) fail(exit.usage, 'Leave out `--repository` beside names: they are all that is looked at.');
    return { named: { repository }, source: sourceOf({ repository }, options, io) };
  }
  const [only] = words;
  if (only === undefined && branch.length === 0) return { named: {}, source: sourceOf({}, options, io) };
  const mayBeRepository = names.length === 1 && only?.split('/').length === 2;
  const source = mayBeRepository ? sourceOfWord(only, options, io) : undefined;
  return source && only !== undefined ? { named: { repository: only, alone: true }, source } : { names };
}

/** Where the word can be read as a repository; nothing where it is none that is at hand. */
function sourceOfWord(word: string, options: Shared, io: Io): Source | undefined {
  try {
    const source = sourceOf({ repository: word }, options, io);
    const { workspace, slug } = source.options;
    const isHere = !source.world || repositoriesOf(source.world).includes(`${workspace}/${slug}`);
    return isHere ? source : undefined;
  } catch (error) {
    if (isFailure(error) && error.exitStatus === exit.usage) return undefined;
    throw error;
  }
}
