import { lazy, Suspense, useRef, useState } from 'react';
import { code } from '../../../src/core/words/names';
import { Loading } from '../controls/notice';
import { SavedLine } from '../supplied/saved-line';
import { useSaving, type Supply } from '../supplied/use-saving';
import { Words } from '../words';

// It can tell what a list would change, which takes more script than any answer.
const SupplyForm = lazy(async () => ({ default: (await import('../supplied/form/supply-form')).SupplyForm }));

/** A form for each group whose members would settle an answer; once opened it stays, so that it can be undone. */
export function SupplyMembers({ groups: inDoubt, supply }: { groups: readonly string[]; supply: Supply }) {
  const [touched, setTouched] = useState<readonly string[]>([]);
  const groups = [...new Set([...inDoubt, ...touched])];
  return groups.map((group) => (
    <SupplyGroup
      key={group}
      group={group}
      supply={supply}
      onTouched={() => {
        setTouched((before) => (before.includes(group) ? before : [...before, group]));
      }}
    />
  ));
}

function SupplyGroup({ group, supply, onTouched }: { group: string; supply: Supply; onTouched: () => void }) {
  const saving = useSaving(group, supply);
  const [isOpen, setIsOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  return (
    <>
      <details
        className="supply"
        open={isOpen}
        onToggle={({ currentTarget }) => {
          setIsOpen(currentTarget.open);
          if (currentTarget.open) onTouched();
        }}
      >
        <summary ref={summary}>
          <Words text={`Say who is in ${code(group)}`} />
        </summary>
        {isOpen && (
          <Suspense fallback={<Loading what="Loading the form…" />}>
            <SupplyForm
              group={group}
              supply={supply}
              saving={saving}
              onDone={() => {
                setIsOpen(false);
                summary.current?.focus();
              }}
            />
          </Suspense>
        )}
      </details>
      <SavedLine group={group} saving={saving} facts={supply.gathered.facts} />
    </>
  );
}
