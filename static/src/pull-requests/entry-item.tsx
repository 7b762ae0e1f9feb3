import { Badge } from '../controls/badge';
import { useEscape } from '../controls/use-escape';
import { useId, useMemo, useRef } from 'react';
import type { Facts, Person } from '../../../src/core/model';
import { mergeOfAnybody } from '../../../src/core/pull-request';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import { namesOf } from '../../../src/core/repository';
import { sayMergeFinding } from '../../../src/core/say/pull-request/decision';
import { sayBriefly, sayWay } from '../../../src/core/say/pull-request/brief';
import { code, enumeration, personFirst, personName, plain } from '../../../src/core/words/names';
import { toReader } from '../../../src/core/words/reader';
import { withTellingNames } from '../../../src/core/words/telling-names';
import { FindingItem, WaysOn } from '../decision/findings';
import { CheckItem, type MergeOf } from '../pull-request/merge-check-list';
import { shellHere } from '../shell-here';
import { Words } from '../words';
import { BitbucketLine, wordOf } from './bitbucket-line';
import { looks } from './looks';
import { PullRequestLink } from './pull-request-link';

/** An open pull request in the list, and how it is opened. */
export interface EntryProps {
  entry: QueueEntry;
  facts: Facts;
  opened: boolean;
  onToggle: () => void;
  /** Bitbucket says otherwise than the rules, which are being read anew: nothing is said before. */
  awaitsRules: boolean;
  /** Whether it is said here why Bitbucket itself says nothing. */
  unheard: boolean;
}

/** One open pull request in a line: how it stands, and for what it waits; the rest once it is opened. */
export function EntryItem({ entry: given, facts, opened, onToggle, awaitsRules, unheard }: EntryProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const item = useEscape<HTMLLIElement>(() => {
    if (!opened) return;
    onToggle();
    button.current?.focus();
  });
  const entry = useMemo(() => toReader(given, { id: viewerId(facts), administers: true }), [given, facts]);
  const { tone, word } = awaitsRules ? waiting : looks[entry.verdict];
  const { pullRequest } = entry;
  return (
    <li className="entry" ref={item}>
      <h3>
        <button
          ref={button}
          type="button"
          className="entry-line"
          aria-expanded={opened}
          aria-controls={opened ? id : undefined}
          onClick={onToggle}
        >
          <Badge tone={tone}>{word}</Badge>
          <span className="entry-title">
            #{pullRequest.id} <bdi>{plain(pullRequest.title)}</bdi>
          </span>
          <span className="subtle small entry-brief">
            <Words text={awaitsRules ? sayWay(entry) : sayBriefly(entry, namesOf(facts.repository))} />
          </span>
        </button>
      </h3>
      {opened && (
        <div id={id} className="entry-more">
          <p className="subtle">
            <Words text={originOf(entry)} />{' '}
            <PullRequestLink id={pullRequest.id} facts={facts}>
              on Bitbucket
            </PullRequestLink>
          </p>
          {awaitsRules ? (
            <p>Bitbucket says otherwise than the rules that were read, so these are being read again.</p>
          ) : (
            <Standing entry={entry} facts={facts} unheard={unheard} />
          )}
        </div>
      )}
    </li>
  );
}

const waiting = { tone: 'plain', word: 'Reading again' } as const;

function viewerId({ viewer }: Facts): string | undefined {
  return viewer.known ? viewer.value.id : undefined;
}

/** What stands between it and its merge, what Bitbucket itself says, and who could merge it. */
function Standing({ entry: given, facts, unheard }: { entry: QueueEntry; facts: Facts; unheard: boolean }) {
  const entry = useMemo(() => withTellingNames(given), [given]);
  const { checks, findings, bitbucket } = entry;
  const merge = useMemo(() => mergeOf(entry, facts), [entry, facts]);
  const word = useMemo(() => wordOf(entry, facts), [entry, facts]);
  const open = checks.filter(({ is }) => is !== 'done');
  // A finding that allows is worth a line only where something about it is open.
  const standing = findings.filter(
    (finding) => finding.verdict !== 'allows' || (finding.rule === 'merge-checks' && open.length > 0),
  );
  const spoken = standing.map((finding) => ({ ...sayMergeFinding(finding, merge, shellHere()), evidence: [] }));
  return (
    <>
      {spoken.length > 0 && (
        <ul className="findings">
          {spoken.map((finding) => (
            <FindingItem key={finding.rule} finding={finding} />
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <ul className="checks">
          {open.map((check, at) => (
            <CheckItem key={at} check={check} merge={merge} />
          ))}
        </ul>
      )}
      {word && (unheard || bitbucket?.says !== 'unknown') && <BitbucketLine word={word} />}
      <WaysOn findings={spoken.filter(({ rule }) => rule !== 'merge-checks')} level={4} title="What would help" />
      <p>
        <Words text={mergeableBy(entry)} />
      </p>
    </>
  );
}

/** The merge as the reader would do it: the sentences here must not depend on an actor. */
function mergeOf({ pullRequest }: QueueEntry, { repository }: Facts): MergeOf {
  return {
    question: mergeOfAnybody(pullRequest),
    repository: toReader(namesOf(repository), { administers: true }),
    actorIsViewer: true,
  };
}

function originOf({ pullRequest: { author, source, destination } }: QueueEntry): string {
  const fork =
    source.fork === undefined ? '' : source.fork === null ? ' of a fork that is gone' : ` of ${plain(source.fork)}`;
  const from = source.branch === null ? 'a branch that is gone' : `${code(source.branch)}${fork}`;
  return `${author ? `By ${personName(author)}, from` : 'From'} ${from} into ${code(destination.branch)}.`;
}

function mergeableBy({ verdict, listed, unsure }: QueueEntry): string {
  const doubt = unsure.length === 0 ? '' : ` For ${enumeration(unsure.map(personName))} it is not known.`;
  const can = `can merge it${looks[verdict].when}`;
  if (listed.length > 0) return `${names(listed)} ${can}.${doubt}`;
  return unsure.length === 0 ? `Nobody that could be seen ${can}.` : `Who ${can} is not known.${doubt}`;
}

function names(people: Person[]): string {
  const [first, ...others] = people;
  return first ? enumeration([personFirst(first), ...others.map(personName)]) : '';
}
