import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailServer } from '../../fakes/mail-server.ts'
import { openS3Server } from '../../servers/s3.ts'
import { course, examined, failures } from './examined.ts'

const closing: (() => void)[] = []
const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-doctor-'))
beforeAll(() => {
  certificate('ours', 30)
  certificate('theirs', 400)
  certificate('soon', 10)
})
afterAll(() => {
  for (const close of closing) close()
  rmSync(folder, { recursive: true, force: true })
})

const at = (name: string): string => path.join(folder, name)
const pem = (name: string): string => readFileSync(at(name), 'utf8')
function certificate(name: string, days: number): void {
  const words = ['-subj', `/CN=${name}`, '-days', String(days), '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)]
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...words], { stdio: 'ignore' })
}

async function portOf(server: net.Server): Promise<number> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closing.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Answers every request with the same status, and records the requests. */
async function webServer(status: number, headers: Record<string, string> = {}) {
  const asked: { method: string | undefined; authorization: string | undefined }[] = []
  const server = http.createServer((request, response) => {
    asked.push({ method: request.method, authorization: request.headers.authorization })
    response.writeHead(status, headers).end()
  })
  return { url: `http://127.0.0.1:${await portOf(server)}/orders`, asked }
}

describe('the doctor, at a web server', () => {
  it('asks without a body, with our credentials, and looks at the clock', async () => {
    const server = await webServer(405)
    const auth = { kind: 'bearer', token: 'PASSWORD' }
    const findings = await examined({ kind: 'http', url: server.url, auth })
    expect(course(findings)).toEqual(['resolve doubt', 'connect good', 'secure doubt', 'open good', 'clock good'])
    expect(server.asked).toEqual([{ method: 'HEAD', authorization: 'Bearer pass-31f0aa58' }])
  })

  it('asks whoever gave the address for a secured one: for alerts and the order API that is not the supplier', async () => {
    const { url } = await webServer(200)
    const box = { kind: 'mailbox', token: 'PASSWORD' }
    const api = { clientId: 'PASSWORD', clientSecret: 'PASSWORD', since: '2026-11-01', baseUrl: new URL(url).origin }
    const [byApi, byAlerts] = (
      await examined(box, { supplier: { api, alerts: { url: 'HOOK' } }, secrets: { HOOK: url } })
    ).filter(({ phase, verdict }) => phase === 'secure' && verdict === 'doubt')
    expect(byApi).toMatchObject({ help: expect.stringContaining('baseUrl') })
    expect(byAlerts).toMatchObject({ text: expect.stringContaining('Alerts'), help: expect.stringContaining('HOOK') })
  })

  it.each([
    [401, 'sign in', 'doubt'],
    [301, 'open', 'bad'],
    [502, 'open', 'doubt'],
  ])('judges an answer %i', async (status, phase, verdict) => {
    const { url } = await webServer(status)
    expect(await examined({ kind: 'http', url })).toContainEqual(expect.objectContaining({ phase, verdict }))
  })

  it('tells a clock that is wrong', async () => {
    const { url } = await webServer(405, { date: new Date(Date.now() - 600_000).toUTCString() })
    expect((await examined({ kind: 'http', url })).at(-1)).toMatchObject({
      ...{ phase: 'clock', verdict: 'doubt', text: expect.stringMatching(/\d{3} seconds behind/) },
    })
  })

  it.each([['nobody listens', 9, 'refuses connections']])('says so when %s', async (_, port, said) => {
    expect(failures(await examined({ kind: 'http', url: `http://127.0.0.1:${port}/` }))).toMatchObject([
      { phase: 'connect', text: expect.stringContaining(said) },
    ])
  })

  it('says so when the name has no address', async () => {
    expect(failures(await examined({ kind: 'http', url: 'https://erp.nowhere.invalid/' }))).toMatchObject([
      { phase: 'resolve', text: expect.stringContaining('erp.nowhere.invalid') },
    ])
  })

  it('names a secret that is missing', async () => {
    const { url } = await webServer(200)
    const auth = { kind: 'basic', user: 'NO_USER', password: 'PASSWORD' }
    expect(failures(await examined({ kind: 'http', url, auth }))).toMatchObject([
      { phase: 'settings', text: 'NO_USER is not set.' },
    ])
  })

  it('shows whose certificate it was that nobody trusts', async () => {
    const server = https.createServer({ key: pem('theirs.key'), cert: pem('theirs.pem') })
    const url = `https://127.0.0.1:${await portOf(server)}/`
    expect(failures(await examined({ kind: 'http', url }))).toMatchObject([
      { phase: 'secure', text: expect.stringMatching(/TLSv1\.3, theirs: nobody but itself/) },
    ])
  })

  it('tells a port without TLS from a certificate', async () => {
    const { url } = await webServer(200)
    const [finding] = failures(await examined({ kind: 'http', url: url.replace('http:', 'https:') }))
    expect(finding).toMatchObject({ phase: 'secure', text: expect.stringContaining('does not speak TLS') })
  })

  it('sends a test over it', async () => {
    const server = await webServer(202)
    const findings = await examined({ kind: 'http', url: server.url }, { test: true })
    expect(findings.at(-1)).toMatchObject({ verdict: 'good', text: expect.stringContaining('has no test indicator') })
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'POST'])
  })

  it('says what its refusal of a test was', async () => {
    const { url } = await webServer(422)
    expect((await examined({ kind: 'http', url }, { test: true })).at(-1)).toMatchObject({
      ...{ verdict: 'bad', text: expect.stringMatching(/^No test document arrived.+422/) },
    })
  })
})

