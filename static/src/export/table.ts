/** What each column is called, and the rows below. */
export interface Table {
  columns: readonly string[];
  rows: Iterable<readonly string[]>;
}
