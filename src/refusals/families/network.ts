import { code } from '../../core/say/names';
import type { Family } from '../signature';

/** The way to the server, and the server itself out of order. */
export const network: Family = {
  title: 'Network and service',
  causes: [
    {
      id: 'network',
      title: 'The network',
      means: (push) => `The connection${push.address ? ` to ${code(push.address.host)}` : ''} failed or broke off: a name that does not resolve, a firewall, a proxy, a certificate, a time-out, or a fault of the server. No rule of the repository was asked.`,
      ways: ['check-network', 'use-port-443', 'smaller-push', 'trust-certificate', 'see-status', 'try-again'],
    },
  ],
  signatures: [
    {
      says: ['Could not resolve host', 'Could not resolve hostname', 'Could not resolve proxy', "Couldn't resolve host", 'Temporary failure in name resolution', 'getaddrinfo ENOTFOUND', 'getaddrinfo EAI_AGAIN', 'no such host', 'UnknownHostException', 'nodename nor servname provided', 'Host does not exist', 'No such host is known', 'The remote name could not be resolved'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'certain' }],
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/shop.git/': Could not resolve host: bitbucket.org", 'ssh: Could not resolve hostname ssh.bitbucket.org: Temporary failure in name resolution\r\nfatal: Could not read from remote repository.', "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Could not resolve proxy: proxy.acme.com", "error: Couldn't resolve host 'bitbucket.org' while accessing https://bitbucket.org/acme/web.git/info/refs",
        'Error: getaddrinfo ENOTFOUND bitbucket.org', 'Error: getaddrinfo EAI_AGAIN bitbucket.org', 'dial tcp: lookup bitbucket.org on 10.0.0.2:53: no such host', 'java.net.UnknownHostException: bitbucket.org', 'ssh: Could not resolve hostname bitbucket.org: nodename nor servname provided, or not known', 'Unable to open connection:\nHost does not exist', 'ssh: Could not resolve hostname ssh.bitbucket.org: No such host is known.', "The remote name could not be resolved: 'bitbucket.org'",
      ],
      source: 'git',
    },
    {
      says: ['Failed to connect to', "Couldn't connect to server", 'Could not connect to server', 'Connection refused', 'Connection timed out', 'Operation timed out', 'No route to host', 'Network is unreachable', 'Network is down', 'Host is down', 'i/o timeout', 'ECONNREFUSED', 'ETIMEDOUT', 'Network error: Connection'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'likely' }],
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Failed to connect to bitbucket.org port 443 after 21045 ms: Couldn't connect to server", 'Failed to connect to bitbucket.org port 443: Could not connect to server', 'ssh: connect to host ssh.bitbucket.org port 22: Connection refused\r\nfatal: Could not read from remote repository.', 'ssh: connect to host ssh.bitbucket.org port 22: Connection timed out', 'ssh: connect to host altssh.bitbucket.org port 443: Operation timed out', 'ssh: connect to host 10.1.2.3 port 7999: No route to host', 'ssh: connect to host ssh.bitbucket.org port 22: Network is unreachable',
        'connect: Network is down', 'ssh: connect to host ssh.bitbucket.org port 22: Host is down', 'dial tcp 104.192.141.1:443: i/o timeout', 'connect ECONNREFUSED 104.192.141.1:443', 'connect ETIMEDOUT 104.192.141.1:22', 'FATAL ERROR: Network error: Connection timed out',
      ],
      source: 'git',
    },
    {
      says: ['kex_exchange_identification', 'ssh_exchange_identification', 'ssh_dispatch_run_fatal', 'banner exchange: Connection', 'Bad packet length', 'Connection to {host} timed out', 'Connection timed out during banner exchange', 'client_loop: send disconnect', 'Broken pipe', 'Timeout, server {host} not responding', 'Write failed', 'Software caused connection abort'],
      speaker: 'ssh', names: [{ cause: 'network', certainty: 'likely' }],
      samples: [
        'kex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535\nfatal: Could not read from remote repository.', 'ssh_exchange_identification: Connection closed by remote host\r\nfatal: Could not read from remote repository.', 'ssh_dispatch_run_fatal: Connection to 104.192.141.1 port 22: message authentication code incorrect', 'banner exchange: Connection to 10.0.0.1 port 22: invalid format', 'Bad packet length 1349676916.', 'Connection to ssh.bitbucket.org timed out', 'Connection timed out during banner exchange', 'client_loop: send disconnect: Broken pipe', 'Timeout, server ssh.bitbucket.org not responding.', 'Write failed: Broken pipe', 'FATAL ERROR: Network error: Software caused connection abort',
      ],
      source: 'OpenSSH',
    },
    {
      says: ['Connection closed by', 'Connection reset by', 'Connection was reset', 'Connection reset', 'closed by remote host', 'Recv failure', 'Send failure', 'ECONNRESET', 'socket hang up', 'Connection aborted'],
      speaker: 'ssh', names: [{ cause: 'network', certainty: 'likely' }], yieldsTo: ['ssh-key', 'host-key', 'push-size'],
      samples: ['Connection closed by 104.192.141.1 port 22\nfatal: Could not read from remote repository.', "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Recv failure: Connection reset by peer", "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Recv failure: Connection was reset\r\n", 'java.net.SocketException: Connection reset', 'Connection to ssh.bitbucket.org closed by remote host.', 'OpenSSL SSL_write: Send failure: Broken pipe', 'read ECONNRESET', 'Error: socket hang up', "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))"],
      source: 'OpenSSH',
    },
    {
      says: ['server certificate verification failed', 'SSL certificate problem', 'self-signed certificate', 'self signed certificate', 'unable to get local issuer certificate', 'SSL certificate verification result', 'certificate has expired', 'no alternative certificate subject name matches', 'CERT_TRUST_IS_UNTRUSTED_ROOT', 'SEC_E_UNTRUSTED_ROOT', 'CRYPT_E_NO_REVOCATION_CHECK', 'CRYPT_E_REVOCATION_OFFLINE', 'PKIX path building failed', 'certificate signed by unknown authority', 'error setting certificate', 'error setting certificate verify locations', 'Peer certificate cannot be authenticated', "Peer's Certificate issuer is not recognized", 'the SSL certificate is invalid', 'certificate verify failed'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'certain' }],
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': server certificate verification failed. CAfile: none CRLfile: none", "fatal: unable to access 'https://bitbucket.org/acme/web.git/': SSL certificate problem: unable to get local issuer certificate\r\n", 'SSL certificate problem: self-signed certificate in certificate chain', 'SSL certificate problem: self signed certificate', 'SSL certificate verification result: 20', 'SSL certificate problem: certificate has expired', "SSL: no alternative certificate subject name matches target host name 'bitbucket.org'", 'schannel: CertGetCertificateChain trust error CERT_TRUST_IS_UNTRUSTED_ROOT', 'schannel: SEC_E_UNTRUSTED_ROOT (0x80090325)',
        'schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012)', 'CRYPT_E_REVOCATION_OFFLINE (0x80092013)', 'javax.net.ssl.SSLHandshakeException: PKIX path building failed', 'x509: certificate signed by unknown authority', 'error setting certificate verify locations: CAfile: /etc/ssl/ca.crt', 'error setting certificate file: C:/Git/ca-bundle.crt', 'Peer certificate cannot be authenticated with given CA certificates', "Peer's Certificate issuer is not recognized.", 'the SSL certificate is invalid', '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed',
      ],
      source: 'git',
    },
    {
      says: ['gnutls_handshake() failed', 'GnuTLS recv error', 'GnuTLS, handshake failed', 'TLS connection was non-properly terminated', 'SSL_ERROR_SYSCALL', 'SSL_ERROR_ZERO_RETURN', 'OpenSSL SSL_connect', 'OpenSSL SSL_read', 'LibreSSL SSL_read', 'LibreSSL SSL_connect', 'SSL_connect:', 'schannel: failed', 'schannel: next InitializeSecurityContext failed', 'tlsv1 alert', 'wrong version number', 'unexpected eof while reading', 'TLS handshake timeout', 'SSL handshake', 'unsupported protocol version', 'SSL routines:'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'likely' }],
      samples: [
        "fatal: unable to access 'https://bitbucket.org/acme/web.git/': gnutls_handshake() failed: Error in the pull function.", "fatal: unable to access 'https://bitbucket.org/acme/web.git/': GnuTLS recv error (-110): The TLS connection was non-properly terminated.\r\n", 'GnuTLS, handshake failed: The TLS connection was non-properly terminated.', 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to bitbucket.org:443', 'OpenSSL SSL_read: SSL_ERROR_ZERO_RETURN, errno 0', 'LibreSSL SSL_read: SSL_ERROR_SYSCALL, errno 54', 'LibreSSL SSL_connect: SSL_ERROR_SYSCALL in connection to bitbucket.org:443', 'SSL_connect: Connection was reset',
        'schannel: failed to receive handshake, SSL/TLS connection failed', 'schannel: next InitializeSecurityContext failed: Unknown error', 'error:1407742E:SSL routines:SSL23_GET_SERVER_HELLO:tlsv1 alert protocol version', 'error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'error:0A000126:SSL routines::unexpected eof while reading', 'net/http: TLS handshake timeout', 'SSL handshake failed', 'unsupported protocol version', 'error:14077410:SSL routines:SSL23_GET_SERVER_HELLO:sslv3 alert handshake failure',
      ],
      source: 'git',
    },
    {
      says: ['from proxy after CONNECT', 'The requested URL returned error: 407', 'Proxy Authentication Required', 'Proxy CONNECT aborted', 'CONNECT tunnel failed', 'Unknown SOCKS5', "Can't complete SOCKS5", 'nc: proxy', 'corkscrew'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'certain' }],
      samples: ["fatal: unable to access 'https://bitbucket.org/acme/web.git/': Received HTTP code 407 from proxy after CONNECT", "fatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 407\r\n", 'HTTP/1.1 407 Proxy Authentication Required', 'Proxy CONNECT aborted', 'CONNECT tunnel failed, response 403', 'Unknown SOCKS5 mode', "Can't complete SOCKS5 connection to 10.0.0.1", 'nc: proxy authentication failed', 'corkscrew: connect failed'],
      source: 'git',
    },
    {
      says: ['RPC failed; curl', 'RPC failed; result=', 'RPC failed; HTTP 408', 'RPC failed; HTTP 0', 'HTTP code = 0', 'The requested URL returned error: 408', 'stream {any} was not closed cleanly', 'HTTP/2 stream', 'HTTP2 framing layer', 'Error in the HTTP2', 'transfer closed with', 'Operation too slow', 'unable to rewind rpc post data', 'curl 28', 'curl 55', 'curl 56', 'curl 18', 'curl 92', 'Empty reply from server', 'Failure when receiving data from the peer', 'Failed sending data to the peer', 'SSL_write() returned SYSCALL'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'likely' }, { cause: 'push-size', certainty: 'possible' }],
      samples: [
        'error: RPC failed; result=55, HTTP code = 0\nfatal: The remote end hung up unexpectedly', 'error: RPC failed; curl 56 GnuTLS recv error (-110): The TLS connection was non-properly terminated.\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly\nEverything up-to-date', 'error: RPC failed; HTTP 408 curl 22 The requested URL returned error: 408\r\nfatal: the remote end hung up unexpectedly', 'error: RPC failed; HTTP 0 curl 55 Send failure: Broken pipe', 'HTTP/2 stream 5 was not closed cleanly before end of the underlying stream',
        'error: RPC failed; curl 92 HTTP/2 stream 0 was not closed cleanly: PROTOCOL_ERROR (err 1)', 'error: RPC failed; curl 16 Error in the HTTP2 framing layer', 'error: RPC failed; curl 18 transfer closed with outstanding read data remaining', "fatal: unable to access 'https://bitbucket.org/acme/web.git/': Operation too slow. Less than 1 bytes/sec transferred the last 1 seconds", 'error: unable to rewind rpc post data - try increasing http.postBuffer', 'error: RPC failed; curl 28 Operation timed out', 'Empty reply from server', 'Failure when receiving data from the peer', 'Failed sending data to the peer', 'error: RPC failed; curl 55 SSL_write() returned SYSCALL, errno = 32',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-5031',
    },
    {
      says: ['early EOF', 'hung up unexpectedly', 'unexpected disconnect while reading sideband packet', 'index-pack failed', 'unpack-objects abnormal exit', 'pack-objects died of signal', 'invalid index-pack output', 'unexpected end of file', 'The remote end hung up upon initial contact', 'expected flush after', 'sha1 file {path} write error'],
      speaker: 'git', trailer: true, names: [{ cause: 'network', certainty: 'possible' }, { cause: 'push-size', certainty: 'possible' }],
      samples: ['fatal: The remote end hung up unexpectedly\nfatal: early EOF', 'send-pack: unexpected disconnect while reading sideband packet\r\nfatal: the remote end hung up unexpectedly', 'fatal: index-pack failed', ' ! [remote rejected] main -> main (unpack-objects abnormal exit)', 'error: pack-objects died of signal 13', 'fatal: fetch-pack: invalid index-pack output', 'unexpected end of file', 'fatal: The remote end hung up upon initial contact', "fatal: expected flush after ref listing", "fatal: sha1 file '<stdout>' write error: Broken pipe"],
      source: 'git',
    },
    {
      says: ['bad line length character', "invalid server response; got", 'protocol error: unexpected', 'unable to update url base from redirection', 'Maximum redirects followed', 'Maximum ({any}) redirects followed'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'possible' }, { cause: 'wrong-remote', certainty: 'possible' }],
      samples: ['fatal: protocol error: bad line length character: <htm', "fatal: invalid server response; got '<!DOCTYPE html>'\r\n", "fatal: protocol error: unexpected '404'", 'fatal: unable to update url base from redirection:\n  asked for: https://bitbucket.org/acme/web.git/info/refs', 'Maximum redirects followed', 'Maximum (20) redirects followed'],
      source: 'git',
    },
    {
      says: ['The requested URL returned error: 500', 'The requested URL returned error: 502', 'The requested URL returned error: 503', 'The requested URL returned error: 504', 'The requested URL returned error: 520', 'The requested URL returned error: 522', 'The requested URL returned error: 524', 'RPC failed; HTTP 500', 'RPC failed; HTTP 502', 'RPC failed; HTTP 503', 'RPC failed; HTTP 504', 'HTTP code = 500', 'HTTP code = 502', 'HTTP code = 503', 'HTTP code = 504', '500 Internal Server Error', '502 Bad Gateway', '503 Service Unavailable', '503 Service Temporarily Unavailable', '504 Gateway Time-out', '504 Gateway Timeout'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'likely' }],
      samples: [
        "remote: Service Unavailable\nfatal: unable to access 'https://bitbucket.org/acme/web.git/': The requested URL returned error: 503", 'error: RPC failed; HTTP 500 curl 22 The requested URL returned error: 500\r\nfatal: the remote end hung up unexpectedly', 'error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502', 'error: RPC failed; HTTP 503 curl 22 The requested URL returned error: 503 Service Unavailable', 'error: RPC failed; HTTP 504 curl 22 The requested URL returned error: 504 Gateway Time-out', 'The requested URL returned error: 520', 'The requested URL returned error: 522', 'The requested URL returned error: 524',
        'error: RPC failed; result=22, HTTP code = 500', 'error: RPC failed; result=22, HTTP code = 502', 'HTTP code = 503', 'HTTP code = 504', '500 Internal Server Error', '502 Bad Gateway', '503 Service Unavailable', '503 Service Temporarily Unavailable', '504 Gateway Timeout',
      ],
      source: 'git',
    },
    {
      says: ['Internal Server Error', 'Service Unavailable', 'Bad Gateway', 'An internal error occurred', 'unable to migrate objects to permanent storage'],
      speaker: 'cloud', names: [{ cause: 'network', certainty: 'possible' }],
      samples: ['remote: Internal Server Error', 'remote: Service Unavailable\r\n', 'remote: Bad Gateway', 'An internal error occurred', ' ! [remote rejected] main -> main (unable to migrate objects to permanent storage)'],
      source: 'git',
    },
    {
      // The server stumbled over itself while it looked at the push: no rule refused.
      says: ['hooks/pre-receive", line {any}', 'adding an object to repository database objects', 'adding an object to repository database ./objects', 'unable to create temporary file: No space left', 'Communication breakdown with Bitbucket', 'unable to authorize current user', 'returned error: 405', 'HTTP 405', 'HTTP code = 405'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'likely' }],
      samples: [
        'remote: Traceback (most recent call last):\nremote:   File "/opt/bitbucket/scripts/git/hooks/pre-receive", line 9, in <module>\nremote: ImportError: No module named hooks\n ! [remote rejected] main -> main (pre-receive hook declined)', 'remote: error: insufficient permission for adding an object to repository database objects\r\nremote: fatal: failed to write object\r\n ! [remote rejected] main -> main (unpacker error)', 'remote: fatal: unable to create temporary file: No space left on device', 'remote: Communication breakdown with Bitbucket.\n ! [remote rejected] main -> main (pre-receive hook declined)',
        'remote: unable to authorize current user, internal server error', 'error: RPC failed; HTTP 405 curl 22 The requested URL returned error: 405 Method Not Allowed', 'error: RPC failed; result=22, HTTP code = 405',
      ],
      source: 'https://jira.atlassian.com/browse/BCLOUD-11026',
    },
    {
      says: ['errno=Connection', 'errno=Operation', 'errno=No route', 'unable to connect a socket', 'OpenSSL/{any} error:', 'Unable to look up {any} (port', 'unable to connect to {any}:', 'fatal: read error:', 'port {any}: Bad file number', 'Attempt to connect timed out', 'TCP connection reset', 'connection timed out after', 'socket is not established', 'session is down', 'cannot open git-receive-pack', 'cannot open git-upload-pack', 'failed to resolve address for', 'error: RPC failed; result=6', 'error: RPC failed; result=7', 'error: RPC failed; result=28', 'error: RPC failed; result=35', 'error: RPC failed; result=52'],
      speaker: 'git', names: [{ cause: 'network', certainty: 'likely' }],
      samples: [
        'bitbucket.org[0: 104.192.143.3]: errno=Connection timed out\nfatal: unable to connect a socket (Connection timed out)', 'fatal: unable to connect to bitbucket.org:\nbitbucket.org[0: 104.192.143.1]: errno=Operation timed out', 'bitbucket.org[0: 104.192.143.1]: errno=No route to host', 'fatal: Unable to look up bitbucket.org (port 9418) (Name or service not known)', 'fatal: read error: Connection reset by peer', "fatal: unable to access 'https://bitbucket.org/acme/web.git/': OpenSSL/3.0.14: error:0A000126:SSL routines", 'ssh: connect to host bitbucket.org port 22: Bad file number\r\nfatal: Could not read from remote repository.', 'debug1: connect to address 104.192.143.1 port 22: Attempt to connect timed out', "fatal: unable to access 'https://bitbucket.org/acme/web.git/': TCP connection reset by peer",
        'com.jcraft.jsch.JSchException: timeout: socket is not established', 'com.jcraft.jsch.JSchException: session is down', 'org.eclipse.jgit.api.errors.TransportException: https://bitbucket.org/acme/web.git: cannot open git-receive-pack', 'https://bitbucket.org/acme/web.git: cannot open git-upload-pack', 'failed to resolve address for bitbucket.org: Name or service not known', 'error: RPC failed; result=35, HTTP code = 0\nfatal: The remote end hung up unexpectedly', 'error: RPC failed; result=7, HTTP code = 0',
      ],
      source: 'git, OpenSSH and JGit',
    },
    {
      says: ['unpacker error', 'remote unpack failed', 'n/a (unpacker error)', 'missing necessary objects', 'Internal server error (internal)'],
      speaker: 'git', trailer: true, names: [{ cause: 'network', certainty: 'possible' }],
      samples: [' ! [remote rejected] main -> main (n/a (unpacker error))\nerror: remote unpack failed: index-pack abnormal exit', ' ! [remote rejected] main -> main (unpacker error)\r\n', ' ! [remote rejected] main -> main (missing necessary objects)', 'Internal server error (internal)'],
      source: 'git',
    },
  ],
};
