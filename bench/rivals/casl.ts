import { Ability, type AbilityTuple, type MatchConditions, type RawRuleFrom } from '@casl/ability';
import { foldedTest, quickTest, type Driver } from './rules';

interface Branch {
  kind: 'Branch';
  name: string;
}
type Test = (name: string) => boolean;
type Pushes = AbilityTuple<'push', Branch | 'Branch'>;
type Rule = RawRuleFrom<Pushes, Test>;

const may = { action: 'push', subject: 'Branch' } as const;
const options = {
  // Spares CASL the look at each subject for what type it is.
  detectSubjectType: () => 'Branch' as const,
  conditionsMatcher: (test: Test) => (({ name }: Branch) => test(name)) as MatchConditions,
};

/** A rule for each restriction: the last that matches wins, so what lists the person comes after all that refuse. */
export const caslRules: Driver = driver('CASL, a rule for each restriction', (patterns) => {
  const refusing = patterns.map((pattern): Rule => ({ ...may, inverted: true, conditions: quickTest(pattern) }));
  return (own) => [may, ...refusing, ...own.map((pattern): Rule => ({ ...may, conditions: quickTest(pattern) }))];
});

/** Three rules around two tests of our own: CASL no longer knows which restriction decides. */
export const caslFolded: Driver = driver('CASL, its patterns folded into two tests', (patterns) => {
  const refusing: Rule = { ...may, inverted: true, conditions: foldedTest(patterns) };
  return (own) => [may, refusing, { ...may, conditions: foldedTest(own) }];
});

function driver(name: string, rulesFor: (patterns: string[]) => (own: string[]) => Rule[]): Driver {
  return {
    name,
    ready({ patterns, ownOf, mayWrite }, people, branches) {
      const listFor = rulesFor(patterns);
      const abilities = people.map(
        (person) => new Ability<Pushes, Test>(mayWrite(person) ? listFor(ownOf(person)) : [], options),
      );
      const subjects = branches.map((branch): Branch => ({ kind: 'Branch', name: branch }));
      return (person, branch) => abilities[person]?.can('push', subjects[branch] ?? 'Branch') ?? false;
    },
  };
}