describe('the doctor, at an AS2 partner', () => {
  const transport = (url: string) => ({
    ...{ kind: 'as2', url, from: 'US', to: 'THEM', ownCertificate: 'OURS', ownKey: 'OUR_KEY' },
    partnerCertificates: ['THEIRS'],
  })
  const keys = () => ({ OURS: pem('ours.pem'), OUR_KEY: pem('ours.key'), THEIRS: pem('theirs.pem') })

  it('looks at the pair, and at how long each certificate is valid', async () => {
    const { url } = await webServer(405)
    const findings = await examined(transport(url), { secrets: { ...keys(), THEIRS: pem('soon.pem') } })
    expect(course(findings).slice(0, 3)).toEqual(['settings good', 'settings doubt', 'settings doubt'])
    expect(findings[2]?.text).toMatch(/THEIRS \(CN=soon\) is valid for \d more days/)
  })

  it.each([
    ['a key that is not the certificate’s', () => ({ OUR_KEY: pem('theirs.key') }), /OUR_KEY is not the key/],
    ['a certificate that is none', () => ({ THEIRS: 'nothing' }), /THEIRS holds no certificate/],
  ])('tells %s', async (_, other, said) => {
    const { url } = await webServer(405)
    const findings = await examined(transport(url), { secrets: { ...keys(), ...other() } })
    expect(failures(findings)).toMatchObject([{ phase: 'settings', text: expect.stringMatching(said) }])
  })

  it('tells a certificate whose time is over', async () => {
    const { url } = await webServer(405)
    const findings = await examined(transport(url), { secrets: keys(), now: Date.now() + 31 * 86_400_000 })
    expect(failures(findings)).toMatchObject([{ text: expect.stringMatching(/OURS .+ was valid until/) }])
  })
})

