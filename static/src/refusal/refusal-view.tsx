import { useMemo } from 'react';
import type { ViewProps } from '../settings/view';
import { ReadRefusal } from './read-refusal';
import { liveFacts } from './reading';

/** A pasted refusal, read beside the live configuration. */
export function RefusalView({ facts, gathered, everything, reading: { saveMembers, saveProjectRules } }: ViewProps) {
  const live = useMemo(() => liveFacts(facts), [facts]);
  return (
    <ReadRefusal
      live={live}
      supply={{ gathered: everything ?? gathered, onMembers: saveMembers }}
      supplyRules={{ facts, onRules: saveProjectRules }}
    />
  );
}
