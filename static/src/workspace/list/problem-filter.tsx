import { thousands } from '../../../../src/core/words/counts';
import type { Severity } from '../../../../src/core/health/problem';
import { Badge } from '../../controls/badge';
import { levels } from '../../overview/levels';
import { keyOf } from './shown';
import { problemTitle } from './words';

/** What is wrong, each with the number of repositories: pressed, it narrows the list down to those. */
export function ProblemFilter({
  label,
  problems,
  pressed,
  onPress,
}: {
  label: string;
  problems: readonly { problem: string; level: Severity; count: number }[];
  pressed: string;
  onPress: (problem: string) => void;
}) {
  return (
    <ul aria-label={label} className="problem-filter">
      {problems.map(({ problem, level, count }) => {
        const key = keyOf({ problem, level });
        return (
          <li key={key}>
            <button
              type="button"
              aria-pressed={pressed === key}
              onClick={() => {
                onPress(pressed === key ? '' : key);
              }}
            >
              <Badge tone={levels[level].tone}>{levels[level].word}</Badge>
              <span>{problemTitle(problem)}</span>
              <strong>{thousands(count)}</strong>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
