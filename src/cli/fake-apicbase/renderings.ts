import { createHmac } from 'node:crypto'
import { pythonForm } from '../../text/python-form.ts'

/** Input of the webhook's signature: the bytes as sent, or the output of Python's `json.dumps`. */
export type SignedForm = 'raw' | 'python'

/** Form of a body: as Python's `json.dumps` writes JSON, or compact with unescaped letters. */
export type Rendering = 'python' | 'compact'

export const rendered = (order: object, rendering: Rendering): string =>
  rendering === 'python' ? (pythonForm(JSON.stringify(order)) ?? '') : JSON.stringify(order)

export const signatureOf = (body: string, secret: string, form: SignedForm): string =>
  createHmac('sha256', secret)
    .update(form === 'raw' ? body : (pythonForm(body) ?? body))
    .digest('hex')
