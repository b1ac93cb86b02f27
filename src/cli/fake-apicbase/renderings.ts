import { createHmac } from 'node:crypto'
import { pythonForm } from '../../text/python-form.ts'

/** Over what the webhook's signature is made: the bytes as they are, or what Python's `json.dumps` makes of them. */
export type SignedForm = 'raw' | 'python'

/** As a body is written: by Python's `json.dumps`, or compact with its letters as they are. */
export type Rendering = 'python' | 'compact'

export const rendered = (order: object, rendering: Rendering): string =>
  rendering === 'python' ? (pythonForm(JSON.stringify(order)) ?? '') : JSON.stringify(order)

export const signatureOf = (body: string, secret: string, form: SignedForm): string =>
  createHmac('sha256', secret)
    .update(form === 'raw' ? body : (pythonForm(body) ?? body))
    .digest('hex')
