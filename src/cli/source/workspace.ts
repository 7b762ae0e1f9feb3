import { inRealTime, timeAt } from '../../bitbucket/port/port';
import { isSegment } from '../../bitbucket/port/path';
import { readFacts } from '../../bitbucket/repository/read';
import { hourly, usualLimit, type HourlyOptions } from '../../bitbucket/workspace/hourly';
import type { Listed, UnreadWorkspace } from '../../bitbucket/workspace/repositories';
import { readShared, type SharedReading } from '../../bitbucket/workspace/shared';
import type { Facts, Gap } from '../../core/model';
import { settled } from '../../core/questions/asked';
import { counted } from '../../core/words/counts';
import { plain } from '../../core/words/names';
import { jsonText } from '../../core/words/visible';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { exit, fail, type Io } from '../terminal/io';
import { bareBitbucketFor } from './bitbucket';
import type { GitCredential } from './git-credential';
import type { Many, ReadOfMany } from './many';
import { commonOf, type Common, type SourceOptions } from './source';

/** A workspace that could not be read at all. */
export interface NoWorkspace {
  unread: UnreadWorkspace;
  ofGit?: GitCredential;
}

/** The share of Bitbucket's limit by the hour that is left for others, in percent. */
const share = 30;
/** Requests for each repository. */
const each = 4;

/**
 * The repositories of a workspace, as Bitbucket tells them now: what is the same for all is read once, the rest as each
 * is asked for. Branches are not read. Fails without a credential.
 */
export async function manyOfWorkspace(
  workspace: string,
  options: SourceOptions,
  io: Io,
  onWait: NonNullable<HourlyOptions['onWait']>,
): Promise<Many | NoWorkspace> {
  if (!isSegment(workspace))
    fail(exit.usage, `${jsonText(workspace)} is not a workspace: write the name in its address.`);
  const common = commonOf(options, io);
  const { get, api, ofGit } = bareBitbucketFor(io, { workspace, slug: '' });
  const { now = Date.now, wait = inRealTime } = io;
  const port = hourly(get, { now, wait, share, onWait });
  const shared = await readShared({ get: port.get, base: api }, workspace);
  if ('unread' in shared) return { ...shared, ...(ofGit && { ofGit }) };
  const places = placesOf(shared);
  if (places.length === 0)
    fail(exit.notFound, `The workspace ${plain(workspace)} shows this credential no repository.`);
  sayHowLong(places.length, workspace, io);
  const from = { source: { options: { api } } };
  return {
    of: `the workspace ${plain(shared.workspace)}`,
    readFrom: new URL(api).host.replace(/^api\.(?=bitbucket\.org$)/, ''),
    size: places.length,
    each: async function* () {
      await Promise.resolve();
      for (const { place, listed } of places) {
        yield {
          names: place,
          from,
          read: () => readOne(shared, { place, listed }, { ...common, api, readAt: timeAt(new Date(now())) }),
        };
      }
    },
    ...(shared.repositories.gaps.length > 0 && { mayBeMore: 'list cut' }),
  };
}

/** A repository, and its entry in the list of all, where it has one. */
interface Placed {
  place: RepositoryAmongMany;
  listed: Listed | undefined;
}

function placesOf({ repositories, unlisted }: SharedReading): Placed[] {
  const all: Placed[] = [
    ...repositories.items.map((listed) => ({ place: listed.repository, listed })),
    ...unlisted.map((place) => ({ place, listed: undefined })),
  ];
  return all.sort((a, b) => (a.place.slug < b.place.slug ? -1 : a.place.slug > b.place.slug ? 1 : 0));
}

async function readOne(
  shared: SharedReading,
  { place, listed }: Placed,
  options: Common & { api: string; readAt: string },
): Promise<ReadOfMany> {
  const { workspace, slug } = place;
  const get = shared.portOf(place, listed);
  const result = await readFacts(get, { ...options, workspace, slug, branches: false, everyMember: true });
  if ('unreadable' in result) return { gap: result.unreadable.gap };
  return { facts: withoutBranches(settled(result.facts)), branchesRead: false };
}

/** That nobody asked for branches is not that there are none. */
function withoutBranches(facts: Facts): Facts {
  const gap: Gap = { of: { what: 'branches' }, because: 'not-offered' };
  return { ...facts, branches: { items: [], gaps: [gap] } };
}

/** Of a workspace that takes longer than the limit of an hour. */
function sayHowLong(repositories: number, workspace: string, io: Io): void {
  const hours = (repositories * each) / (usualLimit * ((100 - share) / 100));
  if (hours <= 1) return;
  io.err(
    `${plain(workspace)} has ${counted(repositories, 'repository', 'repositories')}, which takes some ` +
      `${String(Math.ceil(hours))} hours within Bitbucket's limit; \`who-can-push read ${plain(workspace)} --into DIR\` ` +
      'keeps what it reads, and `--world DIR` then answers at once.\n',
  );
}
