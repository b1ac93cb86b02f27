import '../../src/cli/hooks.ts'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'
import { postOrder, signatureOf } from '../../src/cli/gateway-client.ts'
import { createGateway } from '../crash/gateway.ts'
import { type MailServer, mailServer } from '../fakes/mail-server.ts'
import { contents, header, makeCertificates, parseMail, realMailServer } from './real-mail-server.ts'

// A gateway as `npm start` runs it mails orders to a real mail server, and to servers that misbehave on purpose.
// Needs root and a Debian with openssl and python3; opensmtpd is installed if need be. Run it with:  node bin/launch.mjs test/servers/mail.ts

const FROM = 'orders@gateway.example'
const DESK = 'desk@fresco.example'
const SECOND = 'second@fresco.example'
const NOBODY = 'nobody-here@fresco.example'
const secrets = {
  CONSOLE_TOKEN: randomBytes(16).toString('hex'),
  WEBHOOK_SECRET: randomBytes(16).toString('hex'),
  SMTP_USER: 'gateway',
  SMTP_PASSWORD: `pass ${randomBytes(12).toString('hex')}`,
  WRONG_PASSWORD: 'not the password at all',
}
const remarks = 'Vóór 10:00 + bellen? "achterdeur"\r\nBcc: thief@evil.example\n\n.\nFrom www.evil.example'

