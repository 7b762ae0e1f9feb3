import type { MergeDecision, MergeReason } from '../merge-decision';
import type { Actor, Restriction } from '../model';
import type { Outlook } from '../questions/pull-request/outlook';
import type { MergeRemedy } from '../remedy';
import { waysOfMerge } from '../ways-out/merge-table';
import type { OfDecision, Unnamed } from '../ways-out/way-out';
import { freeText } from './free-text';
import { nameOf, namingOf, standInFor, type Naming, type Redacted } from './stand-ins';

/**
 * What people without administration rights may see of a decision. The rules and their text stay, with group slugs;
 * whoever is listed, except the actor of the question, becomes a number. Types hold this: only the stand-ins of people,
 * groups and restrictions fit.
 */
export type RedactedDecision = Redacted<MergeDecision>;

/** The same for an outlook on a pull request. */
export type RedactedOutlook = Redacted<Outlook>;

/** The decision for a reader who may not see names. Verdict, rules and branches stay as they are. */
export function redacted<D extends MergeDecision>(decision: D): Redacted<D> {
  return withoutNames(decision, decision.question.actor);
}

/** The outlook for a reader who may not see names: who can merge becomes how many, a fork loses its name. */
export function redactedOutlook(outlook: Outlook): RedactedOutlook {
  const { enforcement, mergers, merge } = outlook;
  const named = enforcement.is === 'yes' ? { ...enforcement, by: enforcement.by.map(nameOf) } : enforcement;
  return withoutNames({ ...outlook, enforcement: named, mergers: { ...mergers, people: [] } }, merge.question.actor);
}

function withoutNames<T>(answer: T, actor: Actor): Redacted<T> {
  // `Redacted` is for types what `shown` is for values; a test makes values of each type and holds the two together.
  return shown(answer, { actor, naming: namingOf(actor), listing: [] }) as Redacted<T>;
}

interface Around {
  actor: Actor;
  naming: Naming;
  /** The restrictions that the finding around this value is about: they say which people are meant without names. */
  listing: Restriction[];
}

/** A value by its type: what may name people is replaced by its stand-in, anything else is looked into. */
function shown(value: unknown, around: Around): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => shown(one, around));
  const standIn = standInFor(value, around.naming);
  if (standIn) return standIn;
  const inside = isFinding(value) ? { ...around, listing: listingOf(value.reason) } : around;
  const parts = Object.entries(isRemedy(value) ? counted(value, inside) : namesWhereAsked(value));
  return Object.fromEntries(
    parts.flatMap(([key, part]: [string, unknown]) => {
      if (!isWithheld(key)) return [[key, shown(part, inside)]];
      if (typeof part === 'string') return [];
      return [[key, Array.isArray(part) ? [] : shown(part, inside)]];
    }),
  );
}

function isFinding(value: object): value is { reason: MergeReason } {
  return 'rule' in value && 'reason' in value;
}

function isRemedy(value: object): value is MergeRemedy {
  return 'way' in value;
}

function isWithheld(key: string): boolean {
  return Object.hasOwn(freeText, key) && freeText[key as keyof typeof freeText] === 'withheld';
}

function listingOf(reason: MergeReason): Restriction[] {
  return reason.why === 'not-listed' ? [...reason.restrictions, ...reason.companions] : [];
}

/** The restrictions that enforce merge checks are asked for by name only; whole ones fit that type too. */
function namesWhereAsked(value: object): object {
  return 'shows' in value && value.shows === 'enforced' && 'restrictions' in value
    ? { ...value, restrictions: (value.restrictions as Restriction[]).map(nameOf) }
    : value;
}

/** A way out with numbers in place of the lists that its entry has counted. The actor stays on a list of people. */
function counted(remedy: MergeRemedy, { actor, listing }: Around): object {
  const reduced: Record<string, unknown> = { ...remedy };
  const listIn = (key: string) => reduced[key] as unknown[];
  const entry: OfDecision<never> = waysOfMerge[remedy.way];
  for (const [list, number] of pairsOf(entry.counted)) {
    const kept = listIn(list).filter((one) => isActor(one, actor));
    const count = ((reduced[number] as number | undefined) ?? 0) + listIn(list).length - kept.length;
    reduced[list] = kept;
    if (count > 0) reduced[number] = count;
  }
  for (const [list, unnamed] of pairsOf(entry.countedByRestriction)) {
    const others = unnamedOn(listing, listIn(list));
    reduced[list] = [];
    if (others.count > 0) reduced[unnamed] = others;
  }
  return reduced;
}

function pairsOf(keys: Partial<Record<string, string>> = {}): [string, string][] {
  return Object.entries(keys).flatMap(([list, number]) => (number === undefined ? [] : [[list, number]]));
}

function isActor(one: unknown, actor: Actor): boolean {
  return actor.type === 'user' && typeof one === 'object' && one !== null && 'id' in one && one.id === actor.person.id;
}

/** Those restrictions that list any of these people, and how many people they list together. */
function unnamedOn(listing: Restriction[], people: unknown[]): Unnamed {
  const ids = new Set(people.map((person) => (person as { id: string }).id));
  const on = listing.filter(({ users }) => users.some(({ id }) => ids.has(id)));
  return { count: new Set(on.flatMap(({ users }) => users.map(({ id }) => id))).size, on: on.map(nameOf) };
}
