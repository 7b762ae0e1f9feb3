import { ForgeKvsAPIError, kvs, type Ttl } from '@forge/kvs';

/**
 * Sets a value where there is none under this key, and says whether it did: of those who try at once only one does.
 * Forge may take two days to delete what has expired, and until then it is still there.
 */
export async function isNewKey(key: string, value: number | object, ttl: Ttl): Promise<boolean> {
  try {
    await kvs.set(key, value, { keyPolicy: 'FAIL_IF_EXISTS', ttl });
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'KEY_CONFLICT') return false;
    throw error;
  }
}
