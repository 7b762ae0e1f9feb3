import { withMore } from '../../../../src/core/compiled/compile';
import type { Compiled } from '../../../../src/core/compiled/compiled';
import { useMemo, useState } from 'react';
import type { Verdict } from '../../../../src/core/decision';
import type { Facts, Question } from '../../../../src/core/model';
import type { Change } from '../../../../src/core/questions/change/change';
import { explainAmong, groupsInDoubt } from '../../../../src/core/questions/explain';
import { smallestChanges, type Smallest, type SmallestChange } from '../../../../src/core/questions/reach/smallest';
import { smallestStops } from '../../../../src/core/questions/reach/stops';
import { makersWords, noChangeWords, unsafeWords } from '../../../../src/core/say/change/notes';
import { tellerOf } from '../../../../src/core/say/rules/changes';
import { Badge } from '../../controls/badge';
import { Button } from '../../controls/button';
import { SupplyMembers } from '../../decision/supply-members';
import type { Supply } from '../../supplied/use-saving';
import { useLater } from '../../settings/work/use-later';
import { shellHere } from '../../shell-here';
import { Words } from '../../words';
import { HowTo } from '../how-to';
import './least.css';

interface Props {
  compiled: Compiled;
  question: Question;
  /** Whether it is to be taken away, and not given. */
  taking: boolean;
  /** Shows what else a change would do, and lets one change it. */
  onTry: (change: Change) => void;
  supply: Supply;
}

/** So many are told at first, and so many more each time that somebody asks. */
const few = 3;

/** The smallest changes after which somebody could do something, or could not: the best first. */
export function Least({ compiled, question, taking, onTry, supply }: Props) {
  const asked = useMemo(() => ({ compiled, question, taking }), [compiled, question, taking]);
  const [shown, setShown] = useState({ asked, count: few });
  const found = useLater(asked, sought);
  const isOurs = found?.asked.question === question && found.asked.taking === taking;
  if (!isOurs) return <p role="status">Looking for the smallest changes…</p>;
  const { changes, more, verdict, doubts, tell } = found;
  const count = shown.asked === asked ? shown.count : few;
  const all = changes.length + more;
  return (
    <div className="stack wide">
      <p role="status" className={all === 0 ? undefined : 'subtle small'}>
        {all === 0 ? noChangeWords(verdict, taking) : all === 1 ? '1 way' : `${String(all)} ways, the best first`}
      </p>
      <ol className="least">
        {changes.slice(0, count).map((one, at) => (
          <LeastItem key={at} one={one} tell={tell} taking={taking} facts={supply.gathered.facts} onTry={onTry} />
        ))}
      </ol>
      {changes.length > count && (
        <div>
          <Button
            onClick={() => {
              setShown({ asked, count: count + few });
            }}
          >
            Show more
          </Button>
        </div>
      )}
      {verdict === 'unknown' && <SupplyMembers groups={doubts} supply={supply} />}
    </div>
  );
}

interface Found extends Smallest {
  asked: Pick<Props, 'compiled' | 'question' | 'taking'>;
  verdict: Verdict;
  doubts: string[];
  tell: ReturnType<typeof tellerOf>;
}

function sought(asked: Found['asked']): Found {
  const { compiled: ready, question, taking } = asked;
  const compiled = withMore(ready, [question.branch], [question.actor]);
  const decision = explainAmong(compiled.gathered, question);
  const find = taking ? smallestStops : smallestChanges;
  return {
    ...find(compiled, question),
    asked,
    verdict: decision.verdict,
    doubts: groupsInDoubt(decision),
    tell: tellerOf(compiled, question, { taking, shell: shellHere(), toViewer: true }),
  };
}

function LeastItem({
  one,
  tell,
  taking,
  facts,
  onTry,
}: Pick<Props, 'taking' | 'onTry'> & Pick<Found, 'tell'> & { one: SmallestChange; facts: Facts }) {
  const told = useMemo(() => tell(one), [tell, one]);
  const { summary, account, safe, request } = told;
  return (
    <li className="entry">
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
        {[...account, ...(told.byYou ? [] : makersWords(told))].map((line) => (
          <li key={line}>
            <Words text={line} />
          </li>
        ))}
      </ul>
      <div className="choice">
        <Button
          onClick={() => {
            onTry(one.change);
          }}
        >
          Try it<span className="hidden">: {summary.replaceAll('`', '')}</span>
        </Button>
      </div>
      <HowTo title="How to make it" change={one.change} facts={facts} request={request} />
    </li>
  );
}
