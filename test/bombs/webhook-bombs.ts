import { execFile } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Check } from '../crash/check.ts'
import { answerLimit } from './answer-limit.ts'

const SECONDS = 8
const ORDER_EVERY_MS = 100
const TIMES_CALM = 4
const MEMORY_LIMIT_MB = 100

export interface Target {
  /** The address of the supplier's webhook. */
  readonly url: string
  /** Places a real order, and answers how many milliseconds its answer took. */
  readonly placeOrder: () => Promise<number>
  /** Of the gateway, in megabytes. */
  readonly memory: () => number
}

interface Course {
  readonly median: number
  readonly slowest: number
  readonly grown: number
  readonly posts: number
  readonly statuses: readonly number[]
}

const run = promisify(execFile)

async function hostile(url: string, kind: 'brackets' | 'flood'): Promise<Pick<Course, 'posts' | 'statuses'>> {
  const { stdout } = await run(process.execPath, [
    path.join(import.meta.dirname, 'webhook-flood.ts'),
    url,
    kind,
    String(SECONDS),
  ])
  return JSON.parse(stdout)
}

/** Places real orders for some seconds, while `kind` is posted beside them. */
async function course({ url, placeOrder, memory }: Target, kind: 'brackets' | 'flood' | null): Promise<Course> {
  const before = memory()
  let highest = before
  let isOver = false
  const waits: number[] = []
  const ordering = (async () => {
    for (; !isOver; await sleep(ORDER_EVERY_MS)) {
      waits.push(await placeOrder())
      highest = Math.max(highest, memory())
    }
  })()
  const posted = kind === null ? sleep(SECONDS * 1_000, { posts: 0, statuses: [] }) : hostile(url, kind)
  const seen = await posted.finally(() => {
    isOver = true
  })
  await ordering
  waits.sort((a, b) => a - b)
  return {
    median: waits[Math.floor(waits.length / 2)] ?? 0,
    slowest: waits.at(-1) ?? 0,
    grown: highest - before,
    ...seen,
  }
}

/** What strangers can post to the webhook, and what it does to real orders. */
export async function endureWebhook(target: Target): Promise<Check[]> {
  const calm = await course(target, null)
  const brackets = await course(target, 'brackets')
  const flooded = await course(target, 'flood')
  const told = ({ median, slowest, grown, posts }: Course): string =>
    `${posts} posts in ${SECONDS} s, real orders median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms, ${grown.toFixed(0)} MB more (calm: median ${calm.median.toFixed(0)} ms)`
  const faults = ({ grown, statuses }: Course): string[] => [
    ...(grown < MEMORY_LIMIT_MB ? [] : [`The memory grew by ${grown.toFixed(0)} MB.`]),
    ...(statuses.every((status) => status === 403) ? [] : [`The posts were answered ${statuses.join(', ')}.`]),
  ]
  const isQuick = brackets.slowest < answerLimit([calm.slowest])
  const isSteady = flooded.median < TIMES_CALM * calm.median
  return [
    {
      name: `64 posts of nested brackets a second: ${told(brackets)}`,
      broken: [...faults(brackets), ...(isQuick ? [] : [`A real order waited ${brackets.slowest.toFixed(0)} ms.`])],
    },
    {
      name: `32 connections of hostile posts: ${told(flooded)}`,
      broken: [...faults(flooded), ...(isSteady ? [] : [`The median is over ${TIMES_CALM} times the calm one.`])],
    },
  ]
}
