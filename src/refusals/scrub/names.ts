/**
 * What a secret is called, as parts of regular expressions that match in any letter case. A new name is a word here.
 *
 * A password may hold spaces, so that what follows it is taken to the end of the line; a token is one run of
 * characters.
 */

/** Names of passwords, in the languages of Git, ssh and tools. */
export const passwords = [
  'passwords?',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'kennw(?:o|ö|oe)rt',
  'passw(?:o|ö)rt(?:er)?',
  'contrase(?:ñ|n|nh)a',
  'clave',
  'mot de passe',
  'mots de passe',
  'motdepasse',
  'senha',
  'hasło',
  'haslo',
  'wachtwoord',
  'lösenord',
  'losenord',
  'passord',
  'adgangskode',
  'salasana',
  'heslo',
  'jelsz(?:ó|o)',
  'parol(?:a|e)',
  'şifre',
  'sifre',
  'mật khẩu',
  'κωδικός',
  'пароль',
  '密码',
  '密碼',
  '口令',
  'パスワード',
  '암호',
  '비밀번호',
  'identified by',
  'סיסמה',
  'كلمة المرور',
  'palavras?[- ]passe',
  'palavras?[- ]chave',
  'has(?:ł|l)(?:em|a|u)(?![a-z])',
  'парол(?:я|ю|ем|е|и)',
  'lozink[aue]',
  'zaporka',
  'geslo(?![a-z])',
  'slaptažodis',
  'parool',
  'парола',
  'лозинка',
  'kata sandi',
  'รหัสผ่าน',
  'पासवर्ड',
  '暗証番号',
  'ססמה',
  'رمز عبور',
  'contrasenya',
  'fjalëkalim',
  'lykilorð',
  'paswoord',
  'passwrd',
  'pasword',
  'passord',
  'psw(?![a-z])',
  '(?:ssh|db|my|user|git|admin|root|smtp|mail|ftp|http|proxy|ldap|store|key|svn|bind|rt|repo|nexus|registry|auth|login' +
    '|sudo|deploy)_?pass(?![a-z])',
  '(?:ssh|db|user|git|admin|root|repo|nexus|login|sudo|deploy)_?pw(?![a-z])',
] as const;

/** Names of passwords only where a word begins: they also occur inside ordinary words. */
export const shortPasswords = ['pass', 'pw', 'pin', 'otp', 'mdp', 'puk'] as const;

/** Names of tokens, keys and session ids. */
export const tokens = [
  'tokens?',
  'secrets?',
  'api[ _-]?keys?',
  'access[ _-]?keys?',
  'account[ _-]?keys?',
  'shared[ _-]?access[ _-]?keys?',
  'private[ _-]?keys?',
  'signing[ _-]?keys?',
  'encryption[ _-]?keys?',
  'master[ _-]?keys?',
  'subscription[ _-]?keys?',
  'deploy[_-]keys?',
  'credentials?',
  'jwt',
  'jsessionid',
  'phpsessid',
  'sessionid',
  'session[ _-]id',
  'crumb',
  'who_can_push_key',
  'bearer',
  'cookie',
  'access[ _-]?code',
  'authcode',
  'auth_code',
  'auth code',
  'client[ _-]?assertion',
  'samlresponse',
  'connection[ _-]?string',
  'private[ _-]mac',
  'hmac(?:[ _-]?(?:key|secret))?',
  'app(?:lication)?[ _-]?keys?',
  '(?:aes|des|cipher|crypto|symmetric|wrapping|root|unseal|recovery|licen[cs]e)[ _-]?keys?',
  'client[ _-]?key(?:[ _-]data)?',
  'sonar[._]login',
  'zugangsdaten',
  'anmeldedaten',
  'logindaten',
  'identifiants',
  'credenciales',
  'credenciais',
  'credenziali',
  'dane logowania',
  'inloggegevens',
  'учётные данные',
  'учетные данные',
] as const;

/** Names of tokens only where a word begins. */
export const shortTokens = ['auth', 'sid', 'pat', 'creds?', 'csrf', 'xsrf'] as const;

/** Names of tokens only before an equals sign, as in a query: in prose they are ordinary words. */
const queryTokens = [
  'signature',
  'sig',
  'x-amz-credential',
  'awsaccesskeyid',
  'code_verifier',
  'assertion',
  'storage_?key',
] as const;

/** One of them, with what may precede it. */
export const queryToken = `(?:x-(?:amz|goog)-)?(?:${queryTokens.join('|')})`;

/** Any of the names; short ones also where a longer word ends so. */
const begins = new RegExp(
  [...passwords, ...tokens, `(?:${[...shortPasswords, ...shortTokens].join('|')})(?![a-z])`, queryToken].join('|'),
  'gi',
);

/**
 * Where one of the names begins, in order: where none does, no pattern that begins with a name needs to be tried. One
 * pass.
 */
export function namesIn(text: string): readonly number[] {
  const places: number[] = [];
  begins.lastIndex = 0;
  for (let match = begins.exec(text); match; match = begins.exec(text)) {
    places.push(match.index);
    begins.lastIndex = match.index + 1;
  }
  return places;
}

/** Names of headers whose whole value is a secret. */
export const headers = [
  '(?:proxy-)?authorization',
  '(?:set-)?cookie2?',
  '(?:x-)?(?:[a-z]{1,20}-){0,3}(?:api-?key|auth-?token|access-?token|private-?token|security-?token|csrf-?token' +
    '|xsrf-?token|vault-token|subscription-key|crumb)',
  'private-token',
  'job-token',
  'deploy-token',
  'x-(?:[a-z]{1,20}-){0,2}signature(?:-256)?',
  'x-jfrog-art-api',
] as const;

/** Authentication schemes that precede the secret in a header. */
export const schemes = [
  'basic',
  'bearer',
  'token',
  'digest',
  'negotiate',
  'ntlm',
  'aws4-hmac-sha256',
  'jwt',
  'apikey',
  'sharedkey',
  'hmac',
] as const;
