import { tokenShapes, type Alphabet } from '../../../src/refusals/scrub/token-shapes';

/** A form of a secret in a text: what it is, the text, and the secrets in it, in the pieces they have there. */
export type Form = readonly [what: string, text: string, ...secrets: string[]];

// Made up. What would look real to a scanner of secrets is put together here, and stands nowhere whole.
const tt3 = ['T', 'T3'].join('');
const sqp = ['sq', 'p_'].join('');
const KEY = ['K', 'EY'].join('');
const pw = 'kunzer2wolf';
const phrase = 'correct zebra';
const long = ['Zq7xV2kLm9', 'Tp4Rb8Wc3N', 's6JdY5gHf1'].join('');
const hex = ['9f3b7c1e5a2d8f60', '4b7d1c9e3a5f2086', 'd1e7b3a95c0f4286', '7a9c3e1b5d8f2046'].join('');
const token = `ATA${tt3}xFfGF0${long}=1A2B3C4D`;
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJhbmEifQ', `Xk3${long}`].join('.');
const key64 = (n: number) =>
  Array.from({ length: n }, (_, at) =>
    `${'MIIEowIBAAKCAQEAxq7Zr2Kp9WvT4nYb8LsD3gHf6JmQ1cXe5uRo0aVtNzBi+kPw'.slice(at, 64)}${'Qd8/Ty3R'.repeat(8)}`.slice(
      0,
      64,
    ),
  ).join('\n');
const key = key64(4);
const keyLines = key.split('\n');
const at = (second: number) => `2026-11-21T08:00:0${String(second)}Z `;
const begin = (what: string) => `-----BEGIN ${what}PRIVATE ${KEY}-----`;
const end = (what: string) => `-----END ${what}PRIVATE ${KEY}-----`;
const basic = Buffer.from(`ana:${pw}`).toString('base64');

/** A sample of each kind of token, as long as the vendor's or as short as is still taken for one. */
const bodies: Record<Alphabet, string> = {
  letters: `${long}-${long}_${long}`.repeat(4),
  alphanumeric: long.repeat(6),
  hex: hex.repeat(2),
};
const shaped: Form[] = tokenShapes.flatMap((shape) =>
  shape.begins.flatMap((name): Form[] => {
    const body = bodies[shape.in].slice(
      0,
      shape.whole === undefined ? shape.least : Math.max(shape.least, shape.whole - name.length),
    );
    return [[`${shape.of}, ${name}`, `using ${name}${body} now`, body]];
  }),
);

const addresses: Form[] = [
  [
    'a password in a URL',
    `fatal: unable to access 'https://ana:${pw}@bitbucket.org/acme/web.git/': The requested URL returned error: 403`,
    pw,
  ],
  ['of a mail address as user', `To https://ana%40example.com:${pw}@bitbucket.org/acme/web.git`, pw],
  ['with slashes and at signs', 'To https://ana:a/bcde@c/dfgh@bitbucket.org/acme/web.git', 'a/bcde@c/dfgh'],
  ['with a space', `error: failed to push some refs to 'https://ana:${phrase}@bitbucket.org/acme/web.git'`, phrase],
  [
    'with a space, short',
    "error: failed to push some refs to 'https://ana:ab cdef@bitbucket.org/acme/web.git'",
    'ab cdef',
  ],
  ['with a number sign', `To https://ana:${pw}#wxyz9@bitbucket.org/acme/web.git`, `${pw}#wxyz9`],
  ['with a question mark', `To https://ana:wolf?${pw}@bitbucket.org/acme/web.git`, `wolf?${pw}`],
  ['a token as the user', `To https://${token}@bitbucket.org/acme/web.git`, token],
  ['an unknown token as the user', `To https://${long}@bitbucket.org/acme/web.git`, long],
  ['the user x-token-auth', `git clone https://x-token-auth:${pw}@bitbucket.org/acme/web.git`, pw],
  ['with a port', `To https://ana:${pw}@git.example.com:8443/acme/web.git`, pw],
  ['of SSH', `ssh://ana:${pw}@bitbucket.org/acme/web.git`, pw],
  ['of FTP', `ftp://ana:${pw}@files.example.com/x`, pw],
  ['of a database', `postgres://ana:${pw}@db.example.com:5432/web`, pw],
  ['of a proxy', `http_proxy=http://ana:${pw}@proxy.example.com:3128`, pw],
  ['encoded whole', `url=https%3A%2F%2Fana%3A${pw}%40bitbucket.org%2Facme%2Fweb`, pw],
  ['encoded twice', `url=https%253A%252F%252Fana%253A${pw}%2540bitbucket.org%252Facme`, pw],
  ['with %2F in a token', `using ATA${tt3}xFfGF0Zq7x%2FV2kLm9Tp4Rb8%2FWc3Ns6Jd now`, 'Zq7x%2FV2kLm9Tp4Rb8%2FWc3Ns6Jd'],
  ['as scp writes it', `ana:${pw}@bitbucket.org:acme/web`, pw],
  [
    'as scp writes it, in a sentence',
    `fatal: 'ana:${pw}@bitbucket.org:acme/web.git' does not appear to be a git repository`,
    pw,
  ],
  ['as scp writes it, a mail address as user', `ana@example.com:${pw}@bitbucket.org:acme/web`, pw],
  ['of a Go database', `ana:${pw}@tcp(127.0.0.1:3306)/web`, pw],
  ['without a scheme', `ana:${pw}@bitbucket.org/acme/web.git`, pw],
  ['without a user', `https://:${pw}@bitbucket.org/acme/web.git`, pw],
  ['of a query', `GET https://api.example.com/x?access_token=${long}&page=2`, long],
  ['of a fragment', `https://example.com/back#access_token=${long}`, long],
  ['in JSON', `{"url":"https:\\/\\/ana:${pw}@bitbucket.org\\/acme\\/web.git"}`, pw],
  [
    'signed, Amazon',
    `https://files.example.com/x?X-Amz-Credential=Zq7xV2kLm9/20261121&X-Amz-Signature=${hex}`,
    'Zq7xV2kLm9',
    hex,
  ],
  ['signed, Google', `https://files.example.com/x?X-Goog-Signature=${hex}`, hex],
  ['signed, CloudFront', `https://files.example.com/x?Expires=1&Signature=${long}~`, long],
  ['signed, Azure', `https://acme.blob.example.net/x?sv=2026-01-01&sig=${long}%3D`, long],
  ['a hook of Slack', `curl https://hooks.slack.com/services/${['T01ABCDEF', 'B02GHIJKL', long].join('/')}`, long],
  ['a hook of Discord', `https://discord.com/api/webhooks/123456789012345678/${long}`, long],
  [
    'a hook of Teams',
    `https://acme.webhook.office.com/webhookb2/${hex.slice(0, 32)}/IncomingWebhook/${hex.slice(32)}`,
    hex.slice(0, 32),
    hex.slice(32),
  ],
  ['a web trigger of Forge', `https://abc.hello.atlassian-dev.net/x1/${long}`, long],
];

