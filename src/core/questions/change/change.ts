import type { Level, Restriction } from '../../model';

/**
 * A change to a repository that somebody thinks about: nothing here is ever written to Bitbucket. People are named by
 * uuid in braces, groups by slug, restrictions by id.
 */
export interface Change {
  restrictions: {
    /** New ones; they have no id. */
    add: Restriction[];
    /** The ids of those that go. */
    remove: number[];
    /** Those that stand in the place of the one with the same id. */
    replace: (Restriction & { id: number })[];
  };
  /** By slug: who is put into the group, and who is taken out of it. */
  groups: Record<string, { add: string[]; remove: string[] }>;
  /** By uuid: the effective permission on the repository; it wins over the rest. */
  permissions: Record<string, Level>;
}

/** The change that changes nothing. */
export const nothing: Change = { restrictions: { add: [], remove: [], replace: [] }, groups: {}, permissions: {} };
