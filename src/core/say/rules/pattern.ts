import { dialects, readInDialects, type Dialect } from '../../branches/dialects/dialects';
import { nameForms, nearMatches, type Miss } from '../../branches/near-matches';
import { globMatches, isTag } from '../../branches/glob';
import type { SpokenGap } from '../../words/gaps';
import { code, enumeration, sentence } from '../../words/names';
import { bitbucketDocs, docs } from '../../words/pages';

/** `pattern --json`: the branches it covers and nearly covers, and which it would cover in each dialect. */
export interface SpokenPattern {
  pattern: string;
  matches: string[];
  nearly: { branch: string; misses: string }[];
  dialects: Record<Dialect, string[]>;
  /** How each dialect reads it, in a sentence; nothing of one that does not document it. */
  reads: Partial<Record<Dialect, { reads: string; page: string }>>;
  gaps: SpokenGap[];
  readAt?: string;
}

/** A dialect as a title has it. */
export const dialectTitles: Record<Dialect, string> = {
  restrictions: 'Branch restrictions',
  pipelines: 'Pipelines',
  'data-center': 'Data Center',
};

const pages: Record<Dialect, string> = {
  restrictions: docs.restrictionsApi,
  pipelines: `${bitbucketDocs}/use-glob-patterns-on-the-pipelines-yaml-file/`,
  'data-center': 'https://confluence.atlassian.com/bitbucketserver0817/branch-permission-patterns-1346246357.html',
};

/** What a pattern of branch restrictions does to these names, and how the other dialects read it. */
export function sayPattern(pattern: string, given: readonly string[]): SpokenPattern {
  const names = given.filter((name) => !isTag(name));
  const tags = given.filter(isTag).map((branch) => ({ branch, misses: 'Branch restrictions do not cover tags.' }));
  const read = readInDialects(pattern, names);
  const known = dialects.filter((dialect) => read[dialect]);
  return {
    pattern,
    matches: names.filter((name) => globMatches(pattern, name)),
    nearly: [
      ...nearMatches(pattern, nameForms(names)).map(({ branch, misses }) => ({ branch, misses: sayMiss(misses) })),
      ...tags,
    ],
    dialects: {
      restrictions: read.restrictions?.matches ?? [],
      pipelines: read.pipelines?.matches ?? [],
      'data-center': read['data-center']?.matches ?? [],
    },
    reads: Object.fromEntries(
      known.map((dialect) => [dialect, { reads: readings[dialect](pattern), page: pages[dialect] }]),
    ),
    gaps: dialects.filter((dialect) => !read[dialect]).map((dialect) => gapOf(dialect, pattern)),
  };
}

/** What a pattern misses a branch by, as a sentence. */
export function sayMiss(miss: Miss): string {
  switch (miss.by) {
    case 'white-space':
      return 'The pattern holds white space, which no branch has.';
    case 'letter-case':
      return 'The letter case differs, which counts for Git; whether it does for Bitbucket is not documented.';
    case 'number':
      return 'It has another number.';
    case 'extra-prefix':
      return `The pattern begins with ${code(miss.prefix)}, which is no part of the name of a branch.`;
    case 'dialect': {
      const names = miss.dialects.map((dialect) => dialectTitles[dialect]);
      const read = `${enumeration(names)} would read it so`;
      return `${read}; in branch restrictions only ${code('*')} stands for anything but itself.`;
    }
    case 'regular-expression':
      return `It is a regular expression; in branch restrictions only ${code('*')} stands for anything but itself.`;
    case 'list':
      return `It lists several, set apart by ${miss.between === ' ' ? 'a space' : code(miss.between)}; a restriction takes one pattern.`;
    case 'separator':
      return miss.written === undefined || miss.meant === undefined
        ? 'What stands between the words is another character.'
        : `The branch has ${code(miss.meant)} where the pattern has ${code(miss.written)}.`;
    case 'no-star':
      return `Without ${code('*')} it covers only the branch of that very name, and none that begins with it.`;
    case 'missing-prefix':
      return `The branch begins with ${code(miss.prefix)}, and a pattern has to cover the whole name.`;
    case 'letters':
      return `The branch has ${code(miss.meant)} where the pattern has ${code(miss.written)}.`;
  }
}

const readings: Record<Dialect, (pattern: string) => string> = {
  restrictions(pattern) {
    const others = ['?', '{', '}', '['].filter((one) => pattern.includes(one)).map(code);
    return joined(
      pattern.includes('*')
        ? `${code('*')} is any characters, slashes too`
        : 'without a star it is the branch of that very name alone',
      pattern.includes('**') && `${code('**')} is no more than ${code('*')}`,
      others.length > 0 &&
        `${enumeration(others)} ${others.length === 1 ? 'stands for itself' : 'stand for themselves'}`,
    );
  },
  pipelines(pattern) {
    return joined(
      /(?:^|[^*])\*(?:$|[^*])/.test(pattern) && `${code('*')} stops at a slash`,
      pattern.includes('**') && `${code('**')} is any characters, slashes too`,
      pattern.includes('?') && `${code('?')} is one character, but no slash`,
      /\{[^}]*\}/.test(pattern) && 'braces list alternatives',
      !/[*?{]/.test(pattern) && 'it is the branch of that very name alone',
    );
  },
  'data-center'(pattern) {
    return joined(
      'it need only match the last segments of a name',
      /(?:^|[^*])\*(?:$|[^*])/.test(pattern) && `${code('*')} stops at a slash`,
      pattern.includes('**') && `${code('**')} is any number of segments`,
      pattern.endsWith('/') && `behind the slash at its end ${code('**')} is taken to follow`,
      pattern.includes('?') && `${code('?')} is one character, but no slash`,
      pattern.includes('{') && 'braces stand for themselves',
    );
  },
};

function joined(...clauses: (string | false)[]): string {
  const said = clauses.filter((clause) => clause !== false);
  return `${sentence(said.join('; '))}.`;
}

function gapOf(dialect: Dialect, pattern: string): SpokenGap {
  return {
    unknown: `how ${dialectTitles[dialect]} reads ${code(pattern)}`,
    because: 'not-documented',
    lift: 'You can try it there and see, or ask Atlassian.',
  };
}
