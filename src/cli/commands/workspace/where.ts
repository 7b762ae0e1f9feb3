import type { Actor, Facts, Operation, Person } from '../../../core/model';
import { actorId, actorMeant } from '../../../core/people/actor';
import { namesOf } from '../../../core/repository';
import { sayActor } from '../../../core/say/decision';
import { sayReach } from '../../../core/say/survey';
import { code } from '../../../core/words/names';
import { whereAnywhere } from '../../../core/workspace/reach';
import { aboutOf } from '../../print/formats/about';
import { digestOfReach } from '../../print/formats/digest';
import { colorsFor } from '../../print/colors';
import { gathering } from '../../print/workspace/about';
import { reachOfManyAs, type ReachOfOne } from '../../print/workspace/where';
import type { Many, OneOfMany, ReadOfMany } from '../../source/many';
import { exit, fail, type Io } from '../../terminal/io';
import { printAs, type Shared } from '../options';
import { ambiguous, viewerUnknown } from '../problem';
import { watchedEach } from './asked';

/** Where one actor may do something, in many repositories. */
export async function whereMany(many: Many, options: Shared & { to: Operation; as?: string }, io: Io): Promise<void> {
  const gathered = gathering(many);
  const meaning = meaningOf(options.as);

  function answer(one: OneOfMany, read: ReadOfMany, actor: Actor): ReachOfOne {
    if ('gap' in read) {
      gathered.leave(one.names, read.gap);
      return { names: one.names, gap: read.gap };
    }
    const { facts, branchesRead } = read;
    const { reach, classes } = whereAnywhere(facts, options.to, actor);
    const spoken = sayReach(reach, facts);
    const about = aboutOf(spoken, facts.repository, one.from, digestOfReach(reach, facts));
    gathered.take(facts.repository, { ...spoken, branchesRead: branchesRead || classes !== undefined }, about.digest);
    return { names: namesOf(facts.repository), spoken, ...(classes && { classes }), about };
  }

  // Whoever is meant may be named by a later repository first; nothing is kept of those before it.
  const each: (ReachOfOne | { before: OneOfMany })[] = [];
  for await (const one of watchedEach(many, io)) {
    const read = await one.read();
    const actor = 'gap' in read ? undefined : meaning.in(read.facts);
    each.push(actor ? answer(one, read, actor) : { before: one });
  }
  const { actor } = meaning;
  if (!actor) return nobody(options.as, many.of);
  const all: ReachOfOne[] = [];
  for (const one of each) all.push('before' in one ? answer(one.before, await one.before.read(), actor) : one);
  const asked = { actor: sayActor(actor), operation: options.to };
  await printAs(options, reachOfManyAs(all, asked, gathered.done(), colorsFor(io)), io);
}

/** Who is meant in all repositories. */
export interface Meaning {
  /** Whoever is meant, once some repository has shown them. */
  readonly actor: Actor | undefined;
  /** The same as a repository's facts know them; undefined where none has shown them yet. Fails where two are meant. */
  in: (facts: Facts) => Actor | undefined;
}

/** Finds whom `--as` means: one person of all the repositories, who need not be on a list of each. */
export function meaningOf(as: string | undefined): Meaning {
  let found: Actor | undefined;
  const people = new Map<string, Person>();
  return {
    get actor() {
      return found;
    },
    in: (facts) => {
      const meant = actorMeant(as, facts);
      if ('viewerNotKnown' in meant) return found ?? viewerUnknown(meant.viewerNotKnown);
      if ('ambiguous' in meant) return ambiguous(meant.ambiguous, meant.candidates);
      if (!('actor' in meant)) return found && known(found, facts);
      if (meant.actor.type === 'user') people.set(meant.actor.person.id, meant.actor.person);
      if (people.size > 1) return as === undefined ? nobody(as, '') : ambiguous(as, [...people.values()]);
      found ??= meant.actor;
      return meant.actor;
    },
  };
}

/** Ends the command where no reading shows whoever is meant, or nobody was named and readings are of several people. */
export function nobody(as: string | undefined, where: string): never {
  if (as === undefined) fail(exit.usage, 'Say for whom with `--as`: whose readings these are cannot be told.');
  return fail(exit.notFound, `Nobody called ${code(as)} can be seen in ${where}.`);
}

/** By the name that this repository's own lists have, where they have one. */
function known(actor: Actor, facts: Facts): Actor {
  const here = actorMeant(actorId(actor), facts);
  return 'actor' in here ? here.actor : actor;
}
