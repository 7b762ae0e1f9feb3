import { Command, Option } from 'commander';
import { askOfAll } from '../../ask';
import { isTag } from '../../../core/branches/glob';
import { operations, type Facts, type Operation } from '../../../core/model';
import { withRules } from '../../../core/people/project-rules';
import { mayAnybody } from '../../../core/questions/universal/may-anybody';
import { sameRules } from '../../../core/questions/universal/same-rules';
import { subjectsMeant } from '../../../core/questions/universal/subjects';
import { saySameRules, sayUniversal, type SpokenAnswer } from '../../../core/say/rules/ask';
import { colorsFor } from '../../print/colors';
import { jsonPieces, type Printable } from '../../print/formats/printable';
import { answerText } from '../../print/rules/ask';
import { otherRules, sourceOf, type Named, type Source } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, printAs, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

interface Options extends Shared {
  who?: string;
  to?: Operation;
  on?: string;
  sameAs?: string;
}

const howToAsk =
  'Ask `--who SET --to OP --on PATTERN`, or `--same-as FILE`: `who-can-push ask --help` says what these are.';

/** The command `ask`: a question about every branch that there is or may be. */
export function askCommand(io: Io): Command {
  return answering(
    new Command('ask').description('may anybody of these do it on any branch, or do two sets of rules mean the same?'),
  )
    .argument('[WS/REPO]')
    .option(
      '--who <SET>',
      'anybody, people, automation, group:SLUG, or somebody as after `--as` elsewhere; `not:` before it for all others',
    )
    .addOption(new Option('--to <OP>', 'what for').choices(operations))
    .option('--on <PATTERN>', 'branches, by name or pattern as a restriction has it; they need not exist')
    .option('--same-as <FILE>', 'instead: a saved world, or a list of branch restrictions as Bitbucket writes them')
    .action(async (repository: string | undefined, options: Options) => {
      const place: Named = repository === undefined ? {} : { repository };
      const spoken = await (options.sameAs === undefined
        ? universal(place, options, io)
        : compared(place, options, options.sameAs, io));
      const answer: Printable = {
        json: () => jsonPieces(spoken),
        text: () => [answerText(spoken, colorsFor(io), io.outIsTerminal ? (io.columns ?? 100) : undefined)],
      };
      await printAs(options, answer, io);
    });
}

async function universal(place: Named, options: Options, io: Io): Promise<SpokenAnswer> {
  const { who, to: operation = 'push', on } = options;
  if (who === undefined || /^(?:not:)*(?:group:)?\s*$/.test(who) || on === undefined || on === '')
    fail(exit.usage, howToAsk);
  const pattern = on.replace(/^refs\/heads\//, '');
  if (isTag(pattern))
    fail(exit.usage, 'Branch restrictions do not cover tags: name a branch or a pattern of branches.');
  const source = watched(sourceOf(place, options, io), io);
  const { answer, facts } = answerOf(
    await askOfAll(source.get, source.options, (read) => {
      const meant = subjectsMeant(who, read);
      return 'invalid' in meant
        ? { problem: meant.invalid }
        : { answer: mayAnybody(read, { subjects: meant.subjects, operation, pattern }) };
    }),
    place,
    source,
  );
  return sayUniversal(answer, facts);
}

async function compared(place: Named, options: Options, file: string, io: Io): Promise<SpokenAnswer> {
  if ([options.who, options.to, options.on].some((one) => one !== undefined))
    fail(exit.usage, 'Leave out `--who`, `--to` and `--on` beside `--same-as`: it compares all of them.');
  const bare = sourceOf(place, options, io);
  const found = otherRules(file, bare, options, io);
  const other = 'source' in found ? await factsOf(found.source) : undefined;
  const source = watched(bare, io);
  const { answer, facts } = answerOf(
    await askOfAll(source.get, source.options, (read) => ({
      answer: sameRules(read, other ?? ('rules' in found ? withRules(read, found.rules, found.whole) : read)),
    })),
    place,
    source,
  );
  return saySameRules(answer, facts, { called: file, ...(other && { of: other }) });
}

async function factsOf(source: Source): Promise<Facts> {
  const { answer } = answerOf(await askOfAll(source.get, source.options, (facts) => ({ answer: facts })), {}, source);
  return answer;
}
