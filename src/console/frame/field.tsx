import type { Child, JSX } from 'hono/jsx'
import { Icon } from './icons.tsx'
import { h } from './jsx.ts'

type Input = JSX.IntrinsicElements['input']

interface FieldProps extends Omit<Input, 'class' | 'label'> {
  /** Also the name of the field. */
  readonly id: string
  readonly label: Child
  /** Words in brackets behind the label: whether the field may stay empty. */
  readonly aside?: string
  readonly hint?: Child
  readonly problem?: string | undefined
  readonly class?: 'wide'
}

/** A field of a form with its label, a hint and the problem of the last attempt. */
export const Field = ({ id, label, aside, hint, problem, class: kind, ...input }: FieldProps) => (
  <div class={kind}>
    <label for={id}>
      {label}
      {aside && <span class="soft"> ({aside})</span>}
    </label>
    <input id={id} name={id} {...input} {...described(id, problem, hint)} />
    {hint && (
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
    <FieldProblem id={`${id}-problem`} text={problem} />
  </div>
)

/** Ties a field to the text below it. */
export const described = (id: string, problem: string | undefined, hint?: Child) => ({
  'aria-invalid': problem ? ('true' as const) : undefined,
  'aria-describedby': problem ? `${id}-problem` : hint ? `${id}-hint` : undefined,
})

/** Why a form was not accepted, next to the field. */
export const FieldProblem = ({ id, text }: { id: string; text: string | undefined }) =>
  text === undefined ? null : (
    <p class="err" id={id} role="alert">
      <Icon name="stop" />
      <span>{text}</span>
    </p>
  )
