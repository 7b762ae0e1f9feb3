/** A place in a grid by row and column; -1 is the row, or the column, of headings. */
export interface At {
  row: number;
  column: number;
}

/** How many rows and columns there are, and how many rows are in sight. */
export interface Size {
  rows: number;
  columns: number;
  inSight: number;
}

/** Where a key leads from here, as the grid pattern of the ARIA practices has it; undefined where it leads nowhere. */
export function movedBy(
  { key, ctrlKey, metaKey }: { key: string; ctrlKey: boolean; metaKey: boolean },
  { row, column }: At,
  { rows, columns, inSight }: Size,
): At | undefined {
  const far = ctrlKey || metaKey;
  const moves: Record<string, At> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: far ? 0 : row, column: -1 },
    End: { row: far ? rows - 1 : row, column: columns - 1 },
    PageUp: { row: Math.max(row - inSight, Math.min(row, 0)), column },
    PageDown: { row: row + inSight, column },
  };
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return to && within(to, { rows, columns });
}

/** The nearest place that there is. */
export function within({ row, column }: At, { rows, columns }: Pick<Size, 'rows' | 'columns'>): At {
  return { row: Math.min(Math.max(row, -1), rows - 1), column: Math.min(Math.max(column, -1), columns - 1) };
}