const prompts: Form[] = [
  ['a prompt of git', `Password for 'https://ana@bitbucket.org': ${pw}`, pw],
  ['a prompt of git, words', `Password for 'https://ana@bitbucket.org': ${phrase}`, phrase],
  ['a prompt of git, letters', "Password for 'https://ana@bitbucket.org': wolverine", 'wolverine'],
  ['a prompt of ssh', `git@bitbucket.org's password: ${pw}`, pw],
  ['a prompt of a key', `Enter passphrase for key '/home/ana/.ssh/id_rsa': ${phrase}`, phrase],
  ['a prompt of sudo', `[sudo] password for ana: ${pw}`, pw],
  ['a bare prompt', `Password: ${pw}`, pw],
  ['a bare prompt, words', `Password: ${phrase}`, phrase],
  ['a prompt with a wide colon', `password：${pw}`, pw],
  ['Kennwort', `Kennwort: ${pw}`, pw],
  ['Kennwort für', `Kennwort für 'https://ana@bitbucket.org': ${pw}`, pw],
  ['Passwort', `Passwort: ${pw}`, pw],
  ['Contraseña', `Contraseña: ${pw}`, pw],
  ['Contraseña para', `Contraseña para 'https://ana@bitbucket.org': ${phrase}`, phrase],
  ['Mot de passe', `Mot de passe pour 'https://ana@bitbucket.org' : ${pw}`, pw],
  ['Senha', `Senha: ${pw}`, pw],
  ['Hasło', `Hasło: ${pw}`, pw],
  ['Wachtwoord', `Wachtwoord: ${pw}`, pw],
  ['Lösenord', `Lösenord: ${pw}`, pw],
  ['пароль', `Пароль: ${pw}`, pw],
  ['密码', `密码：${pw}`, pw],
  ['パスワード', `パスワード: ${pw}`, pw],
  ['암호', `암호: ${pw}`, pw],
  ['Şifre', `Şifre: ${pw}`, pw],
  ['the next line', `Password for 'https://ana@bitbucket.org':\n${pw}`, pw],
  ['the next line of a log', `${at(1)}Password:\n${at(2)}${pw}`, pw],
  ['a Bearer in the next line', `${at(1)}Authorization: Bearer\n${at(2)}${long}`, long],
  ['a Bearer in the next line, bare', `Authorization: Bearer\n    ${long}`, long],
  ['a header in the next line', `authorization:\n  Bearer ${long}`, long],
  ['a token in the next line', `token:\n  ${long}`, long],
  ['a quoted one in the next line', `"password":\n    "${phrase}"`, phrase],
  ['a block of YAML', `password: |\n  ${pw}`, pw],
];

