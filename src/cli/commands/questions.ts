import { Command, Option } from 'commander';
import { askAccess, askExplain, askFacts, askMatrix, askWhere, askWho } from '../ask';
import { anonymous } from '../../bitbucket/worlds/anonymous';
import { pullRequestList, recording } from '../../bitbucket/worlds/recording';
import { operations } from '../../core/model';
import { sayDecision } from '../../core/say/decision';
import { sayHelp } from '../../core/say/help';
import { exit, fail, type Io } from '../terminal/io';
import {
  answering,
  credentialOption,
  howOption,
  isJson,
  operationOption,
  printAs,
  printJson,
  reportFormats,
  whoOption,
  words,
  type Shared,
  type WithOperation,
} from './options';
import {
  accessAs,
  decisionsAs,
  jsonPieces,
  matrixAs,
  reachAs,
  rosterAs,
  type Printable,
} from '../print/formats/printable';
import { colorsFor } from '../print/colors';
import { helpLines } from '../print/help';
import { membersHint } from '../print/members-hint';
import { decisionText } from '../../core/say/text';
import { answerOf } from './problem';
import { explainWithChanges, type Explaining } from './rules/fix';
import { explainPullRequest, pullRequestNumbers, pullRequestOption } from './pull-requests';
import { folderOf } from '../source/folder';
import {
  branchAsked,
  inEitherMeaning,
  named,
  sourceOf,
  type Named,
  type Source,
  type SourceOptions,
} from '../source/source';
import { holdsBranches } from '../source/many';
import { remotesOf } from '../source/git';
import { watched } from './progress';
import { accessMany } from './workspace/access';
import { accessSaying, bySaying, isAgainst, printDrift } from './workspace/against';
import { againstOption, asked } from './workspace/asked';
import { printChanges } from './workspace/changes';
import { whereMany } from './workspace/where';
import { shellHere } from '../terminal/shell-here';
import { whereAnywhere } from '../../core/workspace/reach';
import { examplesNote } from './rules/sides';

/** The command `explain`: one verdict, and why. `done` gets the exit status. */
export function explainCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('explain').description('one verdict, and why'), reportFormats)
    .argument('[WS/REPO]', 'the repository; left out inside a clone, that of `origin`')
    .argument('[BRANCH]', 'the branch; left out inside a clone, the current one')
    .option('--branch <BRANCH>', 'the branch, whatever its name looks like')
    .addOption(new Option('--to <OP>', 'what for').choices([...operations, 'all']).default('push'))
    .addOption(pullRequestOption())
    .addOption(whoOption())
    .addOption(credentialOption())
    .option('--fix', 'also the smallest changes that would allow it, each with all that it opens')
    .option('--stop', 'also the smallest changes that would prevent it, each with all that it takes')
    .addOption(
      new Option('--but <WHO>', 'beside --stop: everybody but this person; may be repeated').argParser(
        (who: string, before: string[] | undefined) => [...(before ?? []), who],
      ),
    )
    .addOption(howOption())
    .action(async (first: string | undefined, second: string | undefined, options: ExplainingAny, command: Command) => {
      const place = named(words(first, second), options.branch);
      const { pr } = options;
      if (pr !== undefined) {
        const merging = options.to === 'merge' || command.getOptionValueSource('to') === 'default';
        if (options.fix || options.stop)
          fail(
            exit.usage,
            'Leave out `--fix` and `--stop` beside `--pr`: they change who may, whatever the checks say.',
          );
        if (!merging)
          fail(exit.usage, 'Leave out `--to` beside `--pr`: it answers about the merge, and about the pushes too.');
        done(await explainPullRequest(place, { ...options, pr }, io));
        return;
      }
      await inEitherMeaning(place, options, io, async (meant, then) => {
        done(await explainBranch(meant, options, then));
      });
    });
}

interface ExplainingAny extends Explaining {
  branch?: string;
  pr?: number;
}

