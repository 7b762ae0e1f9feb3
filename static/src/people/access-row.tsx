import { Badge } from '../controls/badge';
import type { RepositoryNames } from '../../../src/core/repository';
import { levelTitles, moreWords, sourceWords, type SpokenAccess } from '../../../src/core/say/access';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { Words } from '../words';

/** One person: the permission, and every source of it with the page where it stands. */
export function AccessRow({
  name,
  beside,
  access: { level, atLeast, path },
  where,
}: {
  name: string;
  beside: string;
  access: SpokenAccess;
  where: RepositoryNames;
}) {
  return (
    <>
      <span className="verdict">
        <Badge tone={level === 'unknown' ? 'open' : level === 'admin' ? 'info' : 'plain'}>{levelTitles[level]}</Badge>
      </span>
      <span className="person">
        <bdi>{name}</bdi> <bdi className="subtle small">{beside}</bdi>
      </span>
      <ul className="through sources">
        {path.map((one, at) => (
          <li key={at} className={one.decides || path.length === 1 ? '' : 'subtle'}>
            <Words text={sourceWords(one, where)} /> <Outward href={one.page}>{pageName(one.page)}</Outward>
            {one.decides && path.length > 1 && <strong> decides</strong>}
          </li>
        ))}
        {path.length === 0 && <li className="subtle">{level === 'none' ? 'Nothing gives a permission.' : ''}</li>}
        {atLeast && <li className="subtle">{moreWords}</li>}
      </ul>
    </>
  );
}