let passed = 0
let failed = 0
function check(what: string, holds: boolean, seen?: unknown): void {
  if (holds) passed++
  else failed++
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds || seen === undefined ? '' : `: ${JSON.stringify(seen)}`}`)
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-mail-'))
const fakes: Record<string, MailServer> = {}
const { authority, certificate, key } = makeCertificates(folder)
process.env.NODE_EXTRA_CA_CERTS = authority
const real = await realMailServer(folder, {
  user: secrets.SMTP_USER,
  password: secrets.SMTP_PASSWORD,
  addresses: [DESK, SECOND],
  ...{ certificate, key },
})
const stranger = await untrusted()

const signIn = { user: 'SMTP_USER', password: 'SMTP_PASSWORD' }
const smtp = (port: number, more: object = {}) => ({
  kind: 'smtp',
  host: 'localhost',
  port,
  timeoutSeconds: 5,
  ...more,
})
async function misbehaving(name: string, script: Parameters<typeof mailServer>[0], more: object = {}) {
  const fake = await mailServer(script)
  fakes[name] = fake
  return { kind: 'smtp', host: '127.0.0.1', port: fake.port, security: 'none', timeoutSeconds: 2, ...more }
}

/** One supplier for each story, so that a paused route is nobody else's. */
let asks = 0
const stories: Record<string, { transport: object; to?: string[]; whenUncertain?: string }> = {
  starttls: { transport: smtp(real.starttls, signIn) },
  tls: { transport: smtp(real.tls, { ...signIn, security: 'tls' }), to: [DESK, SECOND] },
  partly: { transport: smtp(real.starttls, signIn), to: [DESK, NOBODY] },
  password: { transport: smtp(real.starttls, { ...signIn, password: 'WRONG_PASSWORD' }) },
  untrusted: { transport: smtp(stranger.port, { security: 'tls' }) },
  unsecured: { transport: await misbehaving('unsecured', {}, { security: 'starttls', ...signIn }) },
  greylisted: {
    transport: await misbehaving('greylisted', {
      recipient: (address) => (address === SECOND && ++asks < 3 ? '451 4.7.1 greylisted' : '250 ok'),
    }),
    to: [DESK, SECOND],
  },
  cut: { transport: await misbehaving('cut', { afterData: 'cut' }) },
  asked: { transport: await misbehaving('asked', { afterData: 'cut' }), whenUncertain: 'hold' },
  silent: { transport: await misbehaving('silent', { hangAt: 'greeting' }) },
  cloudflare: { transport: { kind: 'email' } },
}
const gateway = await createGateway(setting(), folder)
try {
  await gateway.start()
  await run()
} catch (error) {
  check(`the gateway works: ${error instanceof Error ? error.message : error}\n${gateway.log()}`, false)
} finally {
  await gateway.stop()
  real.stop()
  stranger.close()
  for (const fake of Object.values(fakes)) fake.close()
}
check('no password is in the log', !gateway.log().includes(secrets.SMTP_PASSWORD))
rmSync(folder, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

async function run(): Promise<void> {
  const ids = new Map<string, string>()
  for (const name of Object.keys(stories)) ids.set(name, await place(name))
  const ended = (name: string, wanted: readonly string[]) =>
    until(name, ids.get(name) ?? '', ({ state }) => wanted.includes(state))

  for (const name of ['starttls', 'tls']) {
    const { state } = await ended(name, ['delivered', 'refused'])
    check(`${name}: a real server takes the mail`, state === 'delivered', await timeline(name, ids.get(name) ?? ''))
    const [file] = await inTheBox(name)
    if (!file) {
      check(`${name}: and has it`, false)
      continue
    }
    const stored = await document(name, ids.get(name) ?? '')
    check(`${name}: byte for byte`, contents(file).trimEnd().endsWith(stored.replaceAll('\r\n', '\n').trimEnd()))
    const mail = parseMail(file)
    check(`${name}: Python finds no fault in it`, mail.defects.length === 0, mail.defects)
    check(
      `${name}: one subject, with both numbers`,
      header(mail, 'Subject') === `Order PO-${name} - K-778812`,
      mail.headers,
    )
    check(`${name}: nothing that the remarks made up`, header(mail, 'Bcc') === undefined)
    check(`${name}: the text has every line and the customer's words quoted`, textHolds(mail.text), mail.text)
    check(
      `${name}: the HTML too, without a link`,
      /200457/.test(mail.html) && !/<a\b|www\.evil/.test(mail.html),
      mail.html,
    )
    const [file1] = mail.attachments
    const xml = Buffer.from(file1?.content ?? '', 'base64').toString()
    check(
      `${name}: the UBL is attached`,
      file1?.name === `PO-${name}-1.xml` && xml.includes(`<cbc:ID>PO-${name}</cbc:ID>`),
      file1,
    )
  }

  const partly = await ended('partly', ['refused', 'delivered'])
  check('a recipient refused for good is named', partly.state === 'refused' && partly.reached === 'maybe', partly)
  check('by its address', (await timeline('partly', ids.get('partly') ?? '')).includes(NOBODY))
  const copies = async () => (await inTheBox('partly')).length
  check('the other has the mail', (await copies()) === 1)
  await act('partly', ids.get('partly') ?? '', 'retry')
  await until('partly', ids.get('partly') ?? '', ({ state, attempts }) => state === 'refused' && attempts === 2)
  await sleep(1000)
  check('and does not get it again by a retry', (await copies()) === 1)

  const password = await ended('password', ['refused'])
  check('a wrong password is refused', password.state === 'refused' && password.reached === 'no', password)
  check('and pauses the route', (await pausedWhy('password')) !== null)

  for (const name of ['untrusted', 'unsecured']) {
    const { state, reached, attempts } = await ended(name, ['refused', 'delivered'])
    check(
      `${name}: refused after three tries, nothing sent`,
      state === 'refused' && reached === 'no' && attempts === 3,
      { state, attempts },
    )
    check(`${name}: the route waits`, (await pausedWhy(name))?.includes('secured') === true)
  }
  check('no password went out in the clear', fakes.unsecured?.commands.every((line) => !/^AUTH/.test(line)) === true)

  const greylisted = await ended('greylisted', ['delivered'])
  check('a greylisted recipient gets it later', greylisted.state === 'delivered', greylisted)
  const rounds = fakes.greylisted?.received.map(({ to }) => to.join()) ?? []
  check('and nobody gets it twice', rounds.filter((to) => to.includes(DESK)).length === 1, rounds)

  const cut = await until('cut', ids.get('cut') ?? '', ({ attempts, state }) => attempts >= 2 && state !== 'sending')
  check('a line cut after the mail is uncertain', cut.state === 'uncertain' && cut.reached === 'maybe', cut)
  if (fakes.cut) fakes.cut.script = {}
  check('and is sent again', (await ended('cut', ['delivered'])).state === 'delivered')
  const idOf = (text: string): string | undefined => /^Message-ID:\s*(<[^>]+>)/im.exec(text)?.[1]
  const messageIds = new Set(fakes.cut?.received.map(({ text }) => idOf(text)))
  check('with one Message-ID over all tries', messageIds.size === 1 && (fakes.cut?.received.length ?? 0) >= 3, [
    ...messageIds,
  ])
  const bodies = new Set(fakes.cut?.received.map(({ text }) => createHash('sha256').update(text).digest('hex')))
  check('and the same bytes', bodies.size === 1)

  const asked = await ended('asked', ['held'])
  check('or a person is asked, where the route says so', asked.state === 'held' && asked.reached === 'maybe', asked)
  const silent = await until(
    'silent',
    ids.get('silent') ?? '',
    ({ attempts, state }) => attempts >= 1 && state !== 'sending',
  )
  check(
    'a server that says nothing is tried again later',
    silent.state === 'deferred' && silent.reached === 'no',
    silent,
  )
  const cloudflare = await ended('cloudflare', ['delivered', 'refused', 'uncertain'])
  check("Cloudflare's own sending takes it, locally", cloudflare.state === 'delivered', cloudflare)
}

function textHolds(text: string): boolean {
  const quoted = [
    '> Vóór 10:00 + bellen? "achterdeur"',
    '> Bcc: thief@evil[.]example',
    '> .',
    '> From www[.]evil[.]example',
  ]
  return [...quoted, 'K-778812', '200457: 10 x', "AB-100'23: 6 x Crème fraîche"].every((part) => text.includes(part))
}

