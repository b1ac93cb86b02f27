import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import worker from '../../src/worker.ts'
import { type Answer, admin, answerOf, orderPath, webhookRequest } from './door.ts'
import type { Posted } from './posted.ts'

/** The longest time that an answer may take, after any failure. */
export const ANSWER_MS = 5_000
const STEP_MS = 10

type Ask = (...args: unknown[]) => Promise<unknown>

/** The environment with an object that behaves as given. `call` counts calls of `accept` from 1. */
export function withObject(
  behave: (real: Ask, call: number, name: string, args: unknown[]) => Promise<unknown>,
  more: object = {},
) {
  let calls = 0
  const OUTBOX = {
    getByName: (supplier: string) => ({
      ask: (name: string, ...args: unknown[]) => {
        const stub = env.OUTBOX.getByName(supplier)
        const real: Ask = () => Reflect.apply(stub.ask, stub, [name, ...args])
        if (name === 'accept') calls++
        return behave(real, calls, name, args)
      },
    }),
  }
  return { env: { ...env, OUTBOX, ...more } as unknown as Env, calls: () => calls }
}

/**
 * Time in which this process ran, in milliseconds. A machine under load stops a process for a while, and such a stop
 * counts as one step.
 */
function startOwnClock(): () => number {
  let steps = 0
  const timer = setInterval(() => void steps++, STEP_MS)
  return () => {
    clearInterval(timer)
    return steps * STEP_MS
  }
}

/** Posts and waits for the answer only; `behind` is the work after the answer. */
export async function send(fake: Env, supplier: string, order: unknown) {
  const ctx = createExecutionContext()
  const own = startOwnClock()
  const answer = await answerOf(await worker.fetch((await webhookRequest(supplier, order)) as never, fake, ctx))
  const took = own()
  // A failure after the answer changes no answer.
  const behind = waitOnExecutionContext(ctx).catch(() => {})
  return { ...answer, took, behind }
}

export function expectFailure({ status, json, took }: Answer & { took: number }, code = 'outbox-unreachable') {
  expect([status, json.problems?.[0]?.code]).toEqual([503, code])
  expect(took).toBeLessThan(ANSWER_MS)
}

export const isAbsent = async (supplier: string, { id }: Posted) =>
  (await admin(orderPath(supplier, id))).status === 404
