import type { Signature } from '../signatures/signature';

/** What the statuses mean where a tool prints no more than one, and how Python's requests words them. */
const statuses: readonly [status: number, words: string, ...names: Signature['names']][] = [
  [
    401,
    'Unauthorized',
    { cause: 'invalid-credentials', certainty: 'likely' },
    { cause: 'token-expired', certainty: 'possible' },
  ],
  [
    403,
    'Forbidden',
    { cause: 'token-scopes', certainty: 'possible' },
    { cause: 'repository-access', certainty: 'possible' },
  ],
  [404, 'Not Found', { cause: 'repository-not-found', certainty: 'possible' }],
  [410, 'Gone', { cause: 'endpoint-removed', certainty: 'likely' }],
  [429, 'Too Many Requests', { cause: 'rate-limit', certainty: 'likely' }],
];

/** A fault of the server, or of whatever stands before it. */
const faults: typeof statuses = [
  [500, 'Internal Server Error', { cause: 'network', certainty: 'likely' }],
  [502, 'Bad Gateway', { cause: 'network', certainty: 'likely' }],
  [503, 'Service Unavailable', { cause: 'network', certainty: 'likely' }],
  [504, 'Gateway Time-out', { cause: 'network', certainty: 'likely' }],
];

/** How tools word a status. `{status}` is the number. */
const phrases = [
  '{status} {words}',
  '{words} - {status}',
  'http response code: {status}',
  'response code: {status}',
  'response code {status}',
  'response status code was {status}',
  'status code of {status}',
  'status code {status}',
  'status code: {status}',
  'status: {status}',
  'statusCode: {status}',
  'status={status}',
  'status code was {status}',
  'HTTP/1.1 {status}',
  'HTTP/2 {status}',
  '(HTTP {status})',
  'HTTP error {status}',
  'HTTP error: {status}',
  'Server returned HTTP response code: {status}',
  'responded with {status}',
  'response {status}',
  'returned {status}',
  'returned status {status}',
  'failed with status {status}',
  'code={status}',
  'code: {status}',
  'error code: {status}',
  'got {status}',
  'indicate success: {status}',
  'HTTP error [{status}]',
  '({status})',
];

const api = 'https://api.bitbucket.org/2.0/repositories/acme/web';

/** A status of the REST API, whose address stands in the same line; as sure as that gets. */
function ofTheApi([status, words, ...names]: (typeof statuses)[number]): Signature {
  const shown = String(status);
  return {
    says: [
      `${shown} Client Error: ${words} for url: https://api.bitbucket.org`,
      `https://api.bitbucket.org/{any} ${shown}`,
      `https://bitbucket.org/api/{any} ${shown}`,
      `api.bitbucket.org/{any}…code: ${shown}`,
      `api.bitbucket.org/{any}…code ${shown}`,
      `api.bitbucket.org/{any}…status ${shown}`,
      `api.bitbucket.org/{any}…returned ${shown}`,
      `${shown}…https://api.bitbucket.org/`,
    ],
    speaker: 'cloud',
    names,
    trailer: true,
    samples: [
      `requests.exceptions.HTTPError: ${shown} Client Error: ${words} for url: ${api}/default-reviewers`,
      `GET https://api.bitbucket.org/2.0/repositories/acme ${shown} (Tinybucket::Error::ServiceError)`,
      `GET https://bitbucket.org/api/1.0/user/repositories: ${shown}`,
      `Error in accessing ${api}/src/main, http response code: ${shown}`,
      `GET ${api} failed, code ${shown}`,
      `GET ${api}: unexpected status ${shown}`,
      `request to ${api} returned ${shown}`,
      `[${shown}] ${api}`,
    ],
    source: 'the REST API, through tools',
  };
}

/** A status in a tool's words, of whatever host. */
function ofTools([status, words, ...names]: (typeof statuses)[number]): Signature {
  const says = phrases.map((phrase) => phrase.replace('{status}', String(status)).replace('{words}', words));
  const [first, second = first] = says;
  return {
    says,
    speaker: 'git',
    names: possible(names),
    ...(status >= 500 && { ways: ['see-status', 'try-again'] }),
    trailer: true,
    samples: [`request failed: ${first ?? ''}`, `request failed: ${second ?? ''}\r\n`],
    source: 'tools that ask over HTTP',
  };
}

/** A file that a package manager fetches, such as Composer's `[401] https://bitbucket.org/acme/web/get/1a2b.zip`. */
function ofDownloads([status, , ...names]: (typeof statuses)[number]): Signature {
  const shown = String(status);
  return {
    says: [
      `[${shown}] https://bitbucket.org/`,
      `https://bitbucket.org/{any}…(HTTP/1.1 ${shown}`,
      `https://bitbucket.org/{any}…(HTTP/2 ${shown}`,
      `https://bitbucket.org/{any}…HTTP code ${shown}`,
    ],
    speaker: 'cloud',
    names: status === 403 || status === 404 ? hidden : names,
    trailer: true,
    samples: [
      `  [${shown}] https://bitbucket.org/acme/web/get/1a2b3c.zip`,
      `The "https://bitbucket.org/acme/web/get/1a2b3c.zip" file could not be downloaded (HTTP/1.1 ${shown} )`,
      `The "https://bitbucket.org/acme/web/get/1a2b3c.zip" file could not be downloaded (HTTP/2 ${shown} )`,
      `Failed to download https://bitbucket.org/acme/web/get/1a2b3c.zip: HTTP code ${shown}`,
    ],
    source: 'https://getcomposer.org/doc/articles/authentication-for-private-packages.md',
  };
}

const hidden: Signature['names'] = [
  { cause: 'repository-not-found', certainty: 'likely' },
  { cause: 'repository-access', certainty: 'possible' },
  { cause: 'invalid-credentials', certainty: 'possible' },
];

function possible([first, ...others]: Signature['names']): Signature['names'] {
  return [{ ...first, certainty: 'possible' }, ...others.map((one) => ({ ...one, certainty: 'possible' as const }))];
}

/** Statuses as tools print them that are not git. */
export const httpStatuses: readonly Signature[] = [
  ...statuses.map(ofTheApi),
  ...statuses.map(ofDownloads),
  ...[...statuses, ...faults].map(ofTools),
];
