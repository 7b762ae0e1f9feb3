import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** One change to the judgement. */
export interface Mutant {
  id: string;
  /** From `src/`, with slashes: `core/people/people.ts`. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** What stood there, in one line. */
  original: string;
  /** What stands there instead, in one line. */
  replacement: string;
  /** The whole line of the source in which it begins, without indentation. */
  within: string;
}

/** The judgement with every mutant in it, each behind a switch, by full path. */
export interface Instrumented {
  mutants: Mutant[];
  sources: Map<string, string>;
}

const silent = () => undefined;
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** Puts every mutant of these files into their text. */
export async function instrumented(root: string, files: readonly string[]): Promise<Instrumented> {
  const texts = files.map((file) => {
    const name = path.join(root, 'src', file);
    return { file, name, content: readFileSync(name, 'utf8'), mutate: true };
  });
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const { files: sources, mutants } = await new Instrumenter(logger).instrument(texts, options);
  const byName = new Map(texts.map((text) => [text.name, text]));
  return {
    sources: new Map(sources.map(({ name, content }) => [name, content])),
    mutants: mutants.map(({ id, fileName, location: { start, end }, replacement }) => {
      const text = byName.get(fileName);
      if (!text) throw new Error(`${fileName} was not to be changed.`);
      const lines = text.content.split('\n');
      const cut = lines.slice(start.line, end.line + 1);
      cut[cut.length - 1] = (cut.at(-1) ?? '').slice(0, end.column);
      cut[0] = (cut[0] ?? '').slice(start.column);
      return {
        id,
        file: text.file,
        line: start.line + 1,
        original: oneLine(cut.join('\n')),
        replacement: oneLine(replacement),
        within: (lines[start.line] ?? '').trim(),
      };
    }),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
