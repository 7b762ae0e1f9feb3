/** A number as people read it: `4,429`. */
export function thousands(count: number): string {
  // Not `toLocaleString`: its first call takes longer than a page may stand still.
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
