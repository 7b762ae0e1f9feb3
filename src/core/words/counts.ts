/** A number as people read it: `4,429`. */
export function thousands(count: number): string {
  return count.toLocaleString('en');
}
