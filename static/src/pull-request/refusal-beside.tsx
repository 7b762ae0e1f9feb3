import { useMemo } from 'react';
import type { Actor } from '../../../src/core/model';
import type { Outlook } from '../../../src/core/questions/pull-request/outlook';
import { code } from '../../../src/core/words/names';
import { compareBy, type Judging } from '../../../src/refusals/compare';
import { ReadRefusal } from '../refusal/read-refusal';
import type { Live } from '../refusal/reading';

/**
 * What git, ssh or Bitbucket printed, compared with the panel's verdicts on this pull request's branches. Nothing is
 * sent.
 */
export function RefusalBeside({ outlook }: { outlook: Outlook }) {
  const live = useMemo(() => liveOutlook(outlook), [outlook]);
  return <ReadRefusal live={live} untitled />;
}

function liveOutlook(outlook: Outlook): Live {
  const {
    about: { source, destination },
    merge: { repository },
  } = outlook;
  const ends =
    source === null || source === destination ? code(destination) : `${code(source)} and ${code(destination)}`;
  return {
    fullName: repository.fullName,
    compare: (diagnosis) => compareBy(diagnosis, judgingBy(outlook)),
    whyNot: {
      'no-branch': `The text names no branch, and the panel knows what you can do on ${ends}.`,
      'no-actor': `The panel knows only what you can do on ${ends}, and the text is about somebody or something else.`,
    },
  };
}

/**
 * Judges only by what the panel was given: the viewer and the three decisions. A merge that names no branch is this
 * one.
 */
function judgingBy({ about, merge, source, destination }: Outlook): Judging {
  const you = merge.question.actor;
  return {
    actorOf: (pusher) =>
      pusher === undefined || pusher.is === 'ssh-key' || (pusher.is === 'named' && isCalled(you, pusher.name))
        ? you
        : undefined,
    decide: ({ operation, branch }) => {
      if (operation === 'merge') return branch === undefined || branch === about.destination ? merge : undefined;
      return [source, destination].find(
        (decision) => decision?.question.branch === branch && decision?.question.operation === operation,
      );
    },
  };
}

function isCalled(actor: Actor, name: string): boolean {
  if (actor.type !== 'user') return false;
  const { id, accountId, name: displayName, nickname } = actor.person;
  return [id, accountId, displayName, nickname].some((one) => one?.toLowerCase() === name.toLowerCase());
}
