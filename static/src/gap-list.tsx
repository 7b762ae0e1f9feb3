import { useMemo } from 'react';
import type { Gap, Repository } from '../../src/core/model';
import { namesOf } from '../../src/core/repository';
import { sayGap, spokenGapClause } from '../../src/core/words/gaps';
import { sentence } from '../../src/core/words/names';
import { useToReader } from './reader';
import { Words } from './words';

/** A list of what could not be seen, each with its cause and who can lift it. */
export function GapList({ gaps, repository }: { gaps: Gap[]; repository: Repository }) {
  const where = useToReader(useMemo(() => namesOf(repository), [repository]));
  return (
    <ul className="stack">
      {gaps.map((gap, at) => {
        const spoken = sayGap(gap, where);
        return (
          <li key={at}>
            <Words text={`${sentence(spokenGapClause(spoken))}. ${spoken.lift}`} />
          </li>
        );
      })}
    </ul>
  );
}
