import { mark } from './span';

/** Words with which tools make statements about a secret: after its name, none of them is the secret. */
const statementWords = new Set(
  `accepted allowed also and are as at authenticated authentication be been but by can cannot changed check
  compromised contains could created denied deprecated did disabled does during enabled error expired
  expires failed failure fatal for found from generated given had has have hidden if in incorrect input instead
  into invalid is it its lack lacks length less like limited may mismatch missing must needed needs never no not
  of on only or out over permission permissions prompt provided provider read rejected removed required reserved
  reset revoked scope scopes see sent set should so specified stored supported than that the their then there
  this to too type now yet still who how why always under unable unknown unset unsupported until usage use used
  user using valid validation via was were what when where which while will with without would wrong your you`.split(
    /\s+/,
  ),
);

/** The same in other languages, and the small words with which such sentences continue. */
const foreignStatementWords = new Set(
  `richtig korrekt falsch ungültig abgelaufen gesperrt geändert zurückgesetzt erforderlich nötig leer bekannt
  unbekannt verschlüsselt gespeichert gesetzt vergessen nicht kein noch schon sehr auch im in beim vom zum laut
  bon bonne juste exact exacte faux fausse incorrecte invalide expiré périmé bloqué changé modifié requis
  obligatoire vide refusé accepté valide pas bien encore dans toujours trop
  correcto correcta incorrecto incorrecta válido válida inválido inválida caducado caducada vencido vencida
  expirado expirada bloqueada obligatorio obligatoria vacía muy en el la
  correto incorreta incorreto vencida certa certo errada errado obrigatória vazia muito não na no
  corretta corretto sbagliata sbagliato scaduta scaduto errata valida valido richiesta obbligatoria vuota molto
  non nel nella
  poprawne prawidłowe niepoprawne nieprawidłowe błędne złe wygasło wymagane puste nie dobre jest
  juist onjuist verkeerd fout verlopen geblokkeerd vereist niet goed leeg
  rätt fel felaktigt utgånget spärrat inte giltigt ogiltigt riktig feil utløpt ugyldig ikke rigtig forkert
  udløbet
  doğru yanlış geçersiz süresi
  правильный верный неверный неправильный истёк истек
  просрочен устарел заблокирован обязателен не уже был`.split(/\s+/),
);

/** A statement about a secret where the sentence ends or turns after it; else a passphrase may begin like this. */
const qualities = new Set(
  (
    'fine ok okay good right safe same strong weak long short empty new old unchanged known working ' +
    'public private secret okay'
  ).split(' '),
);

/** A sentence continues after these, so the word before was not the beginning of a passphrase. */
const conjunctions = new RegExp(
  String.raw`^(?:mais|but|and|und|aber|trotzdem|doch|pero|y|mas|e|ma|ale|maar|men|because|though|although|yet|car` +
    String.raw`|porque|perché|et|или|но|и)$`,
  'i',
);

/** Alone these are no secrets, but they may begin one that holds spaces. */
const alone = new Set(
  (
    'correct true false null none nil undefined yes no empty read write admin basic bearer digest ' +
    'negotiate ntlm string number boolean object'
  ).split(' '),
);

/** Placeholders for a value: variables, and what others scrubbed. */
const placeholder = new RegExp(
  String.raw`^(?:\$[A-Z_][A-Z\d_]*|\$[a-z_]+|\$\{[^}]{0,200}\}|\$\(.*|\$\{\{.*|%\w+%|\{\{?[\w .]{0,80}\}?\}` +
    String.raw`|[*•·xX.]{3,}|<[\w .-]{1,60}>|\([a-z ]{1,40}\)|\[[A-Za-z *]{1,40}\]|[[({])$|^https?:\/\/`,
);

/** The same, followed by punctuation. */
const masked = /^(?:\$\{[A-Za-z_][\w.]{0,80}\}|\[[A-Za-z *_-]{1,40}\]|\*{3,})[\s.,:;!?)"'`}\]\\]*$/;

/** Whether a value beside the name of a secret is not one: a variable, a word of a sentence, a count. */
export function isHarmless(value: string): boolean {
  if (value.includes(mark)) return true;
  const bare = value.replace(/[.,:;!?)"'`}\]\\]+$/, '');
  return (
    bare === '' ||
    placeholder.test(bare) ||
    masked.test(value.slice(0, 300)) ||
    alone.has(bare.toLowerCase()) ||
    isStatementWord(bare)
  );
}

/** Whether a sentence about a secret continues with this word. */
export function isStatementWord(word: string): boolean {
  return statementWords.has(word.toLowerCase());
}

/**
 * Whether what follows a verb is a statement about a secret and not the secret, as in *the password is correct but …*.
 */
export function isStatement(said: string): boolean {
  const [first = '', second = ''] = said.split(/\s+/, 2);
  const word = first.replace(/[.,:;!?)"'`}\]\\]+$/, '').toLowerCase();
  if (statementWords.has(word) || foreignStatementWords.has(word)) return true;
  return (
    (alone.has(word) || qualities.has(word)) &&
    (/[,;.!?"}]$/.test(first) || (second === '' && qualities.has(word)) || conjunctions.test(second))
  );
}

/** What clients and servers print after a prompt, on the same line; a passphrase is unlikely to begin like this. */
const serverReplies = new RegExp(
  String.raw`^(?:permission|authentication|authorization|access|invalid|incorrect|wrong|expired|required|denied` +
    String.raw`|failed|failure|missing|must|not|no|provided|please|the|this|your|login|connection|try|too|try)$`,
  'i',
);

/** Whether the word after a prompt begins a server's reply. */
export function isServerReply(word: string): boolean {
  return serverReplies.test(word);
}

/** Names of algorithms and versions: letters and digits, but no secrets. */
const technical = new RegExp(
  String.raw`^(?:oauth2?|base64|sha-?\d{1,3}|md5|utf-?\d{1,2}|ed25519|id_[a-z\d_]+|rsa\d*|ssh2|http[s\d./]*` +
    String.raw`|v?\d+(?:\.\d+)*[a-z]?|[A-Z]?\d+[a-z]{0,2}|2fa|ipv[46]|ecdsa.*|p?\d+(?:ms|s|px|[kmg]i?b))$`,
  'i',
);

/** A letter of a script that separates words. */
const letter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * Whether a word in a sentence looks like a secret, as no ordinary word does: letters with digits, capitals or
 * punctuation inside, or great length.
 */
export function looksSecret(word: string): boolean {
  if (
    word.length < 4 ||
    word.includes('://') ||
    technical.test(word) ||
    word.includes(mark) ||
    /^[A-Z]?[a-z]+(?:'[a-z]+)?$/.test(word)
  )
    return false;
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(word) || /^[-=>~.…—–_*#]+$/.test(word) || /^[a-z:/._-]+$/i.test(word))
    return word.length >= 40;
  return (
    (/\d/.test(word) && letter.test(word)) ||
    /[a-z][A-Z]/.test(word) ||
    /[a-z\d][!#$%&*+=^~@?][a-z\d]/i.test(word) ||
    (word.length >= 24 && /^[\w+/=.~%-]+$/.test(word))
  );
}