describe('the doctor, at a store', () => {
  it('asks for a list of nothing, and judges what the store says', async () => {
    const store = await openS3Server({ bucket: 'orders', keyId: 'ID', secret: 'pass-31f0aa58', region: 'eu-west-1' })
    closing.push(store.close)
    const transport = {
      ...{
        kind: 's3',
        endpoint: `http://127.0.0.1:${store.port}`,
        region: 'eu-west-1',
        bucket: 'orders',
        prefix: 'in/',
      },
      ...{ accessKeyId: 'STORE_ID', secretAccessKey: 'PASSWORD' },
    }
    const secrets = { STORE_ID: 'ID' }
    expect(course(await examined(transport, { secrets }))).toContain('open good')
    store.behave({ bucket: 'denied' })
    expect(course(await examined(transport, { secrets }))).toContain('open good')
    store.behave({ bucket: 'missing' })
    expect(failures(await examined(transport, { secrets }))).toMatchObject([
      { text: expect.stringContaining('orders') },
    ])
    store.behave({ secret: 'another' })
    expect(failures(await examined(transport, { secrets }))).toMatchObject([{ phase: 'sign in' }])
    expect(store.objects.size).toBe(0)
  })
})

describe('the doctor, at a mail server', () => {
  const mail = { format: 'email', from: 'us@gateway.example', to: ['desk@fresco.example', 'two@fresco.example'] }
  const transport = (port: number, more: object = {}) => ({
    ...{ kind: 'smtp', host: '127.0.0.1', port, security: 'none', user: 'USER', password: 'PASSWORD', ...more },
  })
  const secrets = { USER: 'orders' }

  it('signs in, asks for every recipient, and leaves before there is a mail', async () => {
    const server = await mailServer({ password: 'pass-31f0aa58' })
    closing.push(server.close)
    const findings = await examined(transport(server.port), { document: mail, secrets })
    expect(course(findings).slice(3)).toEqual(['sign in good', 'open good', 'open good'])
    expect(server.received).toEqual([])
    expect(server.commands.join(' ')).not.toContain('DATA')
  })

  it('names a recipient that is refused, and a password that is', async () => {
    const server = await mailServer({
      password: 'pass-31f0aa58',
      recipient: (address) => (address.startsWith('two') ? '550 no such user' : '250 ok'),
    })
    closing.push(server.close)
    expect(failures(await examined(transport(server.port), { document: mail, secrets }))).toMatchObject([
      { text: expect.stringMatching(/two@fresco\.example: 550 no such user/) },
    ])
    server.script = { password: 'another' }
    const refused = await examined(transport(server.port), { document: mail, secrets })
    expect(failures(refused)).toMatchObject([{ phase: 'sign in' }])
    expect(JSON.stringify(refused)).not.toContain('pass-31f0aa58')
  })

  it('says that a server offers no STARTTLS', async () => {
    const server = await mailServer()
    closing.push(server.close)
    const findings = await examined(transport(server.port, { security: 'starttls' }), { document: mail, secrets })
    expect(failures(findings)).toMatchObject([{ phase: 'secure', text: expect.stringContaining('no STARTTLS') }])
    expect(server.commands.join(' ')).not.toContain('AUTH')
  })
})

describe('the doctor, where nobody is called', () => {
  it('looks for the bindings in wrangler.toml', async () => {
    const wrangler = '[[r2_buckets]]\nbinding = "ORDERS"\nbucket_name = "x"\n'
    expect(course(await examined({ kind: 'r2', bucket: 'ORDERS' }, { wrangler }))[0]).toBe('settings good')
    expect(course(await examined({ kind: 'r2', bucket: 'OTHERS' }, { wrangler }))[0]).toBe('settings bad')
    const supplier = { archive: { bucket: 'ORDERS' }, breakGlass: { bucket: 'DESK' } }
    const besides = await examined({ kind: 'r2', bucket: 'ORDERS' }, { wrangler, supplier })
    expect(course(besides).slice(2)).toEqual(['settings good', 'settings bad'])
  })

  it('sends no test where only others can move a document', async () => {
    const findings = await examined({ kind: 'mailbox', token: 'PASSWORD' }, { test: true })
    expect(failures(findings)).toMatchObject([{ phase: 'write' }])
  })
})