const assignments: Form[] = [
  ['a variable', `BITBUCKET_API_TOKEN=${pw} git push`, pw],
  ['a quoted variable', `PW="${phrase}" git push`, phrase],
  ['PW', `PW=${pw}`, pw],
  ['a variable in single quotes', `export GIT_PASSWORD='${phrase}'`, phrase],
  ['quotes within', `PASSWORD='wolf'"'"'${pw}'`, pw],
  ['an escaped quote within', `{"password":"wolf\\"${pw}"}`, `wolf\\"${pw}`],
  ['a comma within', `password=wolf,${pw}`, `wolf,${pw}`],
  ['shell characters within', `password=wolf;${pw}`, `wolf;${pw}`],
  ['letters only', 'password=wolverine', 'wolverine'],
  ['digits only', 'password=20469', '20469'],
  ['a dollar', 'password=$2y$10$wolverineZq', '$2y$10$wolverineZq'],
  ['words', `protocol=https\nhost=bitbucket.org\npassword=${phrase}`, phrase],
  ['what a credential helper printed', `protocol=https\nhost=bitbucket.org\nusername=ana\npassword=${pw}`, pw],
  ['YAML', `  api_token: ${pw}`, pw],
  ['YAML, words', `  password: ${phrase}`, phrase],
  ['JSON', `{"password":"${pw}","user":"ana"}`, pw],
  ['JSON, words', `{ "password" : "${phrase}", "user": "ana" }`, phrase],
  ['JSON in JSON', `{\\"password\\":\\"${pw}\\"}`, pw],
  ['JSON in JSON, words', `{\\"password\\":\\"${phrase}\\",\\"user\\":\\"ana\\"}`, phrase],
  ['JSON in JSON in JSON', `{\\\\\\"password\\\\\\":\\\\\\"${phrase}\\\\\\"}`, phrase],
  ['JSON by codes', `{\\u0022password\\u0022:\\u0022${phrase}\\u0022}`, phrase],
  ['a page', `&quot;password&quot;:&quot;${phrase}&quot;`, phrase],
  ['a query, encoded', `body=%7B%22password%22%3A%22${pw}%22%7D`, pw],
  ['a form', `grant_type=password&client_secret=${pw}`, pw],
  ['XML', `<password>${pw}</password>`, pw],
  ['XML, words', `<Password>${phrase}</Password>`, phrase],
  ['XML with attributes', `<server:secretKey type="x">${phrase}</server:secretKey>`, phrase],
  ['an attribute', `<server password="${phrase}"/>`, phrase],
  ['an attribute beside', `<add key="DbPassword" value="${phrase}"/>`, phrase],
  ['name and value', `{"name":"GIT_TOKEN","value":"${phrase}"}`, phrase],
  ['name and value of YAML', `- name: GIT_TOKEN\n  value: ${pw}`, pw],
  ['Ruby', `:password => '${phrase}'`, phrase],
  ['Pascal', `Password := '${phrase}'`, phrase],
  ['Python', `config["password"] = "${phrase}"`, phrase],
  ['PowerShell', `$env:GIT_TOKEN = '${phrase}'`, phrase],
  ['Windows', `set GIT_TOKEN=${pw}`, pw],
  ['camel case', `accessToken: ${pw}`, pw],
  ['inside a word', `PGPASSWORD=${pw} psql`, pw],
  ['of the webhook', `export WHO_CAN_PUSH_KEY=${hex.slice(0, 16)}:${long}`, long],
  [
    'of the webhook, bare',
    `with ${hex.slice(0, 16)}:${`${long}${long}`.slice(0, 43)}= it works`,
    `${long}${long}`.slice(0, 43),
  ],
  ['AccountKey', `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${long}==;EndpointSuffix=x`, long],
  ['SharedAccessKey', `Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=${long}=`, long],
  ['SharedAccessSignature', `SharedAccessSignature sr=x&sig=${long}&se=1`, long],
  ['a string of a connection', `Server=db;User Id=ana;Password=${pw};`, pw],
  ['Pwd', `Server=db;Uid=ana;Pwd=${pw};`, pw],
  ['JSESSIONID', `JSESSIONID=${hex.slice(0, 32)}`, hex.slice(0, 32)],
  ['session_id', `session_id=${long}`, long],
  ['PHPSESSID', `PHPSESSID=${hex.slice(0, 26)}`, hex.slice(0, 26)],
  ['JENKINS_CRUMB', `JENKINS_CRUMB=${hex}`, hex],
  ['npmrc', `//registry.example.com/:_authToken=${hex.slice(0, 36)}`, hex.slice(0, 36)],
  ['npmrc, basic', `//registry.example.com/:_auth=${basic}`, basic],
  ['Docker', `"auth": "${basic}"`, basic],
  ['a row of SQL', `CREATE USER ana WITH PASSWORD '${pw}'`, pw],
  ['IDENTIFIED BY', `ALTER USER ana IDENTIFIED BY '${phrase}'`, phrase],
  ['private MAC of PuTTY', `Private-MAC: ${hex.slice(0, 40)}`, hex.slice(0, 40)],
];

const commandLines: Form[] = [
  ['curl -u', `curl -u ana:${pw} https://bitbucket.org`, pw],
  ['curl -u, quoted', `curl -u "ana:${phrase}" https://bitbucket.org`, phrase],
  ['curl -u, short words', 'curl -u "ana:ab cdef" https://bitbucket.org', 'ab cdef'],
  ['curl -su', `curl -su ana:${pw} https://bitbucket.org`, pw],
  ['curl -uana:', `curl -uana:${pw} https://bitbucket.org`, pw],
  ['curl -u"', `curl -u"ana:${phrase}" https://bitbucket.org`, phrase],
  ['curl --user', `curl --user ana:${pw} https://bitbucket.org`, pw],
  ['curl --user=', `curl --user='ana:${phrase}' https://bitbucket.org`, phrase],
  ['curl --proxy-user', `curl --proxy-user ana:${pw} https://bitbucket.org`, pw],
  ['curl -U', `curl -U ana:${pw} https://bitbucket.org`, pw],
  ['curl, a mail address as user', `curl -u ana@example.com:${token} https://api.bitbucket.org`, token],
  ['wget', `wget --http-password=${pw} https://example.com`, pw],
  ['sshpass -p', `sshpass -p ${pw} ssh git@bitbucket.org`, pw],
  ['sshpass -p together', `sshpass -p${pw} ssh git@bitbucket.org`, pw],
  ['sshpass, quoted', `sshpass -p'${phrase}' ssh git@bitbucket.org`, phrase],
  ['mysql', `mysql -h db -u root -p${pw} web`, pw],
  ['mysqldump', `mysqldump -uroot -p'${phrase}' web`, phrase],
  ['mysql --password', `mysql --password=${pw}`, pw],
  ['docker login', `docker login -u ana -p ${pw} registry.example.com`, pw],
  ['docker login by a pipe', `echo "${pw}" | docker login -u ana --password-stdin`, pw],
  ['echo into sudo', `echo ${phrase} | sudo -S git push`, phrase],
  ['--password', `svn commit --username ana --password ${pw}`, pw],
  ['--password, quoted', `svn commit --password "${phrase}"`, phrase],
  ['--token', `gh auth --token ${pw}`, pw],
  ['--api-token=', `forge login --api-token=${pw}`, pw],
  ['--account-key', `az storage blob list --account-key ${long}==`, long],
  ['a list of arguments', `["curl","-u","ana:${phrase}","https://x"]`, phrase],
  ['a list of arguments, named', `["svn","--password","${phrase}"]`, phrase],
  ['openssl', `openssl rsa -passin pass:${pw} -in key`, pw],
  ['7z', `7z x -p${pw} a.zip`, pw],
  ['redis-cli', `redis-cli -a ${pw} ping`, pw],
  ['.netrc', `machine bitbucket.org login ana password ${pw}`, pw],
  ['.netrc over lines', `machine bitbucket.org\n  login ana\n  password ${pw}`, pw],
  ['a header in an argument', `git -c http.extraHeader="Authorization: Bearer ${token}" push`, token],
  ['a header in an argument, basic', `git -c http.extraheader="AUTHORIZATION: basic ${basic}" fetch`, basic],
];

