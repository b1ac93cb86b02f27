import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/**
 * A store with one bucket that accepts only valid signatures (AWS Signature Version 4), implemented from the
 * specification.
 */
export interface S3Server {
  readonly port: number
  readonly objects: Map<string, Buffer>
  /** Bytes of a body that is still coming in. */
  readonly unfinished: number
  behave(manners: S3Manners): void
  /** Aborts all requests, and starts again on the same port. */
  restart(): Promise<void>
  close(): void
}

export interface S3Manners {
  /** The secret of the key; default: the right secret. */
  readonly secret?: string
  readonly bucket?: 'there' | 'missing' | 'denied'
  /** Reports a missing key as denied, like Amazon for a key without the right to list. */
  readonly unlisted?: boolean
  /** Answers with these instead. */
  readonly answer?: { readonly status: number; readonly code: string } | undefined
}

export interface S3Owner {
  readonly bucket: string
  readonly keyId: string
  readonly secret: string
  readonly region: string
}

export async function openS3Server({ bucket, keyId, secret, region }: S3Owner): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  let manners: S3Manners = {}
  let unfinished = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request)
    const known = { keyId, secret: manners.secret ?? secret, region }
    const isList = request.method === 'GET' && /[?&]list-type=2(&|$)/.test(request.url ?? '')
    const flaw =
      request.method === 'PUT' || request.method === 'GET' ? flawIn(request, body, known) : 'MethodNotAllowed'
    const [, named, ...key] = (request.url ?? '').replace(/\?.*/, '').split('/')
    if (flaw) return refuse(response, 403, flaw)
    if (named !== bucket || manners.bucket === 'missing') return refuse(response, 404, 'NoSuchBucket')
    if (manners.bucket === 'denied') return refuse(response, 403, 'AccessDenied')
    if (manners.answer) return refuse(response, manners.answer.status, manners.answer.code)
    if (isList) return void response.end('<ListBucketResult/>')
    if (request.method === 'GET') {
      const found = objects.get(key.map(decodeURIComponent).join('/'))
      if (!found) return manners.unlisted ? refuse(response, 403, 'AccessDenied') : refuse(response, 404, 'NoSuchKey')
      return void response.end(found)
    }
    objects.set(key.map(decodeURIComponent).join('/'), body)
    response.setHeader('etag', '"1"').end()
  }

  async function read(request: IncomingMessage): Promise<Buffer> {
    const parts: Buffer[] = []
    try {
      for await (const part of request) {
        parts.push(part)
        unfinished += part.length
        // Slow enough to cut the connection in the middle.
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    } finally {
      unfinished = 0
    }
    return Buffer.concat(parts)
  }

  const open = (): Server =>
    createServer((request, response) => {
      // A cut connection is expected in some tests.
      answer(request, response).catch(() => response.destroy())
    })
  let server = open()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    async restart() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      server = open()
      await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
    },
    objects,
    get unfinished() {
      return unfinished
    },
    behave: (next) => {
      manners = next
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Error in the signature; null for a valid signature. */
function flawIn(request: IncomingMessage, body: Buffer, owner: Omit<S3Owner, 'bucket'>): string | null {
  const { headers } = request
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  )
  if (!given) return 'AccessDenied'
  const [, credential = '', signed = '', signature = ''] = given
  const time = String(headers['x-amz-date'])
  const scope = [time.slice(0, 8), owner.region, 's3', 'aws4_request']
  if (credential !== [owner.keyId, ...scope].join('/')) return 'InvalidAccessKeyId'
  const digest = String(headers['x-amz-content-sha256'])
  if (digest !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signed.split(';').includes(needed)) return 'AccessDenied'
  const [address = '', query = ''] = (request.url ?? '').split('?')
  const canonical = [
    request.method,
    address,
    query.split('&').sort().join('&'),
    ...signed.split(';').map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    digest,
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(Buffer.from(canonical))].join('\n')
  const key = scope.reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${owner.secret}`))
  const right = hmac(key, toSign)
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`)
}
