const oauthScopes = new Set(
  `account account:write email issue issue:write pipeline pipeline:variable pipeline:write project project:admin
  pullrequest pullrequest:write repository repository:admin repository:delete repository:write runner runner:write
  snippet snippet:write team team:write test test:write webhook wiki`.split(/\s+/),
);

/** Whether a word is a scope of Bitbucket's, in either vocabulary. */
export function isScope(word: string): boolean {
  return oauthScopes.has(word) || /^(?:read|write|admin|delete):[a-z]+(?:-[a-z]+)*:bitbucket$/.test(word);
}