const headerForms: Form[] = [
  ['Authorization: Basic', `=> Send header: Authorization: Basic ${basic}`, basic],
  ['Authorization: Bearer', `> authorization: Bearer ${token}`, token],
  ['Authorization, short', '> Authorization: Bearer abc123', 'abc123'],
  ['Authorization, no scheme', `> Authorization: ${pw}`, pw],
  ['Authorization: Digest', `> Authorization: Digest username="ana", response="${hex.slice(0, 32)}"`, hex.slice(0, 32)],
  ['Authorization: AWS4', `> Authorization: AWS4-HMAC-SHA256 Credential=Zq7xV2kLm9, Signature=${hex}`, hex],
  ['Proxy-Authorization', `proxy-authorization: ${pw}`, pw],
  ['of JSON', `{"Authorization":"Bearer ${pw}","Accept":"*/*"}`, pw],
  ['of JSON in JSON', `{\\"Authorization\\":\\"Bearer ${pw}\\"}`, pw],
  ['a quoted Bearer', '"Bearer abc123"', 'abc123'],
  ['a quoted Bearer of letters', '"Bearer wolverine"', 'wolverine'],
  ['a short basic', 'basic YW5hOnB3', 'YW5hOnB3'],
  ['a short basic with padding', 'sent basic YW5hOnA=', 'YW5hOnA='],
  ['Bearer in a sentence', `sent Bearer ${pw} twice`, pw],
  ['Bearer, encoded', `header=Bearer%20${long}`, long],
  ['Cookie', `Cookie: a=${pw}; b=${long}`, pw, long],
  ['Set-Cookie', `<= Recv header: Set-Cookie: cloud.session.token=${jwt}; Path=/`, jwt],
  ['X-Api-Key', `X-Api-Key: ${pw}`, pw],
  ['Private-Token', `PRIVATE-TOKEN: ${pw}`, pw],
  ['Job-Token', `JOB-TOKEN: ${pw}`, pw],
  ['X-Amz-Security-Token', `x-amz-security-token: ${long}`, long],
  ['X-Vault-Token', `X-Vault-Token: ${pw}`, pw],
  ['Jenkins-Crumb', `Jenkins-Crumb: ${hex}`, hex],
  ['X-Hub-Signature-256', `X-Hub-Signature-256: sha256=${hex}`, hex],
  ['x-webtrigger-signature', `x-webtrigger-signature: sha256=${hex}`, hex],
  ['x-webtrigger-signature in an argument', `curl -H "x-webtrigger-signature: sha256=${hex}" https://x`, hex],
  ['a JSON web token', `got ${jwt} back`, jwt.split('.')[0] ?? '', jwt.split('.')[1] ?? '', long],
];

const sentences: Form[] = [
  ['the token X', `I used the token ${pw} there`, pw],
  ['the token X, quoted', `the token "${long}" was refused`, long],
  ['password is X', `my password is ${pw}`, pw],
  ['password is X, words', `the password is ${phrase}`, phrase],
  ['password is X, letters', 'the password is wolverine', 'wolverine'],
  ['with password X', `log in with password ${pw} please`, pw],
  ['API token X', `API token ${long}`, long],
  ['app password X', `with the app password ${long}`, long],
  ['token is X', `remote: the token is ${pw}`, pw],
  ['X is the password', `${pw} is my password`, pw],
  ['X as the token', `use ${long} as the token`, long],
  ['secret sha256=', `secret sha256=${hex}`, hex],
  ['secret X', `client secret ${long}`, long],
  ['in a refusal', `remote: Invalid token ${long}`, long],
  ['in a refusal, in brackets', `remote: Invalid credentials (token ${pw})`, pw],
  ['Kennwort lautet', `das Kennwort lautet ${pw}`, pw],
  ['apart from its name', `The token of the build, made by Ana, is this: ${long}`, long],
];

