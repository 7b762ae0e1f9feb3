import { useContext } from 'react';
import type { SpokenRemedy } from '../../../src/core/say/remedies';
import { isForAdministrators } from '../../../src/core/words/pages';
import { OpensSettings, Outward } from './outward';
import { Way } from './way';

/** The ways out with their pages, each once, and after them what would settle an unknown. */
export function WaysOut({ remedies, lifts = [] }: { remedies: Pick<SpokenRemedy, 'do' | 'page'>[]; lifts?: string[] }) {
  const ways = new Map(remedies.map((remedy) => [remedy.do, remedy]));
  return (
    <ul className="ways">
      {[...ways.values()].map(({ do: way, page }) => (
        <li key={way}>
          <Way text={way} />
          <PageLink page={page} />
        </li>
      ))}
      {[...new Set(lifts)].map((lift) => (
        <li key={lift}>
          <Way text={lift} />
        </li>
      ))}
    </ul>
  );
}

/** A link by the page's own name, after a space; nothing where whoever reads cannot open it. */
export function PageLink({ page }: { page: string }) {
  const opensSettings = useContext(OpensSettings);
  if (!opensSettings && isForAdministrators(page)) return null;
  return (
    <>
      {' '}
      <Outward href={page}>{pageName(page)}</Outward>
    </>
  );
}

/** A name for the page behind a link, in one to three words. Throws where `page` is not a URL. */
export function pageName(page: string): string {
  const { hostname, pathname } = new URL(page);
  if (hostname === 'id.atlassian.com') return 'Atlassian account';
  if (hostname.includes('status.')) return 'Status';
  if (hostname !== 'bitbucket.org') return 'Documentation';
  if (pathname.endsWith('/branch-restrictions')) return 'Branch restrictions';
  if (pathname.endsWith('/permissions') && pathname.includes('/workspace/projects/')) return 'Project permissions';
  if (pathname.endsWith('/permissions')) return 'Permissions';
  if (pathname.endsWith('/groups')) return 'Groups';
  return pathname.includes('/pull-requests/') ? 'Pull request' : 'Settings';
}
