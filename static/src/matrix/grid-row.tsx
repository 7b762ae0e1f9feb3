import type { VirtualItem } from '@tanstack/react-virtual';
import { memo, type ReactNode } from 'react';
import { thousands } from '../../../src/core/words/counts';
import { verdictLooks } from '../decision/verdict-looks';
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

/** The names of the columns. */
export const HeadRow = memo(function HeadRow({ lines, columns, sizes, active, opened }: Props) {
  return (
    <div role="row" aria-rowindex={1} className="matrix-head" style={{ height: sizes.head }}>
      <Place at={[-1, -1]} role="columnheader" className="corner" width={sizes.name} active={active} opened={opened}>
        People
      </Place>
      {columns.map(({ index, start }) => {
        const column = lines.columns[index];
        return (
          column && (
            <Place
              key={index}
              at={[-1, index]}
              role="columnheader"
              width={sizes.column}
              left={sizes.name + start}
              active={active}
              opened={opened}
            >
              <Name {...lines.nameOfColumn(column)} />
            </Place>
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
      <Place at={[at, -1]} role="rowheader" width={sizes.name} active={active} opened={opened}>
        <Name {...lines.nameOfRow(row)} />
      </Place>
      {columns.map(({ index, start }) => {
        const column = lines.columns[index];
        if (!column) return null;
        const verdict = lines.verdictAt(row, column);
        return (
          <Place
            key={index}
            at={[at, index]}
            role="gridcell"
            className={verdict}
            width={sizes.column}
            left={sizes.name + start}
            active={active}
            opened={opened}
          >
            <span aria-hidden="true">{marks[verdict]}</span> {verdictLooks[verdict].word}
          </Place>
        );
      })}
    </div>
  );
});

function Place({
  at: [row, column],
  role,
  className = '',
  width,
  left,
  active,
  opened,
  children,
}: Pick<Props, 'active' | 'opened'> & {
  at: [number, number];
  role: 'columnheader' | 'rowheader' | 'gridcell';
  className?: string;
  width: number;
  left?: number;
  children: ReactNode;
}) {
  return (
    <div
      role={role}
      aria-colindex={column + 2}
      aria-selected={opened === column || undefined}
      tabIndex={active === column ? 0 : -1}
      data-row={row}
      data-column={column}
      className={`place ${className}`.trimEnd()}
      style={left === undefined ? { width } : { width, left }}
    >
      {children}
    </div>
  );
}

function Name({ name, beside, more }: Named) {
  return (
    <span className="line-name" title={beside === '' ? name : `${name} ${beside}`}>
      <bdi>{name}</bdi>
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
