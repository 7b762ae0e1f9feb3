import type { Get } from '../../bitbucket/port/port';
import type { Clock } from './clock';
import type { RawRepository, RawUser } from './replies';

/** One repository seen by one person: what Bitbucket answers them and the app, and what the context says. */
export interface Seat {
  user: Get;
  app: Get;
  repository: RawRepository;
  viewer?: RawUser;
  pullRequest?: number;
}

/** Something the panels can be opened over: a saved world or a live repository. */
export interface Place {
  /** As it stands in addresses. */
  name: string;
  about: string;
  /** By key, with the person's name where it is known beforehand. */
  viewers: { key: string; name?: string }[];
  /** The numbers of its pull requests that are known beforehand; `any` where every number may be tried. */
  pullRequests: number[] | 'any';
  /** Under which name its storage is kept. */
  storage: string;
  /** Whether people must let the app act in their name first. Elsewhere everybody has, long ago. */
  asksConsent?: boolean;
  /** The clock of a place whose time can be moved. */
  clock?: Clock;
  /** The slugs of the repositories that a viewer sees now, where the place is a workspace of many. */
  repositories?: (viewer: string) => string[];
  /**
   * The seat of a viewer, with a saved world's replies in turn from the start. Without a number it is at the first pull
   * request that is known; at one that is not there it is none. In a workspace of many it is at the repository with
   * this slug, else at the first that the viewer sees.
   */
  open: (viewer: string, pullRequest?: number, repository?: string) => Seat | undefined;
}
