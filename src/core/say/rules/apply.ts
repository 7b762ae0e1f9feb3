import { callsOf, type Call } from '../../apply/calls';
import { terraformOfChange } from '../../apply/change-configuration';
import { operationsOf } from '../../apply/operations';
import type { Facts } from '../../model';
import type { Change } from '../../questions/change/change';
import { namesOf } from '../../repository';
import { quoted, type Shell } from '../../words/shell';
import { withTellingNames } from '../../words/telling-names';
import { jsonText } from '../../words/visible';
import { notesOn, stayingIn } from './apply-notes';
import { screenSteps } from './screen';
import type { ScreenStep } from './screen-step';

/** A request that somebody can send, and what to know before. */
export interface SpokenCall extends Call {
  /** A line for the shell; the credential comes from the environment. */
  curl: string;
  note?: string;
}

/** A change as one can make it, in three ways. None of it is ever done here. */
export interface Applied {
  /** In the order in which Bitbucket can take them. What its API cannot do stands on the screen alone. */
  rest: SpokenCall[];
  screen: ScreenStep[];
  /** What to add to the code and take away from it; empty where nothing changes. */
  terraform: string;
}

/** A change as requests, as steps on Bitbucket's screen, and as Terraform. */
export function sayApply(change: Change, facts: Facts, shell: Shell = 'posix'): Applied {
  const operations = operationsOf(change, facts);
  const staying = stayingIn(facts);
  // Resources are named after the restrictions that were read, so Terraform takes the operations as they are.
  const named = withTellingNames(operations);
  const rest = callsOf(named, namesOf(facts.repository)).flatMap(({ operation, call }) => {
    if (!call) return [];
    const note = notesOn(operation, facts, staying).join(' ');
    return [{ ...call, curl: curlLine(call, shell), ...(note !== '' && { note }) }];
  });
  const screen = screenSteps(named, facts, staying);
  return { rest, screen, terraform: terraformOfChange(operations, facts) };
}

const host = 'https://api.bitbucket.org';

/**
 * The request as a line for the shell. Windows PowerShell hands a program no quotes, and what it pipes is ASCII alone,
 * so there the body goes that way; `curl` by itself is another command there.
 */
function curlLine({ method, path, body }: Call, shell: Shell): string {
  const address = quoted(`${host}${path}`, shell);
  const start = ['--fail-with-body', '--request', method, '--user'];
  if (shell === 'posix') {
    const data = body && ["--header 'Content-Type: application/json' --data", quoted(jsonText(body))];
    return ['curl', ...start, '"$BITBUCKET_EMAIL:$BITBUCKET_API_TOKEN"', ...(data ?? []), address].join(' ');
  }
  const line = ['curl.exe', ...start, '"${env:BITBUCKET_EMAIL}:${env:BITBUCKET_API_TOKEN}"'];
  if (!body) return [...line, address].join(' ');
  const data = "--header 'Content-Type: application/json' --data-binary '@-'";
  return [`'${inAscii(body).replaceAll("'", "''")}' |`, ...line, data, address].join(' ');
}

function inAscii(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
