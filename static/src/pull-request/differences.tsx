import type { SpokenDifference } from '../../../src/core/say/pull-request/beside';
import { Words } from '../words';

/** Each thing on which the rules and Bitbucket differ, with both readings. */
export function Differences({ differences }: { differences: SpokenDifference[] }) {
  return (
    <ul className="differences">
      {differences.map(({ sentence }) => (
        <li key={sentence} className="finding differs">
          <span className="mark" aria-hidden="true">
            ≠
          </span>
          <p>
            <Words text={sentence} />
          </p>
        </li>
      ))}
    </ul>
  );
}
