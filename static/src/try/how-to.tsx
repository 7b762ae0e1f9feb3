import { useMemo, useState } from 'react';
import { changeFile } from '../../../src/core/apply/body';
import type { Facts } from '../../../src/core/model';
import type { Change } from '../../../src/core/questions/change/change';
import { sayApply } from '../../../src/core/say/rules/apply';
import { jsonText } from '../../../src/core/words/visible';
import { CopyField } from '../controls/copy/copy-field';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { shellHere } from '../shell-here';
import { Words } from '../words';
import './least/least.css';

interface Props {
  change: Change;
  facts: Facts;
  /** What tells this one from others of the page: `How to make it`. */
  title: string;
  /** Words with which to ask an administrator for it. */
  request?: string;
}

/** How a change is made: on the screen, by requests, as Terraform. It is worked out once somebody opens it. */
export function HowTo({ title, ...rest }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      className="fold"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setOpened(true);
      }}
    >
      <summary>{title}</summary>
      {opened && <Ways {...rest} />}
    </details>
  );
}

function Ways({ change, facts, request }: Omit<Props, 'title'>) {
  const { screen, rest, terraform } = useMemo(() => sayApply(change, facts, shellHere()), [change, facts]);
  return (
    <div className="stack wide">
      <p className="subtle small">Nothing is sent from here: the page only says how.</p>
      {request !== undefined && <CopyField label="Words to ask for it" rows={3} value={request} isProse />}
      <p className="part-title">On Bitbucket’s screen</p>
      <ol className="steps">
        {screen.map(({ step, page }) => (
          <li key={step}>
            <Words text={step} /> <Outward href={page}>{pageName(page)}</Outward>
          </li>
        ))}
      </ol>
      {rest.length > 0 && <p className="part-title">By Bitbucket’s REST API</p>}
      {rest.map(({ method, path, curl, note }) => (
        <CopyField key={`${method} ${path}`} label={`${method} ${path}`} rows={2} value={curl}>
          {note !== undefined && (
            <p className="subtle small">
              <Words text={note} />
            </p>
          )}
        </CopyField>
      ))}
      {terraform !== '' && <CopyField label="As Terraform" rows={4} value={terraform} />}
      <CopyField
        label={
          <>
            As a file for <code>who-can-push try --change</code>
          </>
        }
        rows={4}
        value={jsonText(changeFile(change), 2)}
      />
    </div>
  );
}
