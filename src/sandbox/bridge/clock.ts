/// <reference lib="dom" />

/** Lets every `Date` of this page go ahead of the machine's, by as many milliseconds as the script's own tag says. */
export function followClock(): void {
  const ahead = Number(document.currentScript?.dataset['ahead'] ?? 0);
  if (!(ahead > 0)) return;
  const machineDate = Date;
  globalThis.Date = new Proxy(machineDate, {
    construct: (made, args, caller) =>
      Reflect.construct(made, args.length === 0 ? [made.now() + ahead] : args, caller) as Date,
    get: (made, name, receiver) =>
      name === 'now' ? () => made.now() + ahead : (Reflect.get(made, name, receiver) as unknown),
  });
}
