import { useId, useMemo, useRef } from 'react';
import { turnoutOn, sortedBy, type Crowd } from '../../../src/core/questions/turnout/crowd';
import { sayBranches, sayRulesOn, sayWhoCan } from '../../../src/core/say/turnout';
import { thousands } from '../../../src/core/words/counts';
import { sentence } from '../../../src/core/words/names';
import { visibleExactly } from '../../../src/core/words/visible';
import { useEscape } from '../controls/use-escape';
import { SaveAs } from '../export/save-as';
import { FindPerson } from '../lists/find-person';
import { VirtualRows } from '../lists/virtual-rows';
import { operationOptions } from '../lists/question-fields';
import { Words } from '../words';
import type { About } from './operations';
import { narrowed, type NarrowedClass } from './narrowed';
import type { BranchClasses } from './use-branch-classes';

interface Props {
  crowd: Crowd;
  classes: BranchClasses;
  about: About;
  /** What the names shown are to hold. */
  find: string;
  onFind: (find: string) => void;
  /** The first name of the class that is open. */
  open: string | undefined;
  onOpen: (first: string | undefined) => void;
  /** Asks about one branch. */
  onBranch: (branch: string) => void;
}

/** All branches by the rules they meet: of each class how many, which, what covers them, and who can. */
export function ClassList({ crowd, classes, about, find, onFind, open, onOpen, onBranch }: Props) {
  const rows = useMemo(() => narrowed(classes, find), [classes, find]);
  const [first] = rows;
  return (
    <>
      <div className="filters">
        <FindPerson
          label="Find a branch"
          wanted={find}
          onChange={onFind}
          onEnter={() => {
            const name = first?.names[0];
            if (find.trim() !== '' && name !== undefined) onBranch(name);
          }}
        />
      </div>
      <p className="subtle small" role="status">
        {find.trim() === ''
          ? sayHowMany(classes)
          : `${thousands(rows.reduce((sum, { names }) => sum + names.length, 0))} of ${thousands(classes.byName.size)} branches`}
      </p>
      <SaveAs
        repository={crowd.gathered.facts.repository.fullName}
        about="branches by their rules"
        table={() => ({
          columns: ['Branch', 'Class', 'Covered by', ...operationOptions.map(({ label }) => sentence(label))],
          rows: rows.flatMap(({ one: { view }, names }, at) => {
            const turnout = turnoutOn(crowd, view);
            const who = operationOptions.map(({ value }) => sayWhoCan(sortedBy(crowd, turnout[value]).people, about));
            const rules = sayRulesOn(view, crowd.gathered.facts).join('; ');
            return names.map((name) => [name, String(at + 1), rules, ...who]);
          }),
        })}
      />
      {rows.length === 0 ? (
        <p>
          {classes.byName.size === 0
            ? 'There is no branch yet. Any name can be typed above: what the rules say of it holds once it is pushed.'
            : 'No branch holds that in its name. Any name can be typed in the field above.'}
        </p>
      ) : (
        <VirtualRows
          rows={rows}
          label="Branches by the rules they meet"
          className="classes"
          keyOf={nameOf}
          kept={rows.findIndex(({ one }) => one.view.name === open)}
          drawn={(row) => (
            <ClassRow
              row={row}
              crowd={crowd}
              about={about}
              isOpen={row.one.view.name === open}
              onOpen={onOpen}
              onBranch={onBranch}
            />
          )}
        />
      )}
    </>
  );
}

function ClassRow({
  row: { one, names },
  crowd,
  about,
  isOpen,
  onOpen,
  onBranch,
}: Pick<Props, 'crowd' | 'about' | 'onOpen' | 'onBranch'> & { row: NarrowedClass; isOpen: boolean }) {
  const id = useId();
  const { view } = one;
  const button = useRef<HTMLButtonElement>(null);
  const box = useEscape<HTMLDivElement>(() => {
    if (!isOpen) return;
    button.current?.focus();
    onOpen(undefined);
  });
  const who = useMemo(() => {
    const turnout = turnoutOn(crowd, view);
    return (isOpen ? operationOptions : operationOptions.slice(0, 1)).map(({ value, label }) => ({
      operation: sentence(label),
      can: sayWhoCan(sortedBy(crowd, turnout[value]).people, about),
    }));
  }, [crowd, view, about, isOpen]);
  return (
    <div ref={box} className="class">
      <h4>
        <button
          ref={button}
          type="button"
          className="disclosure"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => {
            onOpen(isOpen ? undefined : view.name);
          }}
        >
          <Words text={sayBranches(names)} />
        </button>
      </h4>
      <p className="subtle">
        Covered by: <Words text={sayRulesOn(view, crowd.gathered.facts).join('; ')} />
      </p>
      <dl className="who">
        {who.map(({ operation, can }) => (
          <div key={operation}>
            <dt>{operation}</dt>
            <dd>
              <Words text={can} />
            </dd>
          </div>
        ))}
      </dl>
      <div id={id}>{isOpen && <Names names={names} onBranch={onBranch} />}</div>
    </div>
  );
}

/** Names that are drawn at once; the field above finds the others. */
const mostNames = 60;

function Names({ names, onBranch }: { names: readonly string[]; onBranch: (branch: string) => void }) {
  const left = names.length - mostNames;
  return (
    <>
      <p className="subtle small">Everybody on one of them:</p>
      <ul className="names">
        {names.slice(0, mostNames).map((name) => (
          <li key={name}>
            <button
              type="button"
              className="name"
              onClick={() => {
                onBranch(name);
              }}
            >
              <code>{visibleExactly(name)}</code>
            </button>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="subtle small">{thousands(left)} more: the field above the list finds them.</p>}
    </>
  );
}

function nameOf({ one }: NarrowedClass): string {
  return one.view.name;
}

function sayHowMany({ classes, byName }: BranchClasses): string {
  const branches = `${thousands(byName.size)} ${byName.size === 1 ? 'branch' : 'branches'}`;
  return classes.length === 1
    ? `${branches}, all under the same rules`
    : `${branches} in ${thousands(classes.length)} classes, each under rules of its own`;
}
