import type { Group, Person, Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import type { KnownKind } from '../words/kinds';
import {
  agreeing,
  code,
  enumeration,
  kindBefore,
  matchWords,
  personAfter,
  personName,
  restrictionName,
  restrictionNames,
} from '../words/names';
import { pageOfRestrictions, settingsPages } from '../words/pages';
import { changerOf, changerWords, deedsOn, isOfOneBranch, openedWords, reachWords } from './restriction-change';
import { ofDecision, type Unnamed, type WaysOut } from './way-out';

/** ``Write access on `main` lists``. */
function thatList(restrictions: Unnamed['on']): string {
  return `${restrictionNames(restrictions)} ${agreeing(restrictions, 'lists', 'list')}`;
}

/** Ways past a restriction that lists who may: by somebody on its list, or by joining it. */
export const lists = {
  'ask-listed': ofDecision<{ to: 'push' | 'merge'; people: Person[]; others?: Unnamed; groups: Group[] }>({
    who: 'you',
    page: settingsPages.restrictions,
    do: ({ people, others, groups, to }, { you, administrator }) => {
      const one = others?.count === 1;
      const unnamed = others ? [`${one ? 'the person' : 'one of the people'} that ${thatList(others.on)}`] : [];
      const names = [...people.map(personName), ...unnamed, ...groups.map(({ slug }) => `somebody in ${code(slug)}`)];
      const whoTheyAre = others ? `; ${administrator} can say who ${one ? 'that is' : 'they are'}` : '';
      return `${you} can ask ${enumeration(names, 'or')} to ${to} it${whoTheyAre}.`;
    },
    asks: ({ to }) => `Somebody on that list can ${to} it.`,
    countedByRestriction: { people: 'others' },
  }),
  'add-person': ofDecision<{ restriction: Restriction; person: Person; mainBranch?: string; lacksWrite?: true }>({
    who: ({ restriction }) => changerOf([restriction]),
    page: (where, { restriction }) => pageOfRestrictions([restriction], where),
    do: ({ restriction, person, ...also }, asked) => {
      const changer = changerWords([restriction], asked);
      return (
        `${changer} can add ${personAfter(changer, person)} to ${restrictionName(restriction)}` +
        `${reachWords([restriction])}: ${openedWords(restriction, personName(person), also)}.`
      );
    },
  }),
  'restrict-alone': ofDecision<{
    kind: KnownKind;
    branch: string;
    person: Person;
    restriction: Restriction;
    lacksWrite?: true;
  }>({
    who: 'repository-admin',
    page: settingsPages.restrictions,
    do: ({ kind, branch, person, restriction, lacksWrite }, { administrator }) => {
      const name = personAfter(administrator, person);
      const opens = lacksWrite
        ? `once ${personName(person)} can write to the repository, it opens that branch ${deedsOn(kind)}`
        : `it opens that branch ${deedsOn(kind)}, and no other`;
      const covering = `${matchWords(restriction.match)} ${restriction.match.by === 'glob' ? 'covers' : 'cover'}`;
      return (
        `${administrator} can add ${kindBefore(kind)} ${code(branch)} for ${name} alone: ${opens}, and takes nothing ` +
        `from anybody, as ${covering} it already.`
      );
    },
  }),
  'add-to-group': ofDecision<{ restriction: Restriction; group: Group; person: Person }>({
    who: 'workspace-admin',
    page: settingsPages.groups,
    do: ({ group, person }, { repository }) =>
      `an administrator of the workspace ${repository.workspace} can add ${personName(person)} to the group ` +
      `${code(group.slug)}, which gives everything else that the group may do as well.`,
  }),
  'push-as-listed-user': ofDecision<{ restrictions: NonEmpty<Restriction> }>({
    who: 'you',
    page: (where, { restrictions }) => pageOfRestrictions(restrictions, where),
    do: ({ restrictions }, { you, question }) =>
      `${you} can ${question.operation === 'merge' ? 'merge' : 'push'} with an API token or a personal SSH key of ` +
      `a user account that ${thatList(restrictions)}; lending a person's own credential to a build is unsafe, so ` +
      'it should be an account made for the build.',
  }),
  'account-for-automation': ofDecision<{ restriction: Restriction; mainBranch?: string }>({
    who: ({ restriction }) => changerOf([restriction]),
    page: (where, { restriction }) => pageOfRestrictions([restriction], where),
    do: ({ restriction, ...also }, asked) =>
      `${changerWords([restriction], asked)} can add a user account made for the build to ` +
      `${restrictionName(restriction)}${restriction.supplied ? `${reachWords([restriction])},` : ''} and give it ` +
      `write permission; it takes a seat, and the build then ${asked.question.operation === 'merge' ? 'merges' : 'pushes'} ` +
      `with that account's API token or SSH key` +
      `${isOfOneBranch(restriction) ? '' : `; ${openedWords(restriction, 'that account', also, 'that list')}`}.`,
  }),
} satisfies WaysOut;
