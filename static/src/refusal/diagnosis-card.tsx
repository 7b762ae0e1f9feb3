import { withoutRepeats, type SpokenDiagnosis } from '../../../src/refusals/say';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { Words } from '../words';
import { CauseCard } from './cause-card';

/** Each cause, then any contradiction by the live configuration, then how the text was read. */
export function DiagnosisCard({
  spoken: { causes, projectRule, disagreement, notCompared, scrubbed, unread },
}: {
  spoken: SpokenDiagnosis;
}) {
  return (
    <div className="diagnosis">
      {causes.length === 0 && (
        <div className="card unknown">
          <h3>Nothing was recognised in this text</h3>
          <p>
            It names no refusal that is known. The lines that help most begin with <code>remote:</code>,{' '}
            <code>! [</code>, <code>error:</code> or <code>fatal:</code>.
          </p>
        </div>
      )}
      {withoutRepeats(causes).map((cause) => (
        <CauseCard key={cause.cause} cause={cause} />
      ))}
      {projectRule && (
        <div className="card unknown">
          <h3>A rule of the project is likely</h3>
          <p>
            <Words text={projectRule.says} /> <Outward href={projectRule.page}>{pageName(projectRule.page)}</Outward>
          </p>
        </div>
      )}
      {disagreement && (
        <div className="card unknown">
          <h3>Text and configuration disagree</h3>
          <p>
            <Words text={disagreement.says} /> It can mean:
          </p>
          <ul className="ways">
            {disagreement.mayMean.map((one) => (
              <li key={one}>
                <Words text={one} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {notCompared !== undefined && (
        <p className="subtle">
          Not compared with the live configuration. <Words text={notCompared} />
        </p>
      )}
      {unread !== undefined && (
        <p className="subtle small">Only the first 512 KiB and the last of this text were read.</p>
      )}
      {scrubbed > 0 && <p className="subtle">{scrubbedWords(scrubbed)}</p>}
    </div>
  );
}

function scrubbedWords(count: number): string {
  return count === 1
    ? '1 secret was taken out of the text before it was read. ' +
        'Whoever could see the text has seen it: revoke it if it was real.'
    : `${String(count)} secrets were taken out of the text before it was read. ` +
        'Whoever could see the text has seen them: revoke what was real.';
}
