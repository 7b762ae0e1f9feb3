import { useState } from 'react';
import { csvLine } from '../../../src/core/words/csv';
import { jsonText, visible } from '../../../src/core/words/visible';
import { Button } from '../controls/button';
import { sentOff } from './send-off';
import type { Table } from './table';

/** A list on screen as a file: worked out once somebody asks for it. */
export interface Saved {
  /** Of the repository, as `acme/web`, or the workspace. */
  repository: string;
  /** What the file holds, in a few words: `who can push`. */
  about: string;
  /** As on screen, whatever is folded or not drawn. */
  table: () => Table;
  /** The same as data; absent where only a table makes sense. */
  json?: () => unknown;
}

/** Saves what is on screen, as a table for spreadsheets or as data. */
export function SaveAs({ repository, about, table, json }: Saved) {
  const [said, setSaid] = useState('');

  function save(extension: 'csv' | 'json', text: () => string) {
    const name = fileName(repository, about, extension);
    try {
      sentOff(name, text(), types[extension]);
      setSaid(`Saved as ${name}.`);
    } catch {
      setSaid('The browser did not let this page save a file.');
    }
  }

  return (
    <span className="choice">
      <Button
        look="quiet"
        onClick={() => {
          save('csv', () => tableText(table()));
        }}
      >
        Save as CSV
      </Button>
      {json && (
        <Button
          look="quiet"
          onClick={() => {
            save('json', () => `${jsonText(json(), 2)}\n`);
          }}
        >
          Save as JSON
        </Button>
      )}
      <span role="status" className="subtle small">
        {said}
      </span>
    </span>
  );
}

const types = { csv: 'text/csv;charset=utf-8', json: 'application/json' };

/** With the mark by which Excel tells UTF-8. */
function tableText({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => csvLine(cells.map(shown)));
  return `\uFEFF${lines.join('')}`;
}

/** Most cells are so plain that nothing can be hidden in them, and a table may have tens of thousands. */
function shown(cell: string): string {
  return /^[ -~]*$/.test(cell) ? cell : visible(cell);
}

/** A name that every system takes. */
function fileName(repository: string, about: string, extension: string): string {
  const name = `${repository} ${about}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `${name.slice(0, 100)}.${extension}`;
}
