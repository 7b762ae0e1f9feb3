import { askComparison } from '../ask';
import { visible } from '../../core/words/visible';
import { isRule, type Comparison, type NotCompared } from '../../refusals/compare';
import type { Diagnosis } from '../../refusals/diagnose';
import { sayDiagnosis, type SpokenDiagnosis } from '../../refusals/say';
import { addressIn, cloudRepository, type Address } from '../../refusals/text/address';
import type { Push } from '../../refusals/text/push';
import { currentBranch, remotesOf, upstreamOf } from '../source/git';
import { sourceOf, type SourceOptions } from '../source/source';
import { exit, isFailure, type Io } from '../terminal/io';
import { shellHere } from '../terminal/shell-here';
import { answerOf } from './problem';
import { watched } from './progress';

/** What a diagnosis is compared with, and how. */
export interface Comparing extends SourceOptions {
  as?: string;
  repository?: string;
  /** Milliseconds to wait for Bitbucket; left out, as long as for any question. */
  patience?: number;
  /** Nobody asked for a comparison: why there is none is said only where Bitbucket was asked and did not answer. */
  unasked?: true;
  /** Once this is there, nobody waits any longer for the comparison. */
  until?: Promise<void>;
}

/**
 * A diagnosis in words, with what the clone shows of the push, compared with the live configuration; where that cannot
 * be read, the diagnosis alone, and why.
 */
export async function diagnosed(diagnosis: Diagnosis, options: Comparing, io: Io): Promise<SpokenDiagnosis> {
  const clone = pushHere(diagnosis, io);
  const say = (compared?: Comparison) => sayDiagnosis(diagnosis, compared, clone, shellHere(io));
  const alone = (notCompared: string, wasAsked = false): SpokenDiagnosis =>
    options.unasked && !wasAsked ? say() : { ...say(), notCompared };
  if (diagnosis.causes.length === 0 || diagnosis.product === 'other' || diagnosis.product === 'data-center')
    return say();
  if (!diagnosis.causes.some(({ cause }) => isRule(cause))) return alone(whyNot['not-a-rule']);
  const address = diagnosis.push.address;
  const inText = address && cloudRepository(address);
  const repository = options.repository ?? (inText && `${inText.workspace}/${inText.slug}`);
  const named = repository === undefined ? {} : { repository };
  try {
    const source = watched(sourceOf(named, options, io, options.patience), io);
    const asked = askComparison(source.get, source.options, diagnosis, options.as);
    const outcome = await (options.until ? Promise.race([asked, options.until]) : asked);
    if (!outcome) return say();
    const { answer } = answerOf(outcome, named, source);
    return 'notCompared' in answer ? alone(whyNot[answer.notCompared]) : say(answer);
  } catch (error) {
    // The text alone is worth an answer; but if a file was named and cannot be read, that is wrong usage.
    if (!isFailure(error) || error.exitStatus === exit.badInput) throw error;
    if (options.as !== undefined && options.world !== undefined) throw error;
    return alone(visible(error.message), error.exitStatus !== exit.usage);
  }
}

const whyNot: Record<NotCompared, string> = {
  'no-cause': 'There is nothing to compare.',
  'not-a-rule': 'This has nothing to do with the rules of the repository.',
  'no-branch': 'The text names no branch.',
  'no-actor': 'Whose push this was is told neither by the text nor by a credential; you can say it with `--as`.',
};

/** What the clone shows about the push: the remote that the text names, the branch checked out, its upstream. */
function pushHere({ push }: Diagnosis, io: Io): Push {
  const remotes = remotesOf(io).map(({ name, url }) => ({ name, address: addressIn(url) }));
  const same = remotes.find(({ address }) => isSame(address, push.address));
  const origin = same ?? (push.address ? undefined : (remotes.find(({ name }) => name === 'origin') ?? remotes[0]));
  const local = currentBranch(io);
  const upstream = upstreamOf(io);
  return {
    ...(origin && { remote: origin.name, ...(origin.address && { address: origin.address }) }),
    ...(local !== undefined && { local }),
    ...(upstream !== undefined && { upstream }),
  };
}

function isSame(a: Address | undefined, b: Address | undefined): boolean {
  return a !== undefined && a.host === b?.host && a.path === b.path;
}
