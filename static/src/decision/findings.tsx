import type { SpokenDecision, SpokenFinding } from '../../../src/core/say/decision';
import { liftsOf } from '../../../src/core/words/gaps';
import { marks } from '../../../src/core/say/text';
import { Heading } from '../controls/heading';
import { Words } from '../words';
import { Outward } from './outward';
import { PageLink, WaysOut } from './ways-out';

const markWords = { allows: 'lets through', denies: 'refuses', unknown: 'cannot be told' } as const;

/**
 * The findings of a decision: first those that settled it, with their evidence, then the others; of these the access to
 * the repository still shows where it comes from.
 */
export function Findings({ spoken: { verdict, findings } }: { spoken: Pick<SpokenDecision, 'verdict' | 'findings'> }) {
  const deciding = findings.filter((finding) => finding.verdict !== 'allows' || verdict === 'allowed');
  const others = findings.filter((finding) => !deciding.includes(finding));
  return (
    <ul className="findings">
      {deciding.map((finding) => (
        <FindingItem key={finding.rule} finding={finding} detailed />
      ))}
      {others.map((finding) => (
        <FindingItem key={finding.rule} finding={finding} detailed={finding.rule === 'repository-access'} />
      ))}
    </ul>
  );
}

/** One finding: its verdict and why; with `detailed`, what shows it and the page about its rule too. */
export function FindingItem({
  finding: { verdict, reason, page, evidence = [] },
  detailed = false,
}: {
  finding: SpokenFinding;
  detailed?: boolean;
}) {
  // Of what the reason says word for word, only the page is left to show.
  const isSaid = ({ shows }: { shows: string }) => reason.includes(shows.replace(/\.$/, ''));
  const unsaid = evidence.filter((one) => !isSaid(one));
  const pages = new Set([
    ...(evidence.some((one) => one.page === page) ? [] : [page]),
    ...evidence.filter(isSaid).map((one) => one.page),
  ]);
  return (
    <li className={`finding ${verdict}`}>
      <span className="mark" role="img" aria-label={markWords[verdict]}>
        {marks[verdict]}
      </span>
      <div>
        <p>
          <Words text={reason} />
          {detailed && [...pages].map((one) => <PageLink key={one} page={one} />)}
        </p>
        {detailed && unsaid.length > 0 && (
          <ul className="evidence subtle">
            {unsaid.map(({ shows, page: shown }) => (
              <li key={shows}>
                <Words text={shows} />
                <PageLink page={shown} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** The ways out of these findings' refusals, and what would settle their unknowns; but for those that are `said`. */
export function WaysOn({
  findings,
  level,
  title,
  said = [],
}: {
  findings: SpokenFinding[];
  level: 3 | 4 | 5 | 6;
  title?: string;
  said?: readonly string[];
}) {
  const remedies = findings.flatMap((finding) => finding.remedies ?? []).filter((one) => !said.includes(one.do));
  const lifts = liftsOf(findings);
  if (remedies.length + lifts.length === 0) return null;
  return (
    <>
      <Heading level={level}>{title ?? (remedies.length > 0 ? 'Ways out' : 'How to find out')}</Heading>
      <WaysOut remedies={remedies} lifts={lifts} />
    </>
  );
}

/** What was not checked, as no API shows it, and what was supplied in its place. */
export function NotChecked({ notChecked, supplied = [] }: Pick<SpokenDecision, 'notChecked' | 'supplied'>) {
  return (
    <>
      {supplied.length > 0 && <Linked title="Supplied" all={supplied} />}
      <Linked title="Not checked" all={notChecked} />
    </>
  );
}

function Linked({ title, all }: { title: string; all: { what: string; page: string }[] }) {
  return (
    <p>
      {title}:{' '}
      {all.map(({ what, page }, at) => (
        <span key={what}>
          {at > 0 && ', '}
          <Outward href={page}>
            <Words text={what} />
          </Outward>
        </span>
      ))}
      .
    </p>
  );
}
