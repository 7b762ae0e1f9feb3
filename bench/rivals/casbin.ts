import { newCachedEnforcer, newModel } from 'casbin';
import { foldedTest, type Driver } from './rules';

const model = `
[request_definition]
r = sub, obj

[policy_definition]
p = eft, test

[policy_effect]
e = priority(p.eft) || deny

[matchers]
m = meets(p.test, r.sub, r.obj)
`;

/**
 * Four policies, of which the first that matches decides, around tests of our own in a custom function: casbin goes
 * through its policies one by one, and a policy for each restriction takes thirty times as long.
 */
export const casbinFolded: Driver = {
  name: 'casbin, its patterns folded into two tests',
  async ready(...given) {
    const enforcer = await enforcerOf(...given);
    const [, people, branches] = given;
    return (person, branch) => enforcer.enforceSync(people[person]?.id, branches[branch]);
  },
};

/** What it was asked before, it remembers. */
export const casbinCached: Driver = {
  name: "casbin's cache, each question asked before",
  async ready(...given) {
    const enforcer = await enforcerOf(...given);
    const [, people, branches] = given;
    return (person, branch) => enforcer.enforce(people[person]?.id, branches[branch]);
  },
};

async function enforcerOf(...[{ patterns, ownOf, mayWrite }, people]: Parameters<Driver['ready']>) {
  const enforcer = await newCachedEnforcer(newModel(model));
  await enforcer.addPolicies([
    ['deny', 'cannot write'],
    ['allow', 'is listed'],
    ['deny', 'is covered'],
    ['allow', 'else'],
  ]);
  const mute = new Set(people.flatMap((person) => (mayWrite(person) ? [] : [person.id])));
  const own = new Map(people.map((person) => [person.id, foldedTest(ownOf(person))]));
  const tests: Record<string, (id: string, branch: string) => boolean> = {
    'cannot write': (id) => mute.has(id),
    'is listed': (id, branch) => own.get(id)?.(branch) ?? false,
    'is covered': (
      (covered) => (_: string, branch: string) =>
        covered(branch)
    )(foldedTest(patterns)),
    else: () => true,
  };
  await enforcer.addFunction('meets', (test: string, id: string, branch: string) => tests[test]?.(id, branch) ?? false);
  return enforcer;
}
