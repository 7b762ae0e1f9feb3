import { askActions } from '../ask';
import { apiIn, credentialIn, httpGet } from '../../bitbucket/port/http';
import { inRealTime, patiently, timeOfReading } from '../../bitbucket/port/port';
import type { Decision } from '../../core/decision';
import { sayDecision } from '../../core/say/decision';
import { actorName, code, enumeration } from '../../core/words/names';
import { decisionText, type Colors } from '../../core/say/text';
import type { Io } from '../terminal/io';
import { refUpdatesIn, rewriting } from './pushes';
import { targetOf, type Target } from './remote';
import { lastLine } from './script';

/** Milliseconds kept back from reading, for judging and printing. */
const reserve = 100;

/**
 * What Bitbucket would refuse of a push, in words; undefined where it would refuse nothing, or that is not known for
 * certain by `until`, in milliseconds of the clock. Without a credential nothing is asked of the network.
 */
export async function predict(
  url: string,
  input: string,
  until: number,
  colors: Colors,
  io: Io,
): Promise<string | undefined> {
  const left = () => until - reserve - Date.now();
  const updates = refUpdatesIn(input);
  const found = credentialIn(io.env, '');
  const at = apiIn(io.env);
  if (updates.length === 0 || 'wrong' in found || 'wrong' in at || left() <= 0) return undefined;
  const target = await targetOf(url, io, left());
  if (!target || left() <= 0) return undefined;

  const { workspace, slug, byAccessToken } = target;
  const get = patiently(httpGet(at.api, found.credential), left(), io.wait ?? inRealTime);
  const source = { workspace, slug, api: at.api, askGroups: true, readAt: timeOfReading() };
  const [outcome, rewritten] = await Promise.all([
    askActions(get, source, {
      ...(byAccessToken && { as: 'repository-access-token' }),
      // Both are asked because git finds out only meanwhile whether an update rewrites history.
      actions: updates.flatMap((update) =>
        update.commits ? [update, { ...update, operation: 'force-push' as const }] : [update],
      ),
    }),
    rewriting(updates, io, left()),
  ]);
  if ('problem' in outcome) return undefined;
  const { answer, facts } = outcome;
  const forced = new Set([...rewritten].map(({ branch }) => branch));
  const meant = answer.filter(
    ({ question: { operation, branch } }) => operation !== (forced.has(branch) ? 'push' : 'force-push'),
  );
  const denied = meant.filter(({ verdict }) => verdict === 'denied');

  // An access token's owner may be a user of its own whom no list of permissions shows, and who is not the one pushing
  // by SSH.
  const byToken = 'accessToken' in found.credential;
  const owner = facts.viewer.known ? facts.viewer.value.id : undefined;
  if (byToken && !byAccessToken && !facts.permissions.items.some(({ person }) => person.id === owner)) return undefined;

  return denied.length === 0 ? undefined : words(denied, target, byToken ? 'access token' : 'API token', colors);
}

function words(denied: Decision[], { over, byAccessToken }: Target, token: string, colors: Colors): string {
  const shown = denied.slice(0, 3).map((decision) => decisionText(sayDecision(decision), colors));
  const others = denied.slice(3).map(({ question }) => code(question.branch));
  const [first] = denied;
  const who = first ? actorName(first.question.actor) : '';
  const bySsh = over === 'ssh' ? '; over SSH, Bitbucket goes by the owner of the key' : '';
  const judged = byAccessToken
    ? `Judged as ${who}, as the address of the remote names \`x-token-auth\`.`
    : `Judged as ${who}, who owns the ${token} in the environment${bySsh}.`;
  return [
    ...shown,
    ...(others.length > 0 ? [`Refused as well: ${enumeration(others)}.\n`] : []),
    `${judged}\n${lastLine}\n`,
  ].join('\n');
}
