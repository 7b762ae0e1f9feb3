import * as v from 'valibot';
import type { ProjectRules, Restriction } from '../../core/model';
import { code } from '../../core/words/names';
import { restrictionOf } from './restrictions';
import { braced, isUuid } from '../../core/people/uuid';

/** At most so many rules, and people and groups on each: more would be a mistake, or meant to do harm. */
const mostRules = 500;
const mostListed = 5_000;
/** Characters of a kind, pattern, slug or name. */
const longest = 1_000;

const list = v.array(v.unknown());
/** One page of a list, as Bitbucket's REST writes it. */
const page = v.object({ values: list, size: v.nullish(v.number()), next: v.nullish(v.unknown()) });

const text = v.nullish(v.string());
/** What names branches is text: the reader of Bitbucket's replies would keep anything else as it stands. */
const simple = v.object({
  branch_match_kind: text,
  branch_type: text,
  pattern: text,
  pipelines_source_branches: v.nullish(v.array(v.string())),
});

/** Restrictions of a project as they were supplied, or why they cannot be taken: the end of a sentence. */
export type SuppliedRules = Pick<ProjectRules, 'rules' | 'whole'> | { wrong: string };

/**
 * Reads restrictions set on a project: a list as Bitbucket's REST writes the restrictions of a repository, read by the
 * same reader. A list is all of them; a page of one is a part where it says that there are more. An entry that does
 * not parse spoils the list: without it, verdicts would be wrong.
 */
export function suppliedRulesIn(value: unknown): SuppliedRules {
  const isList = v.is(list, value);
  if (!isList && !v.is(page, value)) return { wrong: 'it is neither a list of restrictions nor a page of one' };
  const entries: unknown[] = isList ? value : value.values;
  if (entries.length > mostRules) return { wrong: `it holds more than ${String(mostRules)} restrictions` };
  const read = entries.map((entry, at) => ruleOf(entry, at + 1));
  const wrong = read.find((one) => typeof one === 'string');
  if (wrong !== undefined) return { wrong };
  const whole =
    isList || ((value.next ?? undefined) === undefined && (value.size ?? entries.length) === entries.length);
  return { rules: read.filter((one) => typeof one !== 'string'), whole };
}

/**
 * Reads branch restrictions from a file: a list, a page of one, or an object that holds one of these as `restrictions`.
 */
export function rulesInFile(value: unknown): SuppliedRules {
  return suppliedRulesIn(v.is(holder, value) ? value.restrictions : value);
}

const holder = v.object({ restrictions: v.unknown() });

/** The rule that an entry writes, with its id where it has one, or what is wrong with it: the end of a sentence. */
export function ruleOf(entry: unknown, at: number): Restriction | string {
  const which = `entry ${String(at)}`;
  const rule = v.is(simple, entry) ? restrictionOf(entry) : undefined;
  if (!rule || rule.kind === '') return `${which} is not a branch restriction with a kind`;
  const { kind, match, users, groups, gaps } = rule;
  const named = `${which}, of kind ${code(short(kind))},`;
  if (match.by === 'unknown' && ['glob', 'branching_model'].includes(match.word))
    return `${named} has no ${match.word === 'glob' ? 'pattern' : 'branch type'}`;
  if (gaps.length > 0)
    return (
      `${named} has no lists ${code('users')} and ${code('groups')} that can be read: ` +
      'each user takes a uuid, each group a slug'
    );
  if (users.length + groups.length > mostListed)
    return `${named} lists more than ${String(mostListed)} people and groups`;
  const odd = users.find(({ id }) => !isUuid(id));
  if (odd) return `${named} lists ${code(short(odd.id))}, which is not a uuid`;
  if (textsOf(rule).some((one) => one.length > longest))
    return `${which} holds a text of more than ${String(longest)} characters`;
  return { ...rule, users: users.map((person) => ({ ...person, id: braced(person.id) })) };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function textsOf({ kind, match, users, groups, pipelinesSourceBranches }: Restriction): string[] {
  const named: object[] = [match, ...users, ...groups];
  const texts = named.flatMap((one): unknown[] => Object.values(one));
  return [kind, ...texts.filter((one) => typeof one === 'string'), ...pipelinesSourceBranches];
}
