import type { CauseId } from '../signatures/cause';
import type { Hit } from '../signatures/hits';
import type { Push } from '../text/push';
import { stages, type Answer, type Stage } from './answers';
import type { Attempt } from './attempts';

/** What stops a push before the server answers at all. */
const beforeContact: readonly CauseId[] = [
  'network',
  'host-key',
  'no-ssh-client',
  'ssh-host-moved',
  'local-hook',
  'nothing-to-push',
  'wrong-remote',
];
/** What stops a push before anything of it is looked at. */
const beforeAdmission: readonly CauseId[] = [
  'ssh-key',
  'credential-missing',
  'invalid-credentials',
  'token-expired',
  'repository-not-found',
  'mercurial',
];
/** What stops a push at its door, which the same answer may still tell of. */
const atTheDoor: readonly CauseId[] = [
  'app-password-removed',
  'account-password-removed',
  'token-scopes',
  'two-step-verification',
  'ip-allowlist',
  'repository-access',
  'access-key-read-only',
  'rate-limit',
];
/** What Git finds by itself when it compares the references. */
const atComparison: readonly CauseId[] = ['remote-ahead', 'ref-conflict'];

/** Whether a hit is of something that the server's answer rules out, and is not in the answer itself. */
export function isRuledOut({ signature, lines }: Hit, { answers }: Attempt): boolean {
  // What stands below a push that went through may be of the next one; below a rejection nothing is sent any more.
  const reached = furthest(
    answers.filter(({ line }) => line.start > lines[0].start || line.said.includes('rejected]')),
  );
  const causes = signature.names.map(({ cause }) => cause);
  return (
    ((reached > stages.none && causes.every((cause) => beforeContact.includes(cause))) ||
      (reached > stages.contact && causes.every((cause) => [...beforeContact, ...beforeAdmission].includes(cause)))) &&
    lines.every(({ shown, said }) => !/^remote:/i.test(shown) && !said.includes('rejected]')) &&
    !ofTheAnswer.test(lines.map(({ said }) => said).join(' '))
  );
}

/** What stands below an answer and still tells of it. */
const ofTheAnswer = /unpack|index-pack|hung up|sideband|unable to access|everything up-to-date/i;

/** Whether a later push to the same place came further: then this cause is overcome. */
export function isOvercome({ cause, push }: { cause: CauseId; push: Push }, { address, later }: Attempt): boolean {
  const stage = stageOf(cause);
  const same = later.filter(({ address: there, branch }) => {
    if (stage > stages.contact && push.branch && branch && branch !== push.branch) return false;
    if (!address || !there) return true;
    return there.host === address.host && (stage === stages.none || there.path === address.path);
  });
  return furthest(same) > stage;
}

function stageOf(cause: CauseId): Stage {
  if (beforeContact.includes(cause)) return stages.none;
  if (beforeAdmission.includes(cause) || atTheDoor.includes(cause)) return stages.contact;
  return atComparison.includes(cause) ? stages.admitted : stages.judged;
}

function furthest(answers: Answer[]): Stage {
  return answers.reduce<Stage>((most, { stage }) => (stage > most ? stage : most), stages.none);
}
