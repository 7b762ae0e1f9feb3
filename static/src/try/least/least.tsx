import { useMemo, useState } from 'react';
import type { Verdict } from '../../../../src/core/decision';
import type { Facts, Question } from '../../../../src/core/model';
import type { Change } from '../../../../src/core/questions/change/change';
import type { Compiled } from '../../../../src/core/questions/change/classes';
import { withMore } from '../../../../src/core/questions/change/with-more';
import { explainAmong, groupsInDoubt } from '../../../../src/core/questions/explain';
import { smallestChanges, type SmallestChange } from '../../../../src/core/questions/reach/smallest';
import { smallestStops } from '../../../../src/core/questions/reach/stops';
import { makersWords, noChangeWords, unsafeWords } from '../../../../src/core/say/change/notes';
import { tellerOf, type ToldChange } from '../../../../src/core/say/rules/changes';
import { Badge } from '../../controls/badge';
import { Button } from '../../controls/button';
import { SupplyMembers, type Supply } from '../../decision/supply-members';
import { useLater } from '../../settings/use-later';
import { shellHere } from '../../shell-here';
import { Words } from '../../words';
import { HowTo } from '../how-to';

interface Props {
  compiled: Compiled;
  question: Question;
  /** Whether it is to be taken away, and not given. */
  taking: boolean;
  /** Shows what else a change would do, and lets one change it. */
  onTry: (change: Change) => void;
  supply: Supply;
}

/** So many are told at first. */
const fewest = 3;
/** The judgement lists no more. */
const most = 20;

/** The smallest changes after which somebody could do something, or could not: the best first. */
export function Least({ compiled, question, taking, onTry, supply }: Props) {
  const asked = useMemo(() => ({ compiled, question, taking }), [compiled, question, taking]);
  const [wantsAll, setWantsAll] = useState<object>();
  const shown = wantsAll === asked ? most : fewest;
  const given = useMemo(() => ({ ...asked, shown }), [asked, shown]);
  const found = useLater(given, sought);
  const isOurs = found?.asked.question === question && found.asked.taking === taking;
  if (!isOurs) return <p role="status">Looking for the smallest changes…</p>;
  const { told, verdict, left, doubts } = found;
  const { facts } = supply;
  return (
    <div className="stack wide">
      {told.length === 0 ? (
        <p role="status">{noChangeWords(verdict, taking)}</p>
      ) : (
        <p role="status" className="subtle small">
          {told.length + left === 1 ? '1 way' : `${String(told.length + left)} ways, the best first`}
        </p>
      )}
      <ol className="least">
        {told.map(({ change, ...one }) => (
          <LeastItem key={one.summary} told={one} change={change} taking={taking} facts={facts} onTry={onTry} />
        ))}
      </ol>
      {left > 0 && (
        <div>
          <Button
            onClick={() => {
              setWantsAll(asked);
            }}
          >
            Show {left} more
          </Button>
        </div>
      )}
      {verdict === 'unknown' && doubts.map((group) => <SupplyMembers key={group} group={group} {...supply} />)}
    </div>
  );
}

interface Found {
  asked: Omit<Props, 'onTry' | 'supply'> & { shown: number };
  verdict: Verdict;
  told: (ToldChange & { change: Change })[];
  left: number;
  doubts: string[];
}

function sought(asked: Found['asked']): Found {
  const { compiled: ready, question, taking, shown } = asked;
  const compiled = withMore(ready, [question.branch], [question.actor]);
  const decision = explainAmong(compiled.gathered, question);
  const find = taking ? smallestStops : smallestChanges;
  const { changes, more } = find(compiled, question);
  const tell = tellerOf(compiled, question, { taking, shell: shellHere() });
  const told = (one: SmallestChange) => ({ ...tell(one), change: one.change });
  return {
    asked,
    verdict: decision.verdict,
    told: changes.slice(0, shown).map(told),
    left: Math.max(0, changes.length - shown) + more,
    doubts: groupsInDoubt(decision),
  };
}

function LeastItem({
  told,
  change,
  taking,
  facts,
  onTry,
}: {
  told: ToldChange;
  change: Change;
  taking: boolean;
  facts: Facts;
  onTry: Props['onTry'];
}) {
  const { summary, account, safe, request } = told;
  return (
    <li>
      <p>
        <strong>
          <Words text={summary} />
        </strong>
      </p>
      <ul className="account">
        {!safe && (
          <li>
            <Badge tone="open">Unsafe</Badge> {unsafeWords(taking)}
          </li>
        )}
        {[...account, ...makersWords(told)].map((line) => (
          <li key={line}>
            <Words text={line} />
          </li>
        ))}
      </ul>
      <div className="choice">
        <Button
          onClick={() => {
            onTry(change);
          }}
        >
          Try it<span className="hidden">: {summary.replaceAll('`', '')}</span>
        </Button>
      </div>
      <HowTo title="How to make it" change={change} facts={facts} request={request} />
    </li>
  );
}
