import { useId, useState } from 'react';
import { actorId } from '../../../src/core/people/actor';
import { useTelling } from '../lists/use-telling';
import type { ViewProps } from '../settings/view';
import { PeopleList } from './people-list';
import { Person } from './person';
import { useAccess } from './use-access';
import './people.css';

/** Everybody with their permission and its sources; or one of them, with what they can do on every branch. */
export function PeopleView(props: ViewProps) {
  const { gathered, actors, going } = props;
  const id = useId();
  const telling = useTelling(actors);
  const { open } = going.place.params;
  const actor = actors.find((one) => actorId(one) === open);
  const access = useAccess(gathered, actors);
  const [last, setLast] = useState(open);
  if (open !== undefined && open !== last) setLast(open);
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>People</h2>
      {actor ? (
        <Person
          {...props}
          actor={actor}
          telling={telling}
          onBack={() => {
            going.go({ params: { open: undefined, cell: undefined, among: undefined } });
          }}
        />
      ) : (
        <PeopleList {...props} telling={telling} access={access} last={last} />
      )}
    </section>
  );
}
