import { useMemo } from 'react';
import type { ViewProps } from '../settings/view';
import { ReadRefusal } from './read-refusal';
import { liveFacts } from './reading';

/** A pasted refusal, read beside the live configuration. */
export function RefusalView({ facts, supply, reading: { saveProjectRules } }: ViewProps) {
  const live = useMemo(() => liveFacts(facts), [facts]);
  return <ReadRefusal live={live} supply={supply} supplyRules={{ facts, onRules: saveProjectRules }} />;
}
