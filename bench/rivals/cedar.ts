import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Driver } from './rules';

/**
 * A parsed policy set for each person, with nothing left to ask but the name: no entities need to be read, and one
 * policy is judged. Alternatives stand in a tree, as a chain of so many overflows Cedar's stack.
 */
export const cedarPolicies: Driver = {
  name: 'Cedar, a parsed policy for each person',
  ready({ patterns, ownOf, mayWrite }, people, branches) {
    const refused = anyOf(patterns);
    const ids = people.map((person, at) => {
      const id = `person ${String(at)}`;
      const text = mayWrite(person)
        ? `permit(principal, action, resource) when { !${refused} || ${anyOf(ownOf(person))} };`
        : 'forbid(principal, action, resource);';
      const { type } = cedar.preparsePolicySet(id, { staticPolicies: text });
      if (type !== 'success') throw new Error('Cedar does not take the policies.');
      return id;
    });
    const [principal, action, resource] = [entity('User'), entity('Action'), entity('Branch')];
    const contexts = branches.map((name) => ({ name }));
    return (person, branch) => {
      const answer = cedar.statefulIsAuthorized({
        ...{ principal, action, resource },
        context: contexts[branch] ?? {},
        preparsedPolicySetId: ids[person] ?? '',
        entities: [],
      });
      if (answer.type !== 'success') throw new Error('Cedar does not take the request.');
      return answer.response.decision === 'allow';
    };
  },
};

function entity(type: string) {
  return { type, id: 'one' };
}

function anyOf(patterns: readonly string[]): string {
  const [first] = patterns;
  if (first === undefined) return 'false';
  if (patterns.length === 1) return `context.name ${first.includes('*') ? 'like' : '=='} ${JSON.stringify(first)}`;
  const half = patterns.length >> 1;
  return `(${anyOf(patterns.slice(0, half))} || ${anyOf(patterns.slice(half))})`;
}
