import '../../src/cli/hooks.ts'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGateway } from '../crash/gateway.ts'
import { createMailDesk, type Delivery } from './mail-desk.ts'
import { DESK, NOBODY, openStories, SECOND, secrets, writeStories } from './mail-stories.ts'
import { contents, header, makeCertificates, parseMail, realMailServer } from './real-mail-server.ts'
import { untrusted } from './untrusted.ts'

// Tests a gateway of `npm start` with a real mail server and with faulty servers. Needs root and a Debian with openssl
// and python3; installs opensmtpd if missing. Run the test with:
// node bin/launch.mjs test/servers/mail.ts

let passed = 0
let failed = 0
function check(what: string, holds: boolean, seen?: unknown): void {
  if (holds) passed++
  else failed++
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds || seen === undefined ? '' : `: ${JSON.stringify(seen)}`}`)
}

const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-mail-'))
const { authority, certificate, key } = makeCertificates(folder)
process.env.NODE_EXTRA_CA_CERTS = authority
const real = await realMailServer(folder, {
  user: secrets.SMTP_USER,
  password: secrets.SMTP_PASSWORD,
  addresses: [DESK, SECOND],
  ...{ certificate, key },
})
const stranger = await untrusted(folder)
const { stories, fakes } = await openStories({ starttls: real.starttls, tls: real.tls, stranger: stranger.port })
const gateway = await createGateway(writeStories(stories, folder), folder)
const desk = createMailDesk(gateway.url)
try {
  await gateway.start()
  for (const name of Object.keys(stories)) {
    const answer = await desk.place(name)
    check(`${name}: the order is taken`, answer.status === 200, answer)
  }
  await arrive()
  await reachSome()
  await staySecret()
  await comeAgain()
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

async function ended(name: string, wanted: readonly string[]): Promise<Delivery> {
  return desk.until(name, ({ state }) => wanted.includes(state))
}

/** A real server gets the mail byte for byte, and another reader understands the mail. */
async function arrive(): Promise<void> {
  for (const name of ['starttls', 'tls']) {
    const { state } = await ended(name, ['delivered', 'refused'])
    check(`${name}: a real server takes the mail`, state === 'delivered', await desk.timeline(name))
    const [file] = await inTheBox(name)
    if (!file) {
      check(`${name}: and has it`, false)
      continue
    }
    const stored = await desk.document(name)
    check(`${name}: byte for byte`, contents(file).trimEnd().endsWith(stored.replaceAll('\r\n', '\n').trimEnd()))
    const mail = parseMail(file)
    check(`${name}: Python finds no fault in it`, mail.defects.length === 0, mail.defects)
    check(
      `${name}: one subject, with both numbers`,
      header(mail, 'Subject') === `Order PO-${name}: K-778812`,
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
}

/** A recipient is refused permanently. */
async function reachSome(): Promise<void> {
  const partly = await ended('partly', ['refused', 'delivered'])
  check('a recipient refused for good is named', partly.state === 'refused' && partly.reached === 'maybe', partly)
  check('by its address', (await desk.timeline('partly')).includes(NOBODY))
  const copies = async () => (await inTheBox('partly')).length
  check('the other has the mail', (await copies()) === 1)
  await desk.act('partly', 'retry')
  await desk.until('partly', ({ state, attempts }) => state === 'refused' && attempts === 2)
  await sleep(1000)
  check('and does not get it again by a retry', (await copies()) === 1)
}

/** No mail is sent to a server that refuses the sign-in or has a wrong certificate. */
async function staySecret(): Promise<void> {
  const password = await ended('password', ['refused'])
  check('a wrong password is refused', password.state === 'refused' && password.reached === 'no', password)
  check('and pauses the route', (await desk.pausedWhy('password')) !== null)

  for (const name of ['untrusted', 'unsecured']) {
    const { state, reached, attempts } = await ended(name, ['refused', 'delivered'])
    check(
      `${name}: refused after three tries, nothing sent`,
      state === 'refused' && reached === 'no' && attempts === 3,
      { state, attempts },
    )
    check(`${name}: the route waits`, (await desk.pausedWhy(name))?.includes('secured') === true)
  }
  check('no password went out in the clear', fakes.unsecured?.commands.every((line) => !/^AUTH/.test(line)) === true)
}

/** Deferred, dropped and failed mails are sent again. */
async function comeAgain(): Promise<void> {
  const greylisted = await ended('greylisted', ['delivered'])
  check('a greylisted recipient gets it later', greylisted.state === 'delivered', greylisted)
  const rounds = fakes.greylisted?.received.map(({ to }) => to.join()) ?? []
  check('and nobody gets it twice', rounds.filter((to) => to.includes(DESK)).length === 1, rounds)

  const cut = await desk.until('cut', ({ attempts, state }) => attempts >= 2 && state !== 'sending')
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
  const silent = await desk.until('silent', ({ attempts, state }) => attempts >= 1 && state !== 'sending')
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
  return [...quoted, 'K-778812', '200457     10  ', "AB-100'23  6   Crème fraîche"].every((part) => text.includes(part))
}

/** Mails of a story in the real server's mailbox. Waits a moment, because the server stores after its reply. */
async function inTheBox(name: string): Promise<string[]> {
  const found = () => real.mails().filter((one) => contents(one).includes(`Subject: Order PO-${name}:`))
  for (let tries = 0; tries < 50 && found().length === 0; tries++) await sleep(100)
  return found()
}
