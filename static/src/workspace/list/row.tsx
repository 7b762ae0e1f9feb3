import { counted } from '../../../../src/core/words/counts';
import { plain } from '../../../../src/core/words/names';
import { Badge } from '../../controls/badge';
import { Button } from '../../controls/button';
import { Outward } from '../../decision/outward';
import { Moment } from '../../moment';
import { levels } from '../../overview/levels';
import { Words } from '../../words';
import { digestOf, isPartlyRead, isRead, type Listed } from './listed';
import { turnedBy } from './shown';
import { More } from './row-more';
import { administratorCount, changedWords, mainWords, problemTitle, readers, unreadWords } from './words';

/** So many problems of a row are named before it is opened. */
const few = 3;

interface Props {
  one: Listed;
  /** The address of the repository's own page, and of a view there. */
  addressOf: (path?: string) => string;
  opened: boolean;
  onToggle: () => void;
}

/** A repository: who can push to its main branch and what is wrong, with the way to its page; opened, the rest. */
export function RepositoryRow({ one, addressOf, opened, onToggle }: Props) {
  const { repository } = one;
  const digest = digestOf(one);
  const turned = turnedBy(one);
  const more = `more-${one.key}`;
  return (
    <>
      <div className="repository-name">
        <Outward href={addressOf()}>
          <bdi>{plain(repository.slug)}</bdi>
        </Outward>
        <p className="subtle small">
          {repository.project && (
            <>
              <bdi>{plain(repository.project.name)}</bdi>
              {one.row && ' · '}
            </>
          )}
          <ReadAt one={one} />
        </p>
      </div>
      <div className="repository-main">
        <p>
          <Words text={digest ? mainWords(digest) : unreadWords(one)} />
        </p>
        {digest && <p className="subtle small">{administratorCount(digest)}</p>}
        {turned && (
          <p className="small">
            Changed between <Moment at={turned.from} /> and <Moment at={turned.to} />: {changedWords(turned)}.
          </p>
        )}
        {one.row?.tried && (
          <p className="subtle small">
            Looked at again <Moment at={one.row.tried.at} />, when less was shown, so this stays.
          </p>
        )}
        {one.gone && <p className="subtle small">Bitbucket lists it no longer: it was deleted, moved, or hidden.</p>}
      </div>
      <Problems one={one} />
      <div className="repository-more">
        <Button
          look="quiet"
          aria-expanded={opened}
          aria-controls={opened ? more : undefined}
          aria-label={`${opened ? 'Less' : 'More'} about ${plain(repository.slug)}`}
          onClick={onToggle}
        >
          {opened ? 'Less' : 'More'}
        </Button>
      </div>
      {opened && <More id={more} one={one} addressOf={addressOf} />}
    </>
  );
}

function ReadAt({ one: { row } }: { one: Listed }) {
  if (!row) return null;
  if (!('problems' in row.digest)) return row.by === 'app' ? 'not read: the app tried' : 'not read: somebody tried';
  return (
    <>
      read
      {row.digest.readAt !== undefined && (
        <>
          {' '}
          <Moment at={row.digest.readAt} />
        </>
      )}{' '}
      by {readers[row.by]}
    </>
  );
}

function Problems({ one }: { one: Listed }) {
  const digest = digestOf(one);
  if (!digest)
    return (
      <p className="repository-problems">
        <Badge tone="open">Not read</Badge>
      </p>
    );
  const { problems } = digest;
  const named = problems.filter(({ level }) => level !== 'info');
  const shown = named.slice(0, few);
  const rest = problems.length - shown.length;
  return (
    <ul className="repository-problems">
      {!isRead(one) && (
        <li>
          <Badge tone="open">Rules not read</Badge>
        </li>
      )}
      {shown.map(({ problem, level }) => (
        <li key={`${problem} ${level}`} className="problem-line">
          <Badge tone={levels[level].tone}>{levels[level].word}</Badge> <span>{problemTitle(problem)}</span>
        </li>
      ))}
      {rest > 0 && (
        <li className="subtle small">
          {shown.length > 0 ? `and ${String(rest)} more` : counted(rest, 'note', 'notes')}
        </li>
      )}
      {problems.length === 0 && isRead(one) && (
        <li className="subtle">Nothing was found{isPartlyRead(one) ? ' in what could be read' : ''}.</li>
      )}
    </ul>
  );
}
