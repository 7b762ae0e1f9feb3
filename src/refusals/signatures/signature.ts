import type { Operation } from '../../core/model';
import type { Cause, CauseId } from './cause';
import type { Pusher } from '../text/push';

/** `certain` only where the text admits one cause. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** Whose words a text is. `git` and `ssh` are the clients, which speak alike to every host. */
export type Speaker = 'cloud' | 'data-center' | 'git' | 'ssh' | 'other';

/** A text by which a cause shows itself. */
export interface Signature {
  /**
   * What it says, in any letter case and however it is wrapped: one wording or several. `{branch}`, `{url}`, `{host}`,
   * `{user}` and `{path}` stand for what it tells, `{any}` for a word, `…` for anything of up to 200 characters.
   */
  says: string | readonly string[];
  speaker: Speaker;
  /** The causes that print it, the likeliest first. */
  names: readonly [Named, ...Named[]];
  /** It follows many refusals, and counts only where nothing in the same push says more. */
  trailer?: true;
  /** Git prints it by itself where a hook of the clone stopped a push: what stands right above are the hook's words. */
  afterHook?: true;
  /** More exactly: it adds nothing where one of these was found in the same push. */
  yieldsTo?: readonly CauseId[];
  /** What was tried, where it says so. */
  operation?: Operation;
  /** Who tried, where it says so. */
  pusher?: Pusher;
  /** Whose host it is, where it is neither Bitbucket's nor a client's word. */
  host?: string;
  samples: readonly [string, string, ...string[]];
  /** Where the wording was seen: a page, or the client that prints it. */
  source: string;
}

export interface Named {
  cause: CauseId;
  certainty: Certainty;
}

/** Causes that belong together, and how they show themselves. */
export interface Family {
  title: string;
  causes: readonly Cause[];
  signatures: readonly Signature[];
}