/** One verdict on a branch, or each operation's, and why. Returns the exit status. */
async function explainBranch(place: Named, options: Explaining, io: Io): Promise<number> {
  const branch = branchAsked(place, io);
  if (options.how && !options.fix && !options.stop)
    fail(exit.usage, '`--how` says how a change is made: ask for one with `--fix` or `--stop`.');
  if (options.fix || options.stop || options.but) {
    if (options.format === 'csv' || options.format === 'markdown')
      fail(exit.usage, 'The smallest changes are printed as text or JSON.');
    return explainWithChanges(place, branch, options, io);
  }
  const bare = sourceOf(place, options, io);
  const source = watched(bare, io);
  const asked = {
    branch,
    unwatched: bare.get,
    remotes: remotesBefore(branch, options, io),
    operations: options.to === 'all' ? operations : [options.to],
    ...(options.as !== undefined && { as: options.as }),
    ...(options.with && { credential: options.with }),
  };
  const explained = answerOf(await askExplain(source.get, source.options, asked), place, source);
  const { decisions, help } = explained.answer;
  const push = decisions.find(({ question }) => question.operation === 'push') ?? decisions[0];
  const spoken = decisions.map((decision) => sayDecision(decision, shellHere(io)));
  const spokenHelp = help && push && sayHelp(help, push, shellHere(io));
  const [only] = spoken;
  const answer: Printable = {
    ...decisionsAs(decisions, spoken, { ...options, source }),
    json: () => jsonPieces(options.to === 'all' ? spoken : { ...only, ...(spokenHelp && { help: spokenHelp }) }),
    text: () => {
      const colors = colorsFor(io);
      const helpText = spokenHelp ? helpLines(spokenHelp, colors) : [];
      const texts = spoken.map((decision) => decisionText(decision, colors, options.to === 'all' ? [] : helpText));
      const last = options.to === 'all' && spokenHelp ? `\n${helpText.join('\n')}\n` : '';
      return [texts.join('\n') + last + membersHint(decisions)];
    },
  };
  await printAs(options, answer, io);
  return push ? exit[push.verdict] : exit.ownFault;
}

/** The command `who`: everybody, on one branch; or with `--access` their permissions, whatever the branch. */
export function whoCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('who').description('everybody, on one branch'), reportFormats)
    .argument('[WS/REPO]', 'the repository; with --access also a workspace')
    .argument('[BRANCH]')
    .option('--branch <BRANCH>', 'the branch, whatever its name looks like')
    .option('--access', 'instead: the permission of everybody, whatever the branch, and where it comes from')
    .addOption(againstOption())
    .addOption(operationOption())
    .action(async (first: string | undefined, second: string | undefined, options: AboutEverybody) => {
      const place = named(words(first, second), options.branch);
      if (isAgainst(options)) {
        if (!options.access)
          fail(
            exit.usage,
            '`--against` is for permissions: add `--access`, or ask `changes --against` about verdicts.',
          );
        done(await printDrift('who has access', bySaying(accessSaying), { word: first, options }, io));
        return;
      }
      if (options.access && options.branch === undefined && second === undefined) {
        const { many, options: given } = await asked(first, options, io);
        if (many) return accessMany(many, given, io);
      }
      if (!options.access && first === undefined && options.branch === undefined && isOfMany(options, io))
        fail(
          exit.usage,
          'Name a repository and a branch, or add `--access`: the permissions of everybody, on every repository of the folder.',
        );
      await inEitherMeaning(place, options, io, (meant, then) => whoOn(meant, options, then));
    });
}

/** Whether a folder is named that holds more than one repository. */
function isOfMany({ world }: SourceOptions, io: Io): boolean {
  const folder = world === undefined ? undefined : folderOf(world, io);
  return folder !== undefined && folder.repositories().length > 1;
}

async function whoOn(place: Named, options: AboutEverybody, io: Io): Promise<void> {
  const branch = options.access ? undefined : branchAsked(place, io);
  const bare = sourceOf(place, options, io);
  const source = watched(bare, io);
  if (branch === undefined) {
    await printAccess(place, source, options, io);
    return;
  }
  const { answer, facts } = answerOf(
    await askWho(source.get, source.options, options.to, {
      branch,
      unwatched: bare.get,
      remotes: remotesBefore(branch, options, io),
    }),
    place,
    source,
  );
  await printAs(options, rosterAs(answer, facts, { ...options, source }, colorsFor(io)), io);
}

type AboutEverybody = WithOperation & { branch?: string; access?: true; against?: string };

