import { allActors } from '../src/core/people/actor';
import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { gather, viewActor, viewBranch } from '../src/core/cell/cell';
import { judge } from '../src/core/questions/judge';
import type { Facts, Person } from '../src/core/model';
import type { Workload } from './workload';

/**
 * One verdict on a push, everything prepared: our views of people and branches, and CASL's abilities with their rules
 * built once for each person. CASL answers yes or no; ours also says why, and knows *unknown*.
 */
export function oneDecision(facts: Facts): Workload {
  const gathered = gather(facts);
  const people = allActors(facts).flatMap((actor) => (actor.type === 'user' ? [actor] : []));
  const views = people.map((actor) => viewActor(actor, gathered));
  const branches = facts.branches.items.map((name) => viewBranch(name, gathered));
  const abilities = people.map(({ person }) => abilityOf(person, facts));
  const subjects = facts.branches.items.map((name) => subject('Branch', { name }));

  const ours = () =>
    views.map((actor) =>
      branches.map((branch) => judge({ facts, operation: 'push', actor, branch }).verdict === 'allowed'),
    );
  const casl = () => abilities.map((ability) => subjects.map((branch) => ability.can('push', branch)));
  return {
    id: 'one-decision',
    what: 'one verdict on a push to a branch, everything prepared',
    unit: 'ns',
    units: people.length * branches.length,
    run: ours,
    rivals: [{ name: 'CASL', run: casl, agrees: JSON.stringify(ours()) === JSON.stringify(casl()) }],
    target: 'at most 10 times CASL, which gives no reasons',
    met: (ratios) => (ratios.get('CASL') ?? Infinity) <= 10,
  };
}

/** The push restrictions as CASL's rules: the last that matches wins, so exemptions come after all restrictions. */
function abilityOf(person: Person, facts: Facts): MongoAbility {
  const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
  const level = facts.permissions.items.find((grant) => grant.person.id === person.id)?.level;
  if (level !== 'write' && level !== 'admin') return build();
  can('push', 'Branch');
  const restrictions = facts.restrictions.items.filter(({ kind }) => kind === 'push');
  for (const { match } of restrictions) if (match.by === 'glob') cannot('push', 'Branch', conditions(match.pattern));
  for (const { match, users, groups } of restrictions) {
    const listed =
      users.some(({ id }) => id === person.id) ||
      groups.some(({ slug }) => facts.members[slug]?.items.some(({ id }) => id === person.id));
    if (match.by === 'glob' && listed) can('push', 'Branch', conditions(match.pattern));
  }
  return build();
}

function conditions(pattern: string) {
  if (!pattern.includes('*')) return { name: pattern };
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return { name: { $regex: new RegExp(`^${escaped}$`, 's') } };
}
