import { describe, expect, test } from '@jest/globals';
import { pushesOf, walked } from '../scripts';

const api = 'https://api.bitbucket.org/2.0/repositories';
const web = `${api}/acme/web`;
const grant = 'https://bitbucket.org/site/oauth2/access_token -d grant_type=client_credentials';
const bearer = '-H "Authorization: Bearer $T"';

describe("requests to Bitbucket's API change branches as pushes do", () => {
  test.each<[command: string, ...changes: string[]]>([
    [
      `curl -X POST ${bearer} ${web}/refs/branches -d '{"name":"a/b","target":{"hash":"x"}}'`,
      'create a/b as access-token',
    ],
    [`curl -sfXPOST ${bearer} ${web}/refs/branches --data-raw '{"name":"x"}'`, 'create x as access-token'],
    [`curl ${web}/refs/branches --request=POST --oauth2-bearer $T --json '{"name":"x"}'`, 'create x as access-token'],
    [`curl -u a:$P --url ${web}/refs/branches --data "{\\"name\\": \\"r/$V\\"}"`, 'create ?r/$V as person'],
    [
      `V=1; curl -u a:$P ${web}/refs/branches --data "{\\"name\\": \\"r/$V\\", \\"at\\": \\"$H\\"}"`,
      'create r/1 as person',
    ],
    [`curl -u a:b ${web}/refs/branches -d '{"name" : "x", "target" : {"hash" : "default",} }'`, 'create x as person'],
    [`curl -u a:b ${web}/refs/branches -d @body.json`, 'create ?$… as person'],
    [`curl -u a:b ${web}/refs/branches -d '{"a":1}' -d '{"name":"x"}'`, 'create ?$… as person'],
    [`curl -X DELETE -u a:b ${web}/refs/branches/x%2Fy`, 'delete x/y as person'],
    [`curl -XDELETE -u a:b ${api}/$BITBUCKET_REPO_FULL_NAME/refs/branches/$B`, 'delete ?$B as person'],
    [
      `curl -XDELETE -u a:b ${api}/%7Bsome%7D/%7Bfc2e7aad-1306-4e8c-b171-b1d6b1d54968%7D/refs/branches/x`,
      'delete x as person',
    ],
    [`curl -X POST ${bearer} ${web}/pullrequests/12/merge`, 'merge ?the destination as access-token'],
    [
      `curl -X POST ${bearer} ${web}/pullrequests/$BITBUCKET_PR_ID/merge -d '{}'`,
      'merge ?$BITBUCKET_PR_DESTINATION_BRANCH as access-token',
    ],
    [`curl -u a:b ${web}/src -F message=m -F /x=@x`, 'push main as person'],
    [`curl -u a:b ${web}/src -F message=m -F branch=next -F /x=@x`, 'push next as person'],
    [`curl -u a:b ${web}/src -d "message=m&branch=dev%2Fx"`, 'push dev/x as person'],
    [`curl -u a:b ${web}/src --data-urlencode "branch=$B"`, 'push ?$B as person'],
    [`curl -u a:b "${web}/src?branch=q" -F /x=@x`, 'push q as person'],
    [`curl -u a:b ${web}/src -d @form`, 'push ?$… as person'],
    [`curl -u a:b ${web}/src -F "branch=<name.txt"`, 'push ?$… as person'],
    [`curl -X POST ${bearer} ${web}/refs/tags -d '{"name":"v1"}'`, 'push refs/tags/v1 as access-token'],
    [`curl -X DELETE ${bearer} ${web}/refs/tags/v1`, 'delete refs/tags/v1 as access-token'],
    [`curl -X DELETE -u a:b ${api}/acme/other/refs/branches/x`, 'delete x -> acme/other as person'],
    [`curl -X DELETE -u a:b ${api}/$W/web/refs/branches/x`, 'delete x -> ? as person'],
    [
      `curl -X DELETE -u a:b 'https://bitbucket.org/!api/2.0/repositories/ACME/Web/refs/branches/x'`,
      'delete x as person',
    ],
    [`U=${web}; curl -X DELETE -u a:b $U/refs/branches/x`, 'delete x as person'],
    [
      `curl -X DELETE https://x-token-auth:$T@api.bitbucket.org/2.0/repositories/acme/web/refs/branches/x`,
      'delete x as access-token',
    ],
    [`curl -X DELETE ${web}/refs/branches/x`, 'delete x as not-known (no-credential-in-request)'],
    [`curl -n -X DELETE ${web}/refs/branches/x`, 'delete x as not-known (basic-header)'],
    [`curl -u "$AUTH" -X DELETE ${web}/refs/branches/x`, 'delete x as not-known (basic-header)'],
    [`curl -H "$AUTH" -X DELETE ${web}/refs/branches/x`, 'delete x as not-known (basic-header)'],
    [`curl -H 'Authorization: Basic abc' -X DELETE ${web}/refs/branches/x`, 'delete x as not-known (basic-header)'],
    [`curl -u a:b ${bearer} -X DELETE ${web}/refs/branches/x`, 'delete x as not-known (basic-header)'],
    [`T=$(curl -su $K:$S ${grant}); curl -X DELETE ${bearer} ${web}/refs/branches/x`, 'delete x as oauth-client'],
    [`wget --method=DELETE --header="Authorization: Bearer $T" ${web}/refs/branches/x`, 'delete x as access-token'],
    [`wget --post-data='{"name":"x"}' --user=ana --password=$P ${web}/refs/branches`, 'create x as person'],
    [`docker run curlimages/curl -X DELETE -u a:$P ${web}/refs/branches/x`, 'delete x as person'],
    [`curl ${web}/refs/branches`],
    [`curl -G -d q=x ${web}/refs/branches`],
    [`curl -I -X HEAD ${web}/refs/branches/x`],
    [`curl -X POST -u a:b ${web}/pullrequests -d '{"source":{"branch":{"name":"x"}}}'`],
    [`curl -X POST -u a:b ${web}/pullrequests/1/approve`],
    [`curl -X POST -u a:b ${web}/branch-restrictions -d '{"kind":"push"}'`],
    [`curl -X DELETE https://api.github.com/repos/acme/web/git/refs/heads/x`],
    [`curl -X DELETE https://evil.example/?x=api.bitbucket.org/2.0/repositories/acme/web/refs/branches/x`],
    [`echo curl -X DELETE ${web}/refs/branches/x`],
  ])('%s', (command, ...changes) => {
    const why = walked(command).found.map(({ destination: { as } }) => (as.as === 'not-known' ? ` (${as.why})` : ''));
    expect(pushesOf(command).map((one, at) => one.replace(' -> here', '') + (why[at] ?? ''))).toEqual(changes);
  });

  test.each([
    'curl -X POST "$API/refs/branches" -d \'{"name":"x"}\'',
    'curl -X DELETE $API/refs/branches/old',
    'curl -X POST "$API/pullrequests/$ID/merge"',
    `curl -X $METHOD ${web}/refs/branches/x`,
  ])('at an address or by a method that is not known it is named: %s', (command) => {
    expect(walked(command)).toMatchObject({ found: [], hidden: [{ what: command, likely: true }] });
  });

  test.each([
    'curl $API/refs/branches',
    'curl -X POST $API/pipelines/ -d {}',
    'curl -X POST $HOOK -d text=refs/branches',
  ])('and what only reads, or asks for something else, is not: %s', (command) => {
    expect(walked(command)).toMatchObject({ found: [], hidden: [] });
  });

  test('each names its page', () => {
    for (const { page } of walked(
      `curl -X POST ${web}/refs/branches -d {}; curl -X DELETE ${web}/refs/branches/x; ` +
        `curl -X POST ${web}/pullrequests/1/merge; curl -X POST ${web}/src`,
    ).found)
      expect(page).toMatch(/^https:\/\/developer\.atlassian\.com\/cloud\/bitbucket\/rest\/api-group-\w+\/#api-[\w-]+$/);
  });
});
