import { useEffect, useId, useRef } from 'react';
import { actorId } from '../../../src/core/people/actor';
import { useTelling } from '../lists/use-telling';
import type { ViewProps } from '../settings/view';
import { PeopleList } from './people-list';
import { Person } from './person';
import './people.css';

/** Everybody with their permission and its sources; or one of them, with what they can do on every branch. */
export function PeopleView(props: ViewProps) {
  const { actors, going } = props;
  const id = useId();
  const telling = useTelling(actors);
  const { open } = going.place.params;
  const actor = actors.find((one) => actorId(one) === open);
  const before = useRef(open);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // Back in the list, the focus goes to whose page it was.
    const left = before.current;
    before.current = open;
    if (left === undefined || open !== undefined) return;
    const row = section.current?.querySelector<HTMLElement>(`[data-person="${CSS.escape(left)}"]`);
    (row ?? section.current?.querySelector<HTMLElement>('input'))?.focus();
  }, [open]);
  return (
    <section ref={section} className="sections" aria-labelledby={id}>
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
        <PeopleList {...props} telling={telling} />
      )}
    </section>
  );
}
