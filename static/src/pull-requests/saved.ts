import type { Facts } from '../../../src/core/model';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import { namesOf } from '../../../src/core/repository';
import { sayBriefly } from '../../../src/core/say/pull-request/brief';
import { enumeration, personName, plain } from '../../../src/core/words/names';
import { withTellingNames } from '../../../src/core/words/telling-names';
import type { Table } from '../export/table';
import { looks } from './looks';

/** Open pull requests as a table: a row for each, for anybody who reads it. */
export function tableOf(entries: readonly QueueEntry[], { repository }: Facts): Table {
  const where = namesOf(repository);
  return {
    columns: ['Number', 'Title', 'Author', 'From', 'Into', 'Stands', 'In short', 'Can merge it', 'Not known of'],
    rows: entries.map((given) => {
      const entry = withTellingNames(given);
      const { id, title, author, source, destination } = entry.pullRequest;
      return [
        String(id),
        plain(title),
        author ? personName(author) : '',
        source.branch ?? '',
        destination.branch,
        looks[entry.verdict].word,
        sayBriefly(entry, where),
        enumeration(entry.listed.map(personName)),
        enumeration(entry.unsure.map(personName)),
      ];
    }),
  };
}
