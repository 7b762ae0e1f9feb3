import { useMemo } from 'react';
import { ProjectRules } from '../project-rules/project-rules';
import type { ViewProps } from '../settings/view';
import { draftIn } from './draft-in';
import { GroupLists } from './group-lists';

/** What Bitbucket tells nobody, and administrators supplied: who is in which group, and the rules of the project. */
export function SuppliedView(props: ViewProps) {
  const {
    facts,
    reading: { saveProjectRules },
    going: { place },
  } = props;
  const toKeep = useMemo(() => draftIn(place.params), [place.params]);
  return (
    <>
      <GroupLists {...props} />
      <ProjectRules facts={facts} onRules={saveProjectRules} toKeep={toKeep} />
    </>
  );
}
