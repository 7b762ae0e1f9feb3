import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useRef, type ReactNode } from 'react';

interface Props<T> {
  rows: readonly T[];
  label: string;
  className?: string;
  /** What tells a row from others; without it, its place. The same function each time. */
  keyOf?: (row: T) => string;
  kept?: number;
  drawn: (row: T) => ReactNode;
}

/** Up to this many rows are all drawn: a box that scrolls within the page would only hide some of them. */
const few = 30;

/**
 * Rows of a list that may be thousands: of many only those in sight are drawn, each as high as it needs. The `kept`
 * one, by its place, is drawn wherever it is, so that it keeps the focus.
 */
export function VirtualRows<T>(props: Props<T>) {
  return props.rows.length <= few ? <FewRows {...props} /> : <ManyRows {...props} />;
}

function FewRows<T>({ rows, label, className = '', keyOf, drawn }: Props<T>) {
  return (
    <div className={`rows few ${className}`} role="region" aria-label={label}>
      <ul>
        {rows.map((row, at) => (
          <li key={keyOf ? keyOf(row) : at} aria-setsize={rows.length} aria-posinset={at + 1}>
            {drawn(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ManyRows<T>({ rows, label, className = '', keyOf, kept = -1, drawn }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  // Other functions would have every row measured again.
  const getItemKey = useCallback(
    (at: number) => {
      const row = rows[at];
      return keyOf && row !== undefined ? keyOf(row) : at;
    },
    [rows, keyOf],
  );
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range);
      const isDrawn = kept < 0 || kept >= range.count || inSight.includes(kept);
      return isDrawn ? inSight : [...inSight, kept].sort((a, b) => a - b);
    },
    [kept],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 8,
    getItemKey,
    rangeExtractor,
  });
  return (
    <div ref={scroller} className={`rows ${className}`} role="region" aria-label={label} tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              {drawn(row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
