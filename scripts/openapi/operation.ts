import type { ZodMiniType } from 'zod/mini'
import { ActionBody } from '../../src/api/action-body.ts'
import * as answers from './order-answers.ts'

/** Who calls: each has a key of its own. */
export type Caller = 'webhook' | 'person' | 'mailbox' | 'receiver' | 'anybody'

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** With parameters in braces. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly caller: Caller
  readonly query?: Readonly<Record<string, string>>
  readonly body?: ZodMiniType
  /** Fields of the body that this call needs besides those that every call needs. */
  readonly needs?: readonly string[]
  /** A schema for JSON, or the media type of other content. */
  readonly answer: ZodMiniType | string
  /** Statuses of refusals that have a meaning of their own here. */
  readonly refuses?: readonly number[]
}

export const SUPPLIER = '/api/suppliers/{supplier}'
export const VERSION = { version: 'The version; the newest by default.' }
export const person = { caller: 'person', refuses: [404] } as const
export const action = {
  method: 'post',
  ...person,
  body: ActionBody,
  answer: answers.order,
  refuses: [404, 409, 422],
} as const
