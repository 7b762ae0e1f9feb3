/**
 * The characters that may follow a token's beginning: those of any base64, letters and digits, or hexadecimal digits.
 */
export type Alphabet = 'letters' | 'alphanumeric' | 'hex';

/** A kind of token: who issues it, how it begins, which characters follow, and how many at least. */
export interface TokenShape {
  of: string;
  begins: readonly string[];
  in: Alphabet;
  least: number;
  /** Its whole length, beginning included, where documented: a wrapped token is put together up to this length. */
  whole?: number;
}

/**
 * The beginnings of `-----BEGIN RSA PRIVATE KEY-----` and the like in base64, as far as they differ from those of
 * certificates and public keys.
 */
const encodedKeys = [
  'BSU0EgUFJJVkFURS',
  'BPUEVOU1NIIFBSSVZBVEUg',
  'BFQyBQUklWQVRFI',
  'BEU0EgUFJJVkFURS',
  'BFTkNSWVBURUQgUFJJVkFUR',
  'BQUklWQVRFIEtFW',
  'BQR1AgUFJJVkFURS',
].map((what) => `LS0tLS1CRUdJTi${what}`);

/**
 * Tokens recognised by their beginning. A new kind is a line here; tests make its samples from it. `least` is below
 * what the vendors issue, as texts are cut off. Facts from the vendors' pages, and from the rules of gitleaks and of
 * secretlint's recommended preset (both MIT), as of 2026-11.
 */
