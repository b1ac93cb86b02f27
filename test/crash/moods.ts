import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** How a receiver behaves at one request. */
export type Mood = 'takes' | 'slow' | '500' | '503' | '429' | 'cut before reading' | 'cut after reading' | 'no answer'

/** What the gateway was told: without an answer, or with a 500, it cannot know whether the document was taken. */
export type Said = 'taken' | 'not taken' | 'nothing'

export const MOODS: readonly [Mood, ...Mood[]] = [
  'takes',
  ...Array<Mood>(12).fill('takes'),
  'slow',
  ...Array<Mood>(2).fill('500'),
  ...Array<Mood>(2).fill('503'),
  '429',
  ...Array<Mood>(2).fill('cut before reading'),
  'cut after reading',
  'no answer',
]

export const SAID: Readonly<Record<Mood, Said>> = {
  takes: 'taken',
  slow: 'taken',
  '500': 'nothing',
  '503': 'not taken',
  '429': 'not taken',
  'cut before reading': 'nothing',
  'cut after reading': 'nothing',
  'no answer': 'nothing',
}

/** The body, when it was read whole; null when the line was cut before. */
export async function readIn(mood: Mood, request: IncomingMessage): Promise<Buffer | null> {
  if (mood === 'cut before reading') {
    request.destroy()
    return null
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export async function answerIn(
  mood: Mood,
  request: IncomingMessage,
  response: ServerResponse,
  slowMs: number,
): Promise<void> {
  if (mood === 'slow') await sleep(slowMs)
  if (mood === 'no answer') return
  // A request that was read whole does not close its connection when it is destroyed.
  if (mood === 'cut after reading') request.socket.destroy()
  else if (mood === '429') response.writeHead(429, { 'retry-after': '1' }).end()
  else if (mood === '500' || mood === '503') response.writeHead(Number(mood)).end()
  else response.writeHead(200).end('ok')
}
