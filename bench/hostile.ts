import { mostRead } from '../src/refusals/diagnose';

/** A mebibyte of something that a reader could stumble over, by what it is. */
export const hostile: Record<string, string> = Object.fromEntries(
  Object.entries({
    'one letter': 'a',
    'line breaks': '\n',
    'escapes of a terminal': '\u001B[0m',
    'addresses without an end': '://a:',
    'addresses with passwords': '://a:b@c ',
    'beginnings of private keys': '-----BEGIN RSA PRIVATE KEY-----\n',
    headers: 'authorization: ',
    'encoded addresses': '%3A%2F%2Fa%3A',
    'arguments of curl': ' -u a:b',
    'the same refusal': 'remote: permission denied to update branch x\n',
    'many refusals': 'remote: Permission denied (publickey).\nssh: connect to host a port 22: Connection timed out\nfatal: Could not read from remote repository.\nerror: failed to push some refs to https://x:y@bitbucket.org/a/b\n',
    'one line of half a refusal': 'rejected] a -> b permission denied to ',
    'letters of base64': 'QWxhZGRpbjpvcGVuIHNlc2FtZQ',
    'words of other scripts': 'не удалось отправить 推送一些引用失败 ',
    'letters that grow in lower case': 'İé中 permission denied ',
  }).map(([what, piece]) => [what, piece.repeat(Math.ceil(mostRead / piece.length)).slice(0, mostRead)]),
);
