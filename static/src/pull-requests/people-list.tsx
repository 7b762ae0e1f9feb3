import { useMemo, useState } from 'react';
import type { Facts } from '../../../src/core/model';
import type { Queue } from '../../../src/core/questions/pull-request/queue';
import { plain } from '../../../src/core/words/names';
import { besideName, peopleIn, tellingOf, type Telling } from '../../../src/core/words/telling-names';
import { FindPerson } from '../lists/find-person';
import { PullRequestLink } from './pull-request-link';
import { thousands } from '../../../src/core/words/counts';
import { SomeOf } from './some-of';

/** Up to this many people need no search field. */
const few = 8;

/** Everybody who could merge something now, or might. */
export function PeopleList({ people, facts }: { people: Queue['people']; facts: Facts }) {
  const [wanted, setWanted] = useState('');
  const telling = useMemo(() => tellingOf(peopleIn(people)), [people]);
  const text = wanted.trim().toLowerCase();
  const found = people.filter(({ person: { name, nickname = '' } }) =>
    `${name} ${nickname}`.toLowerCase().includes(text),
  );
  return (
    <details className="fold people-fold">
      <summary>{`Who could merge what now: ${sayPeople(people)}`}</summary>
      <div className="sections">
        {people.length > few && <FindPerson wanted={wanted} onChange={setWanted} />}
        {people.length === 0 && <p>Nobody could merge any of them now.</p>}
        {people.length > 0 && found.length === 0 && <p>Nobody by that name could merge any of them now.</p>}
        {found.length > 0 && (
          <SomeOf
            of={found}
            label="Who could merge what now"
            className="mergers"
            drawn={(one) => <Row key={one.person.id} one={one} telling={telling} facts={facts} />}
          />
        )}
      </div>
    </details>
  );
}

/** `5 people`, as a summary. */
function sayPeople(people: Queue['people']): string {
  if (people.length === 0) return 'nobody';
  return people.length === 1 ? '1 person' : `${thousands(people.length)} people`;
}

function Row({
  one: { person, canMerge, unsure },
  telling,
  facts,
}: {
  one: Queue['people'][number];
  telling: Telling;
  facts: Facts;
}) {
  return (
    <li className="merger">
      <span>
        <bdi>{plain(person.name)}</bdi> <bdi className="subtle small">{besideName(person, telling)}</bdi>
      </span>
      <span>
        {canMerge.length > 0 && (
          <>
            can merge <Links ids={canMerge} facts={facts} />
            {unsure.length > 0 ? '; ' : ''}
          </>
        )}
        {unsure.length > 0 && (
          <span className="subtle">
            not known of <Links ids={unsure} facts={facts} />
          </span>
        )}
      </span>
    </li>
  );
}

function Links({ ids, facts }: { ids: number[]; facts: Facts }) {
  return ids.map((id, at) => (
    <span key={id}>
      {at > 0 && ', '}
      <PullRequestLink id={id} facts={facts} />
    </span>
  ));
}
