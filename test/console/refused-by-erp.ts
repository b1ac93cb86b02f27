import type { Answer } from '../fakes/wire.ts'

export const PATH = '/console/orders/fresco/order-1'

export const REFUSAL = 'Article 1004 is blocked for sale'
export const refuses: Answer = () => new Response(REFUSAL, { status: 400, headers: { 'content-type': 'text/plain' } })
