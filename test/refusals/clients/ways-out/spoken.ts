/** The programs that ways out print commands of. */
const programs = ['apt-get', 'chmod', 'curl', 'git', 'printf', 'ssh', 'ssh-add', 'ssh-keygen'];

/** What stands in code type with a space and is no command: lines of settings. */
const settings = ['Host ', 'IdentityFile ', 'IdentitiesOnly ', 'ControlMaster ', 'ControlPath ', 'clone: '];

/** The commands in a sentence, in its order: what stands in code type and begins with a program. */
export function commandsIn(sentence: string): string[] {
  return inCode(sentence).filter((text) => programs.includes(text.split(' ')[0] ?? '') && text.includes(' '));
}

/** What stands in code type and is neither a command of a known program, nor a single word, nor a setting. */
export function unclearIn(sentence: string): string[] {
  const known = new Set(commandsIn(sentence));
  return inCode(sentence).filter(
    (text) => text.includes(' ') && !known.has(text) && !settings.some((start) => text.startsWith(start)),
  );
}

function inCode(sentence: string): string[] {
  return [...sentence.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
}
