import { useCallback, useMemo, useRef } from 'react';
import { unlistableActors, type Person } from '../../../src/core/model';
import type { PersonAccess } from '../../../src/core/questions/access';
import { namesOf } from '../../../src/core/repository';
import { levelTitles, levelsInOrder, pathWords, sayAccess, type SpokenAccess } from '../../../src/core/say/access';
import { thousands } from '../../../src/core/words/counts';
import { actorTitle, plain } from '../../../src/core/words/names';
import { besideName, type Telling } from '../../../src/core/words/telling-names';
import { Closed } from '../controls/notice';
import { found } from '../controls/search';
import { SaveAs } from '../export/save-as';
import { GapList } from '../gap-list';
import { actorOption } from '../lists/actor-field';
import { Chips } from '../lists/chips';
import { FindPerson } from '../lists/find-person';
import { VirtualRows } from '../lists/virtual-rows';
import type { ViewProps } from '../settings/view';
import { AccessRow } from './access-row';
import type { EverybodysAccess } from './use-access';

/** Gaps that are shown at once: a large workspace has a group for each team, whose members nobody may see. */
const fewGaps = 5;
type Level = SpokenAccess['level'];

/** Everybody with their permission, and every source of it. */
export function PeopleList({
  gathered,
  going,
  telling,
  access,
  last,
}: Pick<ViewProps, 'gathered' | 'going'> & {
  telling: Telling;
  /** Undefined until it was worked out. */
  access: EverybodysAccess | undefined;
  /** The id of whoever was open last. */
  last: string | undefined;
}) {
  // Back in the list, the focus goes to whose page it was, once: later it is the keyboard's.
  const returning = useRef(last);
  const takeFocus = useCallback((button: HTMLButtonElement | null) => {
    if (button && returning.current !== undefined) button.focus();
    if (button) returning.current = undefined;
  }, []);
  const { repository } = gathered.facts;
  const where = useMemo(() => namesOf(repository), [repository]);
  const { params } = going.place;
  const shown = levelsInOrder.find((one) => one === params['level']) ?? 'all';
  const find = params['find'] ?? '';
  const { rows = noRows, gaps = [] } = access ?? {};
  const visible = useMemo(() => {
    const some = rows.filter((row) => shown === 'all' || row.access.level === shown);
    return find.trim() === '' ? some : named(some, find, telling);
  }, [rows, shown, find, telling]);

  function open(who: string) {
    going.go({ params: { who, open: who, with: undefined } });
  }

  return (
    <>
      <p className="subtle">Who has access, and where it comes from. The highest of all sources holds.</p>
      <div className="filters">
        <Chips<Level | 'all'>
          label="Permission"
          chips={(['all', ...levelsInOrder] as const)
            .map((value) =>
              value === 'all'
                ? { value, word: 'Everybody', count: rows.length }
                : { value, word: levelTitles[value], count: countOf(value, rows) },
            )
            .filter(({ value, count }) => value === 'all' || value === shown || count > 0)}
          pressed={shown}
          onPress={(value) => {
            going.go({ params: { level: value === 'all' ? undefined : value } }, 'replace');
          }}
        />
        <FindPerson
          wanted={find}
          onChange={(wanted) => {
            returning.current = undefined;
            going.go({ params: { find: wanted } }, 'replace');
          }}
          onEnter={() => {
            const [first] = visible;
            if (first && find.trim() !== '') open(first.person.id);
          }}
        />
      </div>
      <p className="subtle small" role="status">
        {access ? `${thousands(visible.length)} of ${thousands(rows.length)} people` : 'Looking…'}
      </p>
      {access && (
        <SaveAs
          repository={repository.fullName}
          about="people and their permissions"
          table={() => ({
            columns: ['Name', 'Nickname or uuid', 'Permission', 'Where it comes from'],
            rows: visible.map(({ person, access: theirs }) => [
              plain(person.name),
              besideName(person, telling),
              levelTitles[theirs.level],
              pathWords(sayAccess(theirs, where), where),
            ]),
          })}
        />
      )}
      {access && visible.length === 0 ? (
        <p>{find.trim() === '' ? 'Nobody here.' : 'Nobody here by that name. Clear the field to see all.'}</p>
      ) : (
        <VirtualRows
          rows={visible}
          label="People and their permissions"
          className="access"
          keyOf={idOf}
          kept={last === undefined ? -1 : visible.findIndex(({ person }) => person.id === last)}
          drawn={({ person, access: theirs }) => (
            <AccessRow
              buttonRef={person.id === last ? takeFocus : undefined}
              name={plain(person.name)}
              beside={besideName(person, telling)}
              access={sayAccess(theirs, where)}
              where={where}
              onOpen={() => {
                open(person.id);
              }}
            />
          )}
        />
      )}
      <details className="fold">
        <summary>
          <strong>Automation</strong>: tokens, keys, OAuth clients and Pipelines
        </summary>
        <p className="subtle">Their access is given elsewhere, and no branch restriction can list them.</p>
        <ul className="automation">
          {unlistableActors.map((type) => (
            <li key={type}>
              <button
                type="button"
                className="disclosure plain"
                ref={type === last ? takeFocus : undefined}
                onClick={() => {
                  open(type);
                }}
              >
                {actorTitle({ type })}
              </button>
            </li>
          ))}
        </ul>
      </details>
      {gaps.length > 0 && (
        <Closed title="Not everything could be seen">
          <GapList gaps={gaps.slice(0, fewGaps)} repository={repository} />
          {gaps.length > fewGaps && (
            <details>
              <summary>{thousands(gaps.length - fewGaps)} more</summary>
              <GapList gaps={gaps.slice(fewGaps)} repository={repository} />
            </details>
          )}
        </Closed>
      )}
    </>
  );
}

const noRows: PersonAccess[] = [];

function idOf({ person }: PersonAccess): string {
  return person.id;
}

function countOf(level: Level, rows: PersonAccess[]): number {
  return rows.filter(({ access }) => access.level === level).length;
}

function named(rows: PersonAccess[], find: string, telling: Telling): PersonAccess[] {
  const options = rows.map((row) => ({ row, texts: actorOption(actorOf(row.person), telling).texts }));
  return found(options, find, options.length).map(({ row }) => row);
}

function actorOf(person: Person) {
  return { type: 'user', person } as const;
}
