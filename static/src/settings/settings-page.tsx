import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useEffect, useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { missingBranch } from '../../../src/core/branches/missing-branch';
import { explainAmong } from '../../../src/core/questions/explain';
import { allActors } from '../../../src/core/questions/survey';
import type { Actor, Facts, Question } from '../../../src/core/model';
import { distinctGaps } from '../../../src/core/answer';
import type { ProjectRuleDraft } from '../../../src/core/reported-check';
import { plain } from '../../../src/core/words/names';
import { AccessTab } from '../access/access-tab';
import { DecisionCard } from '../decision/decision-card';
import { GapList } from '../gap-list';
import { Builds } from '../keys/builds';
import { LedgerTab } from '../ledger/ledger-tab';
import { Moment } from '../moment';
import { ProjectRules } from '../project-rules/project-rules';
import { QueueTab } from '../pull-requests/queue-tab';
import { ReadRefusal } from '../refusal/read-refusal';
import { liveFacts } from '../refusal/reading';
import { Closed, Failed, Loading } from '../states';
import { CannotReadMessage } from './cannot-read';
import { QuestionForm } from './question-form';
import { Roster } from './roster';
import { Tabs } from './tabs';
import { everyBranch, useFacts, type FactsState, type Reading } from './use-facts';

/**
 * The repository settings page: any question answered, with everybody on that branch; who has access, and where that
 * comes from; the open pull requests; reading a refusal; the rules of the project; the keys of builds; and how often
 * Bitbucket's own word and the rules agreed.
 */
export function SettingsPage() {
  const reading = useFacts();
  const { state, again } = reading;
  return (
    <main className="page">
      <header className="page-header">
        <Heading size="large" as="h1">
          Who can push
        </Heading>
        {state.is === 'read' && (
          <p className="subtle">
            {plain(state.facts.repository.fullName)}
            {state.facts.readAt !== undefined && (
              <>
                , read at <Moment at={state.facts.readAt} />
              </>
            )}{' '}
            <Button appearance="subtle" spacing="compact" onClick={again}>
              Read again
            </Button>
          </p>
        )}
      </header>
      {state.is === 'loading' && <Loading what="Reading branch restrictions and permissions…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {state.is === 'read' && <Read reading={reading} state={state} />}
    </main>
  );
}

interface ReadProps {
  reading: Reading;
  state: Extract<FactsState, { is: 'read' }>;
}

const titles = { answers: 'Answers', projectRules: 'Project rules' };

function Read({ reading, state }: ReadProps) {
  const { facts } = state;
  const [question, setQuestion] = useState(() => firstQuestion(facts));
  const live = useMemo(() => liveFacts(facts), [facts]);
  const [openTitle, setOpenTitle] = useState(titles.answers);
  const [toKeep, setToKeep] = useState<ProjectRuleDraft>();
  return (
    <Tabs
      label="Who can push"
      openTitle={openTitle}
      onOpen={setOpenTitle}
      tabs={[
        // Drawn anew, as rows measured while hidden have no height.
        {
          title: titles.answers,
          content: <Answers reading={reading} state={state} question={question} setQuestion={setQuestion} />,
        },
        { title: 'Access', content: <AccessTab gathered={state.gathered} /> },
        {
          title: 'Pull requests',
          content: (
            <QueueTab
              facts={facts}
              readFactsAnew={reading.readFactsAnew}
              onKeepProjectRule={(draft) => {
                // Anew each time: the same may be offered twice.
                setToKeep({ ...draft });
                setOpenTitle(titles.projectRules);
              }}
            />
          ),
          kept: true,
        },
        {
          title: 'Read a refusal',
          content: (
            <ReadRefusal
              live={live}
              supply={{ facts, onMembers: reading.saveMembers }}
              supplyRules={{ facts, onRules: reading.saveProjectRules }}
            />
          ),
          kept: true,
        },
        {
          title: titles.projectRules,
          content: <ProjectRules facts={facts} onRules={reading.saveProjectRules} toKeep={toKeep} />,
          kept: true,
        },
        { title: 'Builds', content: <Builds />, kept: true },
        // Read anew, as a pull request may have been looked at meanwhile.
        { title: 'Agreement', content: <LedgerTab /> },
      ]}
    />
  );
}

function Answers({
  reading: { branches, saveMembers },
  state: { facts, gathered, suppliedNotRead },
  question,
  setQuestion,
}: ReadProps & { question: Question; setQuestion: Dispatch<SetStateAction<Question>> }) {
  const actors = useActors(facts);
  const decision = useMemo(() => {
    const existing = everyBranch(branches, facts);
    const branchNote = existing && missingBranch(question.branch, existing);
    return { ...explainAmong(gathered, question), ...(branchNote && { branchNote }) };
  }, [gathered, question, branches, facts]);
  return (
    <>
      <QuestionForm question={question} onAsk={setQuestion} actors={actors} branches={branches} facts={facts} />
      <Partial facts={facts} />
      {suppliedNotRead && <SuppliedNotRead />}
      <DecisionCard decision={decision} supply={{ facts, onMembers: saveMembers }} />
      <Roster
        gathered={gathered}
        actors={actors}
        operation={question.operation}
        branch={question.branch}
        onPick={(actor) => {
          setQuestion(({ operation, branch }) => ({ operation, branch, actor }));
        }}
      />
    </>
  );
}

/** Everybody to ask about, sorted after the first answer is on the page: there may be thousands. */
function useActors(facts: Facts): Actor[] {
  const [actors, setActors] = useState<Actor[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setActors(allActors(facts));
    });
    return () => {
      clearTimeout(timer);
    };
  }, [facts]);
  return actors;
}

/** What could not be read of the repository; the answers below say what depends on it. */
function Partial({ facts }: { facts: Facts }) {
  const {
    repository,
    restrictions,
    permissions,
    userGrants,
    groupGrants,
    projectUserGrants,
    projectGroupGrants,
    workspaceMembers,
    model,
  } = facts;
  const lists = [
    restrictions,
    permissions,
    userGrants,
    groupGrants,
    projectUserGrants,
    projectGroupGrants,
    workspaceMembers,
  ];
  const gaps = distinctGaps([...lists.flatMap((list) => list.gaps), ...(model.known ? model.value.gaps : [model.gap])]);
  if (gaps.length === 0) return null;
  return (
    <Closed title="Not everything could be read">
      <GapList gaps={gaps} repository={repository} />
    </Closed>
  );
}

/** Says that what administrators supplied is missing: it is in the app's own storage, not in Bitbucket. */
function SuppliedNotRead() {
  return (
    <Closed title="Lists that were supplied could not be read just now">
      <p>
        The app’s own storage did not answer. If somebody said who is in a group, or which restrictions are set on the
        project, the answers below do not know of it. You can read again in a moment.
      </p>
    </Closed>
  );
}

/** The question that the page opens with: may you push to the main branch? */
function firstQuestion({ repository: { mainBranch }, viewer }: Facts): Question {
  return {
    actor: viewer.known ? { type: 'user', person: viewer.value } : { type: 'pipelines' },
    operation: 'push',
    branch: (mainBranch.known ? mainBranch.value : undefined) ?? 'main',
  };
}
