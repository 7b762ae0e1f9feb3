/** A number as people read it: `12`, `4,000`. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** `1 branch`, `2 branches`, `4,000 branches`. */
export function counted(count: number, one: string, several: string): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}

/** `1 person`, `2 people`. */
export function peopleCount(count: number): string {
  return counted(count, 'person', 'people');
}

/** `1 branch`, `2 branches`. */
export function branchCount(count: number): string {
  return counted(count, 'branch', 'branches');
}
