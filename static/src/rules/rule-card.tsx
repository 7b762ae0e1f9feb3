import { removal } from '../../../src/core/health/mending';
import type { RuleEffect } from '../../../src/core/questions/rules/effects';
import { supplierWords } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { changeParam } from '../try/place-change';
import type { Going } from '../place/use-place';
import { useLater } from '../settings/work/use-later';
import { Part } from '../controls/part';
import { Words } from '../words';
import type { Row } from './sorts';
import type { RuleWords } from './use-rules';

/** A rule in words: what it covers, whom it lets through, what would be otherwise without it, and its near misses. */
export function RuleCard({
  row: { restriction, name, rule },
  words,
  going,
}: {
  row: Row;
  words: RuleWords | undefined;
  going: Going;
}) {
  const { supplied } = restriction;
  const change = removal(restriction);
  return (
    <article className="rule">
      <h3>
        <Words text={name} />
      </h3>
      {supplied && <p className="subtle small">Supplied{supplierWords(supplied)}, not read from Bitbucket.</p>}
      {rule && words && <Said rule={rule} words={words} />}
      {change && (
        <Button
          look="quiet"
          onClick={() => {
            going.go({ view: 'try', params: { change: changeParam(change) } });
          }}
        >
          Try without it
        </Button>
      )}
    </article>
  );
}

function Said({ rule, words }: { rule: RuleEffect; words: RuleWords }) {
  const { covers, lets, without } = words.say(rule);
  const near = useLater(rule, words.near);
  return (
    <dl>
      <Part term="Covers today">
        <Words text={covers} />
      </Part>
      <Part term="Lets through">
        <Words text={lets} />
      </Part>
      <Part term="Without it">
        {without.map((text) => (
          <p key={text}>
            <Words text={text} />
          </p>
        ))}
      </Part>
      {near && near.length > 0 && (
        <Part term="Nearly covers">
          {near.map(({ branches, misses }) => (
            <p key={misses}>
              <Words text={branches} />. <Words text={misses} />
            </p>
          ))}
        </Part>
      )}
    </dl>
  );
}
