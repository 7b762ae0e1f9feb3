import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';

/** Rows of a list that may be thousands: only those in sight are drawn, each as high as it needs. */
export function VirtualRows<T>({
  rows,
  label,
  className = '',
  drawn,
}: {
  rows: T[];
  label: string;
  className?: string;
  drawn: (row: T) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 8,
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