/** Made of small and capital letters, a punctuation character and digits, as people make them. */
const human = 'Moos-Farn27k';
const other = 'Sand_Korn38w';
const base64Of = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const keyIn64 = base64Of(`${begin('EC ')}\n${keyLines.join('\n')}`);
const keyOf32 = hex.slice(0, 32);

const otherLanguages: Form[] = [
  ['Zugangsdaten', `Zugangsdaten fürs Lager: kim / ${human}`, human],
  ['palavra-passe', `A palavra-passe: ${human}`, human],
  ['hasło to', `nowe hasło to ${human} od wczoraj`, human],
  ['parola è', `la parola è ${human}, non va`, human],
  ['пароль — …', `наш пароль — ${human}`, human],
  ['пароль — …, in Cyrillic', 'наш пароль — ЛипаМост45', 'ЛипаМост45'],
  ['с паролем', `вхожу с паролем ${human}`, human],
  ['パスワードは', `パスワードは ${human} のはずです`, human],
  ['密码是', `密码是 ${human} 没错`, human],
  ['비밀번호는', `비밀번호는 ${human} 입니다`, human],
  ['que uso es', `la contraseña que uso es ${human}`, human],
  ['est maintenant', `mon mot de passe est maintenant ${human}`, human],
  ['mdp', `mdp: ${human}`, human],
  ['von … auf', `Kennwort von ${human} auf ${other} gestellt`, human, other],
  ['wide letters', `ＴＯＫＥＮ＝${long}`, long],
];

const talk: Form[] = [
  ['from … to', `we changed the password from ${human} to ${other} today`, human, other],
  ['creds with a slash', `creds: kim / ${human}`, human],
  ['creds with a slash, without spaces', `creds: kim/${human}`, human],
  ['login with a bar', `login for staging: kim | ${human}`, human],
  ['user and pass', `bob: user kim pass ${human} ok?`, human],
  ['a question and its answer', `bob: which password?\nkim: ${human}`, human],
  ['a question and its answer, with stamps', `which passphrase?\nkim 9:12 AM\n${human}`, human],
  ['a line left free', `This is the password:\n\n  ${human}\n\nThe error is`, human],
  ['repeated without its name', `GIT_TOKEN=${long}\n+ debug ${long} done`, long],
  ['a PIN', 'the PIN of the card is 573920, the PUK 91827364', '573920', '91827364'],
  ['a code for once', 'your login code is 573 920', '573 920'],
  ['a code for once, named', 'Enter 2FA code: 573920', '573920'],
  ['a code for once, German', 'Ihr Sicherheitscode lautet 573920', '573920'],
  ['recovery codes', `Recovery codes\n 1) k3f92-88xq1\n 2) p0d84-71mz6`, 'k3f92-88xq1', 'p0d84-71mz6'],
  [
    'backup codes in columns',
    'Backup codes (each works once):\n4821 7730   6638 0264\n4127 9983   5570 1162',
    '4821 7730',
    '6638 0264',
    '4127 9983',
    '5570 1162',
  ],
  ['the seed of an authenticator', 'setup key: mzxw 6ytb oi2h k3tp ojzs a43f', 'mzxw 6ytb oi2h k3tp ojzs a43f'],
  [
    'the words of a wallet',
    'recovery phrase: garden pilot quartz tunnel marble sunset engine copper dragon window pepper bridge',
    'quartz tunnel',
    'pepper bridge',
  ],
  [
    'the words of a wallet, in lines',
    `Seed phrase\n${'garden pilot quartz tunnel marble sunset engine copper dragon window pepper bridge'
      .split(' ')
      .map((word, n) => `${String(n + 1)}. ${word}`)
      .join('\n')}`,
    'quartz',
    'pepper',
  ],
];

const tables: Form[] = [
  [
    'Markdown',
    `| name | password | host |\n|------|:--------:|------|\n| kim | ${human} | a |\n| lee | ${other} | b |`,
    human,
    other,
  ],
  ['a database', ` login | api_key \n-------+--------\n kim   | ${human}\n(1 row)`, human],
  ['commas', `user,token,host\nkim,${human},bitbucket.org`, human],
  ['semicolons and quotes', `id;Passwort\n7;"${human}"`, human],
  ['tabs', `name\tsecret\nci\t${human}`, human],
  ['rows that are named', `login | kim\npassword | ${human}`, human],
];