export const tokenShapes: readonly TokenShape[] = [
  { of: 'Atlassian API token', begins: ['ATATT3'], in: 'letters', least: 10, whole: 192 },
  { of: 'Bitbucket access token', begins: ['ATCTT3'], in: 'letters', least: 10, whole: 192 },
  { of: 'Bitbucket app password', begins: ['ATBB'], in: 'letters', least: 12, whole: 36 },
  { of: 'Atlassian, other', begins: ['ATATT', 'ATCTT', 'ATOA', 'ATSAT', 'ATST', 'ATLAS'], in: 'letters', least: 14 },
  { of: 'Bitbucket Data Center', begins: ['BBDC-'], in: 'letters', least: 16, whole: 49 },
  { of: 'GitHub', begins: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], in: 'alphanumeric', least: 16, whole: 40 },
  { of: 'GitHub, fine-grained', begins: ['github_pat_'], in: 'letters', least: 16, whole: 93 },
  {
    of: 'GitLab',
    begins: [
      'glpat-',
      'gldt-',
      'glptt-',
      'glft-',
      'gloas-',
      'glrt-',
      'glcbt-',
      'glsoat-',
      'glagent-',
      'glimt-',
      'glffct-',
      'GR1348941',
    ],
    in: 'letters',
    least: 16,
  },
  { of: 'npm', begins: ['npm_'], in: 'alphanumeric', least: 20, whole: 40 },
  { of: 'PyPI', begins: ['pypi-'], in: 'letters', least: 16 },
  { of: 'RubyGems', begins: ['rubygems_'], in: 'hex', least: 16, whole: 57 },
  { of: 'NuGet', begins: ['oy2'], in: 'alphanumeric', least: 43, whole: 46 },
  { of: 'Clojars', begins: ['CLOJARS_'], in: 'alphanumeric', least: 16, whole: 68 },
  { of: 'Docker Hub', begins: ['dckr_pat_', 'dckr_oat_'], in: 'letters', least: 12, whole: 36 },
  { of: 'JFrog', begins: ['AKCp', 'cmVmd'], in: 'alphanumeric', least: 40 },
  { of: 'SonarQube', begins: ['sqp_', 'squ_', 'sqa_'], in: 'hex', least: 16, whole: 44 },
  {
    of: 'Slack',
    begins: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxo-', 'xoxr-', 'xoxs-', 'xoxe-', 'xoxe.', 'xapp-'],
    in: 'letters',
    least: 10,
  },
  { of: 'Amazon, key id', begins: ['AKIA', 'ASIA', 'ABIA', 'ACCA'], in: 'alphanumeric', least: 16, whole: 20 },
  { of: 'Amazon, session', begins: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'ABSKQmVkcm9ja'], in: 'letters', least: 16 },
  { of: 'Google', begins: ['AIza'], in: 'letters', least: 20, whole: 39 },
  { of: 'Google, OAuth', begins: ['ya29.', 'GOCSPX-'], in: 'letters', least: 16 },
  { of: 'Stripe', begins: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'], in: 'letters', least: 10 },
  { of: 'OpenAI, Anthropic', begins: ['sk-', 'sk-proj-', 'sk-ant-'], in: 'letters', least: 20 },
  { of: 'Groq, xAI, Perplexity, Replicate', begins: ['gsk_', 'xai-', 'pplx-', 'r8_'], in: 'alphanumeric', least: 24 },
  { of: 'Hugging Face', begins: ['hf_', 'api_org_'], in: 'alphanumeric', least: 20, whole: 37 },
  { of: 'HashiCorp Vault', begins: ['hvs.', 'hvb.', 'hvr.'], in: 'letters', least: 16 },
  { of: 'DigitalOcean', begins: ['dop_v1_', 'doo_v1_', 'dor_v1_'], in: 'hex', least: 16, whole: 71 },
  { of: 'Doppler', begins: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'], in: 'letters', least: 16 },
  { of: 'Dynatrace', begins: ['dt0c01.', 'dt0s01.'], in: 'letters', least: 16, whole: 96 },
  { of: 'Databricks', begins: ['dapi'], in: 'hex', least: 32, whole: 36 },
  { of: 'Grafana', begins: ['glc_', 'glsa_'], in: 'letters', least: 20 },
  { of: 'Sentry', begins: ['sntrys_', 'sntryu_', 'sntrya_'], in: 'letters', least: 20 },
  { of: 'New Relic', begins: ['NRAK-', 'NRII-', 'NRJS-'], in: 'letters', least: 16 },
  { of: 'Postman', begins: ['PMAK-'], in: 'letters', least: 20, whole: 64 },
  { of: 'Pulumi', begins: ['pul-'], in: 'hex', least: 20, whole: 44 },
  { of: 'PlanetScale', begins: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], in: 'letters', least: 16 },
  { of: 'Supabase', begins: ['sbp_', 'sb_secret_'], in: 'letters', least: 20 },
  { of: 'Heroku', begins: ['HRKU-'], in: 'letters', least: 20 },
  { of: 'Fly', begins: ['fo1_', 'fm1a_', 'fm1r_', 'fm2_'], in: 'letters', least: 20 },
  {
    of: 'Netlify, Vercel, Render',
    begins: ['nfp_', 'vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'rnd_'],
    in: 'alphanumeric',
    least: 20,
  },
  { of: 'Figma', begins: ['figd_'], in: 'letters', least: 20 },
  { of: 'Linear', begins: ['lin_api_', 'lin_oauth_'], in: 'alphanumeric', least: 16 },
  { of: 'Notion', begins: ['ntn_'], in: 'alphanumeric', least: 20, whole: 50 },
  { of: 'SendGrid', begins: ['SG.'], in: 'letters', least: 20, whole: 69 },
  { of: 'Mailgun', begins: ['key-'], in: 'hex', least: 32, whole: 36 },
  { of: 'Shopify', begins: ['shpat_', 'shpca_', 'shppa_', 'shpss_'], in: 'alphanumeric', least: 16, whole: 38 },
  { of: 'Square', begins: ['sq0atp-', 'sq0csp-', 'sq0idp-', 'EAAAE'], in: 'letters', least: 16 },
  { of: 'Facebook', begins: ['EAAC', 'EAAM'], in: 'alphanumeric', least: 60 },
  { of: 'Twilio', begins: ['SK'], in: 'hex', least: 32, whole: 34 },
  {
    of: 'CircleCI, Buildkite, Prefect, Infracost',
    begins: ['CCIPAT_', 'CCIPRJ_', 'bkua_', 'bkct_', 'pnu_', 'ico-'],
    in: 'letters',
    least: 20,
  },
  { of: 'OpenShift', begins: ['sha256~'], in: 'letters', least: 30, whole: 50 },
  { of: 'Tailscale', begins: ['tskey-'], in: 'letters', least: 12 },
  { of: '1Password', begins: ['ops_eyJ'], in: 'letters', least: 20 },
  { of: 'Alibaba Cloud, key id', begins: ['LTAI'], in: 'alphanumeric', least: 16 },
  { of: 'age', begins: ['AGE-SECRET-KEY-1'], in: 'alphanumeric', least: 16, whole: 74 },
  // What the text of a private key begins with, alone in a line or after another: OpenSSH, PKCS #1, PKCS #8, SEC 1.
  { of: 'OpenSSH private key', begins: ['b3BlbnNzaC1rZXktdjE'], in: 'letters', least: 4 },
  { of: 'private key in base64', begins: encodedKeys, in: 'letters', least: 4 },
  {
    of: 'private key',
    begins: [
      'MC4CAQAwBQYDK2V',
      'MFECAQEwBQYDK2V',
      'MHcCAQEE',
      'MIGkAgEBBD',
      'MIGHAgEAMBMGByqGSM49',
      'MIG2AgEAMBAGByqGSM49',
    ],
    in: 'letters',
    least: 8,
  },
];
