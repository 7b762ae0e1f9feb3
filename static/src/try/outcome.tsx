import type { RefObject } from 'react';
import type { Facts } from '../../../src/core/model';
import type { Change } from '../../../src/core/questions/change/change';
import { flipsNothingWords } from '../../../src/core/say/change/notes';
import { trialParts } from '../../../src/core/say/rules/trial';
import { Closed } from '../controls/notice';
import { SupplyMembers } from '../decision/supply-members';
import { GapList } from '../gap-list';
import type { Supply } from '../supplied/use-saving';
import type { Reading } from '../settings/reading/use-facts';
import { Words } from '../words';
import { BrokenPullRequests } from './broken-pull-requests';
import { HowTo } from './how-to';
import { TurnsList } from './turns-list';
import { thousands } from '../../../src/core/words/counts';
import type { Trial } from './use-trial';

interface Props {
  trial: Trial | undefined;
  change: Change;
  facts: Facts;
  reading: Reading;
  supply: Supply;
  title: RefObject<HTMLHeadingElement>;
}

/** What a change would do: who gains and loses, which pull requests it breaks, and how it is made. */
export function Outcome({ trial, change, facts, reading, supply, title }: Props) {
  const isStale = trial === undefined || trial.change !== change;
  return (
    <section className="card" aria-labelledby="outcome">
      <h3 id="outcome" ref={title} tabIndex={-1}>
        What it would do
      </h3>
      <p role="status" className={isStale ? 'subtle' : 'subtle small'}>
        {isStale ? 'Working it out…' : workedOutFor(trial)}
      </p>
      {trial && (
        <div className={isStale ? 'stack wide stale' : 'stack wide'}>
          {[...trial.notes, ...trial.checks].map((note) => (
            <p key={note}>
              <Words text={note} />
            </p>
          ))}
          {trial.flips.length === 0 && <p>{flipsNothingWords('all', trial.checks.length > 0)}</p>}
          {trialParts.map(
            ([key, heading]) =>
              trial.words[key].length > 0 && (
                <div key={key} className={`effect ${key}`}>
                  <h4>{heading}</h4>
                  <ul className="ways">
                    {trial.words[key].map((line) => (
                      <li key={line}>
                        <Words text={line} />
                      </li>
                    ))}
                  </ul>
                </div>
              ),
          )}
          {trial.reasons.map((reason) => (
            <p key={reason}>
              <Words text={reason} />
            </p>
          ))}
          {trial.doubts.length > 0 && (
            <p className="subtle">
              What is not known rests on who is in {trial.doubts.length === 1 ? 'this group' : 'these groups'}. If you
              say it, the answer follows at once:
            </p>
          )}
          <SupplyMembers groups={trial.doubts} supply={supply} />
          {trial.flips.length > 0 && (
            <details className="fold">
              <summary>By name and branch</summary>
              <TurnsList trial={trial} />
            </details>
          )}
          <BrokenPullRequests trial={trial} reading={reading} />
          <HowTo title="How to make this change" change={change} facts={facts} />
          {trial.gaps.length > 0 && (
            <Closed title="Not everything could be seen">
              <GapList gaps={trial.gaps} repository={facts.repository} />
            </Closed>
          )}
        </div>
      )}
    </section>
  );
}

/** For how many it was judged: what it does not name stays as it is. */
function workedOutFor({ compiled: { actors, branches } }: Trial): string {
  const on = `${thousands(branches.length)} ${branches.length === 1 ? 'branch' : 'branches'}`;
  return `Worked out for ${thousands(actors.length)} people and other actors on ${on}.`;
}