const tools: Form[] = [
  ['askpass', `case "$1" in\n  Username*) echo kim ;;\n  Password*) echo '${human}' ;;\nesac`, human],
  ['askpass, alone', `$ cat askpass.sh\n#!/bin/sh\necho ${human}`, human],
  ['.pgpass', `db.example.com:5432:web:kim:${human}`, human],
  ['.pgpass with stars', `*:*:*:kim:${human}`, human],
  ['a hash of bcrypt', `kim:$2y$${['10', hex.slice(0, 53)].join('$')}`, hex.slice(0, 53)],
  ['a hash of a shadow', `root:$6$salt$${long}${long}:19800:0:99999:7:::`, `${long}${long}`],
  ['a hash of LDAP', `userPassword: {SSHA}${long}ab==`, long],
  ['net use', `net use Y: \\\\nas\\pub ${human} /user:kim`, human],
  ['net user', `net user kim ${human} /add`, human],
  ['schtasks', `schtasks /create /tn a /ru kim /rp ${human}`, human],
  ['ConvertTo-SecureString', `$p = ConvertTo-SecureString '${human}' -AsPlainText -Force`, human],
  ['ConvertTo-SecureString, named', `ConvertTo-SecureString -AsPlainText -Force -String '${human}'`, human],
  ['psexec', `psexec \\\\h -u kim -p ${human} cmd`, human],
  ['a certificate of curl', `curl -E me.p12:${human} https://x`, human],
  ['httpie', `http -a kim:${human} GET https://x`, human],
  ['httpie, long', `https --auth kim:${human} https://x`, human],
  ['keytool', `keytool -list -keystore a.jks -storepass ${human}`, human],
  ['gpg', `gpg --batch --passphrase ${human} -d a.gpg`, human],
  ['zip', `zip -P ${human} a.zip b`, human],
  ['Samba', `smbclient //h/s -U kim%${human}`, human],
  ['Redis', `cache:6379> AUTH default ${human}`, human],
  ['IMAP', `a1 LOGIN kim ${human}`, human],
  ['SMTP, plain', `AUTH PLAIN ${base64Of(`\0kim\0${human}`)}`, base64Of(`\0kim\0${human}`)],
  ['SMTP, login', `S: 334 UGFzc3dvcmQ6\nC: ${base64Of(human)}`, base64Of(human)],
  ['SMTP, login, bare', `334 UGFzc3dvcmQ6\n${base64Of(human)}`, base64Of(human)],
  ['Oracle', `jdbc:oracle:thin:kim/${human}@//ora:1521/XE`, human],
  ['sqlplus', `sqlplus -s kim/${human}@ora`, human],
  ['Sonar', `mvn verify -Dsonar.login=${hex.slice(0, 40)}`, hex.slice(0, 40)],
  ['a here-string', `read -r PASS <<< '${human}'`, human],
  ['an echo in the trace of a shell', `+ echo ${human}\n+ docker login -u kim --password-stdin`, human],
  ['what is encoded', `echo -n 'kim:${human}' | base64\n${base64Of(`kim:${human}`)}`, human, base64Of(`kim:${human}`)],
  ['user and password in base64', `sent ${base64Of(`kim.lee:${human}`)} again`, base64Of(`kim.lee:${human}`)],
  ['a wireless network', `WIFI:T:WPA;S:hall;P:${human};;`, human],
  ['SSHPASS', `SSHPASS=${human} sshpass -e ssh h`, human],
  ['psw of Jenkins', `"GIT_PSW=${human}"`, human],
];

const programs: Form[] = [
  ['a key in base64', `SSH_KEY_B64 is ${keyIn64.slice(0, 120)}`, keyIn64.slice(24, 120)],
  ['client-key-data', `    client-key-data: ${keyIn64.slice(0, 90)}`, keyIn64.slice(24, 90)],
  ['a web key', `{"kty":"EC","crv":"P-256","x":"${hex}","d":"${long}"}`, long],
  ['a web key of bytes', `{"k":"${long}","alg":"HS256","kty":"oct"}`, long],
  ['APP_KEY', `APP_KEY=base64:${base64Of(long)}`, base64Of(long)],
  ['application key', `application-key: ${keyOf32}`, keyOf32],
  ['AES key', `aes key: ${hex}`, hex],
  ['hmac', `hmac_key=${keyOf32}`, keyOf32],
  ['a pair', `auth=('kim', '${human}')`, human],
  ['a pair of Java', `new UsernamePasswordCredentialsProvider("kim", "${human}")`, human],
  ['a pair of .NET', `[Net.NetworkCredential]::new('kim','${human}')`, human],
  ['put together', `const token = '${long.slice(0, 15)}' +\n  '${long.slice(15)}';`, long.slice(0, 15), long.slice(15)],
  ['put together in one line', `$password = "${phrase}" . "${human}";`, phrase, human],
  ['a bot of Discord', `login("${['M', long.slice(0, 23), '.', 'Gx7k2P', '.', long].join('')}")`, long],
  ['a bot of Telegram', `https://api.telegram.org/bot${['123456789', `AA${long}xyz`].join(':')}/getMe`, long],
  ['Vault, older', `cannot use ${['s', `${long.slice(0, 23)}q`].join('.')} here`, long.slice(0, 23)],
  ['a code of OAuth', `GET /cb?code=${long}&state=1`, long],
  [
    'Digest in JSON',
    `{"log":"Authorization: Digest username="kim", cnonce="${hex.slice(0, 8)}", response="${keyOf32}""}`,
    keyOf32,
  ],
];