async function printAccess(place: ReturnType<typeof named>, source: Source, options: Shared, io: Io): Promise<void> {
  const { answer, facts } = answerOf(await askAccess(source.get, source.options), place, source);
  await printAs(options, accessAs(answer, facts, { ...options, source }, colorsFor(io)), io);
}

/** The command `where`: every branch, for one person. */
export function whereCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('where').description('every branch, for one person'), reportFormats)
    .argument('[WS/REPO]', 'the repository, or a workspace')
    .addOption(operationOption())
    .addOption(whoOption())
    .addOption(againstOption())
    .action(async (word: string | undefined, given: WithOperation & { as?: string; against?: string }) => {
      if (given.against !== undefined) {
        done(await printChanges(word, given, io, true));
        return;
      }
      const { repository, options, many } = await asked(word, given, io);
      if (many) return whereMany(many, options, io);
      const { place, source } = located(repository, options, io);
      const { answer, facts } = answerOf(
        await askWhere(source.get, source.options, options.to, options.as),
        place,
        source,
      );
      const isKnown = !source.world || holdsBranches(source.world);
      if (!isKnown) io.err(`${examplesNote([facts])}\n`);
      const reach = isKnown ? answer : whereAnywhere(facts, options.to, answer.actor).reach;
      await printAs(options, reachAs(reach, facts, { ...options, source }, colorsFor(io)), io);
    });
}

/** The command `matrix`: everybody on every branch. It is printed piece by piece: there may be ten thousand rows. */
export function matrixCommand(io: Io): Command {
  return answering(new Command('matrix').description('everybody on every branch'), reportFormats)
    .argument('[WS/REPO]')
    .addOption(operationOption())
    .option('--compact', 'beside --json: by classes of branches and of actors, with a verdict for each pair')
    .action(async (repository: string | undefined, options: WithOperation & { compact?: true }) => {
      if (options.compact && !isJson(options)) fail(exit.usage, '`--compact` is a shape of JSON: add `--json`.');
      const { place, source } = located(repository, options, io);
      const { answer, facts } = answerOf(await askMatrix(source.get, source.options, options.to), place, source);
      await printAs(options, matrixAs(answer, facts, { ...options, source }, colorsFor(io)), io);
    });
}

/** The command `save`: the repository as a world, on standard output. */
export function saveCommand(io: Io): Command {
  return answering(new Command('save').description('the repository as a saved world, on standard output'), ['json'])
    .argument('[WS/REPO]')
    .option('--anonymous', 'replace names, slugs, uuids and addresses, the same everywhere')
    .addOption(
      new Option(
        '--pr <ID>',
        'with this pull request and all that its merge is judged by; several: --pr 7,9',
      ).argParser(pullRequestNumbers),
    )
    .action(async (repository: string | undefined, options: Shared & { anonymous?: true; pr?: number[] }) => {
      const { place, source } = located(repository, options, io);
      const record = recording(source.get);
      const { pr = [] } = options;
      const { answer } = answerOf(await askFacts(record.get, source.options, pr), place, source);
      const { viewer, readAt } = answer;
      const { fullName } = answer.repository;
      const world = {
        about:
          source.world?.about ??
          `${fullName}, as ${viewer.known ? viewer.value.name : 'a credential of unknown owner'} may read it.`,
        ...(readAt !== undefined && { savedAt: readAt }),
        ...(viewer.known && { viewer: viewer.value.id }),
        replies: { ...record.replies(), ...(pr.length > 0 && pullRequestList(source.options, pr)) },
      };
      if (!options.anonymous) {
        printJson(world, io);
        return;
      }
      const { world: unnamed, branchesKept } = anonymous(world);
      if (branchesKept)
        io.err(
          'Branch names and patterns were kept whole, as replacing the names in them would change what matches.\n',
        );
      printJson(unnamed, io);
    });
}

/** The names of the clone's remotes, one of which may stand before the branch. A saved world is of another place. */
function remotesBefore(branch: string, { world }: SourceOptions, io: Io): string[] {
  return world !== undefined || !branch.includes('/') ? [] : remotesOf(io).map(({ name }) => name);
}

function located(
  repository: string | undefined,
  options: SourceOptions,
  io: Io,
): { place: ReturnType<typeof named>; source: Source } {
  const place = repository === undefined ? {} : { repository };
  return { place, source: watched(sourceOf(place, options, io), io) };
}
