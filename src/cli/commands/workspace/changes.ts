import { Command, Option } from 'commander';
import type { Actor, Operation } from '../../../core/model';
import { operations } from '../../../core/model';
import { sayGap } from '../../../core/words/gaps';
import { gainedAndLost } from '../../../core/workspace/balance';
import { changesBetween } from '../../../core/workspace/between/between';
import type { AskedOfChanges, RepositoryChanges } from '../../../core/workspace/changes';
import { colorsFor } from '../../print/colors';
import { changesAs, type ChangedRepository } from '../../print/workspace/changes';
import { sinceOf } from '../../source/folder';
import { folderAsked, pairsOfFolder, type PairOfMany, type Pairs } from '../../source/many';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, printAs, reportFormats, whoOption, type Shared } from '../options';
import { pairsAgainst } from './against';
import { againstOption, placed } from './asked';
import { compareEach } from './compared';
import { meaningOf, nobody } from './where';

/** The options of a question about what changed. */
export type Changing = Shared & { against?: string; since?: string; as?: string; to?: Operation; branch?: string };

/** The command `changes`: who gained and who lost since a moment, across repositories. `done` gets the exit status. */
export function changesCommand(io: Io, done: (status: number) => void): Command {
  return answering(
    new Command('changes').description('who gained and who lost since a moment, and by which change'),
    reportFormats,
  )
    .argument('[WS]', 'a workspace of the folder, or WS/REPO; left out, all that the folder holds')
    .option('--since <DATE>', 'the moment: a day, from its beginning, a time (2026-11-20T08:00:00Z), or a baseline')
    .addOption(againstOption())
    .addOption(new Option('--to <OP>', 'what for; left out: each operation').choices(operations))
    .addOption(whoOption('everybody'))
    .option('--branch <BRANCH>', 'one branch; left out: every branch that there may be')
    .action(async (word: string | undefined, options: Changing) => {
      done(await printChanges(word, options, io, options.as !== undefined));
    });
}

/**
 * Prints what changed since a moment or a baseline, for everybody or for one. Returns the exit status: 1 where anything
 * drifted from a baseline.
 */
export async function printChanges(
  word: string | undefined,
  options: Changing,
  io: Io,
  isOfOne: boolean,
): Promise<number> {
  const { against, branch, to } = options;
  const pairs = pairsAsked(word, options, io);
  const actorOf = isOfOne ? await actorIn(pairs, options.as) : undefined;
  const asked: AskedOfChanges = {
    ...(branch !== undefined && { branch }),
    ...(to && { operation: to }),
    ...(actorOf && { actor: actorOf }),
  };
  const isOfAll = branch === undefined && to === undefined && actorOf === undefined;
  const isTold = ({ shifts, changed, renamedFrom }: RepositoryChanges) =>
    shifts.length > 0 || (isOfAll && (changed.length > 0 || renamedFrom !== undefined));
  const compared = await compareEach(pairs, async (pair) =>
    (await changedIn(pair, asked)).filter((one) => one.is !== 'changed' || isTold(one.changes)),
  );
  const { repositories, differs: changed, unseen } = compared;
  const told = changed.flatMap((one) => (one.is === 'changed' ? [one.changes] : []));
  const { of, from, to: until } = pairs;
  const answer = {
    ...{ of, from, to: until, repositories, changed, unseen },
    ...(against !== undefined && { against }),
    ...{ balances: gainedAndLost(told), isOfAll },
  };
  await printAs(options, changesAs(answer, colorsFor(io)), io);
  return against !== undefined && changed.length > 0 ? 1 : exit.answered;
}

function pairsAsked(word: string | undefined, given: Changing, io: Io): Pairs {
  const { against, since } = given;
  if (against !== undefined) {
    if (since !== undefined) fail(exit.usage, 'Ask `--since` a moment or `--against` a baseline, not both.');
    return pairsAgainst(word, { ...given, against }, io);
  }
  const { options, workspace, repository } = placed(word, given, io);
  const store = folderAsked(options, io);
  if (since === undefined) return fail(exit.usage, 'Say since when: `--since 2026-11-20`, or `--against` a baseline.');
  return pairsOfFolder(store, { workspace, repository }, sinceOf(since, store.dir, io), options, io);
}

/** Whom `--as` means in any of the readings. */
async function actorIn(pairs: Pairs, as: string | undefined): Promise<Actor> {
  const meaning = meaningOf(as);
  for (const { before, after } of pairs.each()) {
    for (const one of [after, before]) {
      const read = await one?.read();
      if (read && 'facts' in read) meaning.in(read.facts);
    }
  }
  return meaning.actor ?? nobody(as, pairs.of);
}

/** What became of a repository; nothing where it could be read at neither moment. */
async function changedIn({ fullName, before, after }: PairOfMany, asked: AskedOfChanges): Promise<ChangedRepository[]> {
  if (!before || !after) return [{ is: before ? 'gone' : 'new', repository: fullName }];
  const [was, is] = [await before.read(), await after.read()];
  if ('gap' in is)
    return 'gap' in was ? [] : [{ is: 'not read now', repository: fullName, gap: sayGap(is.gap, after.names) }];
  if ('gap' in was) return [{ is: 'not read then', repository: fullName, gap: sayGap(was.gap, before.names) }];
  const [from, to] = [before.version.to, after.version.from];
  const when = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return [{ is: 'changed', changes: changesBetween(was.facts, is.facts, { ...asked, ...when }) }];
}
