import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio/slim';
import type { Permissions } from '../host/manifest';

/**
 * The content security policy that Forge sends with a page of the app, without the address that violations are reported
 * to: nothing leaves this machine.
 */
export function policyOf(page: string, permissions: Permissions): string {
  const processing = new CSPProcessingService({ info: () => undefined }, load);
  const existingCSPDetails = processing.getCspDetails(page, permissions);
  return new CSPInjectionService()
    .getInjectableCSP({ existingCSPDetails, microsEnv: 'prod' })
    .filter((directive) => !directive.startsWith('report-uri '))
    .join('; ');
}
