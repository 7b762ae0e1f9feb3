import { useId, useMemo, useState } from 'react';
import type { Facts, Group } from '../../../src/core/model';
import { groupsNamed } from '../../../src/core/people/actor';
import { namesOf } from '../../../src/core/repository';
import { settingsPages } from '../../../src/core/words/pages';
import { Button } from '../controls/button';
import { Notice } from '../controls/notice';
import { found } from '../controls/search';
import { TextField } from '../controls/text-field';
import { Outward } from '../decision/outward';
import type { ViewProps } from '../settings/view';
import { GroupEntry } from './group-entry';
import { thousands } from '../../../src/core/words/counts';
import './supplied.css';

/** So many groups are shown at once; more are found by name. */
const mostShown = 30;

/** Every group that decides something here, or of which a list is kept: who is in it, as administrators supplied it. */
export function GroupLists({
  facts,
  gathered,
  everything,
  reading,
  going: { place, go },
}: Pick<ViewProps, 'facts' | 'gathered' | 'everything' | 'reading' | 'going'>) {
  const id = useId();
  const [wanted, setWanted] = useState('');
  // By what was kept as the view was opened: saving moves nothing.
  const [first] = useState(() => Object.keys(facts.suppliedMembers));
  const groups = useMemo(() => groupsThatMatter(facts, first), [facts, first]);
  const shown = found(groups, wanted, mostShown);
  const kept = Object.keys(facts.suppliedMembers).length;
  const isRead = kept > 0 || (reading.state.is === 'read' && !reading.state.suppliedNotRead);
  const open = place.params['group'];
  const supply = useMemo(
    () => ({ gathered: everything ?? gathered, onMembers: reading.saveMembers }),
    [everything, gathered, reading.saveMembers],
  );
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>Members of groups</h2>
      <p>
        Bitbucket does not tell apps who is in a group. You see it on{' '}
        <Outward href={settingsPages.groups(namesOf(facts.repository))}>the workspace’s page of groups</Outward>. What
        you enter here counts in every answer of the app, for everybody who asks about this repository; in Bitbucket it
        changes nothing.
      </p>
      {!isRead && (
        <Notice tone="warning" title="What is kept could not be read">
          <p>The app’s own storage did not answer. Nothing can be changed until it does.</p>
          <Button onClick={reading.again}>Read again</Button>
        </Notice>
      )}
      {groups.length === 0 ? (
        <p>
          No rule that was read lists a group, and no group was given write access: there is nothing to say. Once one
          is, it stands here.
        </p>
      ) : (
        <>
          {groups.length > 8 && <TextField label="Find a group" value={wanted} onChange={setWanted} />}
          <p className="subtle small" role="status">
            {countWords(shown.length, groups.length, kept)}
          </p>
          <ul className="group-entries" aria-label="Groups">
            {shown.map(({ group }) => (
              <GroupEntry
                key={group.slug}
                group={group}
                supply={supply}
                isRead={isRead}
                isOpen={open === group.slug}
                onOpen={(isOpen) => {
                  go({ params: { group: isOpen ? group.slug : undefined } });
                }}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function countWords(shown: number, all: number, kept: number): string {
  const those = shown === all ? '' : `${thousands(shown)} of `;
  const groups = all === 1 ? '1 group decides something here' : `${thousands(all)} groups decide something here`;
  const lists = kept === 0 ? 'no list is kept' : kept === 1 ? '1 list is kept' : `${thousands(kept)} lists are kept`;
  return `${those}${groups}; ${lists}.`;
}

/** These `first`, then those that rules list, then those that may write. */
function groupsThatMatter(facts: Facts, first: readonly string[]): { group: Group; texts: string[] }[] {
  const named = new Map(groupsNamed(facts).map((group) => [group.slug, group]));
  const grants = [...facts.groupGrants.items, ...facts.projectGroupGrants.items];
  const slugs = new Set([
    ...first.filter((slug) => slug in facts.suppliedMembers),
    ...facts.restrictions.items.flatMap(({ groups }) => groups.map(({ slug }) => slug)),
    ...grants.flatMap(({ group, level }) => (level === 'write' || level === 'admin' ? [group.slug] : [])),
    ...Object.keys(facts.suppliedMembers),
  ]);
  return [...slugs].map((slug) => {
    const group = named.get(slug) ?? { slug, name: slug };
    return { group, texts: [slug, group.name] };
  });
}
