import { statSync } from 'node:fs';
import path from 'node:path';
import { branchName } from '../../../core/branches/branch-name';
import type { Actor, Facts } from '../../../core/model';
import { actorMeant, type Meant } from '../../../core/people/actor';
import type { Sides } from '../../../core/questions/compare/axes';
import { code, enumeration, plain } from '../../../core/words/names';
import { lacksBranches, withExamples } from '../../../core/workspace/reach';
import { jsonText } from '../../../core/words/visible';
import { askOfAll } from '../../ask';
import { readFrom } from '../../print/formats/about';
import { isRepositoryAtHand, isWorldFile, looksLikeRepository, sourceOf, type Source } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import type { WithOperation } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

/** The options of `compare`. */
export type Comparing = WithOperation & { repository?: string };

/** What is compared, and where either side was read from. */
export interface Placed {
  sides: Sides;
  from: { left: string; right: string };
}

/** A word of the command line, and what its prefix says that it is. */
interface Word {
  is?: 'person' | 'branch' | 'world' | 'repository';
  text: string;
}

/** What a word may mean in the repository at hand. */
interface Meanings {
  branch?: string;
  person?: Meant;
}

/** Reads what two words mean. Fails where they mean nothing, two things, or things of two kinds. */
export async function sidesOf(a: string, b: string, options: Comparing, io: Io): Promise<Placed> {
  const words = [wordOf(a, io), wordOf(b, io)] as const;
  const areRepositories = words.every(({ is, text }) =>
    is === undefined ? looksLikeRepository(text) : is === 'world' || is === 'repository',
  );
  if (words.some(({ is }) => is === 'world' || is === 'repository')) {
    const other = words.find(
      ({ is, text }) => is === 'person' || is === 'branch' || (!is && !looksLikeRepository(text)),
    );
    return other
      ? fail(exit.usage, `${code(other.text)} is no repository, and can be compared with one of its own kind only.`)
      : repositories(words, options, io);
  }
  if (options.repository === undefined && !isRepositoryAtHand(options.world, io)) {
    return areRepositories
      ? repositories(words, options, io)
      : fail(exit.usage, 'Name the repository of the two people or branches with `--repository WS/REPO`.');
  }
  const { facts, source, place } = await readAt(options.repository, options, io);
  const [left, right] = [meaningsOf(words[0], facts), meaningsOf(words[1], facts)];
  const unmeant = !isMeant(left) ? words[0] : !isMeant(right) ? words[1] : undefined;
  if (unmeant) {
    const neither = !isMeant(left) && !isMeant(right);
    return areRepositories && neither ? repositories(words, options, io) : nothingMeant(unmeant, facts, options, io);
  }
  const name = readFrom({ ...options, source });
  const from = { left: name, right: name };
  const branches = left.branch !== undefined && right.branch !== undefined;
  const people = left.person && right.person;
  if (branches && people) {
    const ways = words.map(({ text }) => `${code(`branch:${text}`)} or ${code(`person:${text}`)}`);
    fail(exit.usage, `Both are names of a branch and of a person: write ${ways.join(', and ')}.`);
  }
  if (left.branch !== undefined && right.branch !== undefined)
    return { sides: { of: 'branches', facts, left: left.branch, right: right.branch }, from };
  if (!left.person || !right.person) {
    const [branch, person] = left.person ? [words[1], words[0]] : [words[0], words[1]];
    return fail(
      exit.usage,
      `${code(branch.text)} is a branch and ${code(person.text)} a person: compare two people, or two branches.`,
    );
  }
  const actorOf = (meant: Meant) =>
    'actor' in meant ? meant.actor : answerOf<Actor>({ problem: meant }, place, source).answer;
  return { sides: { of: 'people', facts, left: actorOf(left.person), right: actorOf(right.person) }, from };
}

function wordOf(given: string, io: Io): Word {
  const [, is, text] = /^(person|branch|world|repository):(.*)$/s.exec(given) ?? [];
  if ((text ?? given).trim() === '') fail(exit.usage, 'Name two things to compare: one of them is empty.');
  if (is !== undefined && text !== undefined) return { is: is as NonNullable<Word['is']>, text };
  return isWorldFile(given, io) ? { is: 'world', text: given } : { text: given };
}

/** A branch counts by its name where there is one; said to be one, also where there is none. */
function meaningsOf({ is, text }: Word, facts: Facts): Meanings {
  const name = is === 'person' ? undefined : branchName(text);
  if (is === 'branch' && name === undefined)
    fail(exit.usage, `Git does not allow a branch to be called ${jsonText(text)}.`);
  const meant = is === 'branch' ? undefined : actorMeant(text, facts);
  return {
    ...(name !== undefined && (is === 'branch' || facts.branches.items.includes(name)) && { branch: name }),
    ...(meant && (is === 'person' || !('nobody' in meant)) && { person: meant }),
  };
}

function isMeant({ branch, person }: Meanings): boolean {
  return branch !== undefined || person !== undefined;
}

function nothingMeant({ text }: Word, { branches, repository }: Facts, options: Comparing, io: Io): never {
  // A file that is there was meant, and what is wrong with it is said where it is read.
  if (isFile(text, io)) sourceOf({}, { ...options, world: text }, io);
  const unread = branches.gaps.length === 0 ? '' : ', as far as its branches could be read';
  return fail(
    exit.notFound,
    `No branch and nobody called ${code(text)} can be seen in ${plain(repository.fullName)}${unread}: ` +
      `a branch that does not exist is named as ${code(`branch:${text}`)}` +
      `${looksLikeRepository(text) ? `, a repository as ${code(`repository:${text}`)}` : ''}.`,
  );
}

function isFile(name: string, { cwd }: Io): boolean {
  return statSync(path.resolve(cwd, name), { throwIfNoEntry: false })?.isFile() === true;
}

async function repositories(words: readonly [Word, Word], options: Comparing, io: Io): Promise<Placed> {
  const [left, right] = [await readWord(words[0], options, io), await readWord(words[1], options, io)];
  const both = [left, right].filter(({ facts }) => lacksBranches(facts));
  // Where nobody knows the branches, nothing would differ on any.
  const [one = left.facts, other = right.facts] = both.length > 0 ? withExamples([left.facts, right.facts]) : [];
  if (both.length > 0) io.err(`${examplesNote(both.map(({ facts }) => facts))}\n`);
  return {
    sides: { of: 'repositories', left: one, right: other },
    from: { left: left.name, right: right.name },
  };
}

/** That names of branches stand for what the rules tell apart. */
export function examplesNote(readings: readonly Facts[]): string {
  const names = readings.map(({ repository }) => plain(repository.fullName));
  return (
    `The branches of ${enumeration([...new Set(names)])} were not read: ` +
    'beside the main branch, each name stands for the branches that the rules do not tell apart from it.'
  );
}

async function readWord({ is, text }: Word, options: Comparing, io: Io): Promise<{ facts: Facts; name: string }> {
  const inWorld = is === 'world' ? { ...options, world: text } : options;
  const { facts, source } = await readAt(is === 'world' ? options.repository : text, inWorld, io);
  return { facts, name: readFrom({ ...inWorld, source }) };
}

async function readAt(
  repository: string | undefined,
  options: Comparing,
  io: Io,
): Promise<{ facts: Facts; source: Source; place: { repository?: string } }> {
  const place = repository === undefined ? {} : { repository };
  const source = watched(sourceOf(place, options, io), io);
  const { facts } = answerOf(await askOfAll(source.get, source.options, () => ({ answer: undefined })), place, source);
  return { facts, source, place };
}
