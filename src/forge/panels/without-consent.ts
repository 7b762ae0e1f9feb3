import type { CannotRead, PullRequestPanel } from '../../panel-calls';
import type { Request } from '@forge/resolver';
import { budgetOf } from '../../bitbucket/port/budget';
import { bitbucketApi, once, patiently, type Get, type Wait } from '../../bitbucket/port/port';
import { readPullRequest } from '../../bitbucket/pull-request/pull-request';
import { partsFor } from '../../core/merge-checks/merge-checks';
import type { Because, Facts, Gap, Level, Person } from '../../core/model';
import { withProjectRules } from '../../core/people/project-rules';
import type { PullRequestFacts } from '../../core/pull-request';
import { redactedOutlook } from '../../core/redact/redact';
import { mostRequests, patience } from '../administrator';
import { asApp, readByApp } from '../as-app';
import { placeIn, pullRequestIn } from '../context';
import { isConsentNeeded } from '../get';
import { appReading, isOfLastMinute } from '../reading/app-reading';
import { keptMembers } from '../store/members';
import { keptProjectRules } from '../store/project-rules';
import { isRead } from '../store/snapshot';
import { keptInTime } from '../store/storage';
import { asYouIn } from './payload';
import { outlookOf } from './pull-request';
import { seenBy } from './viewer';

/*
 * Forge asks each person once to let the app act in their name, and covers the panel until they do. Here is answered
 * what can be answered without that. Of a call's context Atlassian guarantees the account, but not the repository and
 * the pull request (Forge, app context security), so it must be known that this account sees that repository: it stands
 * among those to whom Bitbucket, just now, gives a permission there. What was kept from before never proves that.
 */

type Answer = PullRequestPanel | { cannotRead: CannotRead };

/** The first requests as the viewer, which are refused and count all the same. */
const refusedRequests = 10;
/** Milliseconds that are left for the pull request itself. */
const longestPullRequest = 6_000;

/**
 * Answers as `answer` does; and where that needs the viewer's consent, without it, from what the app itself reads.
 * Where that does not answer either, or the viewer wants to be asked, Forge asks them.
 */
export function orWithoutConsent(answer: (request: Request<unknown>) => Promise<Answer>, wait: Wait) {
  return async (request: Request<unknown>): Promise<Answer> => {
    const began = performance.now();
    try {
      return await answer(request);
    } catch (error) {
      if (!isConsentNeeded(error) || asYouIn(request.payload)) throw error;
      const deadline = began + patience;
      const instead = await keptInTime(withoutConsent(request, wait, deadline), deadline - performance.now());
      if (!instead) throw error;
      return instead;
    }
  };
}

async function withoutConsent(
  { context }: Request<unknown>,
  wait: Wait,
  deadline: number,
): Promise<PullRequestPanel | undefined> {
  const place = placeIn(context);
  const { id, accountId } = pullRequestIn(context);
  const within = budgetOf(mostRequests - refusedRequests);
  const reading = await keptInTime(
    appReading(place, wait, { within }),
    deadline - performance.now() - longestPullRequest,
  );
  const facts = reading?.facts.find((one) => isOfLastMinute(one) && isRead(one.restrictions));
  const viewer = facts && viewerIn(facts, accountId);
  if (!viewer) return undefined;
  const [suppliedMembers = {}, projectRules] = await Promise.all([
    keptInTime(keptMembers(place)),
    keptInTime(keptProjectRules(place, facts.repository)),
  ]);
  const seen = withProjectRules({ ...readByApp(facts), suppliedMembers }, projectRules);
  const get: Get = once(patiently(within(asApp()), deadline - performance.now(), wait));
  // Bitbucket's own word is on the merge of whoever asks, which here is the app.
  const parts = partsFor(seen.restrictions.items).filter((part) => part !== 'mergeability');
  const read = await readPullRequest({ get, base: bitbucketApi }, place, id, parts);
  if ('gap' in read || isSeenBetterAsViewer(read.pullRequest)) return undefined;
  const { person, level } = viewer;
  const whole = outlookOf(
    seenBy({ person: { known: true, value: person }, level: { known: true, value: level } }, seen),
    read.pullRequest,
  );
  const { readAt } = facts;
  return {
    for: 'others',
    asApp: true,
    repository: facts.repository.fullName,
    outlook: redactedOutlook(whole),
    rules: { by: 'app', ...(readAt !== undefined && { readAt }) },
  };
}

/** Who has this account among those to whom Bitbucket gives a permission, if that is one person. */
function viewerIn({ permissions }: Facts, accountId: string | undefined): { person: Person; level: Level } | undefined {
  const found = permissions.items.filter(({ person }) => accountId !== undefined && person.accountId === accountId);
  return found.length === 1 && found[0]?.level !== 'none' ? found[0] : undefined;
}

const readElsewhere: readonly Because[] = ['forbidden', 'not-found', 'unreachable', 'truncated'];

/** Whether the app was not shown a part that Bitbucket may show the viewer. */
function isSeenBetterAsViewer(pullRequest: PullRequestFacts): boolean {
  return Object.values<unknown>({ ...pullRequest })
    .flatMap(gapsIn)
    .some(({ because }) => readElsewhere.includes(because));
}

function gapsIn(part: unknown): Gap[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('gaps' in part) return part.gaps as Gap[];
  return 'gap' in part ? [part.gap as Gap] : [];
}
