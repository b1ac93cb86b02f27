import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How the next answers are to be wrong. */
export interface As2Manners {
  readonly status?: number
  /** What follows `automatic-action/MDN-sent-automatically; `. */
  readonly disposition?: string
  readonly signer?: string
  readonly hash?: 'sha1' | 'sha256' | 'sha512'
  readonly mic?: string | null
  readonly messageId?: string
  /** Changes the report after it was signed. */
  readonly tampered?: boolean
  readonly unsigned?: boolean
  /** A good signature over something else, which it carries inside, beside an unsigned report. */
  readonly carriesAnother?: boolean
  /** Openssl puts the answer together, with its own preamble and line breaks. */
  readonly byOpenssl?: boolean
  readonly body?: string
  readonly hangs?: boolean
  readonly cuts?: boolean
}

/** One message, as openssl read it. */
export interface As2Arrival {
  readonly headers: http.IncomingHttpHeaders
  readonly raw: Buffer
  readonly contentHeaders: string
  readonly document: Buffer
  /** What was signed. */
  readonly part: Buffer
}

export interface As2Server {
  readonly url: string
  readonly arrivals: As2Arrival[]
  /** What openssl could not decrypt or verify. */
  readonly faults: string[]
  behave(manners: As2Manners): void
  pem(file: string): string
  /** Whether openssl finds this message signed by the owner of this certificate. */
  verifies(message: Buffer, by: string): Promise<boolean>
  close(): Promise<void>
}

/** An AS2 partner that leaves all cryptography, and the reading of S/MIME, to the openssl command: it shares no code with ours. */
export async function openAs2Server(): Promise<As2Server> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-as2-'))
  const at = (file: string): string => path.join(folder, file)
  const openssl = (...words: readonly string[]) => run('openssl', [...words])
  for (const name of ['ours', 'partner', 'next', 'stranger']) {
    const subject = ['-subj', `/CN=${name}`, '-days', '30', '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]
    await openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject)
  }
  await openssl('rsa', '-traditional', '-in', at('ours.key'), '-out', at('ours-old.key'))

  const arrivals: As2Arrival[] = []
  const faults: string[] = []
  let manners: As2Manners = {}
  const server = http.createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      faults.push(String(error))
      response.writeHead(500).end()
    })
  })

  async function receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    const content = await opened(raw, request.headers['content-type'] ?? '')
    const { headers: contentHeaders, document } = split(await unpacked(content))
    arrivals.push({ headers: request.headers, raw, contentHeaders, document, part: content })
    if (manners.hangs) return
    if (manners.cuts) return void request.socket.destroy()
    if (manners.status !== undefined) return void response.writeHead(manners.status).end(manners.body)
    const answer = await notification(content, String(request.headers['message-id']))
    response.writeHead(200, { 'as2-from': 'FRESCO', 'as2-version': '1.2', 'content-type': answer.contentType })
    response.end(answer.body)
  }

  /** The signed part as openssl hands it out, once it has decrypted and verified the message as a whole. */
  async function opened(raw: Buffer, contentType: string): Promise<Buffer> {
    writeFileSync(at('signed.eml'), Buffer.concat([Buffer.from(`Content-Type: ${contentType}\r\n\r\n`), raw]))
    if (contentType.startsWith('application/pkcs7-mime')) {
      writeFileSync(at('in.p7m'), raw)
      const keys = ['-recip', at('partner.pem'), '-inkey', at('partner.key')]
      await openssl(
        'cms',
        '-decrypt',
        '-binary',
        '-inform',
        'DER',
        '-in',
        at('in.p7m'),
        ...keys,
        '-out',
        at('signed.eml'),
      )
    }
    const trust = ['-CAfile', at('ours.pem'), '-purpose', 'any']
    await openssl('cms', '-verify', '-in', at('signed.eml'), ...trust, '-out', at('content.mime'))
    return readFileSync(at('content.mime'))
  }

  /** What was signed, as it was before it was compressed. */
  async function unpacked(content: Buffer): Promise<Buffer> {
    if (!content.includes('smime-type=compressed-data')) return content
    writeFileSync(at('small.p7z'), split(content).document)
    await openssl('cms', '-uncompress', '-inform', 'DER', '-in', at('small.p7z'), '-out', at('unpacked.mime'))
    return readFileSync(at('unpacked.mime'))
  }

  async function notification(content: Buffer, messageId: string) {
    const { disposition = 'processed', signer = 'partner', hash = 'sha256' } = manners
    const mic = manners.mic === undefined ? createHash(hash).update(content).digest('base64') : manners.mic
    const report = [
      'Content-Type: multipart/report; report-type=disposition-notification; boundary="rep"',
      '',
      '--rep',
      'Content-Type: text/plain',
      '',
      'Your order came in.',
      '--rep',
      'Content-Type: message/disposition-notification',
      '',
      'Reporting-UA: openssl',
      'Final-Recipient: rfc822; FRESCO',
      `Original-Message-ID: ${manners.messageId ?? messageId}`,
      `Disposition: automatic-action/MDN-sent-automatically; ${disposition}`,
      ...(mic === null ? [] : [`Received-Content-MIC: ${mic}, ${hash}`]),
      '',
      '--rep--',
      '',
    ].join('\r\n')
    const body = report.slice(report.indexOf('\r\n\r\n') + 4)
    if (manners.unsigned) return { contentType: 'multipart/report; boundary="rep"', body }
    writeFileSync(at('report.mime'), manners.carriesAnother ? 'Something else that was signed once.' : report)
    const keys = ['-signer', at(`${signer}.pem`), '-inkey', at(`${signer}.key`), '-md', hash]
    const sign = ['cms', '-sign', '-binary', '-in', at('report.mime'), ...keys]
    if (manners.byOpenssl) {
      const { stdout } = await openssl(...sign)
      const [head = '', ...rest] = stdout.split('\n\n')
      return { contentType: /Content-Type: (.*)/.exec(head)?.[1] ?? '', body: rest.join('\n\n') }
    }
    await openssl(...sign, ...(manners.carriesAnother ? ['-nodetach'] : []), '-outform', 'DER', '-out', at('mdn.p7s'))
    const signature = readFileSync(at('mdn.p7s')).toString('base64')
    const shown = manners.tampered ? report.replace('came in', 'came on') : report
    return {
      contentType: 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="mdn"',
      body: `--mdn\r\n${shown}\r\n--mdn\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${signature}\r\n--mdn--\r\n`,
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return {
    url: `http://127.0.0.1:${address.port}/as2`,
    arrivals,
    faults,
    behave(next) {
      manners = next
      arrivals.length = 0
      faults.length = 0
    },
    pem: (file) => readFileSync(at(file), 'utf8'),
    verifies: async (message, by) => {
      writeFileSync(at('evidence.eml'), message)
      const trust = ['-CAfile', at(by), '-certfile', at(by), '-purpose', 'any', '-out', at('report.out')]
      return openssl('cms', '-verify', '-in', at('evidence.eml'), ...trust).then(
        () => true,
        () => false,
      )
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function split(part: Buffer): { headers: string; document: Buffer } {
  const gap = part.indexOf('\r\n\r\n')
  const headers = part.subarray(0, gap).toString()
  const body = part.subarray(gap + 4)
  return { headers, document: /encoding: base64/i.test(headers) ? Buffer.from(body.toString(), 'base64') : body }
}
