type Algorithms = Readonly<Record<'kex' | 'cipher' | 'hmac' | 'serverHostKey' | 'compress', readonly string[]>>

/**
 * In order of preference. Omitted: chacha20 (workerd compiles no WebAssembly while loading), group exchange (the server
 * may choose a prime that workerd refuses), compression.
 */
const MODERN: Algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  serverHostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'rsa-sha2-512', 'rsa-sha2-256'],
  compress: ['none'],
}

/** SHA-1 and CBC for old servers, only if the supplier's settings allow the old algorithms. */
const LEGACY: Algorithms = {
  kex: ['diffie-hellman-group14-sha1'],
  cipher: ['aes256-cbc', 'aes128-cbc', '3des-cbc'],
  hmac: ['hmac-sha1'],
  serverHostKey: ['ssh-rsa'],
  compress: [],
}

export const algorithmsFor = (legacy: boolean): Algorithms => (legacy ? joined(MODERN, LEGACY) : MODERN)

const joined = (first: Algorithms, second: Algorithms): Algorithms => ({
  kex: [...first.kex, ...second.kex],
  cipher: [...first.cipher, ...second.cipher],
  hmac: [...first.hmac, ...second.hmac],
  serverHostKey: [...first.serverHostKey, ...second.serverHostKey],
  compress: first.compress,
})
