import { withMore } from '../../../src/core/compiled/compile';
import { useMemo, useState } from 'react';
import { peopleOf } from '../../../src/core/questions/change/named';
import { difference } from '../../../src/core/questions/change/difference';
import { mergeFlips } from '../../../src/core/questions/change/merges';
import { effectOf } from '../../../src/core/questions/change/effect';
import { tellTrial } from '../../../src/core/say/rules/trial';
import { Button } from '../controls/button';
import { Failed } from '../controls/notice';
import { GapList } from '../gap-list';
import { PullRequestLink } from '../pull-requests/pull-request-link';
import { useQueue } from '../pull-requests/use-queue';
import { CannotReadMessage } from '../settings/reading/cannot-read';
import type { Reading } from '../settings/reading/use-facts';
import { Words } from '../words';
import { thousands } from '../../../src/core/words/counts';
import type { Trial } from './use-trial';

/** Which open pull requests the change breaks or frees; they are read once somebody asks. */
export function BrokenPullRequests({ trial, reading }: { trial: Trial; reading: Reading }) {
  const [asked, setAsked] = useState(false);
  return (
    <section className="stack wide" aria-labelledby="broken">
      <h4 id="broken" tabIndex={-1}>
        Open pull requests
      </h4>
      {asked ? (
        <Broken trial={trial} reading={reading} />
      ) : (
        <div>
          <Button
            onClick={() => {
              setAsked(true);
              document.getElementById('broken')?.focus();
            }}
          >
            Read them, and see which merges it breaks or frees
          </Button>
        </div>
      )}
    </section>
  );
}

function Broken({ trial: { compiled: ready, change }, reading }: { trial: Trial; reading: Reading }) {
  const { facts } = ready.gathered;
  const { pullRequests, ended, again } = useQueue(facts, reading.readFactsAnew);
  const { items, gaps, size } = pullRequests;
  const flipped = useMemo(() => {
    const destinations = items.map(({ destination }) => destination.branch);
    const compiled = withMore(ready, destinations, peopleOf(change, facts));
    const flips = difference(compiled, change, ['merge']);
    return mergeFlips(compiled, change, flips, items).map((flip) => ({
      flip,
      words: tellTrial(compiled, effectOf([]), [flip]).merges,
    }));
  }, [ready, change, facts, items]);
  const broken = new Set(flipped.map(({ flip }) => flip.id)).size;
  return (
    <>
      <p role="status" className="subtle">
        {ended === undefined ? progress(items.length, size) : summary(items.length, broken)}
      </p>
      {flipped.length > 0 && (
        <ul className="ways">
          {flipped.flatMap(({ flip, words }) =>
            words.map((line) => (
              <li key={line}>
                <PullRequestLink id={flip.id} facts={facts} />
                <Words text={line.replace(/^#\d+/, '')} />
              </li>
            )),
          )}
        </ul>
      )}
      {typeof ended === 'object' && 'failed' in ended && (
        <Failed title="The app did not answer" detail={ended.failed} retry={again} />
      )}
      {typeof ended === 'object' && 'cannotRead' in ended && (
        <CannotReadMessage cannotRead={ended.cannotRead} retry={again} />
      )}
      {gaps.length > 0 && <GapList gaps={gaps} repository={facts.repository} />}
    </>
  );
}

function progress(read: number, of: number | undefined): string {
  return `Reading open pull requests: ${thousands(read)}${of === undefined ? '' : ` of ${thousands(of)}`}`;
}

function summary(read: number, broken: number): string {
  if (read === 0) return 'No open pull request was read.';
  const all = `Of ${thousands(read)} open ${read === 1 ? 'pull request' : 'pull requests'}`;
  return broken === 0 ? `${all} it breaks and frees none.` : `${all} it breaks or frees ${thousands(broken)}.`;
}