interface Delivery {
  readonly state: string
  readonly reached: string
  readonly attempts: number
}

async function place(supplier: string): Promise<string> {
  const id = randomUUID()
  const line = (article: string, name: string, quantity: number) => ({
    stock_item: { name },
    supplier_package: { supplier_article_number: article, theoretical_price_per_package: '3.10' },
    quantity_ordered: quantity,
    total_theoretical_price: '31.00',
  })
  const order = {
    ...{ id, order_number: `PO-${supplier}`, status: 'ORDERED', ordered_on: new Date().toISOString() },
    owned_by: { username: 'chef@bistro.example' },
    order_remarks: remarks,
    packages: [line("AB-100'23", 'Crème fraîche\n30%', 6), line('200457', 'Tomaten <bio>', 10)],
    ...{ expected_delivery_date: null, theoretical_price: '62.00', supplier_customer_number: 'K-778812' },
  }
  const body = new TextEncoder().encode(JSON.stringify(order))
  const answer = await postOrder(gateway.url, supplier, body, signatureOf(body, secrets.WEBHOOK_SECRET, 'raw'))
  check(`${supplier}: the order is taken`, answer.status === 200, answer)
  return id
}

async function api(at: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${secrets.CONSOLE_TOKEN}`, 'content-type': 'application/json' }
  return fetch(`${gateway.url}/api${at}`, { ...init, headers })
}

async function until(supplier: string, id: string, settled: (delivery: Delivery) => boolean): Promise<Delivery> {
  let last: Delivery = { state: 'absent', reached: 'no', attempts: 0 }
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    const view: { deliveries: Delivery[] } = await (await api(`/orders/${supplier}/${id}`)).json()
    last = view.deliveries[0] ?? last
    if (settled(last)) return last
  }
  return last
}

async function document(supplier: string, id: string): Promise<string> {
  const answer = await api(`/orders/${supplier}/${id}/documents/desk`)
  return Buffer.from(await answer.arrayBuffer()).toString('latin1')
}

async function timeline(supplier: string, id: string): Promise<string> {
  return JSON.stringify((await (await api(`/orders/${supplier}/${id}`)).json()).timeline)
}

function act(supplier: string, id: string, action: string): Promise<Response> {
  const body = JSON.stringify({ by: 'test' })
  return api(`/orders/${supplier}/${id}/deliveries/desk/${action}`, { method: 'POST', body })
}

/** The mails of one story that the real server put in the box: it takes a moment after it has answered. */
async function inTheBox(name: string): Promise<string[]> {
  const found = () => real.mails().filter((one) => contents(one).includes(`Subject: Order PO-${name} `))
  for (let tries = 0; tries < 50 && found().length === 0; tries++) await sleep(100)
  return found()
}

async function pausedWhy(supplier: string): Promise<string | null> {
  const answer: { routes: { paused: { reason: string } | null }[] } = await (
    await api(`/suppliers/${supplier}/routes`)
  ).json()
  return answer.routes[0]?.paused?.reason ?? null
}

function setting() {
  const suppliers = Object.entries(stories).map(([name, { transport, to = [DESK], whenUncertain }]) => [
    name,
    {
      name: `Story ${name}`,
      timeZone: 'Europe/Brussels',
      webhook: { secrets: ['WEBHOOK_SECRET'] },
      routes: [
        {
          name: 'desk',
          document: { format: 'email', from: FROM, to, attach: { format: 'ubl-order-2.1' } },
          ...{ transport, retry: { delaysSeconds: [1] }, ...(whenUncertain ? { whenUncertain } : {}) },
        },
      ],
    },
  ])
  const [configFile, varsFile] = [path.join(folder, 'gateway.json'), path.join(folder, 'vars')]
  writeFileSync(configFile, JSON.stringify({ suppliers: Object.fromEntries(suppliers) }))
  writeFileSync(
    varsFile,
    Object.entries(secrets)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  )
  const names = { supplier: 'crash', routes: ['erp', 'archive'] } as const
  const { WEBHOOK_SECRET: webhookSecret, CONSOLE_TOKEN: consoleToken } = secrets
  return { ...names, webhookSecret, consoleToken, configFile, varsFile, persist: path.join(folder, 'storage') }
}

/** A server whose certificate nobody has signed. */
async function untrusted(): Promise<{ port: number; close(): void }> {
  const { execFileSync } = await import('node:child_process')
  const { readFileSync } = await import('node:fs')
  const [own, cert] = [path.join(folder, 'stranger.key'), path.join(folder, 'stranger.pem')]
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync('openssl', [...words, '-keyout', own, '-out', cert, ...names], { stdio: 'ignore' })
  const server = tls.createServer({ key: readFileSync(own), cert: readFileSync(cert) }, (socket) =>
    socket.write('220 hi\r\n'),
  )
  server.on('tlsClientError', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() }
}
