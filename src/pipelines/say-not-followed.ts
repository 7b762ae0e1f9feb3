import { code, enumeration, onOneLine, plain } from '../core/words/names';
import { masked } from './git/address';
import type { NotFollowed } from './rehearse';
import type { Hidden } from './walk/walk';

/** A thing that may push and was not looked into, in words. */
export interface SpokenUnfollowed {
  what: string;
  line: number;
  /** Where it stands in another file of the repository: that. */
  file?: string;
  why: string;
  /** Whether its name or its words speak of a push; else it only runs what is not seen. */
  likely: boolean;
  /** Whether it is followed where the repository is at hand. */
  withRoot?: true;
}

/** A command that is longer is cut: the line says where it stands. */
export const longestCommand = 300;

/** What was not followed, in words. */
export function sayNotFollowed(one: NotFollowed): SpokenUnfollowed {
  return { likely: one.what === 'pipe' ? one.likely : one.what !== 'command' || one.hidden.likely, ...said(one) };
}

function said(one: NotFollowed): Omit<SpokenUnfollowed, 'likely'> {
  switch (one.what) {
    case 'import':
      return {
        what: plain(masked(`import: ${one.source}`)),
        line: one.line,
        why: `The pipeline ${plain(one.pipeline)} is imported from another file, which was not read.`,
      };
    case 'exported':
      return {
        what: 'definitions › pipelines',
        line: one.line,
        why: 'These pipelines run in the repositories that import them, under the rules there.',
      };
    case 'bookmarks':
      return { what: 'bookmarks', line: one.line, why: "Bookmarks were Mercurial's, which Bitbucket no longer has." };
    case 'triggers': {
      const names = enumeration(one.pipelines.map((name) => code(masked(name))));
      const named = names === '' ? '' : ` (${names})`;
      return {
        what: 'triggers',
        line: one.line,
        why:
          `They start pipelines of ${code('custom')}${named} for the events and branches that their conditions choose. ` +
          `Those were not followed; ${code('--branch')} rehearses for a branch.`,
      };
    }
    case 'schedules':
      return {
        what: 'schedules',
        line: one.line,
        why:
          'No such part of the file is documented: schedules are kept in the settings of the repository, ' +
          `each with its branch and its pipeline, and ${code('--branch')} rehearses for a branch.`,
      };
    case 'section':
      return {
        what: plain(masked(`pipelines › ${one.name}`)),
        line: one.line,
        why: 'No such part of `pipelines` is documented, and what it holds was not read.',
      };
    case 'not-a-step':
      return {
        what: 'an item that is no step',
        line: one.line,
        why: 'No such item is documented here, and what it holds was not read.',
      };
    case 'not-a-command':
      return {
        what: 'a command that YAML takes for a map',
        line: one.line,
        why: 'A text that holds a colon and a space needs quotes around all of it.',
      };
    case 'pipe':
      return {
        what: plain(masked(`pipe: ${one.name}`)),
        line: one.line,
        why: one.likely
          ? 'By its name this pipe may push, and what it does is not in the file.'
          : 'What this pipe does is not in the file.',
      };
    case 'command': {
      const { what, line, inFile, why, likely } = one.hidden;
      return {
        what: onOneLine(masked(what)).slice(0, longestCommand),
        line,
        ...(inFile !== undefined && { file: plain(inFile) }),
        why: reasons[why][likely ? 0 : 1],
        ...(isFollowed(one.hidden) && { withRoot: true as const }),
      };
    }
  }
}

/** A script of the shell or of package.json, or a target: others are named in any case. */
function isFollowed({ why, what, inFile }: Hidden): boolean {
  if (inFile !== undefined) return false;
  if (why === 'file') return !/\.(?:py|rb|pl|php|[cm]?[jt]s|ps1|groovy|go)(?![\w.])/i.test(what);
  return why === 'package-script' || why === 'package-hooks' || why === 'make';
}

/** Why a command was not followed: where it is likely to push, and where it is not. */
const reasons: Record<Hidden['why'], readonly [likely: string, otherwise: string]> = {
  file: ['By its name this script may push, and it could not be read here.', 'This script could not be read here.'],
  'package-script': [
    'By its name this script of `package.json` may push, and it could not be read here.',
    'This script of `package.json` could not be read here.',
  ],
  'package-hooks': [
    'It runs scripts of `package.json`, which could not be read here.',
    'It runs scripts of `package.json`, which could not be read here.',
  ],
  make: [
    'By its name this target may push, and not all that it does could be read here.',
    'Not all that this target does could be read here.',
  ],
  target: [
    'By its name this may push, and what it does is not in the file.',
    'What the repository has it do is not in the file.',
  ],
  computed: [
    'By its words this command may push, and what it runs is worked out only when the step runs.',
    'What it runs is worked out only when the step runs.',
  ],
  program: [
    'By its name this program may push, and what it does is not in the file.',
    'What this program does is not in the file.',
  ],
  container: [
    'It may push from a container, and what runs there is not all in the file.',
    'What runs in the container is not all in the file.',
  ],
  language: [
    'By its words this program may push, and programs in other languages are not followed.',
    'This program runs others, and programs in other languages are not followed.',
  ],
  'not-understood': [
    'This cannot be read: a quote, a bracket or a closing word is missing, ' +
      'or too much of it stands inside of each other. What follows may push.',
    'This cannot be read.',
  ],
  'another-machine': [
    'It pushes from another machine, whose clone and credential are not in the file.',
    'What runs on another machine is not all in the file.',
  ],
};
