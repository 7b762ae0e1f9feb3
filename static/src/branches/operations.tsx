import { useId, useMemo } from 'react';
import type { BranchView } from '../../../src/core/cell/cell';
import type { Operation } from '../../../src/core/model';
import { sortedBy, turnoutOn, type Crowd } from '../../../src/core/questions/turnout/crowd';
import { settling } from '../../../src/core/questions/turnout/settling';
import { saySettling, sayWhoCan } from '../../../src/core/say/turnout';
import { sentence } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { operationOptions } from '../lists/question-fields';
import { Words } from '../words';
import { Roster, type Narrowing } from './roster';
import type { RowProps } from './roster-rows';

/** What sentences about everybody need. */
export interface About {
  viewer: Crowd['gathered']['facts']['viewer'];
  telling: RowProps['telling'];
  isWhole: boolean;
}

interface Props extends Omit<RowProps, 'label' | 'actors' | 'verdictOf' | 'aboveOf' | 'operation' | 'gathered'> {
  crowd: Crowd;
  about: About;
  /** The operation whose people are shown. */
  shown: Operation | undefined;
  onShow: (operation: Operation | undefined) => void;
  narrowing: Narrowing;
  onNarrow: (change: Partial<Narrowing>) => void;
  onSupply: () => void;
}

/** The five operations on one branch: of each, who can, in a sentence; one of them shows everybody below it. */
export function Operations({ crowd, view, about, shown, onShow, onSupply, ...rest }: Props) {
  const id = useId();
  const sortedFor = useMemo(() => {
    const turnout = turnoutOn(crowd, view);
    return new Map(operationOptions.map(({ value }) => [value, sortedBy(crowd, turnout[value])]));
  }, [crowd, view]);
  return (
    <ul className="operations">
      {operationOptions.map(({ value, label }) => {
        const isShown = value === shown;
        const sorted = sortedFor.get(value);
        if (!sorted) return null;
        return (
          <li key={value} className="entry">
            <h4>
              <button
                type="button"
                className="disclosure"
                aria-expanded={isShown}
                aria-controls={`${id}-${value}`}
                onClick={() => {
                  onShow(isShown ? undefined : value);
                }}
              >
                {sentence(label)}
              </button>
            </h4>
            <div id={`${id}-${value}`}>
              {isShown ? (
                <Roster
                  {...rest}
                  crowd={crowd}
                  gathered={crowd.gathered}
                  operation={value}
                  view={view}
                  sorted={sorted}
                  telling={about.telling}
                >
                  <p className="who-can">
                    <Words text={sayWhoCan(sorted.people, about)} />
                  </p>
                  <Settling crowd={crowd} operation={value} view={view} onSupply={onSupply} />
                </Roster>
              ) : (
                <p>
                  <Words text={sayWhoCan(sorted.people, about)} />
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Which groups' members would settle most of what is not known, and where to say who they are. */
function Settling({
  crowd,
  operation,
  view,
  onSupply,
}: {
  crowd: Crowd;
  operation: Operation;
  view: BranchView;
  onSupply: () => void;
}) {
  const said = useMemo(() => saySettling(settling(crowd, operation, view)), [crowd, operation, view]);
  if (said === undefined) return null;
  return (
    <p className="settling">
      <span>
        <Words text={said} />
      </span>{' '}
      <Button onClick={onSupply}>Say who is in a group</Button>
    </p>
  );
}
