import { functionKey } from './called';
import { armOf, open, where } from './conditions';
import { endChains, endFrame, type Frame, type Walk } from './frames';
import { read } from './nested';
import type { Word } from './shell-words';
import { copied, known, notKnown } from './values';

/** Gives how many words it takes. */
type Reserved = (walk: Walk, words: Word[]) => number;

function opening(kind: Frame['kind'], entry: boolean): Reserved {
  return (walk) => {
    walk.frames.push({ kind, ends: [], ...(entry && { entry: copied(walk.state) }) });
    return 1;
  };
}

function closing(...kinds: Frame['kind'][]): Reserved {
  return (walk) => {
    endChains(walk);
    if (kinds.includes(walk.frames.at(-1)?.kind ?? 'chain')) endFrame(walk);
    return 1;
  };
}

export const reservedWords: Record<string, Reserved> = {
  if: opening('if', false),
  then: (walk) => {
    endChains(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'if') {
      frame.entry = copied(walk.state);
      walk.state = where(frame.condition ?? open, true, walk.state);
    }
    return 1;
  },
  elif: (walk) => {
    otherwise(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'if') {
      // What `elif` tests holds only where the earlier condition does not; a further `if` inside its `else` says the same.
      delete frame.entry;
      delete frame.condition;
    }
    return 1;
  },
  else: (walk) => {
    otherwise(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'if') frame.hasElse = true;
    return 1;
  },
  fi: closing('if'),
  while: opening('loop', true),
  until: opening('loop', true),
  do: () => 1,
  done: closing('loop'),
  for: (walk, words) => {
    walk.frames.push({ kind: 'loop', ends: [], entry: copied(walk.state) });
    const name = firstText(words.slice(1));
    const items = words.slice(3);
    const [only] = items;
    if (name !== '')
      walk.state.values.set(
        `$${name}`,
        only && items.length === 1 && only.parts.every((part) => 'text' in part)
          ? read(only, walk, 0)
          : notKnown(`$${name}`, { because: 'looped', name: `$${name}` }),
      );
    return words.length;
  },
  case: (walk, words) => {
    const [, subject, , ...patterns] = words;
    walk.frames.push({
      kind: 'case',
      ends: [],
      entry: copied(walk.state),
      inPattern: true,
      patterns,
      ...(subject && { subject }),
    });
    return words.length;
  },
  esac: (walk) => {
    endChains(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'case') {
      if (!frame.inPattern) frame.ends.push(walk.state);
      endFrame(walk);
    }
    return 1;
  },
  function: (walk, words) => {
    walk.state.values.set(functionKey(firstText(words.slice(1))), known(''));
    const brace = words.findIndex((word) => firstText([word]) === '{');
    if (brace >= 0) walk.frames.push({ kind: 'function', ends: [], entry: copied(walk.state) });
    else walk.names = true;
    return brace < 0 ? words.length : brace + 1;
  },
  '{': (walk) => {
    const kind = walk.names ? 'function' : 'braces';
    delete walk.names;
    walk.frames.push({ kind, ends: [], entry: copied(walk.state) });
    return 1;
  },
  '}': closing('function', 'braces'),
  '!': () => 1,
};

function otherwise(walk: Walk) {
  endChains(walk);
  const frame = walk.frames.at(-1);
  if (frame?.kind !== 'if' || !frame.entry) return;
  frame.ends.push(walk.state);
  walk.state = where(frame.condition ?? open, false, frame.entry);
}

/** An arm of `case` runs where its pattern matches; the next ones, where it does not. */
export function enterArm(frame: Frame, walk: Walk) {
  frame.inPattern = false;
  const { entry, subject, patterns = [] } = frame;
  if (!entry || !subject) return;
  const said = armOf(subject, patterns, (word) => read(word, walk, 0));
  walk.state = where(said, true, entry);
  frame.entry = where(said, false, entry);
}

export function firstText(words: Word[]): string {
  const [part] = words[0]?.parts ?? [];
  return words[0]?.quoted === false && part && 'text' in part && words[0].parts.length === 1 ? part.text : '';
}
