import { useMemo } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import { protecting, protection } from '../../../src/core/questions/rules/protection';
import { pushing } from '../../../src/core/questions/rules/pushers';
import { sayProtection, sayPushers } from '../../../src/core/say/overview/summary';
import type { Steps } from '../../../src/core/portions/steps';
import { Button } from '../controls/button';
import { useRemembered } from '../settings/work/use-remembered';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';
import type { Examined } from './examined';

/** What holds, in three sentences: which branches are protected, who can push to the main branch, what to look at. */
export function InShort({
  facts,
  gathered,
  everything,
  going,
  health,
  onHealth,
}: Pick<ViewProps, 'facts' | 'gathered' | 'everything' | 'going'> & {
  health: Examined | undefined;
  /** Leads to what needs attention. */
  onHealth: () => void;
}) {
  const atOnce = useMemo(() => sayProtection(protection(gathered), facts), [gathered, facts]);
  const covered = useRemembered(everything, protectionSaid) ?? atOnce;
  const pushers = useRemembered(gathered, pushersSaid);
  const { mainBranch } = facts.repository;
  return (
    <ul className="in-short" aria-label="In short">
      <li>
        <Words text={covered} />{' '}
        <Button
          look="quiet"
          onClick={() => {
            going.go({ view: 'rules' });
          }}
        >
          See the rules
        </Button>
      </li>
      <li>
        <Words text={pushers ?? 'Looking at who can push to the main branch…'} />{' '}
        {mainBranch.known && mainBranch.value !== null && (
          <Button
            look="quiet"
            onClick={() => {
              going.go({ view: 'branches', params: { branch: mainBranch.value ?? undefined, operation: 'push' } });
            }}
          >
            See everybody
          </Button>
        )}
      </li>
      <li>
        <Words text={health?.attention ?? 'Looking for what needs attention…'} />{' '}
        {health && health.groups.length > 0 && (
          <Button look="quiet" onClick={onHealth}>
            See below
          </Button>
        )}
      </li>
    </ul>
  );
}

function* protectionSaid(gathered: Gathered): Steps<string> {
  return sayProtection(yield* protecting(gathered), gathered.facts);
}

function* pushersSaid(gathered: Gathered): Steps<string> {
  const { mainBranch } = gathered.facts.repository;
  const main = mainBranch.known ? mainBranch.value : null;
  return sayPushers(main === null ? undefined : yield* pushing(gathered, main), gathered.facts);
}
