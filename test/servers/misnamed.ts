import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'

/** A certificate by the authority in `folder` (real-mail-server.ts), for a wrong name. */
export function makeMisnamed(folder: string): Record<'certificate' | 'key', string> {
  const at = (name: string): string => path.join(folder, name)
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'ignore' })
  const request = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=wrong.example']
  openssl('req', ...request, '-keyout', at('misnamed.key'), '-out', at('misnamed.csr'))
  writeFileSync(at('misnames'), 'subjectAltName=DNS:wrong.example\n')
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('misnames')]
  openssl('x509', '-req', '-in', at('misnamed.csr'), '-out', at('misnamed.pem'), ...signing, '-days', '2')
  return { certificate: at('misnamed.pem'), key: at('misnamed.key') }
}
