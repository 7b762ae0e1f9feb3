import { branchName } from '../branches/branch-name';
import type { Facts, Restriction } from '../model';

/** The branch types that are known by the beginning of a name. */
export const prefixed: readonly string[] = ['feature', 'bugfix', 'release', 'hotfix'];

/**
 * Gives for a restriction a name that is covered by it, and by those alone that cover everything it covers. Each star
 * becomes a character that stands in no pattern, so that only a star can match it: what matches this name matches every
 * name that the restriction does. Undefined where nobody can tell what it covers, or Git allows no name that it covers.
 */
export function generalNames({ restrictions, model }: Pick<Facts, 'restrictions' | 'model'>) {
  const fresh = unusedIn(restrictions.items, model);
  return ({ match }: Restriction): string | undefined => {
    if (match.by === 'glob') return possible(match.pattern.replaceAll('*', fresh));
    if (match.by !== 'branch-type' || !model.known) return undefined;
    if (match.type === 'development' || match.type === 'production') {
      const target = model.value[match.type];
      return target?.known && target.value !== null ? target.value : undefined;
    }
    const prefix = prefixed.includes(match.type) ? model.value.prefixes[match.type] : undefined;
    return prefix === undefined ? undefined : `${prefix}${fresh}`;
  };
}

/** The name, where Git allows it. */
function possible(name: string): string | undefined {
  return branchName(name) === undefined ? undefined : name;
}

/** A letter that stands in no pattern, prefix or name by which restrictions find branches. */
function unusedIn(all: readonly Restriction[], model: Facts['model']): string {
  const used = new Set(all.flatMap(({ match }) => (match.by === 'glob' ? match.pattern.split('') : [])));
  for (const character of JSON.stringify(model).split('')) used.add(character);
  for (let code = 0x61; ; code += 1) {
    const character = String.fromCodePoint(code);
    if (/\p{Letter}/u.test(character) && !used.has(character)) return character;
  }
}
