import { useMemo } from 'react';
import { ProjectRules } from '../project-rules/project-rules';
import type { ViewProps } from '../settings/view';
import { draftIn } from './draft-in';

/** What Bitbucket tells nobody, and an administrator supplied: the rules of the project. */
export function SuppliedView({ facts, reading: { saveProjectRules }, going: { place } }: ViewProps) {
  const toKeep = useMemo(() => draftIn(place.params), [place.params]);
  return <ProjectRules facts={facts} onRules={saveProjectRules} toKeep={toKeep} />;
}
