import { Suspense, useEffect, useRef } from 'react';
import { Button } from '../../controls/button';
import { Loading } from '../../controls/notice';
import { NewKeyCard } from '../../keys/new-key-card';
import type { Going } from '../../place/use-place';
import { lazily } from '../lazily';

/** Reading git's output takes a good deal of code, so it is loaded only when somebody wants to paste something. */
const ReadRefusal = lazily(async () => ({ default: (await import('../../refusal/read-refusal')).ReadRefusal }));

/** What the page does for somebody who gets no facts: reads what git printed, shows a key that is not stored. */
export function WithoutFacts({ going: { place, go } }: { going: Going }) {
  const isOpen = place.view === 'refusal';
  const opened = useRef(isOpen);
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen && !opened.current) region.current?.focus();
    opened.current = isOpen;
  }, [isOpen]);
  return (
    <>
      <NewKeyCard onStored={() => region.current?.focus()} />
      <div ref={region} tabIndex={-1} role="group" aria-label="Without the rules of the repository">
        {isOpen ? (
          <Suspense fallback={<Loading what="Loading what reads refusals…" />}>
            <ReadRefusal />
          </Suspense>
        ) : (
          <section className="stack" aria-labelledby="without-facts">
            <h2 id="without-facts">Was a push of yours refused?</h2>
            <p>
              What git, ssh or Bitbucket printed can be read here all the same: it names the cause, and what you can do.
            </p>
            <Button
              onClick={() => {
                go({ view: 'refusal' });
              }}
            >
              Read a refusal
            </Button>
          </section>
        )}
      </div>
    </>
  );
}
