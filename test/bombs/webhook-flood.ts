// Posts to a webhook what anybody can post: bodies that cost work, with a signature of the right form that is wrong. Runs in a
// process of its own, so that its work does not slow what is measured: node webhook-flood.ts URL brackets|flood SECONDS
import { setTimeout as sleep } from 'node:timers/promises'

const [, , url = '', kind = '', seconds = '0'] = process.argv
const until = Date.now() + Number(seconds) * 1_000
const SIGNED = { 'content-type': 'application/json', 'x-apic-webhook-signature': 'ab'.repeat(32) }
const BODY_BYTES = 250_000
const CONNECTIONS = 32
const BRACKETS_A_SECOND = 64

const filled = (begin: string, piece: string, end: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(begin + piece.repeat(Math.floor(BODY_BYTES / Buffer.byteLength(piece))) + end)
const BRACKETS = filled('', '[', '')
const BODIES = [
  BRACKETS,
  filled('', '{"a":', ''),
  filled('[', '1,', '1]'),
  filled('[', '1e9,', '1]'),
  filled('["', 'é', '"]'),
  filled('{"supplier_customer_number":"K-1","packages":[', '{"a":1},', '{}]}'),
]

async function post(body: Uint8Array<ArrayBuffer>): Promise<number> {
  try {
    const answer = await fetch(url, { method: 'POST', headers: SIGNED, body, signal: AbortSignal.timeout(30_000) })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

const statuses: number[] = []
if (kind === 'brackets') {
  const posts: Promise<number>[] = []
  for (; Date.now() < until; await sleep(1_000 / BRACKETS_A_SECOND)) posts.push(post(BRACKETS))
  statuses.push(...(await Promise.all(posts)))
} else {
  const lane = async (first: number): Promise<void> => {
    for (let at = first; Date.now() < until; at++) statuses.push(await post(BODIES[at % BODIES.length] ?? BRACKETS))
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, at) => lane(at)))
}
console.log(JSON.stringify({ posts: statuses.length, statuses: [...new Set(statuses)] }))
