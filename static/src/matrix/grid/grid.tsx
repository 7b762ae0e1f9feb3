import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import { BodyRow, HeadRow } from './grid-row';
import type { Lines } from './lines';
import { movedBy, within, type At } from './moves';
import { useSizes } from './sizes';

/** What the view may ask of the grid. */
export interface GridHandle {
  /** Puts the focus on the cell that has it among the cells, drawn or not. */
  focus: () => void;
}

interface Props {
  label: string;
  lines: Lines;
  /** The cell where the keyboard begins. */
  start: At;
  /** The cell whose explanation is open. */
  opened: At | undefined;
  onOpen: (at: At) => void;
  handle: Ref<GridHandle>;
}

/**
 * People by branches as the grid pattern of the ARIA practices has it: one cell is in the order of tabs, arrows lead to
 * the others, Enter opens. Only what is in sight is drawn, and the cell with the focus, wherever it is.
 */
export function Grid({ label, lines, start, opened, onOpen, handle }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const sizes = useSizes();
  const size = { rows: lines.rows.length, columns: lines.columns.length };
  const [chosen, setChosen] = useState(start);
  // No state: a key that comes before the cell of the one before is drawn would leave it as it is.
  const wantsFocus = useRef(false);
  const active = within(chosen, size);

  const rows = useVirtualizer({
    count: size.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => sizes.row,
    overscan: 4,
    scrollPaddingEnd: sizes.head,
    rangeExtractor: useWith(active.row),
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: size.columns,
    getScrollElement: () => scroller.current,
    estimateSize: () => sizes.column,
    overscan: 1,
    scrollPaddingEnd: sizes.name,
    rangeExtractor: useWith(active.column),
  });

  useEffect(() => {
    rows.measure();
    columns.measure();
  }, [sizes, rows, columns]);

  const reach = useCallback(
    ({ row, column }: At) => {
      if (row >= 0) rows.scrollToIndex(row);
      if (column >= 0) columns.scrollToIndex(column);
    },
    [rows, columns],
  );

  // The cell where the keyboard begins is in sight as the grid comes, and when what is asked moves it.
  const { row: startRow, column: startColumn } = start;
  useEffect(() => {
    setChosen({ row: startRow, column: startColumn });
    reach({ row: startRow, column: startColumn });
  }, [startRow, startColumn, reach]);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const cell = scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    cell?.focus({ preventScroll: true });
  });

  const moveTo = useCallback(
    (to: At) => {
      wantsFocus.current = true;
      setChosen(to);
      reach(to);
    },
    [reach],
  );

  useImperativeHandle(
    handle,
    () => ({
      focus: () => {
        moveTo(active);
      },
    }),
    [moveTo, active],
  );

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const inSight = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - sizes.head) / sizes.row) - 1);
    const to = movedBy(event, active, { ...size, inSight });
    if (!to) return;
    event.preventDefault();
    moveTo(to);
  }

  function onClick(event: MouseEvent) {
    const at = placeOf(event.target);
    if (!at) return;
    setChosen(at);
    onOpen(at);
  }

  const common = { lines, columns: columns.getVirtualItems(), sizes };
  const inRow = (row: number, at: At | undefined) => (at?.row === row ? at.column : undefined);
  return (
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus -- Its cells take the focus.
    <div
      ref={scroller}
      className="matrix"
      role="grid"
      aria-label={label}
      aria-rowcount={size.rows + 1}
      aria-colcount={size.columns + 1}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div style={{ width: sizes.name + columns.getTotalSize(), '--row': `${String(sizes.row)}px` } as CSSProperties}>
        <HeadRow {...common} active={inRow(-1, active)} opened={inRow(-1, opened)} />
        <div className="matrix-body" role="presentation" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start: top }) => (
            <BodyRow
              {...common}
              key={index}
              at={index}
              top={top}
              active={inRow(index, active)}
              opened={inRow(index, opened)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** What is in sight, and this one. */
function useWith(index: number): (range: Range) => number[] {
  return useCallback(
    (range) => {
      const inSight = defaultRangeExtractor(range);
      if (index < 0 || index >= range.count || inSight.includes(index)) return inSight;
      return [...inSight, index].sort((a, b) => a - b);
    },
    [index],
  );
}

/** Where the cell is that holds this. */
function placeOf(target: EventTarget): At | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  if (!cell) return undefined;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}
