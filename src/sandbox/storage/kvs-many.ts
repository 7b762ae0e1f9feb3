import * as v from 'valibot';
import { answer, badKey, badValue, entityKept, lookUp, put, refuse, setItem } from './kvs-items';
import type { Store } from './store';

const keyItem = v.object({ key: v.string(), entityName: v.optional(v.string()) });
const most = 25;

/** Several values at once, each on its own: those that fail do not stop the others. */
export function batch(store: Store, verb: string, body: unknown, now: number): Response {
  const items = v.parse(v.array(verb === 'set' ? setItem : keyItem), body);
  if (items.length > most) return refuse(400, 'BATCH_TOO_LARGE', 'At most 25 items in one batch.');
  const successfulKeys: object[] = [];
  const failedKeys: object[] = [];
  for (const item of items) {
    const { key } = item;
    const wrong =
      item.entityName === undefined
        ? (badKey(key) ?? ('value' in item ? badValue(item.value) : undefined))
        : entityKept();
    const found = lookUp(store.values, key, now);
    if (wrong)
      failedKeys.push({
        key,
        error: { code: 'INVALID_REQUEST', message: `The key or value of ${JSON.stringify(key)} is not allowed.` },
      });
    else if (verb === 'get' && !found)
      failedKeys.push({ key, error: { code: 'KEY_NOT_FOUND', message: 'The specified key does not exist.' } });
    else {
      if ('value' in item) put(store.values, item, now);
      else if (verb === 'delete') store.values.delete(key);
      successfulKeys.push({ key, ...(verb === 'get' && found) });
    }
  }
  if (verb !== 'get') store.save();
  return answer(200, { successfulKeys, failedKeys });
}

const transaction = v.object({
  set: v.optional(v.array(setItem), []),
  delete: v.optional(v.array(keyItem), []),
  check: v.optional(v.array(keyItem), []),
});

/** All or nothing. Checks and conditions belong to custom entities. */
export function transact(store: Store, body: unknown, now: number): Response {
  const { set, delete: gone, check } = v.parse(transaction, body);
  const all = [...set, ...gone, ...check];
  if (all.length > most) return refuse(422, 'TRANSACTION_TOO_LARGE', 'At most 25 operations in one transaction.');
  if (all.some(({ entityName }) => entityName !== undefined)) return entityKept();
  for (const { key } of all) {
    const wrong = badKey(key);
    if (wrong) return wrong;
  }
  for (const { value } of set) {
    const wrong = badValue(value);
    if (wrong) return wrong;
  }
  for (const item of set) put(store.values, item, now);
  for (const { key } of gone) store.values.delete(key);
  store.save();
  return answer(204);
}
