import type { Person, Repository } from '../../../../src/core/model';
import { textOf, type Left, type MemberList } from '../../../../src/core/people/member-list';
import { sayLeft } from '../../../../src/core/say/member-list';
import { onOneLine, plain } from '../../../../src/core/words/names';
import { besideName, tellingOf } from '../../../../src/core/words/telling-names';
import { Button } from '../../controls/button';
import { thousands } from '../../../../src/core/words/counts';
import { Words } from '../../words';

/** So many lines are shown with why; the others wait their turn in the box. */
const mostShown = 20;
const longest = 120;

/**
 * What was not understood of a pasted list, and why; where somebody may be meant, a button says so. Nobody is taken for
 * somebody else without it.
 */
export function LeftLines({
  list,
  group,
  repository,
  onMeant,
  onText,
}: {
  list: MemberList;
  group: string;
  repository: Repository;
  /** `person` is meant; the rest of the text follows. */
  onMeant: (person: Person, rest: string) => void;
  onText: (text: string) => void;
}) {
  const { left } = list;
  if (left.length === 0) return null;
  const without = (gone: Left) => textOf({ ...list, left: left.filter((one) => one !== gone) });
  return (
    <div className="stack wide">
      <h4>Not understood: {thousands(left.length)}</h4>
      <p className="subtle">
        {left.length === 1 ? 'It stays' : 'These stay'} in the box and {left.length === 1 ? 'is' : 'are'} not in the
        list that you save. Who has no permission here, and whom no rule lists, can be left out: the answers do not need
        them.
      </p>
      <ul className="left-lines" aria-label="Not understood">
        {left.slice(0, mostShown).map((one, at) => (
          <li key={`${String(at)} ${one.text}`}>
            <bdi className="quoted">{shortened(one.text)}</bdi> <Words text={sayLeft(one, group, repository)} />
            {one.people.length > 0 && (
              <span className="choice">
                {told(one.people).map(({ person, words }) => (
                  <Button
                    key={person.id}
                    onClick={() => {
                      onMeant(person, without(one));
                    }}
                  >
                    It is {words}
                  </Button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {left.length > mostShown && <p className="subtle">And {thousands(left.length - mostShown)} more.</p>}
      <div>
        <Button
          look="quiet"
          onClick={() => {
            onText('');
          }}
        >
          {left.length === 1 ? 'Leave it out' : `Leave out all ${thousands(left.length)}`}
        </Button>
      </div>
    </div>
  );
}

function shortened(text: string): string {
  const line = onOneLine(text.slice(0, longest));
  return text.length > longest ? `${line}…` : line;
}

function told(people: readonly Person[]): { person: Person; words: string }[] {
  const telling = tellingOf(people);
  return people.map((person) => {
    const beside = besideName(person, telling);
    return { person, words: beside === '' ? plain(person.name) : `${plain(person.name)} (${beside})` };
  });
}
