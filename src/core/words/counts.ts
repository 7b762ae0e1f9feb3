/** A number as people read it: `4,429`. */
export function thousands(count: number): string {
  // Not `toLocaleString`: its first call takes longer than a page may stand still.
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 branch`, `2 branches`, `4,000 branches`. */
export function counted(count: number, one: string, several: string): string {
  return `${thousands(count)} ${count === 1 ? one : several}`;
}

/** `1 person`, `2 people`. */
export function peopleCount(count: number): string {
  return counted(count, 'person', 'people');
}

/** `1 branch`, `2 branches`. */
export function branchCount(count: number): string {
  return counted(count, 'branch', 'branches');
}
