import type { WayOfDecision, waysOut } from './ways-out/table';
import type { OfDecision } from './ways-out/way-out';

type DataOf<Id extends WayOfDecision> =
  (typeof waysOut)[Id]['ofDecision'] extends OfDecision<infer Data> ? Data : never;

/** On one level, which is how errors of the compiler are read. */
type Plain<T> = { [Key in keyof T]: T[Key] };

/** A way out that a rule or a merge check offers, as data: its id in the table of ways out, and what its entry asks for. */
export type Remedy = { [Id in WayOfDecision]: Plain<{ way: Id } & DataOf<Id>> }[WayOfDecision];
