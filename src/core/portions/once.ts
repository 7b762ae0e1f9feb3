/**
 * Makes something of an object when somebody first asks, and keeps it for as long as the object is there. To go through
 * thousands of people, or to sort them, takes longer than most that is then asked.
 */
export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, T>();
  return (of) => {
    let made = known.get(of);
    if (made === undefined) known.set(of, (made = make(of)));
    return made;
  };
}
