import type { Asked } from '../rivals/rules';

/** Every one of these people on every one of these branches. */
export function cellsOf(people: number, branches: number) {
  return {
    count: people * branches,
    run: (asked: Asked): (() => unknown) =>
      asked(0, 0) instanceof Promise ? waited.bind(undefined, asked) : everyCell.bind(undefined, asked),
    /** As one text. */
    async answers(asked: Asked): Promise<string> {
      const answers: boolean[] = [];
      for (let person = 0; person < people; person++)
        for (let branch = 0; branch < branches; branch++) answers.push(await asked(person, branch));
      return answers.map(Number).join('');
    },
  };

  function everyCell(asked: Asked): void {
    for (let person = 0; person < people; person++)
      for (let branch = 0; branch < branches; branch++) void asked(person, branch);
  }

  async function waited(asked: Asked): Promise<void> {
    for (let person = 0; person < people; person++)
      for (let branch = 0; branch < branches; branch++) await asked(person, branch);
  }
}
