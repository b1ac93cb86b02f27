import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Check } from '../crash/check.ts'
import { costOf } from '../fakes/cost.ts'
import { joined } from './bomb.ts'

const MAIL_BYTES = 4_900_000
const MEMORY_LIMIT_MB = 100
const LIMIT_SECONDS = 1

/** Levels of parts in parts, each with so many. */
function nested(counts: readonly number[], depth = 0): string {
  const [count, ...deeper] = counts
  if (count === undefined) return '\r\n'
  const part = nested(deeper, depth + 1)
  return `Content-Type:multipart/a;boundary=${depth}\r\n\r\n${`--${depth}\r\n${part}`.repeat(count)}`
}

const HEAD = 'Content-Type: multipart/mixed; boundary='
const MAILS: Readonly<Record<string, readonly string[]>> = {
  'four levels of 36 parts': [nested([36, 36, 36, 30])],
  'parts without end': [`${HEAD}x\r\n\r\n`, '--x\r\n\r\ny\r\n'.repeat(490_000)],
  'a boundary of 33,000 characters': [`${HEAD}${'b'.repeat(33_000)}\r\n\r\n`, '\r\n--b'.repeat(980_000)],
  'line breaks without end': ['Content-Type: text/html\r\n\r\n', '\r\n'.repeat(2_400_000)],
}

/**
 * What anybody can write to the address that orders are mailed from. Our reader reads it in a process of its own: the local
 * gateway has a parser of wrangler's before it, which takes a minute and 800 MB for such a mail, and Cloudflare has none.
 */
export function* endureMails(folder: string): Generator<Check> {
  for (const [name, pieces] of Object.entries(MAILS)) {
    const file = path.join(folder, 'bomb.eml')
    writeFileSync(file, joined('From: <bomb@elsewhere.example>\r\n', ...pieces).subarray(0, MAIL_BYTES))
    const { seconds, megabytes } = costOf({
      prepare: `
        import { readFileSync } from 'node:fs'
        import { readIncomingMail } from './src/replies/read-bounce.ts'
        const mail = new Uint8Array(readFileSync(${JSON.stringify(file)}))`,
      work: 'readIncomingMail(mail)',
    })
    yield {
      name: `mail: ${name}: ${megabytes.toFixed(0)} MB more, ${seconds.toFixed(2)} s`,
      broken: [
        ...(megabytes < MEMORY_LIMIT_MB ? [] : [`Reading it took ${megabytes.toFixed(0)} MB.`]),
        ...(seconds < LIMIT_SECONDS ? [] : [`Reading it took ${seconds.toFixed(2)} s.`]),
      ],
    }
  }
}
