import type { Facts } from '../../../src/core/model';
import type { SuppliedList } from '../../../src/core/people/supplied/lists';
import { isViewer } from '../../../src/core/people/viewer';
import { enumeration, plain } from '../../../src/core/words/names';
import { tellingOf, toldName } from '../../../src/core/words/telling-names';
import { Moment } from '../moment';
import { thousands } from '../../../src/core/words/counts';
import { peopleOf } from './form/listed-people';

/** Who is in a group by what is kept, by whom and since when. */
export function KeptLine({ list: { members, by, at }, facts }: { list: SuppliedList; facts: Facts }) {
  const people = peopleOf(members, facts);
  const telling = tellingOf(people);
  return (
    <>
      <p>
        {people.length === 0
          ? 'Kept: nobody is in it.'
          : `Kept: ${enumeration(people.map((person) => plain(toldName(person, telling))))}.`}
      </p>
      <p className="subtle small">
        {members.length === 1 ? '1 person' : `${thousands(members.length)} people`}
        {by && <>, supplied by {isViewer(by, facts) ? 'you' : plain(by.name)}</>}
        {at !== undefined && (
          <>
            , since <Moment at={at} />
          </>
        )}
        {!by && at === undefined && ', supplied before the app noted by whom and when'}.
      </p>
    </>
  );
}
