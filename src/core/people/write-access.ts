import type { People } from './gathered';
import { no, unknown, yes, type Answer } from '../answer';
import { writes } from './levels';
import type { Level, Person } from '../model';
import { ownLevel } from './viewer';

/** Write access: the effective permission where Bitbucket lists it, else any source that surely gives it. */
export function mayWrite(
  person: Person,
  listed: Level | undefined,
  { facts, grantsTo, groupGrants, owners }: People,
  isAmong: (slug: string) => Answer,
): Answer {
  if (listed) {
    const evidence = { shows: 'level', person, level: listed } as const;
    return writes(listed) ? yes(evidence) : no(evidence);
  }
  const [gap, ...gaps] = facts.permissions.gaps;
  if (!gap) return no({ shows: 'no-level', person });

  const own = ownLevel(person, facts);
  if (own && writes(own)) return yes({ shows: 'own-level', person, level: own });
  const direct = grantsTo.get(person.id)?.find(({ level }) => writes(level));
  if (direct) return yes({ shows: 'grant', person, level: direct.level, on: direct.on });
  if (owners.has(person.id)) return yes({ shows: 'owner', person });
  for (const { group, level, on } of groupGrants) {
    if (!group || !writes(level)) continue;
    const among = isAmong(group.slug);
    if (among.is === 'yes') return yes({ shows: 'group-grant', person, group, level, on }, ...among.evidence);
  }
  return unknown(gap, ...gaps);
}
