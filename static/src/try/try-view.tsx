import { useEffect, useId, useRef, useState } from 'react';
import type { Actor, Facts } from '../../../src/core/model';
import { everyoneNamed } from '../../../src/core/people/actor';
import { nothing, type Change } from '../../../src/core/questions/change/change';
import { partsOf, withoutPart, withPart } from '../../../src/core/questions/change/parts';
import { notThere } from '../../../src/core/questions/change/tried';
import { namingIn } from '../../../src/core/say/rules/changes';
import { Button } from '../controls/button';
import { Notice } from '../controls/notice';
import { keepFocus } from '../place/focus';
import { useLater } from '../settings/work/use-later';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';
import { LeastQuestion } from './least/least-question';
import { Outcome } from './outcome';
import { PartsList } from './parts/parts-list';
import { Readiness } from './readiness';
import './try.css';
import { useChange } from './use-change';
import { useCompiled } from '../settings/work/use-compiled';
import { useTrial } from './use-trial';
import { WhatIf } from './parts/what-if';

/** What would happen if something were otherwise, and what is the least that would let somebody do something. */
export function TryView(props: ViewProps) {
  const { facts, gathered, everything, going, reading } = props;
  const id = useId();
  const tried = useChange(going, facts);
  const { change, wrong, isTooLong, set, setInstead, bringBack } = tried;
  const compiled = useCompiled(everything);
  const missing = notThere(change, { facts });
  const trial = useTrial(missing ? undefined : compiled, change);
  const people = useLater(facts, everybodyIn) ?? noPeople;
  const outcome = useRef<HTMLHeadingElement>(null);
  const [goesThere, setGoesThere] = useState(false);
  const isEmpty = partsOf(change).length === 0;

  useEffect(() => {
    if (!goesThere || !outcome.current) return;
    setGoesThere(false);
    outcome.current.focus();
    outcome.current.scrollIntoView({ block: 'nearest' });
  }, [goesThere, isEmpty]);

  function show(next: Change) {
    set(next);
    setGoesThere(true);
  }

  function showInstead(next: Change) {
    setInstead(next);
    setGoesThere(true);
  }

  const whatIf = (
    <WhatIf
      facts={facts}
      gathered={gathered}
      people={people}
      onAdd={(part) => {
        show(withPart(change, part));
      }}
    />
  );
  return (
    <div className="sections try" aria-labelledby={id}>
      <h2 id={id}>Try a change</h2>
      <p className="subtle">
        Here rules, groups and permissions can be otherwise. It is worked out on a copy of what was read: nothing is
        sent to Bitbucket.
      </p>
      <section className="sections" aria-labelledby={`${id}-what-if`}>
        <h3 id={`${id}-what-if`}>{isEmpty ? 'What would happen if …' : 'The change'}</h3>
        {wrong !== undefined && (
          <Notice tone="warning" title="The change of this link cannot be tried">
            <p>
              <Words text={`What the link holds is not a change: ${wrong}.`} />
            </p>
          </Notice>
        )}
        {isTooLong && (
          <p className="subtle small">This change is too long to stand in a link: whoever opens one sees none.</p>
        )}
        {!isEmpty && compiled && (
          <>
            <PartsList change={change} facts={facts} naming={namingIn(compiled)} onChange={show} />
            <div>
              <Button
                look="quiet"
                onClick={() => {
                  keepFocus();
                  setInstead(nothing);
                }}
              >
                Start over
              </Button>
            </div>
          </>
        )}
        {bringBack && (
          <p className="subtle">
            You had tried another change.{' '}
            <Button
              look="quiet"
              onClick={() => {
                bringBack();
                setGoesThere(true);
              }}
            >
              Bring back the change before
            </Button>
          </p>
        )}
        {isEmpty ? (
          whatIf
        ) : (
          <details className="fold">
            <summary>And what if …</summary>
            {whatIf}
          </details>
        )}
      </section>
      {!compiled && <Readiness hasFacts={everything !== undefined} />}
      {!isEmpty &&
        (missing ? (
          <Notice tone="warning" title={`There is no restriction ${String(missing.noRestriction)} to change`}>
            <p>
              {missing.unread
                ? 'It is not among those that could be read, which are not all.'
                : 'It may have been removed since the change was made up.'}
            </p>
            <Button
              onClick={() => {
                show(withoutPart(change, { is: 'gone-rule', id: missing.noRestriction }));
              }}
            >
              Take it out of the change
            </Button>
          </Notice>
        ) : (
          <Outcome
            trial={trial}
            change={change}
            facts={facts}
            reading={reading}
            supply={props.supply}
            title={outcome}
          />
        ))}
      <LeastQuestion {...props} compiled={compiled} isAside={!isEmpty} onTry={showInstead} />
    </div>
  );
}

const noPeople: Actor[] = [];

/** Everybody whom a change may be about: who is in the workspace need not have a permission yet. */
function everybodyIn(facts: Facts): Actor[] {
  const byName = new Intl.Collator('en');
  return [...everyoneNamed(facts).values()]
    .sort((a, b) => byName.compare(a.name, b.name))
    .map((person) => ({ type: 'user', person }));
}
