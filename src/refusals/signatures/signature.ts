import type { Operation } from '../../core/model';
import type { WayOfText } from '../ways-out/table';
import type { Cause, CauseId } from './cause';
import type { CommandBy } from '../text/git-command';
import type { Pusher } from '../text/push';

/** `certain` only where the text admits one cause. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** Whose words a text is. `git` and `ssh` are the clients, which speak alike to every host. */
export type Speaker = 'cloud' | 'data-center' | 'git' | 'ssh' | 'other';

/** A text by which a cause shows itself. */
export interface Signature {
  /**
   * What it says, in any letter case and however it is wrapped: one wording or several. `{branch}`, `{url}`, `{host}`,
   * `{user}` and `{path}` stand for a name to be read, `{any}` for a word, `…` for up to 200 characters.
   */
  says: string | readonly string[];
  speaker: Speaker;
  /** The causes that print it, the likeliest first. */
  names: readonly [Named, ...Named[]];
  /** A line that follows many refusals: it counts only where nothing else in the same push says more. */
  trailer?: true;
  /** It counts only in an error of a text that speaks of Bitbucket, where the whole text holds nothing else. */
  fallback?: true;
  /** Git prints this line alone where a hook of the clone stopped a push: the lines above it are the hook's words. */
  afterHook?: true;
  /** More exact causes: it adds nothing where one of these was found in the same push. */
  yieldsTo?: readonly CauseId[];
  /** The operation that was tried, where the wording shows it. */
  operation?: Operation;
  /** Who tried, where the wording shows it. */
  pusher?: Pusher;
  /** The ways out, best first, where this wording has others than its cause. */
  ways?: readonly WayOfText[];
  /** It counts only where none of these, in lower case, stands in its lines or close to them. */
  unless?: readonly string[];
  /** It counts only where its line holds a failed command of Git to a remote that is reached so. */
  command?: CommandBy;
  /** The host that prints it, where that is neither Bitbucket nor a client. */
  host?: string;
  samples: readonly [string, string, ...string[]];
  /** Where the wording was seen: a page, or the client that prints it. */
  source: string;
}

/** A cause that a signature names, and how sure that is. */
export interface Named {
  cause: CauseId;
  certainty: Certainty;
}

/** Causes that belong together, with their signatures. */
export interface Family {
  title: string;
  causes: readonly Cause[];
  signatures: readonly Signature[];
}
