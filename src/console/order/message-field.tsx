import { MESSAGE_LENGTH } from '../../api/action-body.ts'
import type { Language } from '../../model/language.ts'
import type { OrderView } from '../../outbox/views.ts'
import { languageFor } from '../../profile/language.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { messageNotice } from '../../steps/customer-notice.ts'
import { described, FieldProblem } from '../frame/field.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import type { Visit } from '../frame/visit.ts'

interface AroundProps {
  readonly visit: Visit
  readonly supplier: Supplier
  readonly view: OrderView
}

/** The words of the mail around the words of the person. */
export function MailAround({ visit, supplier, view: { orderId: id, orderNumber: number, customer } }: AroundProps) {
  return (
    <>
      <p class="soft">{visit.words.confirm.messageHint}</p>
      <MailWords
        mail={messageNotice({ id, number, customer }, '…', supplier)}
        language={languageFor(customer, supplier)}
      />
    </>
  )
}

interface WordsProps {
  readonly mail: { readonly subject: string; readonly text: string }
  readonly language: Language
}

/** A mail to a customer, in the language of the customer. */
export const MailWords = ({ mail: { subject, text }, language }: WordsProps) => (
  <blockquote lang={language} dir="auto">
    <p>
      <strong>{subject}</strong>
    </p>
    {text.split('\n').map((line) => line !== '' && <p>{line}</p>)}
  </blockquote>
)

interface FieldProps {
  readonly visit: Visit
  readonly asked: { readonly supplier: Supplier; readonly view: OrderView; readonly message?: string | undefined }
  readonly problem?: string | undefined
}

/** The words that the customer reads. */
export const MessageField = ({ visit, asked: { supplier, view, message = '' }, problem }: FieldProps) => (
  <div>
    <label for="message">{visit.words.confirm.message}</label>
    <textarea
      {...{ id: 'message', name: 'message', rows: 6, maxlength: MESSAGE_LENGTH, dir: 'auto', required: true }}
      lang={languageFor(view.customer, supplier)}
      {...described('message', problem)}
    >
      {message}
    </textarea>
    <FieldProblem id="message-problem" text={problem} />
  </div>
)
