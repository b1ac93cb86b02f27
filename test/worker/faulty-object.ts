import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import worker from '../../src/worker.ts'
import { type Answer, admin, answerOf, orderPath, webhookRequest } from './door.ts'
import type { Posted } from './posted.ts'

/** What an order may take to be answered, whatever has failed. */
export const ANSWER_MS = 5_000

type Ask = (...args: unknown[]) => Promise<unknown>

/** The environment with an object that behaves as it is told; `call` counts from 1 and counts `accept` only. */
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

/** Posts, and waits for the answer only; what goes on behind it is `behind`. */
export async function send(fake: Env, supplier: string, order: unknown) {
  const ctx = createExecutionContext()
  const begun = Date.now()
  const answer = await answerOf(await worker.fetch((await webhookRequest(supplier, order)) as never, fake, ctx))
  // What fails behind an answer is nobody's answer any more.
  const behind = waitOnExecutionContext(ctx).catch(() => {})
  return { ...answer, took: Date.now() - begun, behind }
}

export function expectFailure({ status, json, took }: Answer & { took: number }, code = 'outbox-unreachable') {
  expect([status, json.problems?.[0]?.code]).toEqual([503, code])
  expect(took).toBeLessThan(ANSWER_MS)
}

export const isAbsent = async (supplier: string, { id }: Posted) =>
  (await admin(orderPath(supplier, id))).status === 404
