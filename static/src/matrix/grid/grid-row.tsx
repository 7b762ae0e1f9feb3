import type { VirtualItem } from '@tanstack/react-virtual';
import { Fragment, memo } from 'react';
import type { Verdict } from '../../../../src/core/decision';
import { thousands } from '../../../../src/core/words/counts';
import { verdictLooks } from '../../decision/verdict-looks';
import type { Lines, Named } from './lines';
import type { Sizes } from './sizes';

interface Props {
  lines: Lines;
  /** The columns that are drawn. */
  columns: VirtualItem[];
  sizes: Sizes;
  /** The column whose cell in this row the keyboard is at, and the one whose cell is open; -1 is that of names. */
  active: number | undefined;
  opened: number | undefined;
}

/** A mark for each verdict, beside its word. */
export const marks = { allowed: '✓', denied: '✗', unknown: '?' } as const;

const corner: Named = { name: 'People', beside: '', more: 0 };

/** The names of the columns. */
export const HeadRow = memo(function HeadRow({ lines, columns, sizes, active, opened }: Props) {
  return (
    <div role="row" aria-rowindex={1} className="matrix-head" style={{ height: sizes.head }}>
      <Place
        row={-1}
        column={-1}
        role="columnheader"
        className="corner"
        width={sizes.name}
        isActive={active === -1}
        isOpen={opened === -1}
        name={corner}
      />
      {columns.map(({ index, start }) => {
        const column = lines.columns[index];
        return (
          column && (
            <Place
              key={index}
              row={-1}
              column={index}
              role="columnheader"
              width={sizes.column}
              left={sizes.name + start}
              isActive={active === index}
              isOpen={opened === index}
              name={lines.nameOfColumn(column)}
            />
          )
        );
      })}
    </div>
  );
});

/** Somebody's name, and their verdict in each column. */
export const BodyRow = memo(function BodyRow({
  lines,
  columns,
  sizes,
  active,
  opened,
  at,
  top,
}: Props & { at: number; top: number }) {
  const row = lines.rows[at];
  if (!row) return null;
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      className="matrix-row"
      style={{ height: sizes.row, transform: `translateY(${String(top)}px)` }}
    >
      <Place
        row={at}
        column={-1}
        role="rowheader"
        width={sizes.name}
        isActive={active === -1}
        isOpen={opened === -1}
        name={lines.nameOfRow(row)}
      />
      {columns.map(({ index, start }) => {
        const column = lines.columns[index];
        if (!column) return null;
        return (
          <Place
            key={index}
            row={at}
            column={index}
            role="gridcell"
            width={sizes.column}
            left={sizes.name + start}
            isActive={active === index}
            isOpen={opened === index}
            verdict={lines.verdictAt(row, column)}
          />
        );
      })}
    </div>
  );
});

/** A cell; those whose props stay the same are not drawn anew while somebody scrolls. */
const Place = memo(function Place({
  row,
  column,
  role,
  className = '',
  width,
  left,
  isActive,
  isOpen,
  verdict,
  name,
}: PlaceProps) {
  return (
    <div
      role={role}
      aria-colindex={column + 2}
      aria-selected={isOpen || undefined}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Each has the role of a cell.
      tabIndex={isActive ? 0 : -1}
      data-row={row}
      data-column={column}
      className={verdict ? `place ground ${verdict}` : `place ${className}`.trimEnd()}
      style={left === undefined ? { width } : { width, left }}
    >
      {verdict ? `${marks[verdict]} ${verdictLooks[verdict].word}` : name && <Name {...name} />}
    </div>
  );
});

interface PlaceProps {
  row: number;
  column: number;
  role: 'columnheader' | 'rowheader' | 'gridcell';
  className?: string;
  width: number;
  left?: number;
  isActive: boolean;
  isOpen: boolean;
  /** What stands there: a verdict, or a name. */
  verdict?: Verdict;
  name?: Named;
}

function Name({ name, beside, more }: Named) {
  return (
    <span className="line-name" title={beside === '' ? name : `${name} ${beside}`}>
      <bdi>
        {name.split(/(?<=\/)/).map((part, at) => (
          <Fragment key={at}>
            {at > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
      </bdi>
      {beside !== '' && (
        <>
          {' '}
          <bdi className="subtle small">{beside}</bdi>
        </>
      )}
      {more > 0 && <span className="subtle small"> and {thousands(more)} more</span>}
    </span>
  );
}
