import type { Facts } from '../../../../src/core/model';
import { partKey, partsOf, withoutPart } from '../../../../src/core/questions/change/parts';
import type { Change } from '../../../../src/core/questions/change/change';
import { sayPart } from '../../../../src/core/say/change/parts';
import type { Naming } from '../../../../src/core/say/rules/change-words';
import { Button } from '../../controls/button';
import { Words } from '../../words';

/** What the change holds, each with a button that takes it out. */
export function PartsList({
  change,
  facts,
  naming,
  onChange,
}: {
  change: Change;
  facts: Facts;
  naming: Naming;
  onChange: (change: Change) => void;
}) {
  const parts = partsOf(change);
  return (
    <ul className="keys" aria-label="The change">
      {parts.map((part) => {
        const said = sayPart(part, facts, naming);
        return (
          <li key={partKey(part)} className="key">
            <span>
              <Words text={said} />
            </span>
            <Button
              onClick={() => {
                onChange(withoutPart(change, part));
              }}
            >
              Take out<span className="hidden">: {said.replaceAll('`', '')}</span>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
