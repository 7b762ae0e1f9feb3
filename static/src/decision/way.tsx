import { Fragment } from 'react';
import { CopyCommand } from '../controls/copy/copy-button';
import { spansOf, Words } from '../words';

/** Programs whose commands a way out offers. Of Git, what has no option or name behind it is only spoken of. */
const offered = /^(?:git \S+ \S|(?:ssh|ssh-\w+|curl|curl\.exe|chmod|icacls|printf|who-can-push|npm|npx) \S|'protocol=)/;
const punctuation = /^[.,;:)]*/;

/** What stands between commands that are done one after the other. */
const joint = /^,? (?:and |then |and then )$/;

type Part = { text: string } | { commands: string[] };

/** A way out, with a button to copy each command in it; those done one after the other stand below each other. */
export function Way({ text }: { text: string }) {
  const parts = partsOf(text);
  return parts.map((part, at) => {
    if ('text' in part) {
      // What ends a sentence stands before the button, not after it.
      const isBehind = at > 0 && 'commands' in (parts[at - 1] ?? {});
      const rest = isBehind ? part.text.replace(punctuation, '') : part.text;
      return <Fragment key={at}>{rest !== '' && <Words text={rest} />}</Fragment>;
    }
    const next = parts[at + 1];
    const [command = '', ...others] = part.commands;
    if (others.length === 0)
      return (
        <CopyCommand
          key={at}
          command={command}
          after={next && punctuation.exec('text' in next ? next.text : '')?.[0]}
        />
      );
    return (
      <ol key={at} className="commands">
        {part.commands.map((one) => (
          <li key={one}>
            <CopyCommand command={one} />
          </li>
        ))}
      </ol>
    );
  });
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const { code, content, written } of spansOf(text)) {
    const [first, between] = parts.slice(-2);
    const last = parts.at(-1);
    if (!code || !offered.test(content)) {
      if (last && 'text' in last) last.text += written;
      else parts.push({ text: written });
    } else if (first && 'commands' in first && between && 'text' in between && joint.test(between.text)) {
      parts.pop();
      first.commands.push(content);
    } else parts.push({ commands: [content] });
  }
  return parts;
}
