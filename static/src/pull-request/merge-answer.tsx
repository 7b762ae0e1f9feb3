import { useMemo } from 'react';
import type { MergeRemedy } from '../../../src/core/remedy';
import type { Outlook } from '../../../src/core/questions/pull-request/outlook';
import { sayMergers } from '../../../src/core/say/pull-request/outlook';
import { sayStand, type SpokenOpen, type SpokenStand } from '../../../src/core/say/pull-request/stand';
import { isForAdministrators } from '../../../src/core/words/pages';
import { code } from '../../../src/core/words/names';
import { withTellingNames } from '../../../src/core/words/telling-names';
import { Badge } from '../controls/badge';
import { Button } from '../controls/button';
import { openOutward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { verdictLooks } from '../decision/verdict-looks';
import { Way } from '../decision/way';
import { Words } from '../words';
import { AskingWords } from './asking-words';

const marks = { denies: { mark: '✗', word: 'In the way' }, unknown: { mark: '?', word: 'Not known' } } as const;
/** So many ways on stand in sight. */
const inSight = 2;

/**
 * The answer about the merge in one sentence, what stands in the way with whose move each is, and one thing to do.
 * `asks` are words with which whoever reads can ask others.
 */
export function MergeAnswer({
  outlook,
  stand,
  asks,
}: {
  outlook: Outlook;
  stand: SpokenStand;
  asks?: string | undefined;
}) {
  const { is, sentence, open } = stand;
  const looks = is === 'closed' ? closedLooks(outlook) : verdictLooks[is];
  return (
    <section className={`card ${is === 'closed' ? '' : is}`} aria-labelledby="answer">
      <div aria-live="polite">
        <h2 id="answer" className="answer">
          <Badge tone={looks.tone}>{looks.word}</Badge>{' '}
          <span>
            <Words text={sentence} />
          </span>
        </h2>
      </div>
      {open.length > 0 && (
        <ul className="open-items" aria-label="What stands in the way">
          {open.map((one, at) => (
            <Open key={at} one={one} />
          ))}
        </ul>
      )}
      {is !== 'closed' && is !== 'allowed' && <WhoCan outlook={outlook} said={open.flatMap(({ lifts }) => lifts)} />}
      <OneAction open={open} asks={asks} outlook={outlook} />
    </section>
  );
}

function closedLooks({ about: { state } }: Outlook) {
  return { tone: 'plain', word: state.charAt(0) + state.slice(1).toLowerCase() } as const;
}

/** What stands in the way, and whose move it is; further ways are folded. */
function Open({ one: { is, says, ways, lifts } }: { one: SpokenOpen }) {
  const shown = [...ways.slice(0, inSight).map(({ do: way }) => way), ...lifts];
  const more = ways.slice(inSight);
  const { mark, word } = marks[is];
  return (
    <li className={`finding ${is}`}>
      <span className="mark" role="img" aria-label={word}>
        {mark}
      </span>
      <div>
        <p>
          <Words text={says} />
        </p>
        <Moves moves={shown} />
        {more.length > 0 && (
          <details className="fold">
            <summary>{more.length === 1 ? 'Another way' : `${String(more.length)} other ways`}</summary>
            <Moves moves={more.map(({ do: way }) => way)} />
          </details>
        )}
      </div>
    </li>
  );
}

function Moves({ moves }: { moves: string[] }) {
  if (moves.length === 0) return null;
  return (
    <ul className="moves subtle">
      {moves.map((move) => (
        <li key={move}>
          <Way text={move} />
        </li>
      ))}
    </ul>
  );
}

/**
 * Who could merge it in place of the reader, unless a way on names them, or nothing is known of them. What is `said`
 * stands above.
 */
function WhoCan({ outlook, said }: { outlook: Outlook; said: string[] }) {
  const { mergers, merge } = outlook;
  const isSaid = merge.findings.some((one) => one.verdict === 'denies' && one.remedies.some(isAsking));
  const nothing = mergers.administrators + mergers.others + mergers.unsure === 0 && mergers.gaps.length > 0;
  if (isSaid || nothing) return null;
  return (
    <p id="mergers">
      <Words text={sayMergers(withTellingNames(mergers), outlook, said)} />
    </p>
  );
}

function isAsking({ way }: MergeRemedy): boolean {
  return way === 'ask-listed';
}

/** The one thing to do from here: for whoever can change the rules their page, for others the words to ask with. */
function OneAction({ open, asks, outlook }: { open: SpokenOpen[]; asks?: string | undefined; outlook: Outlook }) {
  if (asks !== undefined)
    return <AskingWords look="primary" what={`to merge into ${code(outlook.about.destination)}`} words={asks} />;
  const own = open.flatMap(({ ways }) => ways).find(({ who, page }) => who === 'you' && isForAdministrators(page));
  if (!own) return null;
  return (
    <div>
      <Button
        look="primary"
        onClick={() => {
          openOutward(own.page);
        }}
      >
        {`Open “${pageName(own.page)}”`}
      </Button>
    </div>
  );
}

/** How the pull request stands, for whoever reads. */
export function useStand(outlook: Outlook, shell: Parameters<typeof sayStand>[1]): SpokenStand {
  return useMemo(() => sayStand(outlook, shell), [outlook, shell]);
}
