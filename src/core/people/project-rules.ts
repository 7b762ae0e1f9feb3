import type { Facts, Gap, Person, ProjectRules, Restriction, RestrictionName, Supplied } from '../model';
import { everybody } from './everybody';

/**
 * The facts with these restrictions of the project in place of any that were supplied before. They are judged like
 * those of the repository: "Project branch restrictions are no different than repository branch restrictions when it
 * comes to enforcement and administration" (configure-a-projects-branch-restrictions). How the lists of both combine
 * is documented nowhere but for the priority rules that both pages quote, so they combine like two of one repository.
 */
export function withProjectRules(facts: Facts, given: ProjectRules | undefined): Facts {
  const read = facts.restrictions.items.filter(({ supplied }) => !supplied);
  const without: Facts = { ...facts, restrictions: { ...facts.restrictions, items: read } };
  delete without.projectRules;
  if (!given) return without;
  const { rules, ...about } = given;
  const known = new Map(everybody(without).map((person) => [person.id, person]));
  const marked = rules.map((rule) => markedAs(rule, about.supplied, known));
  return { ...without, restrictions: { ...without.restrictions, items: [...read, ...marked] }, projectRules: about };
}

/**
 * The facts with these restrictions in place of those that were read of the repository. What was supplied of its
 * project stays. `whole`: whether they are all.
 */
export function withRules(facts: Facts, rules: readonly Restriction[], whole: boolean): Facts {
  const known = new Map(everybody(facts).map((person) => [person.id, person]));
  const supplied = facts.restrictions.items.filter((one) => one.supplied);
  const items = rules.map((rule) => withKnownPeople(rule, known));
  const gaps: Gap[] = whole ? [] : [{ of: { what: 'restrictions' }, because: 'truncated' }];
  return { ...facts, restrictions: { items: [...items, ...supplied], gaps } };
}

/** The restriction with people called as the facts call them: it may have been written with their ids alone. */
export function withKnownPeople<T extends Restriction>(rule: T, known: ReadonlyMap<string, Person>): T {
  return { ...rule, users: rule.users.map((person) => known.get(person.id) ?? person) };
}

/** The rules that were supplied of the project, as they can be supplied again; undefined where none were. */
export function projectRulesOf({ restrictions, projectRules }: Facts): ProjectRules | undefined {
  return projectRules && { ...projectRules, rules: restrictions.items.filter(({ supplied }) => supplied) };
}

/**
 * An id would be taken for one of the repository's, so none is kept. People are called as Bitbucket calls them where
 * it does: what was supplied says who is on a list, not what their name is.
 */
function markedAs(rule: Restriction, supplied: Supplied, known: ReadonlyMap<string, Person>): Restriction {
  const name: RestrictionName = { kind: rule.kind, match: rule.match, supplied };
  const marked: Restriction = {
    ...withKnownPeople(rule, known),
    supplied,
    gaps: rule.gaps.map(
      (gap): Gap => ('restriction' in gap.of ? { ...gap, of: { ...gap.of, restriction: name } } : gap),
    ),
  };
  delete marked.id;
  return marked;
}
