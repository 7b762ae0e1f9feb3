import type { Ref } from 'react';
import { Badge } from '../controls/badge';
import type { RepositoryNames } from '../../../src/core/repository';
import { levelTitles, moreWords, sourceWords, type SpokenAccess } from '../../../src/core/say/access';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { Words } from '../words';

/** One person of the list: the permission, the name that opens all about them, and every source. */
export function AccessRow({
  buttonRef,
  name,
  beside,
  access,
  where,
  onOpen,
}: {
  buttonRef: Ref<HTMLButtonElement> | undefined;
  name: string;
  beside: string;
  access: SpokenAccess;
  where: RepositoryNames;
  onOpen: () => void;
}) {
  return (
    <>
      <span className="verdict">
        <Level level={access.level} />
      </span>
      <button type="button" className="name" ref={buttonRef} onClick={onOpen}>
        <bdi>{name}</bdi> <bdi className="subtle small">{beside}</bdi>
      </button>
      <Sources access={access} where={where} />
    </>
  );
}

/** A permission, as a word on a coloured ground. */
export function Level({ level }: Pick<SpokenAccess, 'level'>) {
  return <Badge tone={level === 'unknown' ? 'open' : level === 'admin' ? 'info' : 'plain'}>{levelTitles[level]}</Badge>;
}

/** Every source of a permission, with the page where it stands; of several, which decides. */
export function Sources({ access: { level, atLeast, path }, where }: { access: SpokenAccess; where: RepositoryNames }) {
  return (
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
  );
}
