import * as v from 'valibot';
import { sameId } from '../../core/people/actor';
import type { PullRequestFacts, Part } from '../../core/pull-request';
import { pageOf, type Api } from '../port/paging';
import { quoted } from '../port/query';
import { repositoryPathOf, type Place } from '../repository/access';
import { entryOf, maybe, person } from '../repository/people';
import { readPullRequest } from './pull-request';

const branch = maybe(v.object({ branch: maybe(v.object({ name: v.string() })) }));
const listed = v.object({
  id: v.pipe(v.number(), v.integer()),
  state: maybe(v.string()),
  author: maybe(person),
  destination: branch,
});
const readListed = entryOf(listed, /^pullrequest$/);
type Listed = v.InferOutput<typeof listed>;

/** Pull requests that are looked at, the newest first: each takes some requests more. */
const most = 5;

/**
 * The newest open pull requests of this person into this branch, five at most, each with these parts; what cannot be
 * read is left out, as nothing is said of the others. A server may ignore the filter.
 */
export async function readOwnPullRequests(
  api: Api,
  place: Place,
  { author, into }: { author: string; into: string },
  parts: readonly Part[],
): Promise<PullRequestFacts[]> {
  const filter = `state="OPEN" AND destination.branch.name=${quoted(into)} AND author.uuid=${quoted(author)}`;
  const fields = 'values.id,values.state,values.author,values.destination.branch.name,next,size,pagelen,page';
  const query = `?pagelen=50&q=${encodeURIComponent(filter)}&sort=-updated_on&fields=${fields}`;
  const page = pageOf(await api.get(`${repositoryPathOf(place)}/pullrequests${query}`));
  const maybeOwn = (page?.values ?? []).flatMap((entry) => readListed(entry) ?? []).filter(mayBeMeant);
  const [sure, others] = [maybeOwn.filter(({ author: by }) => by), maybeOwn.filter(({ author: by }) => !by)];
  const read = await Promise.all(
    [...sure, ...others].slice(0, most).map(({ id }) => readPullRequest(api, place, id, parts)),
  );
  return read
    .flatMap((one) => ('pullRequest' in one ? [one.pullRequest] : []))
    .filter((one) => one.state === 'OPEN' && one.destination.branch === into && isAuthor(one.author?.id));

  function isAuthor(id: string | undefined): boolean {
    return id !== undefined && sameId(id, author);
  }

  /** An entry may leave out what it is asked for; then the pull request itself tells. */
  function mayBeMeant({ state, author: by, destination }: Listed): boolean {
    const branchName = destination?.branch?.name;
    return (
      (state ?? 'OPEN') === 'OPEN' && (!by || isAuthor(by.id)) && (branchName === undefined || branchName === into)
    );
  }
}