const folds: Form[] = [
  [
    'a token over two lines of a log',
    `${at(1)}using ${token.slice(0, 20)}\n${at(2)}${token.slice(20)} now`,
    token.slice(0, 20),
    token.slice(20),
  ],
  ['broken in its beginning', `${at(1)}using ATA\n${at(2)}${token.slice(3)}`, token.slice(3)],
  [
    'over three lines of a log',
    `${at(1)}using ${token.slice(0, 18)}\n${at(2)}${token.slice(18, 34)}\n${at(3)}${token.slice(34)}`,
    token.slice(6, 18),
    token.slice(18, 34),
    token.slice(34),
  ],
  [
    'in a quotation of a mail',
    `> using ${token.slice(0, 20)}\n> ${token.slice(20)}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  [
    'in a quotation of a quotation',
    `>> using ${token.slice(0, 20)}\n>> ${token.slice(20)}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  [
    'behind remote:',
    `remote: using ${token.slice(0, 20)}\nremote: ${token.slice(20)}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  [
    'behind the words of syslog',
    `Nov 21 08:00:01 ci git[12]: ${token.slice(0, 20)}\nNov 21 08:00:02 ci git[12]: ${token.slice(20)}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  [
    'behind the name of a container',
    `web-1  | using ${token.slice(0, 20)}\nweb-1  | ${token.slice(20)}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  [
    'behind other words that repeat',
    `10:00:01.123 [main] INFO a.b.Git - ${token.slice(0, 20)}\n10:00:01.124 [main] INFO a.b.Git - ${token.slice(20)}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  ['over lines with CR', `using ${token.slice(0, 20)}\r\n${token.slice(20)}\r\n`, token.slice(6, 20), token.slice(20)],
  ['a value over two lines', `TOKEN=${long.slice(0, 14)}\n${long.slice(14)}`, long.slice(0, 14), long.slice(14)],
  [
    'a value over three lines of a log',
    `${at(1)}TOKEN=${long.slice(0, 10)}\n${at(2)}${long.slice(10, 20)}\n${at(3)}${long.slice(20)}`,
    long.slice(0, 10),
    long.slice(10, 20),
    long.slice(20),
  ],
  [
    'a Bearer over two lines',
    `Authorization: Bearer ${long.slice(0, 14)}\n${long.slice(14)}`,
    long.slice(0, 14),
    long.slice(14),
  ],
  [
    'a URL over two lines',
    `${at(1)}To https://ana:${pw.slice(0, 6)}\n${at(2)}${pw.slice(6)}@bitbucket.org/acme/web.git`,
    pw.slice(0, 6),
    pw.slice(6),
  ],
  [
    'a token in a URL over two lines',
    `${at(1)}To https://x-token-auth:${token.slice(0, 30)}\n${at(2)}${token.slice(30)}@bitbucket.org/acme/web.git`,
    token.slice(6, 30),
    token.slice(30),
  ],
  [
    'folded as mails are encoded',
    `using ${token.slice(0, 20)}=\n${token.slice(20, 37)} now`,
    token.slice(6, 20),
    token.slice(20, 37),
  ],
  [
    'folded in JSON',
    `{"log":"${at(1)}using ${token.slice(0, 20)}\\n${at(2)}${token.slice(20)}\\n"}`,
    token.slice(6, 20),
    token.slice(20),
  ],
  [
    'a hexadecimal token over lines',
    `using ${sqp}${hex.slice(0, 20)}\n${hex.slice(20, 40)}\n`,
    hex.slice(0, 20),
    hex.slice(20, 40),
  ],
];

/** A character in the middle of a token, and of a password that is named. */
const parting: readonly (readonly [string, string])[] = [
  ['a character without width', '\u200B'],
  ['a joiner', '\u200D'],
  ['a word joiner', '\u2060'],
  ['a byte order mark', '\uFEFF'],
  ['a soft hyphen', '\u00AD'],
  ['a mark of direction', '\u202E'],
  ['a control character of C1', '\u009B'],
  ['another of C1', '\u0085'],
  ['a NUL', '\0'],
  ['a backspace', '\b'],
  ['a Hangul filler', '\u3164'],
  ['a grapheme joiner', '\u034F'],
  ['a variation', '\uFE0F'],
  ['a tag', '\u{E0061}'],
  ['a colour', '\u001B[31m'],
  ['a colour written out', '^[[31m'],
  ['a colour in octal', '\\033[31m'],
  ['a colour in hexadecimal', '\\x1b[31m'],
  ['a colour in JSON', '\\u001b[31m'],
  ['a colour in a shell', '\\e[31m'],
  ['a colour without its escape', '[31m'],
  ['a picture of an escape', '\u241B[0m'],
  ['a character without width in JSON', '\\u200b'],
];
const parted: Form[] = parting.flatMap(([what, character]): Form[] => [
  [
    `${what} in a token`,
    `using ${token.slice(0, 12)}${character}${token.slice(12)}`,
    token.slice(6, 12),
    token.slice(12),
  ],
  [`${what} in the beginning of a token`, `using ${token.slice(0, 3)}${character}${token.slice(3)}`, token.slice(6)],
  [`${what} in a name`, `pass${character}word=${pw}`, pw],
]);
const utf16 = (text: string) => text.split('').join('\0');
parted.push(
  ['UTF-16 with NULs', utf16(`using ${token} now`), token],
  ['UTF-16 with NULs and its mark', `\uFFFD\uFFFD${utf16(`password=${pw}`)}\0`, pw],
);

const keys: Form[] = [
  ['a private key', `${begin('RSA ')}\n${key}\n${end('RSA ')}`, ...keyLines],
  ['of OpenSSH', `${begin('OPENSSH ')}\n${key}\n${end('OPENSSH ')}`, ...keyLines],
  [
    'encrypted',
    `${begin('RSA ')}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,${hex.slice(0, 32).toUpperCase()}\n\n${key}\n${end('RSA ')}`,
    ...keyLines,
  ],
  ['without END', `${begin('RSA ')}\n${key}`, ...keyLines],
  [
    'without END, and a log goes on',
    `${begin('')}\n${key}\nremote: Permission denied to update branch main.`,
    ...keyLines,
  ],
  ['without BEGIN', `${key}\n${end('RSA ')}`, ...keyLines],
  ['without BEGIN, behind a log', `$ cat id_rsa\n${key}\n${end('RSA ')}\ndone`, ...keyLines],
  ['without both', key, ...keyLines],
  ['without both, and a rest', `${key}\nQd8Ty3RZq7x=`, ...keyLines, 'Qd8Ty3RZq7x='],
  ['without both, in a log', keyLines.map((line, n) => `${at(n)}${line}`).join('\n'), ...keyLines],
  ['in a log', [begin('RSA '), ...keyLines, end('RSA ')].map((line, n) => `${at(n)}${line}`).join('\n'), ...keyLines],
  ['in a quotation', [begin('RSA '), ...keyLines, end('RSA ')].map((line) => `> ${line}`).join('\n'), ...keyLines],
  ['in a log, without END', [begin('RSA '), ...keyLines].map((line, n) => `${at(n)}${line}`).join('\n'), ...keyLines],
  ['in one line', `SSH_KEY="${begin('')}\\n${keyLines.join('\\n')}\\n${end('')}\\n"`, ...keyLines],
  ['in one line, without END', `SSH_KEY="${begin('')}\\n${keyLines.join('\\n')}`, ...keyLines],
  ['in one line, with spaces', `${begin('')} ${keyLines.join(' ')} ${end('')}`, ...keyLines],
  ['with CR', `${begin('')}\r\n${keyLines.join('\r\n')}\r\n${end('')}`, ...keyLines],
  [
    'of four dashes',
    `---- BEGIN SSH2 ENCRYPTED PRIVATE ${KEY} ----\nComment: "x"\n${key}\n---- END SSH2 ENCRYPTED PRIVATE ${KEY} ----`,
    ...keyLines,
  ],
  [
    'of PGP',
    `-----BEGIN PGP PRIVATE ${KEY} BLOCK-----\nVersion: 1\n\n${key}\n=AbCd\n-----END PGP PRIVATE ${KEY} BLOCK-----`,
    ...keyLines,
  ],
  [
    "PuTTY's",
    `PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 4\n${key}\nPrivate-MAC: ${hex.slice(0, 40)}`,
    ...keyLines,
    hex.slice(0, 40),
  ],
  ["PuTTY's, in a log", ['Private-Lines: 4', ...keyLines].map((line, n) => `${at(n)}${line}`).join('\n'), ...keyLines],
  ["PuTTY's, one line", `Private-Lines: 1\n${long}\nPrivate-MAC: ${hex}`, long, hex],
  [
    'in the source of a program',
    `const key = "${begin('')}\\n" +\n${keyLines.map((line) => `  "${line}\\n" +`).join('\n')}\n  "${end('')}";`,
    ...keyLines,
  ],
  ['of one line', `MC4CAQAwBQYDK2VwBCIEI${long}${long}`.slice(0, 64), `${long}${long}`.slice(0, 40)],
];

/** A made-up word that no shape gives away. */
const plain = 'wolverine';
const named: Form[] = [
  ['joined to another word', `nexusPass=${pw}`, pw],
  ['joined to another word, a property', `-DrepoPass=${pw}`, pw],
  ['joined to another word, of a machine', `ROOTPW=${pw}`, pw],
  ['joined to another word, at a prompt', `adminPw: ${pw}`, pw],
  ['in bold', `**Token**: ${pw}`, pw],
  ['in bold with its colon', `**Token:** ${hex}`, hex],
  ['a list below', `tokens:\n  - ${hex}`, hex],
  ['a block of YAML', `password: >-\n  ${plain}`, plain],
  ['a block of YAML, as written', `password: |\n  ${plain}`, plain],
  ['a changed value of Terraform', `~ password = "${plain}" -> "Moos-Farn27k"`, plain, 'Moos-Farn27k'],
  ['a mask of GitHub', `::add-mask::${pw}`, pw],
  ['an output of GitHub', `::set-output name=token::${pw}`, pw],
  ['a variable of Azure', `##vso[task.setvariable variable=GIT_TOKEN]${hex}`, hex],
  ['a variable of Azure, secret', `##vso[task.setvariable variable=GIT_TOKEN;issecret=true]${hex}`, hex],
  ['a call', `client.setPassword("${plain}")`, plain],
  ['a call of a builder', `.password('${plain}')`, plain],
  ['a value with its type', `val token: String = "${hex}"`, hex],
  ['a value with its type, TypeScript', `let apiKey: string = "${pw}"`, pw],
  ['setx of Windows', `setx GIT_PASSWORD ${plain}`, plain],
  ['setenv of csh', `setenv GIT_PASSWORD ${plain}`, plain],
  ['set of fish', `set -gx GIT_PASSWORD ${plain}`, plain],
  ['a token as the user, no password', `https://${hex}:@git.example.org/simple`, hex],
  ['a header of Artifactory', `X-JFrog-Art-Api: ${long}`, long],
  ['a variable of Bitbucket', `{"key":"DEPLOY_TOKEN","uuid":"{9f3b}","value":"${pw}"}`, pw],
  ['a variable with two values', `{"key":"DB_PASSWORD","value":"${pw}","id":"x","default_value":"y"}`, pw],
  ['a token beside a sign', `token: ${pw} = the one of the build`, pw],
  ['a variable with more about it', `{"key":"DB_PASSWORD","secured":false,"value":"${plain}"}`, plain],
];

/** Every form in which a secret must not survive, by families. */
export const forms: Record<string, Form[]> = {
  tokens: shaped,
  named,
  addresses,
  prompts,
  assignments,
  'command lines': commandLines,
  headers: headerForms,
  sentences,
  'other languages': otherLanguages,
  talk,
  tables,
  tools,
  programs,
  folds,
  'parted by what nobody sees': parted,
  keys,
};
